from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("window", "0003_struck_prices")]

    operations = [
        migrations.AddField("card", "asked_until", models.DateTimeField(null=True)),
    ]
