"""Sets of cards as whole numbers: bit n stands for the card at place n."""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_


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


def every(sets: Iterable[int]) -> int:
    """Return the cards that are in each of the sets, of which there is at least one."""
    return reduce(and_, sets)


def some(sets: Iterable[int]) -> int:
    """Return the cards that are in any of the sets."""
    return reduce(or_, sets, 0)
