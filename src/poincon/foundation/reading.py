"""A question that nearly every page asks: Django words it in SQL once, then it is sent as it stands.

What never varies stands in its words, so that PostgreSQL plans it once for each connection and may use the
indexes that hold such rows alone; of a parameter it could not know that beforehand.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import mogrify
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from psycopg.pq import Format

MOST = 2048  # questions, of some kilobytes each, are kept at once


class _Given(str):
    """Stands, while a question is worded, for the value that is given at that place."""

    __slots__ = ()


type Shape = tuple[object, ...]


class Reading:
    """The rows of a queryset that varies in nothing or in some values, without composing it for every page.

    `compose` returns a queryset of `values_list` over columns that PostgreSQL itself returns ready to use
    (text, numbers, truth values, days, lists of these); Django's own conversions do not run. Of what is
    given, tuples, truth values and None make the shape of the question, which is composed once for each;
    any other value may differ each time. `compose` puts texts into the queryset as they are, all else as
    `Value(given)`; what would change them on the way (`icontains`) is a TypeError. Bytes are sent as they
    are when it is `binary`, and otherwise written out, which is twice as much.
    """

    def __init__(
        self, compose: Callable[..., QuerySet[Any, tuple[Any, ...]]], *, binary: bool = False
    ) -> None:
        self._compose = compose
        self._format = Format.BINARY if binary else Format.TEXT

    def rows(self, *given: object) -> list[tuple[Any, ...]]:
        """Return the rows as they are now."""
        values: list[Any] = []
        shape = _shape(given, values)
        said, places = _said.get((self, shape)) or self._worded(shape, len(values))
        with connection.cursor() as cursor:
            cursor.cursor.format = self._format
            cursor.execute(said, [values[place] for place in places])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def _worded(self, shape: Shape, number: int) -> tuple[str, list[int]]:
        """Return the words for what has this shape, and which value each of their parameters is."""
        sql, values = self._compose(*shape).query.sql_with_params()
        places = [int(value) for value in values if isinstance(value, _Given)]
        if set(places) != set(range(number)):
            raise TypeError(f"a question must ask for all {number} values as they are given, not {places}")
        first, *parts = sql.split("%s")
        told = ["%s" if isinstance(value, _Given) else _literal(value) for value in values]
        said = first + "".join(value + part for value, part in zip(told, parts, strict=True))
        if len(_said) >= MOST:
            _said.clear()
        _said[self, shape] = said, places
        return said, places


_said: dict[tuple[Reading, Shape], tuple[str, list[int]]] = {}


def _shape(given: tuple[object, ...], values: list[Any]) -> Shape:
    """Return the shape with a mark for each value, which is added to `values`."""
    return tuple(_mark(one, values) for one in given)


def _mark(one: object, values: list[Any]) -> object:
    if isinstance(one, tuple):
        return _shape(one, values)
    if one is None or isinstance(one, bool):
        return one
    values.append(one)
    return _Given(len(values) - 1)


def among(column: str, given: str) -> RawSQL:
    """Return the condition that a column, told with its table, holds one of a list of numbers.

    Django has no words for it: with IN, as many numbers as there are make so many questions.
    """
    return RawSQL(f"{column} = ANY(%s)", [given], BooleanField())  # noqa: S611 - a column of the house's own


def _literal(value: object) -> str:
    written: str = mogrify("%s", (value,), connection)
    return written.replace("%", "%%")
