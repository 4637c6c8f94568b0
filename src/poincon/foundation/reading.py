"""A question that nearly every page asks: Django words it in SQL once, then it is sent as it stands.

Its values stand in its words, so that PostgreSQL plans it once for each connection and may use the indexes
that hold such rows alone; of a parameter it could not know that beforehand.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import mogrify
from django.db.models import QuerySet


class Reading:
    """The rows of a queryset that never varies, without composing it again for every page.

    `compose` returns a queryset of `values_list` over columns that PostgreSQL itself returns ready to use
    (text, numbers, truth values, days); Django's own conversions do not run.
    """

    def __init__(self, compose: Callable[[], QuerySet[Any, tuple[Any, ...]]]) -> None:
        self._compose = compose
        self._said = ""

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the rows as they are now."""
        if not self._said:
            self._said = mogrify(*self._compose().query.sql_with_params(), connection)
        with connection.cursor() as cursor:
            cursor.execute(self._said)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
