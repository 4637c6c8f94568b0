"""The words of reductions and bulk edits at the desk."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from poincon.design import words as spelling
from poincon.design.templatetags.words import money, speaking
from poincon.foundation.languages import spoken
from poincon.kernel.money import Money
from poincon.pricing.models import PriceEdit, Reduction
from poincon.pricing.queries.edits import Caution
from poincon.pricing.queries.previews import Note
from poincon.pricing.states import Change, Cut, EditState, Fate, Rounding, Stage

type Words = dict[str, Promise | str]

CUTS: Words = {
    Cut.PERCENT.value: gettext_lazy("A percentage"),
    Cut.AMOUNT.value: gettext_lazy("An amount"),
    Cut.PRICE.value: gettext_lazy("A new price instead"),
}
TAKEN_OFF: Words = {
    Cut.PERCENT.value: gettext_lazy("Taken off"),
    Cut.AMOUNT.value: gettext_lazy("Taken off"),
    Cut.PRICE.value: gettext_lazy("New price"),
}
CHANGES: Words = {
    Change.PERCENT.value: gettext_lazy("By a percentage"),
    Change.AMOUNT.value: gettext_lazy("By an amount"),
    Change.PRICE.value: gettext_lazy("To a new price"),
}
ROUNDINGS: Words = {
    Rounding.EXACT.value: gettext_lazy("The cent"),
    Rounding.WHOLE.value: gettext_lazy("Whole amounts (.00)"),
    Rounding.NINETY.value: gettext_lazy("Ninety cents (.90)"),
    Rounding.FIVES.value: gettext_lazy("Fives (5.00, 10.00, …)"),
}
STAGES: Words = {
    Stage.DRAFT.value: pgettext_lazy("reduction", "Draft"),
    Stage.PLANNED.value: pgettext_lazy("reduction", "Planned"),
    Stage.RUNNING.value: pgettext_lazy("reduction", "Running"),
    Stage.OVER.value: pgettext_lazy("reduction", "Over"),
    Stage.CANCELLED.value: pgettext_lazy("reduction", "Cancelled"),
}
TONES = {Stage.RUNNING: "good", Stage.PLANNED: "now", Stage.DRAFT: "warn"}
EDIT_STATES: Words = {
    EditState.DRAFT.value: pgettext_lazy("price edit", "Draft"),
    EditState.APPLYING.value: pgettext_lazy("price edit", "Being applied"),
    EditState.APPLIED.value: pgettext_lazy("price edit", "Applied"),
    EditState.UNDOING.value: pgettext_lazy("price edit", "Being taken back"),
    EditState.UNDONE.value: pgettext_lazy("price edit", "Taken back"),
}
EDIT_TONES = {
    EditState.DRAFT: "warn",
    EditState.APPLYING: "now",
    EditState.UNDOING: "now",
    EditState.APPLIED: "good",
}
NOTES: Words = {
    Note.NO_CUT.value: gettext_lazy("It would cost no less than now."),
    Note.NOTHING_LEFT.value: gettext_lazy("More is taken off than it costs: its price stays as it is."),
    Note.OTHER_HOLDS.value: gettext_lazy("Another reduction makes it cheaper, and holds."),
    Note.AT_FLOOR.value: gettext_lazy("It stays at the least that the house asks."),
    Note.NO_STRIKE.value: gettext_lazy("Nothing may be struck through: it cost no more in the days before."),
    Note.NEW.value: gettext_lazy("New: measured against the lowest price since it went on sale."),
    Note.NOT_IN_SALES.value: gettext_lazy("Not for sale long enough to be in the sales."),
    Note.HIDDEN.value: gettext_lazy("Not on show."),
}
CAUTIONS: Words = {
    Caution.OVERTAKEN.value: gettext_lazy("Its price has been set by somebody else since."),
    Caution.BELOW_FLOOR.value: gettext_lazy("Below the least that the house asks: it will stay as it is."),
    Caution.NEW_LOW.value: gettext_lazy(
        "Lower than ever in the days before: the next reduction is measured against it."
    ),
    Caution.STRIKE_GONE.value: gettext_lazy("Nothing may be struck through any more."),
    Caution.STRIKE_OTHER.value: gettext_lazy("Another price will be struck through."),
    Caution.REDUCED.value: gettext_lazy("In a reduction: what is asked follows the new regular price."),
    Caution.BELOW_COST.value: gettext_lazy("Less than the house paid."),
}
FATES: Words = {
    Fate.WRITTEN.value: gettext_lazy("Changed"),
    Fate.OVERTAKEN.value: gettext_lazy("Left: set by somebody else meanwhile"),
    Fate.REFUSED.value: gettext_lazy("Left: below the least that the house asks"),
    Fate.RESTORED.value: gettext_lazy("Back at the former price"),
    Fate.CHANGED_SINCE.value: gettext_lazy("Left: changed again since"),
    Fate.WAITING.value: gettext_lazy("Still waiting"),
}
ROW_FAULTS: Words = {
    "list_too_long": gettext_lazy("the list is too long"),
    "sku_missing": gettext_lazy("there is no article number"),
    "sku_twice": gettext_lazy("the same article number stands above"),
    "sku_unknown": gettext_lazy("no piece has this article number"),
    "not_a_price": gettext_lazy("this is not a price"),
}


def terms(row: Reduction, currency: str) -> str:
    """Say by how much a reduction lowers prices: "−20 %", "−15,00 €", or to what: "99,00 €"."""
    if row.value is None:
        return _("a price of its own for each")
    if row.cut == Cut.PERCENT:
        return minus(row.value)
    amount = money(Money(row.value, currency))
    return f"−{amount}" if row.cut == Cut.AMOUNT else amount


def change(edit: PriceEdit, currency: str) -> str:
    """Say what a bulk edit does: "+5 %", "−10,00 €", "99,00 €"."""
    if edit.change == Change.PERCENT:
        return f"+{percent(edit.value)}" if edit.value > 0 else minus(-edit.value)
    if not edit.value:
        return _("a price of its own for each")
    amount = money(Money(abs(edit.value), currency))
    sign = "" if edit.change == Change.PRICE else "−" if edit.value < 0 else "+"
    return f"{sign}{amount}"


def name_of(row: Reduction) -> str:
    """Return a reduction's public name in the reader's language; a number where it has none."""
    return spoken(row, "name") or _("Reduction %(number)s") % {"number": row.pk}


def minus(whole: int) -> str:
    """Say whole percent that are taken off: "−20 %"."""
    return f"−{percent(whole)}"


def percent(whole: int) -> str:
    """Say whole percent: "20 %", "20%"."""
    return spelling.percent(whole / 100, speaking(), digits=0)
