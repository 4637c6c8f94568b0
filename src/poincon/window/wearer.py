"""What may be made of a piece for its wearer, as its page asks it, and what somebody has typed there."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from poincon.catalogue import made_words, rules
from poincon.catalogue.rules import Engraving, Wish
from poincon.catalogue.sheets import Choice, Sheet
from poincon.charter import queries as charters
from poincon.foundation import wording
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal
from poincon.window.rules import engraved

LONGEST = 500  # signs of one line that are looked at at all


class NothingChosen(Refusal):
    """Of a piece that comes in several sizes, none of them was chosen."""

    code = "nothing_chosen"
    status = 422


@dataclass(frozen=True, slots=True)
class Lettering:
    """The part of the page that asks what to engrave."""

    place: str
    rows: tuple[str, ...]
    most: int
    faces: tuple[tuple[str, str], ...]
    face: str
    signs: str
    price: Money
    days: int
    drawn: SafeString


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody has typed on the page of a piece: the variant that they chose, and their wish."""

    choice: Choice | None
    wish: Wish


def asked(row: Sheet, post: Mapping[str, str], words: list[str]) -> Asked:
    """Read what was sent; a size is read only where the chosen variant is made to measure."""
    chosen = post.get("variant", "")
    choice = next((one for one in row.variants if str(one.id) == chosen), None)
    size = _size(post.get("size_mm", "")) if choice and choice.measure else None
    lines = "\n".join(line[:LONGEST] for line in words[:LONGEST]).rstrip("\r\n")
    return Asked(choice, Wish(lines, post.get("face", "")[:8], size))


def read(request: HttpRequest, row: Sheet) -> Asked:
    return asked(row, request.POST.dict(), request.POST.getlist("words"))


def lettering(row: Sheet, wish: Wish) -> Lettering | None:
    """Return what the page asks of an engraving, with what was typed so far; None where none is offered."""
    offer = row.engraving
    if offer is None:
        return None
    face = wish.face if wish.face in offer.faces else offer.faces[0]
    return Lettering(
        place=made_words.place(offer.place),
        rows=tuple(rules.rows(wish.words, offer)),
        most=offer.most,
        faces=tuple((code, made_words.face(code)) for code in offer.faces),
        face=face,
        signs=made_words.signs(offer),
        price=Money(offer.price_minor, charters.charter().currency),
        days=offer.days,
        drawn=_drawn(row, offer, wish, face),
    )


def sizes(row: Sheet) -> list[tuple[Decimal, str]]:
    """Return the sizes that are made to measure, in millimetres and as the house says them."""
    offers = [one.measure for one in row.variants if one.measure]
    return [(size, made_words.size(size, ring=one.ring)) for one in offers for size in one.sizes]


def fault(row: Sheet, wish: Wish) -> Refusal | None:
    """Return why the words cannot be engraved, None where they can be, or nothing was typed."""
    try:
        rules.engraved(wish.words, wish.face, row.engraving)
    except Refusal as refusal:
        return refusal
    return None


def _drawn(row: Sheet, offer: Engraving, wish: Wish, face: str) -> SafeString:
    typed = [line for line in rules.rows(wish.words, offer) if line.strip()]
    lines = [line[: offer.most] for line in typed] or [_("Your words")]
    label = _("Preview of the engraving: %(words)s") % {"words": " / ".join(lines)}
    return mark_safe(  # noqa: S308 - what is typed is escaped there
        engraved.preview(row.kind, offer.place, lines, face, label=label, sample=not typed)
    )


def _size(typed: str) -> Decimal:
    """Return a size in millimetres as it was sent; nought, which nobody makes, for anything else."""
    try:
        return Decimal(typed.strip()[:8].replace(",", "."))
    except InvalidOperation:
        return Decimal(0)


wording.register("nothing_chosen", lambda _context: _("Please choose a size first."))
