"""What somebody wants a piece to lack: "bague sans diamant", "ring without stones"."""

import re
from dataclasses import dataclass

from poincon.window.rules import everyday

WITHOUT = r"(?:sans|pas\s+de|without|no)\s+(?:aucune?\s+|any\s+|an?\s+)?"
WORD = r"[^\W\d_]+"
LACKING = re.compile(
    rf"(?<![\w'’-]){WITHOUT}({WORD}(?:\s+(?:ni|nor)\s+(?:de\s+)?{WORD})*)"
    r"(?:\s+(?:semi-)?(?:pr[eé]cieuses?|fines?)(?!\w))?(?![\w-])",
    re.IGNORECASE,
)
JOINED = re.compile(r"\s+(?:ni|nor)\s+(?:de\s+)?", re.IGNORECASE)
STONE = re.compile(r"pierres?|pierreries|stones?|gems?|gemstones?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lacking:
    """The other words of a search, those that a piece must not hold by their languages, or any stone."""

    rest: str
    words: tuple[tuple[str, str], ...]
    stones: bool


def lacking(words: str, language: str) -> Lacking | None:
    """Return what is not wanted; None where nothing is, or what follows is no word of the trade.

    "Bague sans fin" is what a piece is called.
    """
    found = LACKING.search(words)
    if found is None:
        return None
    told = JOINED.split(found[1])
    spoken = [(word, _language(word, language)) for word in told if not STONE.fullmatch(word)]
    unwanted = tuple((word, there) for word, there in spoken if there)
    if len(unwanted) < len(spoken):
        return None
    rest = " ".join(f"{words[: found.start()]} {words[found.end() :]}".split())
    return Lacking(rest, unwanted, stones=len(spoken) < len(told))


def _language(word: str, language: str) -> str:
    """Return the language in which it is a word of the trade, the page's first; empty where it is none."""
    other = "en" if language == "fr" else "fr"
    return next((one for one in (language, other) if everyday.is_of_trade(word, one)), "")
