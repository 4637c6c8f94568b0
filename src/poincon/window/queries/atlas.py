"""Every page that search engines should know, in portions of a size that they accept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from poincon.window.models import Card, Facet
from poincon.window.queries import menu

PORTION = 10_000  # at most 50,000 addresses a file, two languages each and room to spare


@dataclass(frozen=True, slots=True)
class Entry:
    """A page by the name of its address, with the slug in each language that its address holds, if any."""

    name: str
    slugs: dict[str, str] | None = None
    changed_on: date | None = None


def portions() -> int:
    """Return how many site maps there are: the first for shelves and makers, the others for pieces."""
    last = Card.objects.aggregate(last=Max("place"))["last"]
    return 1 if last is None else 2 + last // PORTION


def entries(number: int) -> Iterator[Entry]:
    """Yield the pages of a site map, counted from 0."""
    return _pieces(number - 1) if number else _lists()


def _lists() -> Iterator[Entry]:
    yield Entry("entrance:home")
    yield Entry("window:everything")
    yield Entry("content:sizes")
    for shelf in menu.shelves():
        if shelf.filled:
            yield Entry("window:shelf", shelf.slugs)
    for code in (
        Facet.objects.filter(code__startswith="brand:").order_by("code").values_list("code", flat=True)
    ):
        yield Entry("window:brand", _alike(code.partition(":")[2]))


def _pieces(portion: int) -> Iterator[Entry]:
    rows = Card.objects.filter(place__gte=portion * PORTION, place__lt=(portion + 1) * PORTION).order_by(
        "place"
    )
    for slug, changed_at in rows.values_list("slug", "changed_at").iterator():
        yield Entry("window:piece", _alike(slug), changed_at.date())


def _alike(slug: str) -> dict[str, str]:
    return {"fr": slug, "en": slug}
