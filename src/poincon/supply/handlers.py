"""What stock-takes do once a difference is decided."""

from datetime import datetime

from poincon.foundation.facts import on
from poincon.supply.actions import takes
from poincon.supply.events import DifferenceDecided


@on(DifferenceDecided)
def book(fact: DifferenceDecided, at: datetime) -> None:
    takes.book(doubt_id=fact.doubt_id, at=at)
