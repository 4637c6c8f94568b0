"""A line may name a size."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0007_made_for_its_wearer"), ("wishlist", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="wishlistline",
            name="variant",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, to="catalogue.variant"
            ),
        )
    ]
