"""The words of the checkout: its button and its refusals."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from poincon.foundation import wording

# Code de la consommation, art. L221-14: these words, and nothing else, are on the button.
BUTTON = gettext_lazy("Order with obligation to pay")

# Code de la consommation, art. L221-28, 3°: what is made for its wearer bears no right of withdrawal.
KNOWS = gettext_lazy("I know that what is made for me is not taken back: it bears no right of withdrawal.")

CANCELLED = gettext_lazy("You left the bank’s page before paying. Nothing was charged; your order is kept.")


def _sold_out(context: Mapping[str, object]) -> str:
    ids = context.get("variant_ids") or []
    return ngettext(
        "A piece of your cart has just been sold to somebody else. Nothing was ordered or charged.",
        "Pieces of your cart have just been sold to somebody else. Nothing was ordered or charged.",
        len(ids) if isinstance(ids, list) else 1,
    )


wording.register("sold_out", _sold_out)
wording.register(
    "cart_changed",
    gettext_lazy("Something has changed since you saw this page. Please look again: nothing was ordered."),
)
wording.register(
    "notice_not_ticked",
    gettext_lazy(
        "One of your pieces is made for you: please tick that you know it is not taken back."
        " Nothing was ordered."
    ),
)
wording.register("checkout_not_complete", gettext_lazy("Something is still missing before you can order."))
wording.register(
    "too_late_to_cancel",
    lambda _context: _(
        "The time to cancel has passed: the parcel can no longer be stopped. You can refuse it on delivery,"
        " or send it back to us afterwards."
    ),
)
wording.register(
    "paid_meanwhile",
    gettext_lazy("This order has been paid meanwhile, so it goes on. Your cart has not been changed."),
)
wording.register("order_not_payable", gettext_lazy("This order can no longer be paid, or is paid already."))
wording.register("nothing_asked", gettext_lazy("We are not waiting for an answer about this order."))
