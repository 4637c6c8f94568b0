"""Each order tells where it goes for its VAT, and whose VAT it bears; earlier ones all bore the house's own."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import Case, F, Value, When

from poincon.kernel import territories


def tell_earlier_orders(apps, _schema):
    orders = apps.get_model("orders", "Order").objects.all()
    address = settings.CHARTER.house.address
    home = territories.territory(address.country, address.postcode)
    same = [When(country=code, then=Value(other)) for code, other in territories.SAME_AS.items()]
    orders.update(vat_country=home, vat_destination=Case(*same, default=F("country")))
    abroad = orders.exclude(vat_destination=home)
    union = sorted(territories.UNION)
    abroad.update(vat_scope=Case(When(vat_destination__in=union, then=Value("union")), default=Value("outside")))


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0003_order_by_key"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="vat_country",
            field=models.CharField(blank=True, default="", max_length=6),
        ),
        migrations.AddField(
            model_name="order",
            name="vat_destination",
            field=models.CharField(default="", max_length=6),
        ),
        migrations.AddField(
            model_name="order",
            name="vat_scope",
            field=models.CharField(default="home", max_length=8),
        ),
        migrations.RunPython(tell_earlier_orders, migrations.RunPython.noop),
    ]
