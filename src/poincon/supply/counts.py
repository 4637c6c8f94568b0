"""Questions about stock-takes."""

from collections.abc import Iterable

from django.db.models import Max, Min, QuerySet, Sum

from poincon.catalogue import queries as catalogue
from poincon.inventory import queries as stock
from poincon.supply.models import Doubt, Reading, Take
from poincon.supply.states import Scope


def takes() -> QuerySet[Take]:
    """Return all stock-takes, newest first."""
    return Take.objects.select_related("brand").order_by("-id")


def take(pk: int) -> Take | None:
    return takes().filter(pk=pk).first()


def on_shelf(take: Take, *, shelf: str, actor: str) -> dict[int, int]:
    """Return what one person counted on one shelf, by variant, the last read first."""
    mine = Reading.objects.filter(take=take, shelf=shelf, actor=actor).order_by()
    sums = mine.values("variant").annotate(pieces=Sum("quantity"), last=Max("id")).order_by("-last")
    return {row["variant"]: row["pieces"] for row in sums if row["pieces"]}


def shelves(take: Take, *, actor: str) -> list[tuple[str, int]]:
    """Return the shelves on which somebody counted, with the pieces read there."""
    mine = Reading.objects.filter(take=take, actor=actor).order_by("shelf")
    return list(mine.values_list("shelf").annotate(Sum("quantity")))


def in_doubt(take: Take) -> dict[int, int]:
    """Return the articles whose first count does not agree with the books, each with what was counted.

    An article on which the books moved while it was counted is in doubt as well; so is what nobody saw though
    it should be there, unless only what is read counts.
    """
    rows = take.readings.values_list("variant").order_by()
    seen = {pk: told for pk, *told in rows.annotate(Sum("quantity"), Min("books"), Max("books"))}
    wrong = {
        pk: count
        for pk, (count, low, high) in seen.items()
        if not count == low == high and (count or take.scope != Scope.READ)
    }
    unseen = {pk: 0 for pk, books in stock.in_house(_scope(take)).items() if books and pk not in seen}
    return wrong | unseen


def counters(take: Take, doubt: Doubt) -> set[str]:
    """Return who may not count an article now: the last who did, or who ended the count without it."""
    if doubt.counted_by:
        return {doubt.counted_by}
    seen = take.readings.filter(variant=doubt.variant_id).values_list("actor", flat=True)
    return set(seen) or {take.closed_by}


def doubts(take: Take, states: Iterable[str]) -> list[Doubt]:
    """Return the articles of a stock-take that stand there, in the order of their pieces."""
    return list(take.doubts.filter(state__in=list(states)).order_by("variant"))


def _scope(take: Take) -> set[int] | None:
    """Return the articles that a stock-take is about; None for all."""
    if take.scope == Scope.ALL:
        return None
    return catalogue.variants_of_brand(take.brand_id) if take.brand_id else set()
