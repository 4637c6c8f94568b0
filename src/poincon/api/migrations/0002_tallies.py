from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('api', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('name', models.UUIDField(primary_key=True, serialize=False)),
                ('minute', models.IntegerField(db_index=True)),
                ('count', models.IntegerField()),
            ],
        ),
        # What is counted is worth nothing after a minute: nobody waits for it to reach the disk.
        migrations.RunSQL('ALTER TABLE api_tally SET UNLOGGED', 'ALTER TABLE api_tally SET LOGGED'),
    ]
