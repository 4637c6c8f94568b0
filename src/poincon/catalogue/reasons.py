"""Why a piece may not be shown, in words: for the desk, for imports, and for refusals."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, Promise | str] = {
    # what the law wants said
    "name_missing": _("The piece has no name."),
    "description_missing": _("The piece has no description."),
    "french_missing": _("What is offered in France must be said in French."),
    "language_missing": _("This language of the shop is missing: the other one is shown instead."),
    "matter_missing": _("Nothing says what the piece is made of."),
    "title_not_legal": _("This fineness may not be sold as a precious metal."),
    "nature_unfit": _("This stone has no twin in nature: it is artificial, or an imitation."),
    "variant_missing": _("There is nothing to buy: add a size or a variant."),
    "size_missing": _("A ring needs a size, or another choice."),
    "size_unclear": _("A bare number is no size: give it with its scale, or a length in millimetres."),
    "picture_missing": _("There is no picture."),
    # who answers for it
    "maker_name_missing": _("The brand’s maker has no name."),
    "maker_address_missing": _("The brand’s maker has no postal address."),
    "maker_email_missing": _("The brand’s maker has no e-mail address."),
    "responsible_person_missing": _("The maker is outside the Union: somebody inside must answer for it."),
    "not_direct": _(
        "The house promises that every piece is bought directly from its brand or workshop: "
        "name such a supplier."
    ),
    "provenance_missing": _(
        "Nothing shows where the house bought it: name the supplier, and what proves it."
    ),
    # marks and weights
    "weight_missing": _("A precious metal needs its weight: from a certain weight it must be marked."),
    "guarantee_mark_missing": _("At this weight the metal needs its guarantee mark."),
    "responsibility_mark_missing": _("The mark of its maker or importer is not written down."),
    "mark_ill_fitting": _("This mark stands for another metal or fineness."),
    "report_missing": _("No test report in force covers this, neither of the piece nor of its supplier."),
    # forbidden words
    "semi_precious": _("“Semi-precious” may not be said of any stone."),
    "laboratory": _("A stone made by people is “synthetic”; laboratories may not be mentioned."),
    "nickel_claim": _("Nothing may be promised about nickel without a test report in force."),
    "allergy_claim": _("Nobody can promise that a metal causes no allergy."),
    "metal_unproven": _("The facts do not carry this metal’s name."),
    "plated_unproven": _("“Plated” needs at least 3 microns of 500 ‰ (5 on a watch, 10 for silver)."),
    "vermeil_unproven": _("“Vermeil” is silver of a legal fineness under 5 microns of gold at 750 ‰."),
    "carats_for_thousandths": _("Fineness is said in thousandths, not in carats."),
    "fineness_unproven": _("No metal of the piece has this fineness."),
    "carat_unproven": _("No stone of the piece weighs this much."),
    "stone_unproven": _("The facts name no such stone."),
    "nature_missing": _("The stone’s nature must stand beside its name."),
    "flattering_word": _("This word may not be used of such a stone."),
    "treatment_missing": _("The stone’s treatment must be told."),
    "sales_word": _(
        "Only a reduction within the legal sales may say this, and it says it by itself: no text may."
    ),
    "typed_cut": _("A cut or a former price is never typed: a reduction reckons and prints it."),
    "crystal": _("Glass may not be called crystal."),
}


def reason_words(code: str) -> Promise | str:
    """Return why, in the reader's language, to whoever shows it."""
    return REASONS[code]
