"""What the journal says of editions of the charter."""

from django.utils.translation import pgettext_lazy

from poincon.foundation import deeds

deeds.register(
    "edition",
    {
        "propose": pgettext_lazy("journal of the charter", "Proposed"),
        "propose_return": pgettext_lazy("journal of the charter", "Proposed, to go back"),
        "approve": pgettext_lazy("journal of the charter", "Approved"),
        "take_effect": pgettext_lazy("journal of the charter", "Came into force"),
        "replace": pgettext_lazy("journal of the charter", "Followed by another"),
        "roll_back": pgettext_lazy("journal of the charter", "Rolled back"),
        "withdraw": pgettext_lazy("journal of the charter", "Withdrawn"),
    },
    {"alone": pgettext_lazy("journal of the charter", "by the only owner")},
)
