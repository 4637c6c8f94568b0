"""Letters chosen after the order, and how often what is made was changed; what was sold before has neither."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0007_what_has_left")]

    operations = [
        migrations.AddField("making", "face", models.CharField(blank=True, default="", max_length=8)),
        migrations.AddField("making", "round", models.PositiveSmallIntegerField(default=0)),
    ]
