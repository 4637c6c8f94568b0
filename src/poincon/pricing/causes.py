"""Why a line of the price history was written, in words."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from poincon.pricing.states import Cause

CAUSES: dict[str, Promise] = {
    Cause.UNTOLD.value: pgettext_lazy("why a price", "Set"),
    Cause.TYPED.value: pgettext_lazy("why a price", "Set by hand"),
    Cause.IMPORTED.value: pgettext_lazy("why a price", "Brought by a file"),
    Cause.BEGUN.value: pgettext_lazy("why a price", "Reduction begun"),
    Cause.OVER.value: pgettext_lazy("why a price", "Reduction over"),
    Cause.TAKEN_OUT.value: pgettext_lazy("why a price", "Taken out of a reduction"),
    Cause.FLOOR.value: pgettext_lazy("why a price", "Lowest price set"),
    Cause.EDITED.value: pgettext_lazy("why a price", "Changed with others"),
    Cause.UNDONE.value: pgettext_lazy("why a price", "Change taken back"),
}


def cause_words(cause: str) -> Promise | str:
    """Return what a cause is called; a code that is not known as it stands."""
    return CAUSES.get(cause, cause)
