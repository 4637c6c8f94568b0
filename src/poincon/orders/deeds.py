"""What the journal says of orders."""

from django.utils.translation import pgettext_lazy

from poincon.foundation import deeds

deeds.register(
    "order",
    {
        "place": pgettext_lazy("journal of an order", "Placed"),
        "pay_by": pgettext_lazy("journal of an order", "Payment term set"),
        "adopt": pgettext_lazy("journal of an order", "Joined to the customer’s account"),
        "cancel": pgettext_lazy("journal of an order", "Cancelled"),
        "lapse": pgettext_lazy("journal of an order", "Lapsed unpaid"),
        "pay": pgettext_lazy("journal of an order", "Paid"),
        "redate": pgettext_lazy("journal of an order", "Dispatch counted from the payment"),
        "remake": pgettext_lazy("journal of an order", "Words or size made for the wearer changed"),
        "reschedule": pgettext_lazy("journal of an order", "Awaited pieces come on another day"),
        "complete": pgettext_lazy("journal of an order", "The last awaited piece is here"),
        "refund": pgettext_lazy("journal of an order", "Refunded"),
        "prepare": pgettext_lazy("journal of an order", "Preparation started"),
        "make_ready": pgettext_lazy("journal of an order", "Packed and ready"),
        "reopen": pgettext_lazy("journal of an order", "Back to the bench"),
        "ship": pgettext_lazy("journal of an order", "Handed to the carrier"),
        "deliver": pgettext_lazy("journal of an order", "Received by the customer"),
        "ask": pgettext_lazy("journal of an order", "Question to the customer"),
        "settle": pgettext_lazy("journal of an order", "The customer has answered"),
        "take_back": pgettext_lazy("journal of an order", "Came back, checked"),
    },
    {
        "customer": pgettext_lazy("journal of an order", "at the customer’s wish"),
        "unpaid": pgettext_lazy("journal of an order", "no payment came"),
        "expired": pgettext_lazy("journal of an order", "time was up"),
        "sold_out": pgettext_lazy("journal of an order", "the last one was sold meanwhile"),
        "oversold": pgettext_lazy("journal of an order", "a piece that was bought is missing"),
        "exchange": pgettext_lazy("journal of an order", "the customer takes another piece"),
        "found": pgettext_lazy("journal of an order", "the missing piece is here"),
        "unservable": pgettext_lazy("journal of an order", "it can no longer be served"),
        "another_attempt": pgettext_lazy("journal of an order", "another payment took its place"),
        "waits": pgettext_lazy("journal of an order", "the payment is still under way"),
    },
)
