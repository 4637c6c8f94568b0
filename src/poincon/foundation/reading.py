"""A question that nearly every page asks: Django words it in SQL once, then it is sent as it stands.

What never varies stands in its words, so that PostgreSQL plans it once for each connection and may use the
indexes that hold such rows alone; of a parameter it could not know that beforehand.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import mogrify
from django.db.models import QuerySet
from psycopg.pq import Format


class _Given(str):
    """Stands, while a question is worded, for the text that is given at that place."""

    __slots__ = ()


class Reading:
    """The rows of a queryset that varies in nothing or in some texts, without composing it for every page.

    `compose` returns a queryset of `values_list` over columns that PostgreSQL itself returns ready to use
    (text, numbers, truth values, days, lists of these); Django's own conversions do not run. Given texts, it
    puts them into the queryset as they are. Bytes are sent as they are when it is `binary`, and otherwise
    written out, which is twice as much.
    """

    def __init__(
        self, compose: Callable[..., QuerySet[Any, tuple[Any, ...]]], *, binary: bool = False
    ) -> None:
        self._compose = compose
        self._format = Format.BINARY if binary else Format.TEXT
        self._said: dict[int, tuple[str, list[int]]] = {}

    def rows(self, *texts: str) -> list[tuple[Any, ...]]:
        """Return the rows as they are now."""
        number = len(texts)
        if number not in self._said:
            self._said[number] = self._worded(number)
        said, places = self._said[number]
        with connection.cursor() as cursor:
            cursor.cursor.format = self._format
            cursor.execute(said, [texts[place] for place in places])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def _worded(self, number: int) -> tuple[str, list[int]]:
        """Return the words for so many texts, and which text each of their parameters is."""
        given = [_Given(place) for place in range(number)]
        sql, values = self._compose(*given).query.sql_with_params()
        first, *parts = sql.split("%s")
        told = ["%s" if isinstance(value, _Given) else _literal(value) for value in values]
        said = first + "".join(value + part for value, part in zip(told, parts, strict=True))
        return said, [int(value) for value in values if isinstance(value, _Given)]


def _literal(value: object) -> str:
    written: str = mogrify("%s", (value,), connection)
    return written.replace("%", "%%")
