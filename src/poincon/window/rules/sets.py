"""Sets of cards as whole numbers: bit n stands for the card at place n."""

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import compress
from operator import and_, or_

IN_BYTE = [[bit for bit in range(8) if byte >> bit & 1] for byte in range(256)]


def packed(bits: int) -> bytes:
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def unpacked(kept: bytes | bytearray | memoryview) -> int:
    return int.from_bytes(kept, "little")


def of_places(places: Iterable[int]) -> int:
    """Return the set of the cards at these places."""
    found = list(places)
    bits = bytearray(max(found, default=-1) // 8 + 1)
    for place in found:
        bits[place >> 3] |= 1 << (place & 7)
    return unpacked(bits)


def places(bits: int) -> list[int]:
    """Return where the cards of a set stand, lowest first."""
    kept = packed(bits)
    return [8 * n + place for n in compress(range(len(kept)), kept) for place in IN_BYTE[kept[n]]]


def within(places: Iterable[int], bits: int) -> Iterator[int]:
    """Yield those of the places that are in a set, in the order in which they come."""
    kept = packed(bits)
    return (place for place in places if place >> 3 < len(kept) and kept[place >> 3] >> (place & 7) & 1)


def listed(bits: int) -> str:
    """Return the places of a set as PostgreSQL writes a list."""
    return written(places(bits))


def written(places: Iterable[int]) -> str:
    """Return places as PostgreSQL writes a list: one text is sent sooner than many numbers."""
    return f"{{{','.join(map(str, places))}}}"


def every(sets: Iterable[int]) -> int:
    """Return the cards that are in each of the sets, of which there is at least one."""
    return reduce(and_, sets)


def some(sets: Iterable[int]) -> int:
    """Return the cards that are in any of the sets."""
    return reduce(or_, sets, 0)


def in_several(sets: Iterable[int]) -> int:
    """Return the cards that are in more than one of the sets."""
    once = twice = 0
    for cards in sets:
        once, twice = once | cards, twice | once & cards
    return twice
