"""Start the clocks of the orders that were open before clocks existed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def start(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    clock, order = apps.get_model("charter", "Clock"), apps.get_model("orders", "Order")
    found = []
    for one in order.objects.filter(life="open", funds="unpaid").iterator():
        promise = "payments.transfer.cancel_after_days" if one.means == "transfer" else "orders.unpaid_card_hours"
        found.append((promise, one, one.pay_until))
    unsent = order.objects.filter(life="open", funds="paid", work__in=["waiting", "preparing", "ready"])
    for one in unsent.iterator():
        over = datetime.combine(
            one.dispatch_on + timedelta(days=1), datetime.min.time(), ZoneInfo(settings.TIME_ZONE)
        )
        found.append(("orders.dispatch_within_days", one, over))
    clock.objects.bulk_create(
        [
            clock(
                promise=promise,
                subject=f"order:{one.pk}",
                opened_at=one.placed_at,
                due_at=due,
                wake_at=due,
                reminders=[],
            )
            for promise, one, due in found
        ],
        batch_size=1000,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("charter", "0001_clocks"),
        ("orders", "0001_initial"),
        ("checkout", "0001_initial"),
    ]
    operations = [migrations.RunPython(start, migrations.RunPython.noop)]
