"""The words of the desk, for whoever writes a piece."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from poincon.catalogue.states import Kind, Nature, PieceState, Treatment
from poincon.intake.states import BringingState, ShowingFate, ShowingState, Telling

SYSTEMS = (("shopify", "Shopify"), ("woocommerce", "WooCommerce"), ("prestashop", "PrestaShop"))

type Words = dict[str, Promise | str]

STATES: Words = {
    PieceState.DRAFT.value: pgettext_lazy("piece", "Draft"),
    PieceState.PUBLISHED.value: pgettext_lazy("piece", "On show"),
    PieceState.WITHDRAWN.value: pgettext_lazy("piece", "Withdrawn"),
}
VERBS: Words = {
    "publish": _("Put on show"),
    "unpublish": _("Take off show"),
}
SHOWING_STATES: Words = {
    ShowingState.DRAFT.value: pgettext_lazy("showing", "To confirm"),
    ShowingState.APPLYING.value: pgettext_lazy("showing", "Being put on show"),
    ShowingState.APPLIED.value: pgettext_lazy("showing", "Done"),
    ShowingState.UNDOING.value: pgettext_lazy("showing", "Being taken back"),
    ShowingState.UNDONE.value: pgettext_lazy("showing", "Taken back"),
}
SHOWING_TONES = {
    ShowingState.DRAFT: "warn",
    ShowingState.APPLYING: "now",
    ShowingState.UNDOING: "now",
    ShowingState.APPLIED: "good",
}
FATES: Words = {
    ShowingFate.WAITING.value: _("Waits its turn"),
    ShowingFate.LACKING.value: _("Stays a draft: something is missing"),
    ShowingFate.SHOWN.value: pgettext_lazy("piece", "Put on show"),
    ShowingFate.REFUSED.value: _("Stays a draft: something has been missing since"),
    ShowingFate.ALREADY.value: _("Left: somebody else had put it on show"),
    ShowingFate.GONE.value: _("Left: withdrawn meanwhile"),
    ShowingFate.HIDDEN.value: _("Off show again"),
    ShowingFate.CHANGED_SINCE.value: _("Left as it is: somebody has changed it since"),
}
BRINGING_STATES: Words = {
    BringingState.REHEARSING.value: pgettext_lazy("bringing", "Being looked through"),
    BringingState.REHEARSED.value: pgettext_lazy("bringing", "To confirm"),
    BringingState.BRINGING.value: pgettext_lazy("bringing", "Being brought in"),
    BringingState.BROUGHT.value: pgettext_lazy("bringing", "Brought in"),
    BringingState.STOPPED.value: pgettext_lazy("bringing", "Stopped"),
}
BRINGING_TONES = {
    BringingState.REHEARSING: "now",
    BringingState.REHEARSED: "warn",
    BringingState.BRINGING: "now",
    BringingState.BROUGHT: "good",
    BringingState.STOPPED: "bad",
}
TELLINGS: Words = {
    Telling.FAULT.value: _("Refused rows"),
    Telling.STOCK.value: _("Stock that is set"),
    Telling.NOTE.value: _("Taken otherwise than written"),
    Telling.WORD.value: _("Words to mend at the desk"),
}
KINDS: Words = {
    Kind.RING.value: _("Ring"),
    Kind.EARRINGS.value: _("Earrings"),
    Kind.NECKLACE.value: _("Necklace"),
    Kind.PENDANT.value: _("Pendant"),
    Kind.BRACELET.value: _("Bracelet"),
    Kind.WATCH.value: _("Watch"),
    Kind.BROOCH.value: _("Brooch"),
    Kind.OTHER.value: pgettext_lazy("kind of jewellery", "Other"),
}
NATURES: Words = {
    Nature.NATURAL.value: _("natural"),
    Nature.SYNTHETIC.value: _("synthetic (made by people)"),
    Nature.ARTIFICIAL.value: _("artificial (has no natural twin)"),
    Nature.RECONSTITUTED.value: _("reconstituted"),
    Nature.COMPOSITE.value: _("composite"),
    Nature.IMITATION.value: _("imitation"),
    Nature.CULTURED.value: _("cultured pearl"),
    Nature.FINE.value: _("natural pearl"),
}
TREATMENTS: Words = {
    Treatment.HEATED.value: _("heated, without residue"),
    Treatment.OILED.value: _("colourless oil"),
    Treatment.IRRADIATED.value: _("irradiated"),
    Treatment.LASERED.value: _("laser-drilled"),
    Treatment.DYED.value: _("dyed"),
    Treatment.DIFFUSED.value: _("diffusion"),
    Treatment.FILLED.value: _("filled"),
    Treatment.COATED.value: _("coated"),
    Treatment.BLEACHED.value: _("bleached"),
    Treatment.UNSPECIFIED.value: _("treated, not known how"),
}
FIELDS: Words = {
    "name_fr": _("French name"),
    "name_en": _("English name"),
    "description_fr": _("French description"),
    "description_en": _("English description"),
    "warnings_fr": _("Warnings in French"),
    "warnings_en": _("Warnings in English"),
    "alt_fr": _("Words of picture %(number)d, in French"),
    "alt_en": _("Words of picture %(number)d, in English"),
    "tags": _("Tags"),
    "options": _("Other choices"),
    "category": _("Shelf"),
    "metals": _("Metals"),
    "stones": _("Stones"),
    "weight": _("Weight"),
    "variants": _("Variants"),
    "pictures": _("Pictures"),
    "supplier": _("Supplier"),
    "reports": _("Test reports"),
    "maker_name": _("Maker"),
    "maker_address": _("Maker’s postal address"),
    "maker_email": _("Maker’s e-mail address"),
    "responsible_name": _("Responsible person in the Union"),
    "story_fr": _("Story of the brand, in French"),
    "story_en": _("Story of the brand, in English"),
    "sizes_fr": _("The brand’s own sizes, in French"),
    "sizes_en": _("The brand’s own sizes, in English"),
}
