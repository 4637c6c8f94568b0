"""The words of orders: the public labels (R053) with what each means, causes, and refusals."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from poincon.design.templatetags import words as spelled
from poincon.foundation import wording
from poincon.orders.states import Headline

H = Headline

LABELS = {
    H.AWAITING_PAYMENT: gettext_lazy("Awaiting payment"),
    H.PAYMENT_AUTHORISED: gettext_lazy("Payment authorised"),
    H.IN_TREATMENT: gettext_lazy("Being processed"),
    H.IN_PREPARATION: gettext_lazy("In preparation"),
    H.READY_TO_SHIP: gettext_lazy("Ready for dispatch"),
    H.SHIPPED: pgettext_lazy("order", "Dispatched"),
    H.DELIVERED: pgettext_lazy("order", "Delivered"),
    H.RETURNED: pgettext_lazy("order", "Returned"),
    H.REFUNDED: pgettext_lazy("order", "Refunded"),
    H.CANCELLED: pgettext_lazy("order", "Cancelled"),
}

TITLES = {
    H.AWAITING_PAYMENT: gettext_lazy("Your order is waiting for its payment"),
    H.PAYMENT_AUTHORISED: gettext_lazy("Thank you, your order is confirmed"),
    H.IN_TREATMENT: gettext_lazy("We need a word from you"),
    H.IN_PREPARATION: gettext_lazy("We are preparing your order"),
    H.READY_TO_SHIP: gettext_lazy("Your parcel is ready"),
    H.SHIPPED: gettext_lazy("Your parcel is on its way"),
    H.DELIVERED: gettext_lazy("Your order has arrived"),
    H.RETURNED: gettext_lazy("Your parcel is back with us"),
    H.REFUNDED: gettext_lazy("Your order has been refunded"),
    H.CANCELLED: gettext_lazy("This order is cancelled"),
}

MEANINGS = {
    H.AWAITING_PAYMENT: gettext_lazy(
        "We have written it down, and prepare it as soon as the payment is here."
    ),
    H.PAYMENT_AUTHORISED: gettext_lazy(
        "It is paid. We prepare it as soon as all its pieces are in stock, and write to you when it leaves."
    ),
    H.IN_TREATMENT: gettext_lazy(
        "Before we go on we must reach you, by e-mail or telephone. We will contact you very soon, if we have"
        " not already."
    ),
    H.IN_PREPARATION: gettext_lazy("Our team is checking your pieces and packing them with care."),
    H.READY_TO_SHIP: gettext_lazy("Everything is packed; the carrier takes it on its next round."),
    H.SHIPPED: gettext_lazy("The carrier has it and is bringing it to the address you chose."),
    H.DELIVERED: gettext_lazy("We hope that you love it. If anything is not right, tell us."),
    H.RETURNED: gettext_lazy("It has come back and we have checked it. The refund follows very soon."),
    H.REFUNDED: gettext_lazy("The money has left us."),
    H.CANCELLED: gettext_lazy("It will not be sent, and nothing more is asked of you."),
}

ALL_HERE = gettext_lazy(
    "It is paid, and all its pieces are here. We prepare it, and write to you when it leaves."
)
"""What payment authorised means once nothing is awaited any more."""

TO_CHOOSE = gettext_lazy("What comes next is your choice, here below.")
"""What a question means that its customer answers on the order's own page."""

PARTLY = (
    gettext_lazy("Part of your order is on its way"),
    gettext_lazy("The rest follows in a parcel of its own."),
)
"""Title and meaning of an order of which a first parcel has left."""

CAUSES = {
    "customer": gettext_lazy("You cancelled it."),
    "unpaid": gettext_lazy("The payment did not arrive in time."),
    "sold_out": gettext_lazy(
        "The piece had been sold before your payment reached us. All of it goes back to you."
    ),
    "desk": gettext_lazy("We had to cancel it."),
}


def _not_to_be_prepared(context: Mapping[str, object]) -> str:
    if context.get("funds") == "unpaid":
        return _("This order is not paid yet.")
    if context.get("awaited") == "words":
        return _("The customer may change what is made for them until %(until)s: begin after that.") % (
            _until(context)
        )
    if context.get("awaited") == "pieces":
        return _("A piece of this order is not here yet: preparation starts when it has arrived.")
    if context.get("query") == "asked":
        return _("This order waits for an answer from its customer.")
    return _("This order cannot be prepared or shipped as it stands.")


def _too_late_to_change(context: Mapping[str, object]) -> str:
    return _("It could be changed until %(until)s. Call us at once: perhaps it is not begun yet.") % (
        _until(context)
    )


def _until(context: Mapping[str, object]) -> dict[str, str]:
    until = context["until"]
    return {"until": spelled.moment(until) if isinstance(until, datetime) else ""}


wording.register("too_late_to_change", _too_late_to_change)
wording.register(
    "work_has_begun",
    gettext_lazy("The work on it has begun: what is cut can no longer be changed. Nothing was changed."),
)
wording.register(
    "changed_meanwhile",
    gettext_lazy("It has just been changed by somebody else. Please look again: this is how it stands."),
)
wording.register(
    "not_another_price",
    gettext_lazy(
        "Without words it would be another price. Cancel the order while you can and order it anew, or call"
        " us: we see what can be done."
    ),
)
wording.register("not_to_be_prepared", _not_to_be_prepared)
wording.register(
    "wrong_parcel_contents",
    gettext_lazy("Please say which pieces are in the parcel, and no more than are left."),
)
wording.register("bad_parcel_number", gettext_lazy("A parcel number has 6 to 40 letters and digits."))
wording.register("parcel_number_taken", gettext_lazy("Another parcel already has this number."))
wording.register(
    "step_refused",
    gettext_lazy("This is not possible as things stand: it was done already, or something has changed."),
)
wording.register(
    "overtaken", gettext_lazy("Somebody else has just done something here. Please look at it again.")
)
wording.register("order_ended", gettext_lazy("This order has ended."))
