"""Handlers and tasks that there are no longer, while jobs for them may still wait in a shop that is updated.

Whoever takes a handler or a task away, or calls it otherwise, names it here: its jobs then go to whoever
took over, or end with a line in the log. A shop may skip versions, so that no name is ever forgotten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Retired:
    """Since when a name is not used any more, and the handler that took over; without one nothing is lost."""

    since: date
    by: str = ""


_ONE_FOR_ALL = Retired(date(2026, 11, 22), by="window.handlers.show")

HANDLERS: Mapping[str, Retired] = MappingProxyType(
    {
        "alerts.handlers.expect": Retired(
            date(2026, 11, 22)
        ),  # one mail for each alert, when the piece is there
        "window.handlers.show_piece": _ONE_FOR_ALL,
        "window.handlers.show_price": _ONE_FOR_ALL,
        "window.handlers.show_stock": _ONE_FOR_ALL,
    }
)

TASKS: Mapping[str, Retired] = MappingProxyType(
    {
        "checkout.end_unpaid": Retired(date(2026, 11, 22)),  # the clocks of unpaid orders do it since
        "checkout.lapse": Retired(date(2026, 11, 22)),
        "checkout.remind": Retired(date(2026, 11, 22)),
    }
)
