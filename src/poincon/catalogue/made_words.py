"""What is said of a piece made for one wearer, in the reader's language, and why it cannot be made so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from poincon.catalogue import rules
from poincon.catalogue.queries import size_for
from poincon.catalogue.rules import EMBLEMS, MARKS, Engraving, Made, Measure, Wish
from poincon.catalogue.states import Face, Place, Signs
from poincon.charter.queries import charter
from poincon.foundation import wording
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal

PLACES = {
    Place.INSIDE: _("inside"),
    Place.BACK: _("on the back"),
    Place.FRONT: _("on the front"),
}
FACES = {Face.ROMAN: _("Roman letters"), Face.SCRIPT: _("Script"), Face.BLOCK: _("Block letters")}
SIGNS = {
    Signs.LETTERS: _("letters, accents included"),
    Signs.FIGURES: _("figures"),
    Signs.MARKS: _("punctuation"),
    Signs.EMBLEMS: _("emblems"),
}
# The field that a refusal is about: it is led to there, and told beside it.
AT_FAULT = {
    "not_engraved": "words",
    "sign_not_engraved": "words",
    "too_long_to_engrave": "words",
    "size_not_made": "size",
}
LONGEST = 500  # signs of one line that are looked at at all
SHOWN = {Signs.MARKS: MARKS, Signs.EMBLEMS: EMBLEMS}


def place(code: str) -> str:
    return str(PLACES[Place(code)])


def face(code: str) -> str:
    return str(FACES[Face(code)])


def signs(offer: Engraving) -> str:
    """Return what may be engraved: "letters, accents included; figures; punctuation . , ; :"."""
    told = [(Signs(code), str(SIGNS[Signs(code)])) for code in offer.signs]
    return gettext("; ").join(
        f"{name} {' '.join(sorted(SHOWN[code]))}" if code in SHOWN else name for code, name in told
    )


def size(size_mm: Decimal, *, ring: bool, scale: str = "") -> str:
    """Return a size or a length as the house says it, or a reader of `scale` is told: "53,5", "42,5 cm"."""
    if ring:
        return size_for(size_mm, scale, _language())
    return rules.measured(size_mm, _language(), ring=ring)[1]


def told(made: Made | None) -> list[str]:
    """Return, line by line, what is made of a piece for its wearer; nothing when nothing is."""
    if made is None:
        return []
    ring = made.measure.ring if made.measure else False
    return said(made.wish, made.engraving.place if made.engraving else "", ring=ring)


def said(wish: Wish, engraved_at: str, *, ring: bool, scale: str = "") -> list[str]:
    """Return a wish in words: the size it is made in, then what is engraved where, in which letters.

    A ring's size is said on the scale of its reader, "" being the house's own.
    """
    lines = []
    if wish.size_mm is not None:
        name, _length = rules.measured(wish.size_mm, _language(), ring=ring)
        value = size(wish.size_mm, ring=ring, scale=scale)
        lines.append(gettext("%(what)s %(value)s, made for you") % {"what": name, "value": value})
    if wish.words:
        words = " / ".join(wish.words.split("\n"))
        figures = {"place": place(engraved_at), "words": words, "face": face(wish.face).lower()}
        lines.append(gettext("Engraved %(place)s: “%(words)s”, %(face)s") % figures)
    return lines


@dataclass(frozen=True, slots=True)
class Lettering:
    """What a page asks of an engraving, with what has been typed so far, and how it looks."""

    place: str
    rows: tuple[str, ...]
    most: int
    faces: tuple[tuple[str, str], ...]
    face: str
    signs: str
    price: Money
    days: int
    drawn: SafeString


def lettering(kind: str, offer: Engraving, wish: Wish) -> Lettering:
    """Return what is asked where that is engraved on a piece of that kind."""
    chosen = wish.face if wish.face in offer.faces else offer.faces[0]
    return Lettering(
        place=place(offer.place),
        rows=tuple(rules.rows(wish.words, offer)),
        most=offer.most,
        faces=tuple((code, face(code)) for code in offer.faces),
        face=chosen,
        signs=signs(offer),
        price=Money(offer.price_minor, charter().currency),
        days=offer.days,
        drawn=_drawn(kind, offer, wish, chosen),
    )


def typed(words: Sequence[str], face: str, size_mm: str | None) -> Wish:
    """Read a wish as it was sent, line by line; a size that is no number is nought, which nobody makes."""
    lines = "\n".join(line[:LONGEST] for line in words[:LONGEST]).rstrip("\r\n")
    return Wish(lines, face[:8], None if size_mm is None else _millimetres(size_mm))


def fault(wish: Wish, offer: Engraving | None) -> Refusal | None:
    """Return why the words cannot be engraved, None where they can be, or nothing was typed."""
    try:
        rules.engraved(wish.words, wish.face, offer)
    except Refusal as refusal:
        return refusal
    return None


def sizes(offer: Measure, scale: str = "") -> list[tuple[Decimal, str]]:
    """Return the sizes that are made, in millimetres and as a reader of that scale is told them."""
    return [(one, size(one, ring=offer.ring, scale=scale)) for one in offer.sizes]


def _millimetres(told: str) -> Decimal:
    try:
        return Decimal(told.strip()[:8].replace(",", "."))
    except InvalidOperation:
        return Decimal(0)


def _drawn(kind: str, offer: Engraving, wish: Wish, chosen: str) -> SafeString:
    written = [line for line in rules.rows(wish.words, offer) if line.strip()]
    lines = [line[: offer.most] for line in written] or [gettext("Your words")]
    label = gettext("Preview of the engraving: %(words)s") % {"words": " / ".join(lines)}
    return mark_safe(  # noqa: S308 - what is typed is escaped there
        rules.outlines.preview(kind, offer.place, lines, chosen, label=label, sample=not written)
    )


def _language() -> str:
    return "fr" if (get_language() or "fr").startswith("fr") else "en"


def _sign(context: Mapping[str, object]) -> str:
    if not context["sign"]:
        return gettext("Your words hold a sign that cannot be seen (%(name)s). Please type them again.") % {
            "name": context["name"]
        }
    return gettext("“%(sign)s” cannot be engraved on this piece: please choose another sign.") % {
        "sign": context["sign"]
    }


def _long(context: Mapping[str, object]) -> str:
    if context["lines"] == 1:
        return gettext("There is room for one line of %(most)s signs, spaces included.") % context
    return gettext("There is room for %(lines)s lines of %(most)s signs each, spaces included.") % context


def _unmade(context: Mapping[str, object]) -> str:
    first, last, step = (Decimal(str(context[name])) for name in ("first", "last", "step"))
    if not step:
        return gettext("This piece comes in the sizes that are shown: please choose one of them.")
    ring = last <= rules.LARGEST_RING
    ends = {"first": size(first, ring=ring), "last": size(last, ring=ring)}
    return gettext("Please choose the size that we make for you, from %(first)s to %(last)s.") % ends


def register() -> None:
    """Give each code its words."""
    wording.register(
        "not_engraved", _("This piece is not engraved, or not in these letters. Nothing has been changed.")
    )
    wording.register(
        "sized_twice", _("A variant is made to measure or has a size of its own: empty one of the two first.")
    )
    wording.register("sign_not_engraved", _sign)
    wording.register("too_long_to_engrave", _long)
    wording.register("size_not_made", _unmade)
