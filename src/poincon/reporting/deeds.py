"""What the journal says of clocks."""

from django.utils.translation import pgettext_lazy

from poincon.foundation import deeds
from poincon.reporting.words import CAUSES

deeds.register(
    "staff",
    {
        "want_letter": pgettext_lazy("journal of a member", "Wants the morning letter"),
        "stop_letter": pgettext_lazy("journal of a member", "Wants no morning letter"),
    },
)
deeds.register("prices", {"prove": pgettext_lazy("journal of prices", "Orders held against the history")})
deeds.register("clock", {"explain": pgettext_lazy("journal of a clock", "Cause noted")}, CAUSES)
