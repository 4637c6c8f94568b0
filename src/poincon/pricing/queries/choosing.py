"""Which variants somebody means: those of a shelf, a brand, some words, a span of prices."""

from dataclasses import dataclass
from datetime import datetime

from poincon.catalogue import queries as catalogue
from poincon.catalogue.states import PieceState
from poincon.kernel.money import Money
from poincon.pricing.queries.standing import standings


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for; what is left empty narrows nothing. Prices are regular ones, both ends included."""

    words: str = ""
    category: str = ""
    brand: str = ""
    low: Money | None = None
    high: Money | None = None


def chosen(choice: Choice, *, at: datetime) -> list[int]:
    """Return the variants with a price, of pieces on show, that were asked for."""
    pieces = catalogue.desk_list(
        said=choice.words, state=PieceState.PUBLISHED, category=choice.category, brand=choice.brand
    )
    owned = catalogue.variant_ids(pieces.order_by().values_list("pk", flat=True))
    found = standings((pk for ids in owned.values() for pk in ids), at=at)
    return sorted(pk for pk, one in found.items() if _within(one.base.regular, choice))


def _within(regular: Money, choice: Choice) -> bool:
    too_little = choice.low is not None and regular < choice.low
    return not too_little and (choice.high is None or not choice.high < regular)
