"""A question that nearly every page asks: Django words it in SQL once, then it is sent as it stands.

What never varies stands in its words, so that PostgreSQL plans it once for each connection and may use the
indexes that hold such rows alone; of a parameter it could not know that beforehand.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.backends.postgresql.psycopg_any import mogrify
from django.db.models import BooleanField, Case, F, Func, IntegerField, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.lookups import Exact, LessThan
from psycopg.pq import Format

MOST = 2048  # questions, of some kilobytes each, are kept at once
START = 10**15  # stands in a slice for the number of rows to pass over


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
    are when it is `binary`, and otherwise written out, which is twice as much. A queryset that is sliced
    from `START` on begins after as many rows as the last value says.
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
        passing, offset, rest = sql.partition(f"OFFSET {START}")
        if offset:
            here = passing.count("%s")
            sql, values = f"{passing}OFFSET %s{rest}", (*values[:here], _Given(number - 1), *values[here:])
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


def among(column: str, given: object) -> RawSQL:
    """Return the condition that a column, told with its table, holds one of a list of numbers.

    Django has no words for it: with IN, as many numbers as there are make so many questions. The list is
    read by itself, since PostgreSQL would plan for every length of it anew.
    """
    asked = f"{column} = ANY((SELECT %s::bigint[])::bigint[])"
    return RawSQL(asked, [given], BooleanField())  # noqa: S611 - a column of the house's own


def those(column: str, rows: QuerySet[Any, Any]) -> Func:
    """Return the condition that a column holds one of what a question answers, which is asked first and once.

    With IN, PostgreSQL may ask it again for every row when it cannot know how far to go.
    """
    asked = F(column), ArraySubquery(rows)
    return Func(*asked, template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField())


def in_set(column: str, size: object, bits: object) -> Case:
    """Return the condition that the bit at the number in a column is set, of so many bits."""
    bit = Func(Value(bits), F(column), function="get_bit", output_field=IntegerField())
    return Case(
        When(LessThan(F(column), Value(size)), then=Exact(bit, 1)),
        default=Value(False),  # noqa: FBT003 - as Django has it
        output_field=BooleanField(),
    )


def _literal(value: object) -> str:
    written: str = mogrify("%s", (value,), connection)
    return written.replace("%", "%%")
