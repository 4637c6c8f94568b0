"""No password is kept before the address is proven; who still waits for a link chooses one there."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]

    operations = [migrations.RemoveField(model_name="registration", name="hashed")]
