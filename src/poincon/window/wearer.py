"""What may be made of a piece for its wearer, as its page asks it, and what somebody has typed there."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest
from django.utils.translation import gettext as _

from poincon.catalogue import made_words
from poincon.catalogue.made_words import Lettering
from poincon.catalogue.rules import Wish
from poincon.catalogue.sheets import Choice, Sheet
from poincon.foundation import wording
from poincon.kernel.refusal import Refusal


class NothingChosen(Refusal):
    """Of a piece that comes in several sizes, none of them was chosen."""

    code = "nothing_chosen"
    status = 422


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody has typed on the page of a piece: the variant that they chose, and their wish."""

    choice: Choice | None
    wish: Wish


def asked(row: Sheet, post: Mapping[str, str], words: list[str]) -> Asked:
    """Read what was sent; a size is read only where the chosen variant is made to measure."""
    chosen = post.get("variant", "")
    choice = next((one for one in row.variants if str(one.id) == chosen), None)
    size = post.get("size_mm", "") if choice and choice.measure else None
    return Asked(choice, made_words.typed(words, post.get("face", ""), size))


def read(request: HttpRequest, row: Sheet) -> Asked:
    return asked(row, request.POST.dict(), request.POST.getlist("words"))


def lettering(row: Sheet, wish: Wish) -> Lettering | None:
    """Return what the page asks of an engraving, with what was typed so far; None where none is offered."""
    return made_words.lettering(row.kind, row.engraving, wish) if row.engraving else None


def sizes(row: Sheet) -> list[tuple[Decimal, str]]:
    """Return the sizes that are made to measure, in millimetres and as the house says them."""
    return [size for one in row.variants if one.measure for size in made_words.sizes(one.measure)]


def fault(row: Sheet, wish: Wish) -> Refusal | None:
    """Return why the words cannot be engraved, None where they can be, or nothing was typed."""
    return made_words.fault(wish, row.engraving)


wording.register("nothing_chosen", lambda _context: _("Please choose a size first."))
