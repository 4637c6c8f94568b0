from django.db import migrations, models

ALONE = """
UPDATE window_card c
   SET named_in = CASE WHEN p.name_en = '' THEN 'fr' ELSE 'en' END
  FROM catalogue_piece p
 WHERE p.id = c.piece_id AND (p.name_en = '') <> (p.name_fr = '')
"""


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0008_how_large_a_piece_is'),
        ('window', '0008_prices_of_variants'),
    ]

    operations = [
        migrations.AddField(
            model_name='card',
            name='named_in',
            field=models.CharField(blank=True, default='', max_length=2),
        ),
        migrations.RunSQL(ALONE, migrations.RunSQL.noop),
    ]
