# Editions carry the words of pages and mails too, and the database seals them like the charter.

from django.db import migrations, models


def sealed(texts):
    return f"""
create or replace function chancery_edition_sealed() returns trigger language plpgsql as $$
begin
    if old.state = 'draft' then
        return case tg_op when 'DELETE' then old else new end;
    end if;
    if tg_op = 'DELETE' then
        raise exception 'an edition that was proposed stays' using errcode = 'restrict_violation';
    end if;
    if row({texts.format(row="new")}, new.basis_id, new.author, new.returning, new.begun_at, new.proposed_at)
        is distinct from
       row({texts.format(row="old")}, old.basis_id, old.author, old.returning, old.begun_at, old.proposed_at) then
        raise exception 'an edition that was proposed keeps its text' using errcode = 'restrict_violation';
    end if;
    if old.approved_at is not null and row(new.from_at, new.approved_by, new.approved_at, new.alone)
        is distinct from row(old.from_at, old.approved_by, old.approved_at, old.alone) then
        raise exception 'an edition that was approved keeps its day' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('chancery', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='words',
            field=models.JSONField(default=dict),
        ),
        migrations.RunSQL(
            sealed("{row}.text, {row}.words, {row}.digest"), sealed("{row}.text, {row}.digest")
        ),
    ]
