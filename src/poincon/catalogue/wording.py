"""The words of this feature's refusals."""

from collections.abc import Mapping
from typing import cast

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from poincon.catalogue import rules
from poincon.catalogue.reasons import REASONS
from poincon.foundation import wording

MISPLACED = {
    "cycle": _("A shelf cannot stand beneath itself."),
    "too_deep": _("The window shows two levels: this would make a third."),
    "gone": _("The shelf above is no longer there."),
}
PICTURES = {
    "empty": _("The file is empty."),
    "too_heavy": _("The file is heavier than 15 MB."),
    "not_a_picture": _("This is not a picture in JPEG, PNG, WebP or AVIF, or the file is damaged."),
    "too_many_pixels": _("The picture has more than 40 million pixels."),
    "animated": _("The picture moves: only stills are shown."),
    "broken": _("The file is cut off or damaged."),
    "too_small": _("The picture is smaller than 480 pixels."),
    "twice": _("The piece has this picture already."),
    "too_many": _("A piece has 24 pictures at most."),
    "here_already": _("This picture has arrived already."),
}


PAPERS = {
    "empty": _("The file is empty."),
    "too_heavy": _("The file is heavier than 5 MB."),
    "not_a_document": _("This is not a document in PDF."),
    "locked": _("The document is locked: hand it in without a password."),
    "active": _(
        "The document holds more than pages: scripts, attached files or something that opens by itself."
    ),
    "broken": _("The file is cut off or damaged."),
}


def _misplaced(context: Mapping[str, object]) -> str:
    return str(MISPLACED[str(context["reason"])])


def _picture(context: Mapping[str, object]) -> str:
    return str(PICTURES[str(context["reason"])])


def _paper(context: Mapping[str, object]) -> str:
    return str(PAPERS[str(context["reason"])])


def _forbidden(context: Mapping[str, object]) -> str:
    return gettext("“%(word)s”: %(why)s") % {
        "word": context["word"],
        "why": REASONS[str(context["reason"])],
    }


def _doubled(context: Mapping[str, object]) -> str:
    told = gettext(
        "This piece has that size and those choices already, as {sku}: change or retire one of the two."
    )
    return told.format(sku=context["sku"])


def _borne(context: Mapping[str, object]) -> str:
    return gettext("The article {sku} has this barcode already.").format(sku=context["sku"])


def _size(context: Mapping[str, object]) -> str:
    """Ask for the scale, with all that the number alone could mean."""
    found = cast("list[tuple[str, str]]", context.get("meanings") or [])
    if not found:
        return gettext(
            "Please give the size with its scale, from 30 to 80 mm: FR 54, IT 14, US 7, UK N or JP 14."
        )
    language = "fr" if (get_language() or "fr").startswith("fr") else "en"
    typed = str(context["typed"]).strip()
    told = [f"{scales} {typed} ({rules.comma(mm, language)} mm)" for scales, mm in found]
    return gettext("“%(typed)s” alone could be: %(meanings)s. Please write which.") % {
        "typed": typed,
        "meanings": ", ".join(told),
    }


def register() -> None:
    """Give each code its words."""
    wording.register(
        "piece_unfit", _("The piece cannot be shown yet: something that the law asks for is missing.")
    )
    wording.register("words_forbidden", _forbidden)
    wording.register("discontinued", _discontinued)
    wording.register("taken", _("This name, address, reference or number is taken already."))
    wording.register("choice_doubled", _doubled)
    wording.register("barcode_taken", _borne)
    wording.register("shelf_misplaced", _misplaced)
    wording.register(
        "shelf_in_use", _("There are still pieces on this shelf, or shelves beneath it. Move them first.")
    )
    wording.register("picture_refused", _picture)
    wording.register("paper_refused", _paper)
    wording.register("no_such_stone", _("No stone of this piece bears that number any more."))
    wording.register("size_unclear", _size)
    wording.register(
        "measure_unlikely", _("A height or width is from 0.5 to 300 mm, to a tenth of a millimetre.")
    )


def _discontinued(context: Mapping[str, object]) -> str:
    told = gettext(
        "{sku} is sold no longer, for good: it gets no price, no restock day, and no pieces beyond those that"
        " buyers wait for."
    )
    return told.format(sku=context["sku"])
