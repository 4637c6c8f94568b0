"""What the journal says of alerts."""

from django.utils.translation import pgettext_lazy

from poincon.foundation import deeds

deeds.register(
    "alert",
    {
        "confirm": pgettext_lazy("journal", "Confirmed by mail"),
        "tell": pgettext_lazy("journal", "Told that it is back"),
        "stop": pgettext_lazy("journal", "Stopped, address forgotten"),
        "end": pgettext_lazy("journal", "Told that it will not come back, address forgotten"),
        "forget": pgettext_lazy("journal", "Address forgotten in time"),
    },
)
