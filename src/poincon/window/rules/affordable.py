"""A price in the words of a search: "moins de 500", "between 200 and 400 euros"."""

import re
from dataclasses import dataclass
from functools import lru_cache

NUMBER = r"(\d{1,3}(?:[\s.,]\d{3})+(?!\d)|\d{1,7})(?:[.,]\d{2}(?!\d))?"
MOST = r"(?:(?:à\s+)?moins\s+de|en[\s-]dessous\s+de|jusqu['’]à|under|below|less\s+than|up\s+to)"
LEAST = r"(?:(?:à\s+)?plus\s+de|à\s+partir\s+de|over|above|more\s+than)"
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
    between, most, least = _asked(sign)
    if found := between.search(words):
        low, high = sorted((_whole(found[1]), _whole(found[2])))
        return Affordable(_without(words, found), low, high)
    if found := most.search(words):
        return Affordable(_without(words, found), None, _whole(found[1]))
    if found := least.search(words):
        return Affordable(_without(words, found), _whole(found[1]), None)
    return None


@lru_cache
def _asked(sign: str) -> tuple[re.Pattern[str], ...]:
    money = rf"(?:\s?(?:{re.escape(sign)}|euros?\b|eur\b))?"
    amount = rf"(?:{re.escape(sign)}\s?)?{NUMBER}{money}"
    told = (
        rf"(?:entre|between)\s+{amount}\s+(?:et|and)\s+{amount}{OTHER}",
        rf"{MOST}\s+{amount}{OTHER}",
        rf"{LEAST}\s+{amount}{OTHER}",
    )
    return tuple(re.compile(rf"(?<!\w){one}", re.IGNORECASE) for one in told)


def _whole(number: str) -> int:
    return int(re.sub(r"\D", "", number))


def _without(words: str, found: re.Match[str]) -> str:
    return " ".join(f"{words[: found.start()]} {words[found.end() :]}".split())
