"""What the pages say of sizes and lengths: tables, figures, the sheet to print, in the page's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from poincon.catalogue import queries as catalogue
from poincon.catalogue import rules
from poincon.catalogue.queries import SizeLine
from poincon.catalogue.states import Kind
from poincon.design import words as spelling
from poincon.window import words
from poincon.window.rules import drawings, lengths

FALLS = {
    "throat": gettext_lazy("at the base of the neck"),
    "collarbone": gettext_lazy("on the collarbones"),
    "below": gettext_lazy("just below the collarbones"),
    "high": gettext_lazy("high on the chest"),
    "chest": gettext_lazy("on the chest"),
    "long": gettext_lazy("a long necklace, over a jumper or a dress"),
}
CHAINS, WRISTS = frozenset({"necklace", "pendant"}), frozenset({"bracelet", "watch"})


@dataclass(frozen=True, slots=True)
class LengthLine:
    """A length in words, and how it is worn."""

    length: str
    worn: str


@dataclass(frozen=True, slots=True)
class Guide:
    """What stands beside the choice of a size: the piece's own sizes in every scale, or its own lengths."""

    kind: str  # "ring", "chain" or "wrist"
    sizes: tuple[SizeLine, ...] = ()
    lengths: tuple[LengthLine, ...] = ()
    figure: str = ""


def guide(kind: str, sizes: Iterable[Decimal | None], lengths_mm: Iterable[int | None]) -> Guide | None:
    """Return the size guide of a piece of that kind; None where there is nothing to measure."""
    language = words.speaking()
    if kind == "ring":
        known = sorted({size for size in sizes if size is not None})
        return Guide("ring", sizes=tuple(catalogue.ring_sizes(language, known)))
    own = tuple(sorted({one for one in lengths_mm if one}))
    if kind in CHAINS:
        lines = chain_lines(own or lengths.USUAL_NECKLACES)
        return Guide("chain", lengths=tuple(lines), figure=chains(own, language))
    if kind in WRISTS:
        lines = wrist_lines(own or lengths.USUAL_BRACELETS)
        return Guide("wrist", lengths=tuple(lines), figure=wrists(own, language))
    return None


def chain_lines(found: Iterable[int]) -> list[LengthLine]:
    """Return lengths of chains with where they fall."""
    return [LengthLine(_centimetres(one), str(FALLS[lengths.fall(one)])) for one in found]


def wrist_lines(found: Iterable[int]) -> list[LengthLine]:
    """Return lengths of bracelets with the wrists that they suit."""
    return [LengthLine(_centimetres(one), _wrist(one)) for one in found]


def usual_chains() -> list[LengthLine]:
    """Return the usual lengths of necklaces, in the active language."""
    return chain_lines(lengths.USUAL_NECKLACES)


def usual_wrists() -> list[LengthLine]:
    """Return the usual lengths of bracelets, in the active language."""
    return wrist_lines(lengths.USUAL_BRACELETS)


def _wrist(length_mm: int) -> str:
    suits = lengths.wrist(length_mm)
    return _("a wrist of %(loose)s worn loosely, of %(close)s worn closely") % {
        "loose": _centimetres(suits.loose_mm),
        "close": _centimetres(suits.close_mm),
    }


@lru_cache(maxsize=512)
def chains(own: tuple[int, ...], language: str) -> SafeString:
    """Draw where chains fall, those of a piece strongly, or the usual ones."""
    with override(language):
        label = _("Necklaces drawn to scale on a neck of 36 cm; the rule counts every five centimetres")
    return mark_safe(drawings.necklaces(own, _centimetres_in(language), label))  # noqa: S308 - made of numbers


@lru_cache(maxsize=512)
def wrists(own: tuple[int, ...], language: str) -> SafeString:
    """Draw bracelets opened flat, those of a piece strongly, or the usual ones."""
    with override(language):
        label = _("Bracelets drawn to scale, opened flat above a rule in centimetres")
    return mark_safe(drawings.bracelets(own, _centimetres_in(language), label))  # noqa: S308 - made of numbers


def beside_coin(kind: str, height_mm: Decimal | None, width_mm: Decimal | None) -> SafeString | None:
    """Draw how large a piece is beside a coin; None of a ring, and of what has not both measures."""
    if kind == Kind.RING or height_mm is None or width_mm is None:
        return None
    return _beside_coin(kind, height_mm, width_mm, words.speaking())


@lru_cache(maxsize=512)
def _beside_coin(kind: str, height_mm: Decimal, width_mm: Decimal, language: str) -> SafeString:
    [told] = rules.measures_told(kind, height_mm, width_mm, language)
    coin = rules.millimetres(drawings.COIN_MM, language)
    with override(language):
        label = _("To scale, beside a 1-euro coin of %(coin)s: %(measures)s") % {
            "coin": coin,
            "measures": told,
        }
    figure = drawings.beside_coin(
        height_mm, width_mm, lambda length: rules.millimetres(length, language), label
    )
    return mark_safe(figure)  # noqa: S308 - made of numbers, its words are escaped there


@lru_cache(maxsize=16)
def sizer(language: str, scale: str) -> SafeString:
    """Draw the sheet to print, every usual size as the house says it with its circumference beside it."""
    rings = [
        drawings.Ring(line.diameter_mm, line.circumference_mm, line.mm, _beside(line, scale, language))
        for line in catalogue.ring_sizes(language)
    ]
    with override(language):
        told = (_("a bank card fits here"), _("exactly 50 mm"), _("slit"))
        label = _("Circles of every ring size, a line of 50 mm and a strip to cut out, at their true size")
    return mark_safe(drawings.sizer(rings, told, label))  # noqa: S308 - its words are escaped there


def _beside(line: SizeLine, scale: str, language: str) -> str:
    """Return how the house's own scale says a size, empty where that is the circumference itself."""
    value = catalogue.size_said(line.circumference_mm, scale, language)
    return f"{scale} {value}" if value and scale != "FR" else ""


def _centimetres(length_mm: int) -> str:
    return _centimetres_in(words.speaking())(Decimal(length_mm))


def _centimetres_in(language: str) -> drawings.Say:
    return lambda length: f"{spelling.number(length / 10, language)}{spelling.TIE}cm"
