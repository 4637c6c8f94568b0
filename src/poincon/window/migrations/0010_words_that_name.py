from django.db import migrations, models


class Migration(migrations.Migration):
    """Words from before are told to be of descriptions until their cards are written again, within the hour."""

    dependencies = [
        ('window', '0009_the_language_of_a_name'),
    ]

    operations = [
        migrations.AddField(
            model_name='word',
            name='naming',
            field=models.BooleanField(default=False),
        ),
        migrations.RemoveConstraint(
            model_name='word',
            name='word_once',
        ),
        migrations.AddConstraint(
            model_name='word',
            constraint=models.UniqueConstraint(fields=('language', 'folded', 'naming'), name='word_once'),
        ),
    ]
