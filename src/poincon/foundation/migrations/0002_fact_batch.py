"""Facts know the transaction that they were announced in; those of before do not, and need not."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('foundation', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='fact',
            name='batch',
            field=models.BigIntegerField(db_index=True, null=True),
        ),
        migrations.AlterField(
            model_name='fact',
            name='batch',
            field=models.BigIntegerField(
                db_default=models.Func(
                    function='txid_current', output_field=models.BigIntegerField(), template='%(function)s()'
                ),
                db_index=True,
                null=True,
            ),
        ),
    ]
