"""The workshop's slip: what is made of a line for its wearer, as the engraver needs it, and no name."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from poincon.catalogue import made_words
from poincon.design.templatetags import words
from poincon.kernel import bars
from poincon.orders.actions import making
from poincon.orders.models import Order, OrderLine


@dataclass(frozen=True, slots=True)
class Slip:
    """One piece to make. `size` is empty where it comes in a size of its own; `cut` are the words by line."""

    line: OrderLine
    size: str
    place: str
    face: str
    face_name: str
    cut: list[str]
    drawn: SafeString | str


def slips(lines: list[OrderLine]) -> list[Slip]:
    """Return one slip for each line that is made for its wearer; none once the person has been erased."""
    return [_slip(line) for line in lines if line.wish]


def reference_in_bars(order: Order) -> dict[str, object]:
    """Return the order's reference as bars that a scanner reads: where each begins, and how wide it is."""
    return {"bars": bars.bars(order.reference), "width": bars.width(order.reference)}


def _slip(line: OrderLine) -> Slip:
    wish, (offer, _measure) = line.wish, making.offers(line=line)
    kept = line.as_sold.get("made") or {}
    size = "" if wish.size_mm is None else _size(line)
    drawn = made_words.lettering(line.as_sold["kind"], offer, wish).drawn if offer and wish.words else ""
    named = wish.words and made_words.face(wish.face)
    place = wish.words and made_words.place(kept["place"])
    return Slip(line, size, place, wish.face, named, line.cut, drawn)


def _size(line: OrderLine) -> str:
    """Say the size on the house's scale, with the millimetres that the workshop measures."""
    ring, size_mm = bool((line.as_sold.get("made") or {}).get("ring")), line.wish.size_mm
    assert size_mm is not None  # noqa: S101 - for the type checker
    said = made_words.size(size_mm, ring=ring)
    return _("%(size)s, %(mm)s mm inside") % {"size": said, "mm": words.number(size_mm)} if ring else said
