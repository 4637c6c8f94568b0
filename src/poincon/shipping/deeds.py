"""What the journal says of parcels."""

from django.utils.translation import pgettext_lazy

from poincon.foundation import deeds

deeds.register(
    "parcel",
    {
        "hand_over": pgettext_lazy("journal of a parcel", "Handed to the carrier"),
        "deliver": pgettext_lazy("journal of a parcel", "Received by the customer"),
        "take_back": pgettext_lazy("journal of a parcel", "Came back, checked"),
    },
)
