"""Ring sizes and lengths in the words of a search: what is clear narrows the list, else it is asked which."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from poincon.catalogue import rules
from poincon.catalogue.rules.sizes import LETTER, NUMBER, PART

CALLED = r"(?:ring size|finger size|tour de doigt|tailles?|sizes?)"
SCALED = re.compile(
    rf"(?<![\w-])(?:(FR|EU|IT|ES|CH|US|JP)\s?(?:{CALLED}\s)?({NUMBER})"
    rf"|(UK|GB)\s?(?:{CALLED}\s)?({LETTER}))(?![\w-])",
    re.IGNORECASE,
)
NAMED = re.compile(
    rf"(?:(?<!\w){CALLED}\s*(?:de\s+)?|(?<![\w-])t\.?\s?)({NUMBER})(?:\s?(mm)\b)?(?!\s?cm\b)(?![\w.,])",
    re.IGNORECASE,
)
# "size N" is British; where a wrist or a neck is meant, such a letter is a choice.
LETTERED = re.compile(rf"(?<!\w)(?:ring |finger )?sizes?\s+({LETTER})(?![\w'’])", re.IGNORECASE)
NO_RING = re.compile(
    r"(?<!\w)(?:bracelets?|bangles?|colliers?|necklaces?|cha[iî]nes?|chains?)(?!\w)", re.IGNORECASE
)
RINGS = r"(?<!\bear\s)(?:bagues?|alliances?|chevali[eè]res?|solitaires?|anneaux?|rings?|bands?|signets?)"
CIRCUMFERENCE = r"(?:4[4-9]|[56]\d|7[0-6])(?:[.,]5)?"  # of a finger, and on no other scale
OR = r"(?:\s+(?:ou|or|et|and)\s+|\s*/\s*)"
# A number beside a ring that no scale but the one in millimetres reaches; 18 carats and 54 grams are none.
BESIDE = re.compile(
    rf"(?<!\w){RINGS}\b.*?(?<![\w.,-])({CIRCUMFERENCE})(?:\s?mm\b)?(?![\w.,-]|\s?(?:cm|ct|carats?|g|€)\b)",
    re.IGNORECASE,
)
# As good as a ring's name: "54 mm", "54 ou 56".
MEASURED = re.compile(
    rf"({CIRCUMFERENCE})(?:\s?mm|(?=(?:\s?mm)?{OR}{CIRCUMFERENCE}(?:\s?mm)?(?![\w.,])))", re.IGNORECASE
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
    rf"({NUMBER}(?:\s?mm\b)?(?:{OR}{NUMBER}(?:\s?mm\b)?)*)\s+((?:bague|alliance|chevali[eè]re|solitaire|anneau|ring|band|signet)(?!\w).*)",
    re.IGNORECASE,
)
# Another size that would do as well; "or 18 carats" counts something, and is gold in French.
OTHER = re.compile(
    rf"(?:\s?mm\b)?{OR}(?:{CALLED}\s+)?(?:({CIRCUMFERENCE})|({NUMBER})|({LETTER}))(?:\s?mm\b)?"
    rf"(?![\w.,/-]|\s?(?:[€$£%‰]|{COUNTED}\b))",
    re.IGNORECASE,
)
NEAR = Decimal("0.6")  # millimetres, to the finger: half a step of the coarsest scale
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
# A bare number beside what goes around a neck or a wrist: centimetres in French, inches in English.
AROUND = re.compile(
    r"(?<!\w)(?P<noun>(?P<neck>cha[iî]nes?|colliers?|sautoirs?|necklaces?|chains?|chokers?)|bracelets?|gourmettes?|bangles?)(?!\w)"
    rf".*?(?<![\w.,-])(?P<long>\d{{1,3}}(?:[.,]\d)?)(?![\w.,-]|\s?(?:[€$£%‰\"″”]|{COUNTED}\b)"
    r"|\s(?:en|in)\s\d|\s(?!(?:ou|or)\s)\w+[sx](?!\w))",
    re.IGNORECASE,
)
# By language: the unit, and from how many to how many around a neck and a wrist.
WORN = {"fr": ("cm", (35, 100), (14, 25)), "en": ("in", (14, 40), (6, 9))}
FINE = re.compile(r"(?<!\w)(?:or|gold)(?:\s+\w+)?\s*$", re.IGNORECASE)
CARATS = {9, 10, 14, 18, 22, 24}
OTHER_LENGTH = re.compile(r"\s*(?:(?<!\w)(?:ou|or)\s|/)\s*(\d{1,3}(?:[.,]\d)?)(?![\w.,/-])", re.IGNORECASE)
NO_LENGTH = re.compile(
    rf"(?<!\w)(?:{RINGS}|poignets?|wrists?|moins\s+de|plus\s+de|under|over|than)(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sought:
    """Sizes found in a search: what else was said, and the circumferences, of which any will do.

    Of one that could be several there are none, but its meanings in pairs.
    """

    rest: str
    typed: str
    sizes: tuple[Decimal, ...]
    meanings: tuple[tuple[str, str], ...] = ()

    def near(self, there: Iterable[str]) -> list[str]:
        """Return those of the sizes on offer, as addresses write them, that are one of these."""
        return [size for size in there if any(abs(Decimal(size) - one) <= NEAR for one in self.sizes)]


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
        return _scaled(words, found.span(), found[1] or found[3], found[2] or found[4])
    if (found := LETTERED.search(words)) and not NO_RING.search(words):
        return _scaled(words, found.span(), "UK", found[1])
    if found := NAMED.search(words):
        if found[2] or re.fullmatch(CIRCUMFERENCE, found[1]):
            return _scaled(words, found.span(), "MM", found[1])
        return _bare(_without(words, *found.span(), others=True), found[1])
    if found := MEASURED.match(words) or BESIDE.search(words):
        return _scaled(words, (found.start(1), found.end()), "MM", found[1])
    found = BARE.search(words)
    return _bare(_without(words, *found.span(1), others=True), found[1]) if found else None


def alone(words: str) -> Sought | None:
    """Return what a number and nothing else is or could be as a ring size; None where it is none."""
    return _bare("", words) if ALONE.fullmatch(words) else None


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
    told = [_decimal(said) * UNITS[unit] for said in (found[1], *others)]
    if not all(SHORTEST <= length <= LONGEST for length in told):
        return None
    rest = " ".join(f"{before} {words[found.end() :]}".split())
    return Long(rest, tuple((mm, _near(mm, unit)) for mm in reversed(told)))


def around(words: str, language: str) -> Long | None:
    """Return the lengths that bare numbers are beside a chain or a bracelet; None where they are none.

    "Or 18" is a fineness.
    """
    found = AROUND.search(words)
    if found is None or NO_LENGTH.search(words):
        return None
    unit, neck, wrist = WORN[language]
    least, most = neck if found["neck"] else wrist
    told, end = [_decimal(found["long"])], found.end()
    while other := OTHER_LENGTH.match(words, end):
        told.append(_decimal(other[1]))
        end = other.end()
    fineness = told[0] in CARATS and FINE.search(words[found.end("noun") : found.start("long")])
    if fineness or not all(least <= one <= most for one in told):
        return None
    lengths = (one * UNITS[unit] for one in told)
    return Long(_without(words, found.start("long"), end), tuple((mm, _near(mm, unit)) for mm in lengths))


def _decimal(said: str) -> Decimal:
    return Decimal(said.replace(",", "."))


def _near(length: Decimal, unit: str) -> Decimal:
    """Return how far off it still is that length."""
    return length * IMPERIAL if unit == "in" else METRIC


def _scaled(words: str, place: tuple[int, int], scale: str, size: str) -> Sought | None:
    """Return the size that stands there, with the others on the same scale that would do as well."""
    try:
        sizes = [rules.read_size(f"{scale} {size}")]
    except rules.SizeUnclear:
        return None
    start, end = place
    while other := OTHER.match(words, end):
        said = other[1] if scale == "MM" else next(filter(None, other.groups()))
        try:
            sizes.append(rules.read_size(f"{scale} {said}"))
        except rules.SizeUnclear:
            break
        end = other.end()
    return Sought(_without(words, start, end), words[start:end].strip(), tuple(sizes))


def _bare(rest: str, number: str) -> Sought | None:
    """Return a number without its scale as a size: the only one that it can be, or all that it could be."""
    meanings = tuple(rules.meanings(number))
    if len(meanings) == 1:
        return Sought(rest, number, (Decimal(meanings[0][1]),))
    return Sought(rest, number, (), meanings) if meanings else None


def _without(words: str, start: int, end: int, *, others: bool = False) -> str:
    """Return the words without the size that stands there, its `others`, and the word that announced it."""
    while others and (other := OTHER.match(words, end)):
        end = other.end()
    before = re.sub(rf"\s*\b{CALLED}(?:\s+de)?\s*$", "", words[:start], flags=re.IGNORECASE)
    return " ".join(f"{before} {words[end:]}".split())
