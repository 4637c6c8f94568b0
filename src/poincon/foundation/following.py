"""Going on in a listing after a known row, whatever was added or removed in front of it meanwhile."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q, QuerySet


def following[T](
    rows: QuerySet[Any, T], ordering: Sequence[str], after: Sequence[Any] | None, most: int
) -> list[T]:
    """Return at most so many rows in this order, after the row whose columns hold the values of `after`.

    `ordering` names columns as `order_by` does; the last one must tell every row from every other. The rows
    that are alike in the first column are asked for by themselves, so that an index can lead there.
    """
    ordered = rows.order_by(*ordering)
    if after is None:
        return list(ordered[:most])
    found: list[T] = []
    for part in _parts(ordering, after):
        found += ordered.filter(part)[: most - len(found)]
        if len(found) == most:
            break
    return found


def _parts(ordering: Sequence[str], after: Sequence[Any]) -> Iterator[Q]:
    name = ordering[0].lstrip("-")
    if len(ordering) > 1:
        yield Q(**{name: after[0]}) & _beyond(ordering[1:], after[1:])
    yield Q(**{f"{name}__{_way(ordering[0])}": after[0]})


def _beyond(ordering: Sequence[str], after: Sequence[Any]) -> Q:
    """Return the condition of all rows that come later; its first half alone can be looked up in an index."""
    name, way = ordering[0].lstrip("-"), _way(ordering[0])
    later = Q(**{f"{name}__{way}": after[0]})
    if len(ordering) == 1:
        return later
    same = Q(**{name: after[0]}) & _beyond(ordering[1:], after[1:])
    return Q(**{f"{name}__{way}e": after[0]}) & (later | same)


def _way(column: str) -> str:
    return "lt" if column.startswith("-") else "gt"
