"""Pure decisions about what is awaited."""

from collections.abc import Sequence
from datetime import date


def restock(
    awaited: Sequence[tuple[date | None, int]], *, ahead: int, today: date
) -> tuple[date | None, int]:
    """Return the day of the delivery that customers wait for, and how many pieces may still be sold ahead.

    `awaited` are days and quantities still to come, `ahead` the pieces that are promised from them already.
    The next day counts, with its own pieces; a day that has passed counts only where no other is known.
    """
    dated = [(on, quantity) for on, quantity in awaited if on is not None and quantity > 0]
    if not dated:
        return None, 0
    days = [on for on, _ in dated]
    coming = [on for on in days if on >= today]
    told = min(coming) if coming else max(days)
    return told, max(0, sum(quantity for on, quantity in dated if on == told) - ahead)
