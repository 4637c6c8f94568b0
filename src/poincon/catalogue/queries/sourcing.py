"""Many pieces bought from the same supplier: what naming it would change, and of which pieces."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from poincon.catalogue.models import Piece, Supplier
from poincon.catalogue.queries.judging import law
from poincon.catalogue.states import PieceState
from poincon.kernel.seals import seal


@dataclass(frozen=True, slots=True)
class Sourcing:
    """What naming a supplier would change of chosen pieces, by their ids.

    `unnamed` name none yet, `elsewhere` another one (`others`: how many each). Those that name it `already`
    are counted. Where the house promises more of its pieces than this supplier keeps (`breaks`), what is on
    show stays as it is: `standing` counts it. `seal` is a fingerprint of it all.
    """

    supplier: Supplier
    unnamed: list[int]
    elsewhere: list[int]
    others: list[tuple[str, int]]
    already: int
    standing: int
    breaks: bool
    seal: str

    @property
    def found(self) -> int:
        return self.changing + self.already + self.standing

    @property
    def changing(self) -> int:
        return len(self.unnamed) + len(self.elsewhere)


def sourcing(chosen: QuerySet[Piece], supplier: Supplier, *, on: date) -> Sourcing:
    """Return what naming this supplier would change of the chosen pieces on a day; one query."""
    breaks = law(on).directly and not supplier.direct
    rows = list(chosen.order_by("pk").values_list("pk", "state", "supplier_id", "supplier__name"))
    others = [row for row in rows if row[2] != supplier.pk]
    free = [row for row in others if not (breaks and row[1] == PieceState.PUBLISHED)]
    return Sourcing(
        supplier=supplier,
        unnamed=[pk for pk, _, named, _ in free if named is None],
        elsewhere=[pk for pk, _, named, _ in free if named is not None],
        others=sorted(Counter(name for *_, named, name in free if named is not None).items()),
        already=len(rows) - len(others),
        standing=len(others) - len(free),
        breaks=breaks,
        seal=seal(breaks, rows=others),
    )
