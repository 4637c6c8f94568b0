"""The synonyms in force: those of the files, with what the desk made of them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property

from poincon.kernel import text
from poincon.window import trade
from poincon.window.models import SynonymEdition
from poincon.window.rules.synonyms import Synonyms, Thesaurus

SUPPOSED = -1  # an edition that nobody has made


@dataclass(frozen=True)
class InForce:
    """All groups by their keys as they are since the edition `newest`; None before the desk made any."""

    newest: int | None
    groups: dict[str, Synonyms]

    @cached_property
    def thesauri(self) -> dict[str, Thesaurus]:
        return {language: Thesaurus.of(language, self.groups.values()) for language in ("fr", "en")}

    def written(self, language: str) -> dict[str, str]:
        """Return every word of the groups of a language, folded and as it is written."""
        spoken = (one.all_words for one in self.groups.values() if one.language == language)
        return text.vocabulary((phrase for phrases in spoken for phrase in phrases), language)


def in_force() -> InForce:
    """Return the synonyms as this process last read them; reads them when it never did.

    A search asks with its first question whether there is a newer edition, and then calls `renewed`.
    """
    return _supposed.get() or (_kept[0] if _kept else renewed())


def renewed() -> InForce:
    """Read the synonyms again, in one query."""
    _kept[:] = [told(_latest())]
    return in_force()


@contextmanager
def supposing(groups: dict[str, Synonyms]) -> Iterator[None]:
    """Have searches within the block, and nobody else's, find as if these groups were in force."""
    token = _supposed.set(InForce(SUPPOSED, groups))
    try:
        yield
    finally:
        _supposed.reset(token)


def told(editions: Iterable[SynonymEdition]) -> InForce:
    """Return what the files say with these editions, the last of each key, in their place."""
    groups, newest = trade.shipped(), None
    for row in editions:
        newest = max(newest or 0, row.pk)
        groups.pop(row.key, None)
        if row.kept:
            groups[row.key] = Synonyms(row.key, row.language, tuple(row.words), tuple(row.finds))
    return InForce(newest, groups)


def _latest() -> Iterable[SynonymEdition]:
    return SynonymEdition.objects.order_by("key", "-id").distinct("key")


_kept: list[InForce] = []
_supposed: ContextVar[InForce | None] = ContextVar("supposed", default=None)
