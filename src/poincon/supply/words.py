"""The states and reasons of this feature, in the words of the desk."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from poincon.catalogue.queries import VariantFacts
from poincon.foundation import wording
from poincon.foundation.languages import spoken
from poincon.supply.states import Aside, PurchaseState, Reason

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


def name_of(facts: VariantFacts) -> str:
    """Return what an article is called at the desk: the piece, and its size if it has any."""
    return ", ".join(part for part in (spoken(facts, "name"), spoken(facts, "choice")) if part)


def register() -> None:
    """Give each refusal its words."""
    known = {
        "purchase_not_a_draft": _("This order has been sent: what it asks for stands."),
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
    }
    for code, words in known.items():
        wording.register(code, words)
