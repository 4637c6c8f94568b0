"""What words find today, and what they would find: for whoever arranges the synonyms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Sum

from poincon.foundation.clock import local_day
from poincon.window.models import Card, Unfound
from poincon.window.queries import search, synonyms
from poincon.window.queries.search import Patience
from poincon.window.rules.synonyms import Synonyms

FEW = 4
MOST = 100


@dataclass(frozen=True, slots=True)
class Tried:
    """What words find: how many pieces, the names of a few, and how far the search had to go for them."""

    words: str
    total: int
    names: list[str]
    patience: Patience | None
    said: str

    @property
    def mended(self) -> bool:
        return self.patience is Patience.MENDED


@dataclass(frozen=True, slots=True)
class Vain:
    """Words that found nothing, how often within thirty days, and when last."""

    words: str
    language: str
    times: int
    last_on: date


def tried(words: str, language: str) -> Tried:
    """Return what a visitor would find for these words now."""
    return _tried(words, language, search.matched(words, language))


def compared(group: Synonyms) -> list[tuple[Tried, Tried]]:
    """Return for each word of a group what it finds now, and what it would find with the group in force."""
    there = synonyms.renewed().groups
    with synonyms.supposing(there | {group.key: group}):
        then = [tried(word, group.language) for word in group.words]
    return [(tried(now.words, group.language), now) for now in then]


def in_vain(*, at: datetime, days: int) -> list[Vain]:
    """Return what was searched in vain within so many days, the most wanted first."""
    since = local_day(at) - timedelta(days=days - 1)
    rows = Unfound.objects.filter(on__gte=since).values("words", "language")
    counted = rows.annotate(all=Sum("times"), last=Max("on")).order_by("-all", "words")[:MOST]
    return [Vain(row["words"], row["language"], row["all"], row["last"]) for row in counted]


def by_language(groups: Mapping[str, Synonyms]) -> dict[str, list[Synonyms]]:
    """Return the groups of each language in the order of their first words."""
    ordered = sorted(groups.values(), key=lambda one: one.words[0].casefold())
    return {code: [one for one in ordered if one.language == code] for code in ("fr", "en")}


def _tried(words: str, language: str, match: search.Match | None) -> Tried:
    if match is None:
        return Tried(words, 0, [], None, words)
    named = Card.objects.filter(match.condition).order_by("sold_out", "-published_at")
    names = [*named.values_list(f"name_{language}", flat=True)[:FEW]]
    return Tried(words, match.cards.bit_count(), names, match.patience, match.said)
