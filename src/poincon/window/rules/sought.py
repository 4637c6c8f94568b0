"""Ring sizes and lengths in the words of a search: what is clear narrows the list, else it is asked which."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from poincon.catalogue import rules
from poincon.catalogue.rules.sizes import LETTER, NUMBER, PART

SCALED = re.compile(
    rf"(?<![\w-])(?:((?:FR|EU|IT|ES|CH|US|JP)\s?{NUMBER}|(?:UK|GB)\s?{LETTER}))(?![\w-])", re.IGNORECASE
)
CALLED = r"(?:ring size|finger size|tour de doigt|tailles?|sizes?)"
NAMED = re.compile(
    rf"(?<!\w){CALLED}\s+(?:de\s+)?({NUMBER})(?:\s?(mm)\b)?(?!\s?cm\b)(?![\w.,])", re.IGNORECASE
)
RINGS = r"(?:bagues?|alliances?|chevali[eè]res?|solitaires?|anneaux?|rings?|bands?|signets?)"
# A number beside a ring that no scale but the one in millimetres reaches; 18 carats and 54 grams are none.
BESIDE = re.compile(
    rf"(?<!\w){RINGS}\b.*?(?<![\w.,-])((?:4[4-9]|[56]\d|7[0-6])(?:[.,]5)?)(?![\w.,-]|\s?(?:cm|ct|carats?|g|€)\b)",
    re.IGNORECASE,
)
COUNTED = r"(?:cm|mm|cts?|carats?|kt?|karats?|g|gr|grammes?|grams?|euros?|eur|ans|years?|mois|stone|row|tone)"
# Any other size beside a ring, 3 and more, in quarters at most. "or 18" is a fineness; "3 en 1" counts
# something, and so does what stands before a plural, as in "3 diamants".
BARE = re.compile(
    rf"(?<!\w){RINGS}\b.*?(?<![\w.,-])(?<!\bor\s)(?<!\bgold\s)"
    rf"((?:[3-9]|[1-8]\d)(?:[\s-]?{PART}|[.,](?:25|50?|75))?)"
    rf"(?![\w.,/-]|\s?(?:[€$£%‰]|{COUNTED}\b)|\s(?:en|in)\s\d|\s\w+[sx](?!\w))",
    re.IGNORECASE,
)
ALONE = re.compile(NUMBER)
# "12 bague" is said as "bague 12"; what stands before several rings counts them.
FIRST = re.compile(
    rf"({NUMBER}(?:\s?(?:mm)\b)?)\s+((?:bague|alliance|chevali[eè]re|solitaire|anneau|ring|band|signet)(?!\w).*)",
    re.IGNORECASE,
)
NEAR = Decimal("0.6")  # millimetres: half a step of the coarsest scale
SHORTEST, LONGEST = 110, 1_500  # millimetres, of what is worn around a wrist, an ankle or a neck
METRIC, IMPERIAL = Decimal(4), Decimal("0.03")  # how far off it still is that: in mm, and in parts of inches
UNITS = {"cm": Decimal(10), "mm": Decimal(1), "in": Decimal("25.4")}
SPELT = {"centi": "cm", "cm": "cm", "milli": "mm", "mm": "mm"}
# "in" is also a small word: it measures nothing before a number, nor beside a ring.
UNIT = (
    r"(centim[eè]tres?|centimeters?|cms?|millim[eè]tres?|millimeters?|mms?"
    r"|(?:inch(?:es)?|pouces?|in)(?![\w-]|\s+\d)|[\"″”])"
)
BEFORE = r"(?:(?:(?:de\s+)?longueur|longue?s?|length|tailles?|sizes?)(?:\s+(?:de|of))?\s+|(?:de|of|en)\s+)?"
AFTER = r"(?:(?:\s+(?:de|in))?\s+(?:longueur|longue?|long|length)(?!\w))?"
LONG = re.compile(
    rf"(?<![\w.,-]){BEFORE}(?<![\w.,-])(\d{{1,4}}(?:[.,]\d{{1,2}})?)[\s-]?{UNIT}(?!\w){AFTER}", re.IGNORECASE
)
OTHERWISE = re.compile(
    rf"{BEFORE}(?<![\w.,-])(\d{{1,4}}(?:[.,]\d{{1,2}})?)(?:[\s-]?{UNIT})?\s*(?:(?<!\w)(?:ou|or)|/)\s*$",
    re.IGNORECASE,
)
NO_LENGTH = re.compile(
    rf"(?<!\w)(?:{RINGS}|poignets?|wrists?|moins\s+de|plus\s+de|under|over|than)(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sought:
    """A size found in a search: what else was said, and what it is or, in pairs, what it could be."""

    rest: str
    typed: str
    circumference_mm: Decimal | None
    meanings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Long:
    """Lengths found in a search, of which any will do: the other words, and each with how near is as good."""

    rest: str
    lengths: tuple[tuple[Decimal, Decimal], ...]

    def near(self, there: Iterable[str]) -> list[str]:
        """Return those of the lengths on offer, as addresses write them, that are as good as one of these."""
        return [one for one in there if any(abs(Decimal(one) - mm) <= near for mm, near in self.lengths)]


def sought(words: str) -> Sought | None:
    """Return the ring size that somebody's words name; None where they name none."""
    if turned := FIRST.fullmatch(words):
        words = f"{turned[2]} {turned[1]}"
    if found := SCALED.search(words):
        return _scaled(words, found, found[1])
    if found := NAMED.search(words):
        if found[2]:
            return _scaled(words, found, f"MM {found[1]}")
        return _bare(_without(words, found), found[1])
    if found := BESIDE.search(words):
        return Sought(_around(words, found), found[1], Decimal(found[1].replace(",", ".")))
    found = BARE.search(words)
    return _bare(_around(words, found), found[1]) if found else None


def alone(words: str) -> Sought | None:
    """Return what a number and nothing else could be as a ring size; None where it is none or but one."""
    found = _bare("", words) if ALONE.fullmatch(words) else None
    return found if found and found.meanings else None


def long(words: str) -> Long | None:
    """Return the lengths of a chain or a bracelet that somebody's words name; None where they name none.

    What goes around a wrist is as long as the wrist and some ease, so that a wrist is none.
    """
    found = next(reversed([*LONG.finditer(words)]), None)
    if found is None or NO_LENGTH.search(words):
        return None
    unit = next((unit for start, unit in SPELT.items() if found[2].lower().startswith(start)), "in")
    before, others = words[: found.start()], []
    while other := OTHERWISE.search(before):
        before = before[: other.start()]
        others.append(other[1])
    told = [Decimal(said.replace(",", ".")) * UNITS[unit] for said in (found[1], *others)]
    if not all(SHORTEST <= length <= LONGEST for length in told):
        return None
    rest = " ".join(f"{before} {words[found.end() :]}".split())
    return Long(rest, tuple((mm, mm * IMPERIAL if unit == "in" else METRIC) for mm in reversed(told)))


def near(wanted: Decimal, there: Iterable[str]) -> list[str]:
    """Return those of the sizes on offer, as addresses write them, that are the wanted one to the finger."""
    return [size for size in there if abs(Decimal(size) - wanted) <= NEAR]


def _scaled(words: str, found: re.Match[str], size: str) -> Sought | None:
    try:
        return Sought(_without(words, found), found[0].strip(), rules.read_size(size))
    except rules.SizeUnclear:
        return None


def _bare(rest: str, number: str) -> Sought | None:
    """Return a number without its scale as a size: the only one that it can be, or all that it could be."""
    meanings = tuple(rules.meanings(number))
    if len(meanings) == 1:
        return Sought(rest, number, Decimal(meanings[0][1]))
    return Sought(rest, number, None, meanings) if meanings else None


def _around(words: str, found: re.Match[str]) -> str:
    return " ".join(f"{words[: found.start(1)]} {words[found.end(1) :]}".split())


def _without(words: str, found: re.Match[str]) -> str:
    """Return the words without the size and the word that announced it."""
    before = re.sub(rf"\s*\b{CALLED}(?:\s+de)?\s*$", "", words[: found.start()], flags=re.IGNORECASE)
    return " ".join(f"{before} {words[found.end() :]}".split())
