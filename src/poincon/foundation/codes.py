"""Enumerations as columns: plain strings in a fixed order, so that a migration needs no code to be read."""

from collections.abc import Iterable
from enum import StrEnum


def codes(members: Iterable[StrEnum]) -> list[str]:
    """Return the stored values: an enumeration keeps its order, a set is sorted."""
    values = [member.value for member in members]
    return sorted(values) if isinstance(members, frozenset | set) else values


def choices(members: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """Return the same as a column's choices; the words for people are chosen at the edge."""
    return [(value, value) for value in codes(members)]
