"""Seal a table: the database itself refuses to change or remove its rows."""

from django.db.migrations import RunSQL

FUNCTION = """
create or replace function poincon_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$
"""


def seal(table: str) -> list[RunSQL]:
    """Return the migration operations that make `table` append-only.

    TRUNCATE stays possible: only the owner of the database can do it, and test runs need it.
    """
    trigger = f"create trigger {table}_sealed before update or delete on {table}"
    return [
        RunSQL(FUNCTION, RunSQL.noop),
        RunSQL(
            f"{trigger} for each row execute function poincon_refuse_change()",
            f"drop trigger {table}_sealed on {table}",
        ),
    ]
