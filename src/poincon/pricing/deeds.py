"""What the journal says of reductions, bulk edits and floors."""

from django.utils.translation import pgettext_lazy

from poincon.foundation import deeds

deeds.register("variant", {"set_floor": pgettext_lazy("journal", "Lowest price set")})
deeds.register(
    "reduction",
    {
        "plan": pgettext_lazy("journal", "Planned"),
        "cancel": pgettext_lazy("journal", "Cancelled"),
        "end": pgettext_lazy("journal", "Ended early"),
        "take_out": pgettext_lazy("journal", "Pieces taken out"),
    },
)
deeds.register(
    "priceedit",
    {
        "confirm": pgettext_lazy("journal", "Confirmed"),
        "finish": pgettext_lazy("journal", "Applied"),
        "undo": pgettext_lazy("journal", "Taken back"),
        "restore": pgettext_lazy("journal", "Former prices restored"),
    },
)
