"""The price history in words: what was asked from when, why, and by whom."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from poincon.foundation.deeds import actors
from poincon.kernel.money import Money
from poincon.pricing.queries.history import entries
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


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the price history in the reader's language; `regular` is without the reduction."""

    since: datetime
    amount: Money
    regular: Money
    why: Promise | str
    actor: str


def told_entries(variant_id: int) -> list[Told]:
    """Return every price of a variant in words, the newest first."""
    lines = entries(variant_id)
    names = actors({line.actor for line in lines})
    return [
        Told(one.since, one.amount, one.regular, CAUSES.get(one.cause, one.cause), names[one.actor])
        for one in lines
    ]
