"""What is measured: many different pieces, shelves and words, so that nothing is warm by chance."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from poincon.catalogue.models import Category
from poincon.window.models import Card, Facet

SEARCHES = ("alliance or jaune", "saphir", "créoles argent", "perle de culture", "bague diamant platine")
BEGUN = (
    "ba",
    "alli",
    "sol",
    "saphir",
    "bague or",
    "anneau de mar",
    "perle",
    "G1-1",
    "diam",
    "creol",
    "argent",
)
MISTYPED = ("aliance", "saphirr", "creoles argant", "bracelt or")
FILTERS = (
    "size=54&metal=gold",
    "metal=gold&metal=silver&price=500-1000",
    "colour=yellow&stock=in_stock",
    "metal=gold&stone=sapphire",
    "size=52&size=54&stock=in_stock",
)
WORDS = ("terms", "questions", "returns", "delivery", "privacy", "commitments")
PER_PAGE = 24


@dataclass(frozen=True, slots=True)
class Page:
    """A kind of page, where to find the next one of its kind, and the goal for its median in milliseconds."""

    name: str
    paths: Iterator[str]
    goal: float | None = None


def pages(seed: int = 7) -> list[Page]:
    """Return the pages, the floor first."""
    dice = random.Random(seed)  # noqa: S311 - a draw of pages keeps no secret
    slugs = list(Card.objects.values_list("slug", flat=True))
    reduced = list(Card.objects.exclude(struck_minor=None).values_list("slug", flat=True)) or slugs
    shelves = list(
        Category.objects.annotate(n=Count("cards")).filter(n__gt=0).values_list("slug_fr", flat=True)
    )
    everything, api = reverse("window:everything"), reverse("api:pieces_on_show")
    last = max(1, len(slugs) // PER_PAGE)
    brand = Facet.objects.filter(code__startswith="brand:").values_list("code", flat=True)[0]
    return [
        Page("floor: a trivial view", cycle(["/floor/trivial"])),
        Page("floor: one indexed query, 30 KB", cycle(["/floor/page"])),
        Page("first page", cycle(["/"])),
        Page("listing, first page", _of(lambda: _shelf(dice.choice(shelves))), 10),
        Page("listing, two filters", _of(lambda: f"{everything}?{dice.choice(FILTERS)}"), 10),
        Page("listing, cheapest first", _of(lambda: f"{_shelf(dice.choice(shelves))}?sort=cheapest"), 10),
        Page("listing, deep", _of(lambda: f"{everything}?page={dice.randint(last // 2, last)}"), 10),
        Page("listing, one maker", cycle([reverse("window:brand", args=[brand.partition(":")[2]])])),
        Page("search", _of(lambda: _search(dice.choice(SEARCHES))), 10),
        Page("search with a filter", _of(lambda: f"{_search(dice.choice(SEARCHES))}&metal=gold"), 10),
        Page("search, mistyped", _of(lambda: _search(dice.choice(MISTYPED))), 10),
        Page(
            "search, two prices", _of(lambda: f"{_search(dice.choice(SEARCHES))}&price_from=300&price_to=900")
        ),
        Page("suggestions", _of(lambda: _begun(dice.choice(BEGUN))), 10),
        Page("piece", _of(lambda: reverse("window:piece", args=[dice.choice(slugs)])), 10),
        Page("piece, reduced", _of(lambda: reverse("window:piece", args=[dice.choice(reduced)])), 10),
        Page("page of words", cycle([reverse(f"content:{name}") for name in WORDS]), 10),
        Page("API: listing", _of(lambda: f"{api}?category={dice.choice(shelves)}"), 10),
        Page("API: listing, two filters", _of(lambda: f"{api}?{dice.choice(FILTERS)}"), 10),
        Page("API: search", _of(lambda: f"{api}?{urlencode({'q': dice.choice(SEARCHES)})}"), 10),
        Page("API: piece", _of(lambda: reverse("api:piece", args=[dice.choice(slugs)])), 10),
    ]


def _of(draw: Callable[[], str]) -> Iterator[str]:
    while True:
        yield draw()


def _shelf(slug: str) -> str:
    return reverse("window:shelf", args=[slug])


def _begun(words: str) -> str:
    return f"{reverse('window:suggestions')}?{urlencode({'q': words})}"


def _search(words: str) -> str:
    return f"{reverse('window:search')}?{urlencode({'q': words})}"
