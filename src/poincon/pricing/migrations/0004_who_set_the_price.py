from django.db import migrations

NEWEST = """
UPDATE pricing_currentprice AS now
   SET set_by_id = (
       SELECT line.id FROM pricing_price AS line
        WHERE line.variant_id = now.variant_id
        ORDER BY line.valid_from DESC, line.id DESC
        LIMIT 1
   )
"""


class Migration(migrations.Migration):

    dependencies = [
        ('pricing', '0003_reductions_and_edits'),
    ]

    operations = [
        migrations.RunSQL(NEWEST, migrations.RunSQL.noop),
    ]
