"""A price in the words of a search: "moins de 500", "between 200 and 400 euros", "100-200 €"."""

import re
from dataclasses import dataclass
from functools import lru_cache

NUMBER = r"(\d{1,3}(?:[\s.,]\d{3})+(?!\d)|\d{1,7})(?:[.,]\d{2}(?!\d))?"
MOST = (
    r"(?:(?:à\s+)?moins\s+de|pas\s+plus\s+de|max(?:i|imum)?\.?|budget(?:\s+de)?|en[\s-]dessous\s+de|jusqu['’]à"
    r"|no\s+more\s+than|under|below|less\s+than|up\s+to)"
)
LEAST = r"(?:(?:à\s+)?plus\s+de|à\s+partir\s+de|over|above|more\s+than)"
AT_MOST = r"(?:max(?:i|imum)?|ou\s+moins|or\s+less)(?!\w)"
ABOUT = r"(?:autour\s+de|aux\s+(?:alentours|environs)\s+de|environ|around|about|approximately)"
FROM = r"(?:(?:de|from)\s+)"
LEAST_BARE = 100  # what is less and has no sign counts anything: "environ 50", "de 54 à 56"
# What is counted in another measure is no price: "moins de 45 cm", "plus de 2 carats".
OTHER = (
    r"(?![\w.,]|\s?(?:mm|cm|cts?|carats?|kt|karats?|k|g|gr|grammes?|grams?|‰|%|ans|years?|mois)\b|\s?[‰%])"
)


@dataclass(frozen=True, slots=True)
class Affordable:
    """What else was said, and the two prices in whole units of the house's currency; None for an open end."""

    rest: str
    low: int | None
    high: int | None


def affordable(words: str, sign: str) -> Affordable | None:
    """Return the prices that somebody's words name; `sign` is their currency. None where they do not."""
    between, ranged, about, most, at_most, least = _asked(sign)
    if found := between.search(words) or _clear(ranged.search(words), sign):
        low, high = sorted((_whole(found[1]), _whole(found[2])))
        return Affordable(_without(words, found), low, high)
    if found := _clear(about.search(words), sign):
        whole = _whole(found[1])
        return Affordable(_without(words, found), whole * 4 // 5, -(-whole * 6 // 5))
    if found := most.search(words) or at_most.search(words):
        return Affordable(_without(words, found), None, _whole(found[1]))
    if found := least.search(words):
        return Affordable(_without(words, found), _whole(found[1]), None)
    return None


def _clear(found: re.Match[str] | None, sign: str) -> re.Match[str] | None:
    """Return what was found where it is an amount: with a sign, or so much after a word for it."""
    if found is None or sign in found[0] or "eur" in found[0].lower():
        return found
    begun = not found[0][0].isdigit()
    return found if begun and _whole(found[found.re.groups]) >= LEAST_BARE else None


@lru_cache
def _asked(sign: str) -> tuple[re.Pattern[str], ...]:
    money = rf"(?:\s?(?:{re.escape(sign)}|euros?\b|eur\b))?"
    amount = rf"(?:{re.escape(sign)}\s?)?{NUMBER}{money}"
    told = (
        rf"(?:entre|between)\s+{amount}\s+(?:et|and)\s+{amount}{OTHER}",
        rf"{FROM}?{amount}\s*(?:[-–—]|(?<!\w)(?:à|to)(?!\w))\s*{amount}{OTHER}",
        rf"{ABOUT}\s+{amount}{OTHER}",
        rf"{MOST}\s+{amount}{OTHER}",
        rf"{amount}\s*{AT_MOST}",
        rf"{LEAST}\s+{amount}{OTHER}",
    )
    return tuple(re.compile(rf"(?<![\w-]){one}", re.IGNORECASE) for one in told)


def _whole(number: str) -> int:
    return int(re.sub(r"\D", "", number))


def _without(words: str, found: re.Match[str]) -> str:
    return " ".join(f"{words[: found.start()]} {words[found.end() :]}".split())
