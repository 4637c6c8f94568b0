"""A list of addresses that the former shop had, and where each thing stands now: two columns, old and new."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from poincon.intake import paths
from poincon.intake.dialects.fields import Dialect

OLD, NEW = "old", "new"
COLUMNS = {"old": OLD, "new": NEW, "ancienne": OLD, "nouvelle": NEW}


def same_old(_rows: Iterable[Mapping[str, str]]) -> Callable[[Mapping[str, str]], str]:
    """Return what tells the old address of a row, so that one that stands there twice is seen."""
    return lambda row: paths.kept(row.get(OLD, "")) or ""


ADDRESSES = Dialect(
    system="addresses",
    name="list of addresses",
    needed={OLD: "old", NEW: "new"},
    field_of=lambda column: COLUMNS.get(column.lower(), ""),
    why_left_out=lambda _column: "",
    milligrams=lambda _column: Decimal(1),
    families=same_old,
)
