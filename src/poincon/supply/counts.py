"""Questions about stock-takes."""

from collections.abc import Iterable

from django.db.models import Max, Min, QuerySet, Sum

from poincon.catalogue import queries as catalogue
from poincon.inventory import queries as stock
from poincon.staff import queries as staff
from poincon.staff.states import Role
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


def shelves(take: Take) -> list[tuple[str, str]]:
    """Return on which shelves somebody counts, and who: never what was counted there."""
    rows = take.readings.order_by("shelf", "actor").values_list("shelf", "actor")
    return list(rows.distinct())


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


def counters(take: Take, doubts: Iterable[Doubt]) -> dict[int, set[str]]:
    """Return, by article, who may not count it now: the last who did, or who ended the count without it."""
    found = list(doubts)
    seen: dict[int, set[str]] = {}
    rows = take.readings.filter(variant__in=[one.variant_id for one in found])
    for variant_id, actor in rows.order_by().values_list("variant", "actor").distinct():
        seen.setdefault(variant_id, set()).add(actor)
    return {
        one.variant_id: {one.counted_by} if one.counted_by else seen.get(one.variant_id, {take.closed_by})
        for one in found
    }


def is_alone() -> bool:
    """Tell whether a single person at work may count, so that nobody else could count again."""
    return staff.with_role(Role.CATALOGUE).count() == 1


def doubts(take: Take, states: Iterable[str]) -> list[Doubt]:
    """Return the articles of a stock-take that stand there, in the order of their pieces."""
    return list(take.doubts.filter(state__in=list(states)).order_by("variant"))


def _scope(take: Take) -> set[int] | None:
    """Return the articles that a stock-take is about; None for all."""
    if take.scope == Scope.ALL:
        return None
    return catalogue.variants_of_brand(take.brand_id) if take.brand_id else set()


def doubt_of(take: Take, variant_id: int) -> Doubt | None:
    return take.doubts.filter(variant=variant_id).first()
