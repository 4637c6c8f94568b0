"""Pieces chosen from the desk's list: those that were ticked, or all of the list as it was narrowed."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from poincon.catalogue import queries

FILTERS = ("q", "state", "category", "brand", "supplier")


def asked(sent: QueryDict) -> dict[str, str]:
    """Return how the list is narrowed, each filter empty where nothing is asked."""
    return {name: sent.get(name, "")[:100] for name in FILTERS}


def narrowed(by: dict[str, str]) -> QuerySet[Any]:
    """Return the pieces of the list so narrowed, newest first."""
    rest = {name: by[name] for name in FILTERS[1:]}
    return queries.desk_list(said=by["q"], **rest)


def takes_all(sent: QueryDict) -> bool:
    """Tell whether the whole list is meant, and not what was ticked on it."""
    return sent.get("which") == "all"


def ticked(sent: QueryDict) -> list[int]:
    """Return the ids that were ticked, without what is no id."""
    told = sent.getlist("piece")
    return [int(one) for one in told if one.isascii() and one.isdecimal() and len(one) < 19]
