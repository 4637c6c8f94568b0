"""The scale on which a customer reads ring sizes; whoever has not said it goes on as before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("customers", "0003_sizes_remembered")]

    operations = [
        migrations.AddField(
            "customer",
            "ring_scale",
            models.CharField(
                blank=True,
                choices=[("FR", "FR/EU"), ("IT", "IT/ES/CH"), ("US", "US"), ("UK", "UK"), ("JP", "JP")],
                default="",
                max_length=2,
            ),
        ),
        migrations.AddConstraint(
            "customer",
            models.CheckConstraint(
                condition=models.Q(ring_scale__in=["", "FR", "IT", "US", "UK", "JP"]),
                name="customer_ring_scale_known",
            ),
        ),
    ]
