"""What the journal says of payments and refunds."""

from django.utils.translation import pgettext_lazy

from poincon.foundation import deeds

deeds.register(
    "attempt",
    {
        "open": pgettext_lazy("journal of a payment", "Payment begun"),
        "pay": pgettext_lazy("journal of a payment", "Paid"),
        "refuse": pgettext_lazy("journal of a payment", "Payment refused"),
        "retry": pgettext_lazy("journal of a payment", "Tried again"),
        "cancel": pgettext_lazy("journal of a payment", "Payment given up"),
        "expire": pgettext_lazy("journal of a payment", "Payment not made in time"),
    },
)
deeds.register(
    "refund",
    {
        "finish": pgettext_lazy("journal of a payment", "Refunded"),
        "refuse": pgettext_lazy("journal of a payment", "Refund refused by the bank"),
        "ask_again": pgettext_lazy("journal of a payment", "Refund asked for again"),
    },
)
