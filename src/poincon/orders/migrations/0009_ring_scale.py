"""The scale on which a buyer read ring sizes; orders placed before say them as they were sold."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0008_changing_what_is_made")]

    operations = [
        migrations.AddField("order", "ring_scale", models.CharField(blank=True, default="", max_length=2)),
        migrations.AddConstraint(
            "order",
            models.CheckConstraint(
                condition=models.Q(ring_scale__in=["", "FR", "IT", "US", "UK", "JP"]),
                name="order_ring_scale_known",
            ),
        ),
    ]
