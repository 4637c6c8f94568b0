"""The words of imports, for whoever runs them, and of the desk, for whoever writes a piece."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from poincon.catalogue.states import Kind, Nature, PieceState, Treatment

FILE_REASONS = {
    "empty": "the file is empty",
    "too_large": "the file is too large",
    "too_many_lines": "the file has too many lines",
    "not_utf8": "this is not text in UTF-8: save it as “CSV UTF-8”",
    "not_text": "this is not a text file",
    "not_csv": "this is not a well-formed CSV",
    "cell_too_long": "one cell is too long",
    "wrong_columns": "these are not the columns of a Shopify product file, separated by commas",
    "columns_twice": "a column stands there twice",
    "no_rows": "the file has columns but no rows",
}
ROW_REASONS = {
    "cell_count": "the row has another number of cells than the header",
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
    "not_an_address": "this is not a web address, and is left out",
}

type Words = dict[str, Promise | str]

STATES: Words = {
    PieceState.DRAFT.value: pgettext_lazy("piece", "Draft"),
    PieceState.PUBLISHED.value: pgettext_lazy("piece", "On show"),
    PieceState.WITHDRAWN.value: pgettext_lazy("piece", "Withdrawn"),
}
VERBS: Words = {
    "publish": _("Put on show"),
    "unpublish": _("Take off show"),
    "withdraw": _("Withdraw for good"),
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
REASONS: Words = {
    "name_missing": _("The piece has no name."),
    "description_missing": _("The piece has no description."),
    "matter_missing": _("Nothing says what the piece is made of."),
    "title_not_legal": _("This fineness may not be sold as a precious metal."),
    "maker_missing": _("The brand’s maker lacks a name, a postal address or an e-mail address."),
    "responsible_person_missing": _("The maker is outside the Union: somebody inside must answer for it."),
    "variant_missing": _("There is nothing to buy: add a size or a variant."),
    "size_missing": _("A ring needs a size, or another choice."),
    "picture_missing": _("There is no picture."),
    "semi_precious": _("“Semi-precious” may not be said of any stone."),
    "laboratory": _("A stone made by people is “synthetic”; laboratories may not be mentioned."),
    "nickel_claim": _("Nothing may be promised about nickel or allergies without a test report."),
    "metal_unproven": _("The facts do not carry this metal’s name."),
    "plated_unproven": _("“Plated” needs at least 3 microns of 500 ‰ (5 on a watch, 10 for silver)."),
    "vermeil_unproven": _("“Vermeil” is silver of a legal fineness under 5 microns of gold at 750 ‰."),
    "carats_for_thousandths": _("Fineness is said in thousandths, not in carats."),
    "stone_unproven": _("The facts name no such stone."),
    "nature_missing": _("The stone’s nature must stand beside its name."),
    "flattering_word": _("This word may not be used of a stone that is not natural."),
    "treatment_missing": _("The stone’s treatment must be told."),
    "crystal": _("Glass may not be called crystal."),
}
FIELDS: Words = {
    "name_fr": _("French name"),
    "name_en": _("English name"),
    "description_fr": _("French description"),
    "description_en": _("English description"),
    "metals": _("Metals"),
    "brand": _("Brand"),
    "variants": _("Variants"),
    "pictures": _("Pictures"),
}
