"""What the journal says of showings and bringings, and why pieces were put on show."""

from django.utils.translation import pgettext_lazy

from poincon.foundation import deeds

deeds.register(
    "showing",
    {
        "confirm": pgettext_lazy("journal", "Confirmed"),
        "finish": pgettext_lazy("journal", "All of them dealt with"),
        "undo": pgettext_lazy("journal", "Taken back"),
        "restore": pgettext_lazy("journal", "Taken off show again"),
    },
    {"showing": pgettext_lazy("journal", "with many others at once")},
)
deeds.register(
    "bringing",
    {
        "tell": pgettext_lazy("journal", "Looked through"),
        "confirm": pgettext_lazy("journal of a file", "Confirmed"),
        "finish": pgettext_lazy("journal", "All brought in"),
        "stop": pgettext_lazy("journal", "Stopped"),
        "go_on": pgettext_lazy("journal", "Gone on with"),
        "rehearse_again": pgettext_lazy("journal", "Looked through once more"),
    },
)
