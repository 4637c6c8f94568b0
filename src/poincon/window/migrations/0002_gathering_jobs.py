"""Jobs that wait for the window's former handlers are handed to the one that gathers in their place."""

from django.db import migrations

FORMER = ('window.handlers.show_piece', 'window.handlers.show_price', 'window.handlers.show_stock')


def hand_over(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE procrastinate_jobs SET args = jsonb_set(args, '{handler}', '"window.handlers.show"')
             WHERE status = 'todo' AND task_name = 'foundation.deliver' AND args->>'handler' = ANY(%s)
            """,
            [list(FORMER)],
        )


class Migration(migrations.Migration):

    dependencies = [
        ('window', '0001_initial'),
        ('foundation', '0002_fact_batch'),
        ('procrastinate', '0001_initial'),
    ]

    operations = [migrations.RunPython(hand_over, migrations.RunPython.noop)]
