from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0008_how_large_a_piece_is'),
    ]

    operations = [
        migrations.AddField(
            model_name='media',
            name='view',
            field=models.CharField(blank=True, choices=[('front', 'front'), ('three-quarter', 'three-quarter'), ('side', 'side'), ('back', 'back'), ('worn', 'worn'), ('detail', 'detail')], default='', max_length=16),
        ),
    ]
