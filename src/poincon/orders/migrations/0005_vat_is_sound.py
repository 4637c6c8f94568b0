"""What the columns of VAT may hold; a step of its own, since earlier orders have just been written to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0004_vat_by_destination"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("vat_scope", "union")), fields=["placed_at"], name="order_sold_at_a_distance"
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("delivery_vat_bp", 0), ("vat_country", ""), ("vat_minor", 0), ("vat_scope", "outside")),
                    models.Q(("vat_country", ""), _negated=True),
                    _connector="OR",
                ),
                name="order_without_vat_has_left",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("vat_scope__in", ["home", "union", "outside"])), name="order_vat_scope_known"
            ),
        ),
    ]
