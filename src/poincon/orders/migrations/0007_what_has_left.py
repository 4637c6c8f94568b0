"""Tell the lines of holds what has left the house already, as the parcels of their orders say."""

from django.db import migrations

FILL = """
UPDATE inventory_holdline AS line
   SET gone = least(sent.quantity, line.quantity)
  FROM (SELECT o.hold_id, l.variant_id, sum(p.quantity) AS quantity
          FROM orders_parcelline p
          JOIN orders_orderline l ON l.id = p.line_id
          JOIN orders_order o ON o.id = l.order_id
         WHERE o.hold_id IS NOT NULL
         GROUP BY o.hold_id, l.variant_id) AS sent
 WHERE line.hold_id = sent.hold_id AND line.variant_id = sent.variant_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0006_made_for_its_wearer"),
        ("inventory", "0002_holdline_gone"),
    ]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
