"""Finenesses and weights of stones that a text types: they are those of the facts, or may not stand."""

import re
from collections.abc import Iterator
from decimal import Decimal

from poincon.catalogue.rules.facts import PieceFacts

TITLES = r"(333|375|417|500|585|750|800|830|850|875|900|916|917|925|935|950|958|999)"
COLOUR = r"(?: (?:jaune|rose|blanc|gris|noir|massif|fin))?"
MATTER = rf"\b(?:or|argent|platine|vermeil|gold|silver|platinum){COLOUR}"
MARK = r"(?: ?(?:‰|/ ?1 ?000|milliemes?|thousandths?|parts? per thousand))"
AMOUNT = r"(?! ?(?:[€$£%]|eur|euros?|pieces?|exemplaires?|mm|cm|g\b|mg|ans?\b|years?))"
FINENESS = re.compile(
    rf"{MATTER} (?:a |de )?{TITLES}(?![\d.,]*\d){AMOUNT}|(?<![\d.,])(\d{{3}}){MARK}", re.IGNORECASE
)
CARAT = re.compile(r"(?<![\d.,])(\d{1,3}[.,]\d{1,3}|[1-8]) ?(?:ct|cts|carats?)\b", re.IGNORECASE)
NEAR = Decimal("0.011")  # a weight is said to the hundredth, rounded up or down


def findings(folded: str, piece: PieceFacts) -> Iterator[tuple[str, str]]:
    """Yield each figure that the facts do not carry, with its code."""
    titles = {one for part in piece.metals for one in (part.fineness, part.coating_fineness) if one}
    for found in FINENESS.finditer(folded):
        if int(found[1] or found[2]) not in titles:
            yield found[0], "fineness_unproven"
    for found in CARAT.finditer(folded):
        if not _weighs(piece, Decimal(found[1].replace(",", "."))):
            yield found[0], "carat_unproven"


def _weighs(piece: PieceFacts, said: Decimal) -> bool:
    """Tell whether something of a piece weighs so: of several stones of a sort, one may weigh any part."""
    parts = (one.carat for one in piece.stones if one.carat and one.count > 1)
    return any(said < one for one in parts) or any(abs(said - one) < NEAR for one in _weights(piece))


def _weights(piece: PieceFacts) -> Iterator[Decimal]:
    """Yield what stones weigh: each sort, all of a species, all together."""
    known = [(one.species, one.carat) for one in piece.stones if one.carat]
    for species, carat in known:
        yield carat
        yield sum((more for other, more in known if other == species), Decimal(0))
    yield sum((carat for _species, carat in known), Decimal(0))
