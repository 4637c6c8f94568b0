"""The words of imports, for whoever runs them, and of the desk, for whoever writes a piece."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from poincon.catalogue.states import Kind, Nature, PieceState, Treatment
from poincon.intake.states import ShowingFate, ShowingState

FILE_REASONS = {
    "empty": "the file is empty",
    "too_large": "the file is too large",
    "too_many_lines": "the file has too many lines",
    "not_utf8": "this is not text in UTF-8: save it as “CSV UTF-8”",
    "not_text": "this is not a text file",
    "not_csv": "this is not a well-formed CSV",
    "cell_too_long": "one cell is too long",
    "wrong_columns": "these are not the columns of a {shop} file",
    "wrong_separator": "the columns are the right ones, but another sign stands between them",
    "columns_twice": "a column stands there twice",
    "no_rows": "the file has columns but no rows",
}
ROW_REASONS = {
    "cell_count": "the row has another number of cells than the header",
    "formula": "a spreadsheet would compute this: write an apostrophe before it, or other words",
    "not_a_piece": "only pieces that are sent are brought in: no groups, links elsewhere, or downloads",
    "parent_missing": "the piece that this row is a variation of is not in the file",
    "choice_open": "one row stands for several choices: make a row for each",
    "not_a_choice": "several values without variations are nothing to choose from, and are left out",
    "not_offered": "the other shop does not offer this variation, and it is left out",
    "hidden_stays_off": "what no list shows in the other shop is kept off show",
    "stock_not_counted": "the other shop does not count these pieces by themselves: they count as none",
    "price_rounded": "with tax at the rate of the day, to the nearest cent, halves up",
    "shown_not_told": "the file does not say what is on show: everything comes in as a draft",
    "handle_missing": "the row does not say which piece it belongs to",
    "handle_unusable": "no address can be made from the handle",
    "handle_twice": "another piece has the same handle",
    "title_missing": "the piece has no title",
    "variant_missing": "the piece has nothing to choose and no price",
    "not_true_or_false": "it should be true or false",
    "gift_card": "gift cards are not pieces",
    "too_long": "the text is too long",
    "price_missing": "there is no price",
    "not_a_price": "this is not a price in the shop’s currency",
    "not_a_measure": "this is no height or width: from 0.5 to 300 mm, to a tenth",
    "facts_not_read": "facts of metals and stones are entered with their proof; measures alone are taken",
    "not_a_number": "this is not a whole number, or too large a one",
    "sku_twice": "the same article number stands in the file before",
    "address_twice": "another handle of the file leads to the same address",
    "choice_twice": "the piece offers the same choice twice",
    "sku_taken": "another piece of the shop has this article number",
    "address_taken": "another piece of the shop has this address",
    "price_below_floor": "the house never asks less than this for the piece",
    "piece_unfit": "the piece on show would no longer be fit for it",
    "size_without_scale": "this ring size is a bare number: say on which scale with --ring-scale",
    "no_such_size": "no finger has this size on that scale",
    "sold_without_stock": "selling without stock needs a restock date: set it at the desk",
    "negative_stock": "a stock below zero counts as none",
    "not_a_barcode": "this is not a valid barcode, and is left out",
    "not_an_address_here": "this is no address: it begins with / or https://",
    "leads_to_itself": "the old address and the new one are the same",
    "leads_to_old": "the new address is an old one itself: name where the thing stands now",
    "address_in_use": "this shop has a page at that address, which would always come first",
    "unknown_target": "no piece, shelf or brand of this shop stands at the new address",
    "old_twice": "the same old address stands in the list before",
    "not_an_address": "this is not a web address, and is left out",
}

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
    "alt_fr": _("Words of a picture, in French"),
    "alt_en": _("Words of a picture, in English"),
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
