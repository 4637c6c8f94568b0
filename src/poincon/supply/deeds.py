"""What the journal says of suppliers' orders and of deliveries."""

from django.utils.translation import pgettext_lazy

from poincon.foundation import deeds
from poincon.supply.words import REASONS

deeds.register(
    "purchase",
    {
        "create": pgettext_lazy("journal of a supplier order", "Begun"),
        "put_line": pgettext_lazy("journal of a supplier order", "Article put on it"),
        "remove_line": pgettext_lazy("journal of a supplier order", "Article taken off"),
        "send": pgettext_lazy("journal of a supplier order", "Sent to the supplier"),
        "redate": pgettext_lazy("journal of a supplier order", "Expected on another day"),
        "receive_part": pgettext_lazy("journal of a supplier order", "A part has come"),
        "receive_all": pgettext_lazy("journal of a supplier order", "All has come"),
        "close": pgettext_lazy("journal of a supplier order", "The rest will not come"),
        "cancel": pgettext_lazy("journal of a supplier order", "Cancelled"),
    },
    {"supplier_order": pgettext_lazy("journal", "with an order to the supplier")},
)
deeds.register("variant", {}, dict(REASONS))
deeds.register(
    "receipt",
    {
        "book": pgettext_lazy("journal of a delivery", "Put on the shelves"),
        "drop": pgettext_lazy("journal of a delivery", "Count thrown away"),
    },
)
