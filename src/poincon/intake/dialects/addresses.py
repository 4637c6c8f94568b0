"""A list of addresses that the former shop had, and where each thing stands now: two columns, old and new."""

from decimal import Decimal

from poincon.intake.dialects.fields import Dialect

OLD, NEW = "old", "new"
COLUMNS = {"old": OLD, "new": NEW, "ancienne": OLD, "nouvelle": NEW}

ADDRESSES = Dialect(
    system="addresses",
    name="list of addresses",
    needed={OLD: "old", NEW: "new"},
    field_of=lambda column: COLUMNS.get(column.lower(), ""),
    why_left_out=lambda _column: "",
    milligrams=lambda _column: Decimal(1),
)
