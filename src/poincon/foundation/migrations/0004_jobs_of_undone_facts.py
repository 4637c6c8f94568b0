from django.db import migrations

# Workers queued jobs beside their transactions: what was undone in one left deliveries of facts that are not.
FORGET = """
DELETE FROM procrastinate_jobs AS job
 WHERE job.task_name = 'foundation.deliver' AND job.status = 'todo'
   AND NOT EXISTS (SELECT FROM foundation_fact AS fact WHERE fact.id = (job.args->>'fact_id')::bigint)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('foundation', '0003_facts_of_a_transaction_by_name'),
        ('procrastinate', '0041_post_retry_failed_job'),
    ]

    operations = [migrations.RunSQL(FORGET, migrations.RunSQL.noop)]
