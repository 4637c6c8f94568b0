"""What the journal says of suppliers' orders, of deliveries and of stock-takes."""

from django.utils.translation import pgettext_lazy

from poincon.foundation import deeds
from poincon.supply.words import REASONS

deeds.register(
    "purchase",
    {
        "create": pgettext_lazy("journal of a supplier order", "Begun"),
        "put_line": pgettext_lazy("journal of a supplier order", "Article put on it"),
        "change_line": pgettext_lazy("journal of a supplier order", "Article changed"),
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
deeds.register(
    "take",
    {
        "begin": pgettext_lazy("journal of a stock-take", "Begun"),
        "close": pgettext_lazy("journal of a stock-take", "First count ended"),
        "count_again": pgettext_lazy("journal of a stock-take", "An article to be counted once more"),
        "count_alone": pgettext_lazy(
            "journal of a stock-take", "An article counted twice by the one person who may"
        ),
        "decide": pgettext_lazy("journal of a stock-take", "Reasons given"),
        "recheck": pgettext_lazy("journal of a stock-take", "Stock had been corrected: to be counted again"),
        "finish": pgettext_lazy("journal of a stock-take", "Finished"),
        "drop": pgettext_lazy("journal of a stock-take", "Thrown away"),
    },
)
