"""What the journal says of arrangements of the first page."""

from django.utils.translation import pgettext_lazy

from poincon.foundation import deeds

deeds.register(
    "arrangement",
    {
        "add_block": pgettext_lazy("journal of the first page", "Block added"),
        "change_block": pgettext_lazy("journal of the first page", "Block changed"),
        "move_block": pgettext_lazy("journal of the first page", "Block moved"),
        "remove_block": pgettext_lazy("journal of the first page", "Block taken away"),
        "take_file": pgettext_lazy("journal of the first page", "Begun from a file"),
        "take_up": pgettext_lazy("journal of the first page", "Begun from an earlier one"),
        "stand_on_newest": pgettext_lazy(
            "journal of the first page", "Put behind what was published meanwhile"
        ),
        "put_aside": pgettext_lazy("journal of the first page", "Put aside"),
        "set": pgettext_lazy("journal of the first page", "Published"),
        "call_off": pgettext_lazy("journal of the first page", "Called off"),
        "go_back": pgettext_lazy("journal of the first page", "Gone back to an earlier one"),
    },
)
