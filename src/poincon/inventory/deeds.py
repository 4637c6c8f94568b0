"""What the journal says of stock and of pieces that are set aside."""

from django.utils.translation import pgettext_lazy

from poincon.foundation import deeds

deeds.register(
    "variant",
    {
        "receive": pgettext_lazy("journal", "Received"),
        "recount": pgettext_lazy("journal", "Counted"),
        "write_off": pgettext_lazy("journal", "Found missing"),
        "put_up": pgettext_lazy("journal", "Found"),
        "set_restock": pgettext_lazy("journal", "Restock"),
    },
    {
        "import": pgettext_lazy("journal", "brought by a file"),
        "count": pgettext_lazy("journal", "counted at the desk"),
    },
)
deeds.register(
    "hold",
    {
        "claim": pgettext_lazy("journal", "Sold"),
        "release": pgettext_lazy("journal", "No longer set aside"),
        "lapse": pgettext_lazy("journal", "No longer set aside: time was up"),
        "put_back": pgettext_lazy("journal", "Put back into stock"),
        "extend": pgettext_lazy("journal", "Set aside for longer"),
    },
)
