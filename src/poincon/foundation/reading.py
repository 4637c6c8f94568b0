"""A question that nearly every page asks: Django words it in SQL once, then it is sent as it stands."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Reading:
    """The rows of a queryset that never varies, without composing it again for every page.

    `compose` returns a queryset of `values_list` over columns that PostgreSQL itself returns ready to use
    (text, numbers, truth values, days); Django's own conversions do not run.
    """

    def __init__(self, compose: Callable[[], QuerySet[Any, tuple[Any, ...]]]) -> None:
        self._compose = compose
        self._said: tuple[str, tuple[Any, ...]] | None = None

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the rows as they are now."""
        if self._said is None:
            self._said = self._compose().query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(*self._said)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
