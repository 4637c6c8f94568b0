"""The states and reasons of this feature, in the words of the desk."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from poincon.catalogue import queries as catalogue
from poincon.catalogue.queries import VariantFacts
from poincon.design.words import day
from poincon.foundation import wording
from poincon.foundation.deeds import Deed
from poincon.foundation.languages import spoken
from poincon.supply.models import PurchaseLine
from poincon.supply.states import Aside, DoubtState, PurchaseState, Reason, Scope, TakeState

STATES: dict[str, Promise | str] = {
    PurchaseState.DRAFT.value: pgettext_lazy("supplier order", "Draft"),
    PurchaseState.SENT.value: pgettext_lazy("supplier order", "Sent"),
    PurchaseState.PARTLY.value: pgettext_lazy("supplier order", "Partly received"),
    PurchaseState.RECEIVED.value: pgettext_lazy("supplier order", "Received"),
    PurchaseState.CANCELLED.value: pgettext_lazy("supplier order", "Cancelled"),
}
TONES = {"draft": "off", "sent": "now", "partly": "warn", "received": "good", "cancelled": "off"}
ASIDE: dict[str, Promise | str] = {
    Aside.DAMAGED.value: pgettext_lazy("set aside", "Damaged"),
    Aside.WRONG.value: pgettext_lazy("set aside", "Not what was ordered"),
    Aside.INCOMPLETE.value: pgettext_lazy("set aside", "Incomplete"),
}

REASONS: dict[str, Promise | str] = {
    Reason.FOUND.value: pgettext_lazy("stock changed", "Found"),
    Reason.LOST.value: pgettext_lazy("stock changed", "Lost"),
    Reason.BROKEN.value: pgettext_lazy("stock changed", "Broken or damaged"),
    Reason.STOLEN.value: pgettext_lazy("stock changed", "Stolen"),
    Reason.GIVEN.value: pgettext_lazy("stock changed", "Given, lent or sold elsewhere"),
    Reason.MISCOUNTED.value: pgettext_lazy("stock changed", "Had been miscounted"),
}

SCOPES: dict[str, Promise | str] = {
    Scope.ALL.value: _("Everything in the house"),
    Scope.BRAND.value: _("All the pieces of a brand"),
    Scope.READ.value: _("Only the articles that are read: a shelf, a window"),
}
TAKES: dict[str, Promise | str] = {
    TakeState.COUNTING.value: pgettext_lazy("stock-take", "First count"),
    TakeState.CHECKING.value: pgettext_lazy("stock-take", "Second count"),
    TakeState.BOOKING.value: pgettext_lazy("stock-take", "Being booked"),
    TakeState.DONE.value: pgettext_lazy("stock-take", "Finished"),
    TakeState.DROPPED.value: pgettext_lazy("stock-take", "Thrown away"),
}
TAKE_TONES = {"counting": "now", "checking": "warn", "booking": "now", "done": "good", "dropped": "off"}
OUTCOMES: dict[str, Promise | str] = {
    DoubtState.CHECK.value: pgettext_lazy("stock-take", "To be counted again"),
    DoubtState.AGREED.value: pgettext_lazy("stock-take", "Agrees"),
    DoubtState.DIFFERS.value: pgettext_lazy("stock-take", "Differs"),
    DoubtState.DECIDED.value: pgettext_lazy("stock-take", "Being booked"),
    DoubtState.BOOKED.value: pgettext_lazy("stock-take", "Booked"),
}


def name_of(facts: VariantFacts) -> str:
    """Return what an article is called at the desk: the piece, and its size if it has any."""
    return ", ".join(part for part in (spoken(facts, "name"), spoken(facts, "choice")) if part)


def _more_than_house(context: Mapping[str, object]) -> str:
    told = gettext("There should be {house} in the house: no more than that can be missing.")
    return told.format(house=context["house"])


def told_day(on: date | None) -> str:
    """Return the day in words, or that none is known."""
    return day(on, get_language() or "fr") if on else gettext("no day known")


def line_of(row: PurchaseLine, facts: VariantFacts) -> str:
    """Return what tells a line from the others where one is chosen: its article and its present day."""
    return f"{name_of(facts)}, {facts.sku} – {told_day(row.expected_on)}"


def detailed(deeds: Iterable[Deed]) -> list[Deed]:
    """Return lines of an order's journal with the article that each is about, and its number or days."""
    lines = list(deeds)
    named = {line: _variant(line.field) for line in lines if line.field.startswith("variant:")}
    facts = catalogue.variant_facts(set(named.values()))
    return [
        replace(line, detail=_detail(line, facts[named[line]].sku)) if line in named else line
        for line in lines
    ]


def _variant(field: str) -> int:
    return int(field.removeprefix("variant:"))


def _detail(line: Deed, sku: str) -> str:
    if line.verb == "redate":
        days = (date.fromisoformat(on) if on else None for on in (line.before, line.after))
        before, after = map(told_day, days)
        return f"{sku}, {before} → {after}"
    numbers = " → ".join(number for number in (line.before, line.after) if number)
    return f"{sku} × {numbers}" if line.after else sku


def register() -> None:
    """Give each refusal its words."""
    known = {
        "purchase_not_a_draft": _("This order has been sent: what it asks for stands."),
        "purchase_line_there": _(
            "This article is on the order already: change its line. A second delivery of it is written as an"
            " order of its own."
        ),
        "purchase_empty": _("An order without an article cannot be sent."),
        "purchase_other_currency": _("The cost must be in the currency of the order."),
        "purchase_day_passed": _("This day has passed."),
        "code_unknown": _("No article has this number or barcode. Nothing was counted."),
        "delivery_not_awaited": _("Nothing is awaited of this order."),
        "receipt_over": _("This delivery has been booked or dropped: it counts no more pieces."),
        "reason_misfits": _(
            "This reason does not fit the number: what is found is more, what is lost is fewer."
        ),
        "nothing_counted": _("Nothing was counted yet."),
        "take_over": _("This stock-take has gone on: this can no longer be counted here."),
        "take_other_brand": _("This article is of another brand. Nothing was counted."),
        "take_same_person": _("You counted this article yourself: somebody else counts it again."),
        "take_not_all_counted": _("Some articles still wait for their second count. Nothing was booked."),
        "take_reason_missing": _("Each difference needs its reason. Nothing was booked."),
    }
    for code, words in known.items():
        wording.register(code, words)
    wording.register("more_than_house", _more_than_house)
