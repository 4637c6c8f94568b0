"""Nobody is told of a day any more: the day of which somebody was last told is of no use."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("alerts", "0002_alert_expected_on")]
    operations = [migrations.RemoveField(model_name="alert", name="expected_on")]
