"""The set of the pieces that somebody's words mean, without what they say a piece must lack."""

from collections.abc import Mapping

from poincon.window.queries import search
from poincon.window.queries.search import Match
from poincon.window.rules import sets
from poincon.window.rules.facets import EVERY, facet
from poincon.window.rules.lacking import Lacking, lacking
from poincon.window.states import Group


def worded(
    words: str, language: str, known: Mapping[str, int], *, best_first: bool, strictly: bool
) -> tuple[Match | None, int]:
    """Return what finds the words, and the set of what they find; `known` are the sets behind all codes.

    What a piece must lack costs a query for each such word; where nothing else is said, the rest is found.
    Where nothing is, the words are read as they are: "sans" may be a part of a name.
    """

    def found(said: str) -> tuple[Match | None, int]:
        match = search.matched(said, language, best_first=best_first, strictly=strictly)
        return match, match.cards if match else 0

    if unwanted := lacking(words, language):
        match, cards = found(unwanted.rest) if unwanted.rest else (None, known.get(EVERY, 0))
        if left := cards & ~_holding(unwanted, known):
            return match, left
    return found(words)


def _holding(unwanted: Lacking, known: Mapping[str, int]) -> int:
    """Return the set of the pieces that hold any of what is not wanted, be it in name, kind or matter."""
    stones = (cards for code, cards in known.items() if code.startswith(facet(Group.STONE, "")))
    held = sets.some(stones) if unwanted.stones else 0
    for word, language in unwanted.words:
        match = search.matched(word, language, strictly=True)
        held |= match.cards if match else 0
    return held
