"""Names that only one piece, variant or brand may have."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from poincon.kernel.refusal import Refusal

COLUMNS = ("sku", "slug", "reference", "name")


class Taken(Refusal):
    """Another row has that name already; `column` says which of its names."""

    code = "taken"


@contextmanager
def one_of_its_kind() -> Iterator[None]:
    """Turn the database's refusal of a second row of the same name into Taken; nothing has changed."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        broken = error.__cause__.diag.constraint_name or ""
        raise Taken(column=next((name for name in COLUMNS if f"_{name}_" in broken), "")) from None
