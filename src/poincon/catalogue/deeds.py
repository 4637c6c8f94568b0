"""What the journal says of pieces, their variants, shelves, brands and suppliers."""

from django.utils.translation import pgettext_lazy

from poincon.foundation import deeds

ADDED, CHANGED = pgettext_lazy("journal", "Added"), pgettext_lazy("journal", "Changed")
MOVED = pgettext_lazy("journal", "Moved to another address")

deeds.register(
    "piece",
    {
        "create": ADDED,
        "edit": CHANGED,
        "move": MOVED,
        "name_supplier": pgettext_lazy("journal", "Supplier named from the list"),
        "publish": pgettext_lazy("journal", "Put on show"),
        "unpublish": pgettext_lazy("journal", "Taken off show"),
        "withdraw": pgettext_lazy("journal", "Withdrawn"),
        "set_media": pgettext_lazy("journal", "Pictures changed"),
        "add_pictures": pgettext_lazy("journal", "Pictures hung"),
        "describe_picture": pgettext_lazy("journal", "Picture described"),
        "move_picture": pgettext_lazy("journal", "Pictures put in another order"),
        "remove_picture": pgettext_lazy("journal", "Picture taken down"),
        "offer_engraving": pgettext_lazy("journal", "Engraving offered, or on other terms"),
        "end_engraving": pgettext_lazy("journal", "Engraved no longer"),
        "add_certificate": pgettext_lazy("journal", "Certificate hung"),
        "take_down_certificate": pgettext_lazy("journal", "Certificate taken down"),
        "add_report": pgettext_lazy("journal", "Test report kept"),
        "remove_report": pgettext_lazy("journal", "Test report taken away"),
    },
)
deeds.register("variant", {"create": ADDED, "edit": CHANGED})
deeds.register("brand", {"create": ADDED, "edit": CHANGED, "move": MOVED})
deeds.register(
    "supplier",
    {
        "create": ADDED,
        "edit": CHANGED,
        "add_report": pgettext_lazy("journal", "Test report kept"),
        "remove_report": pgettext_lazy("journal", "Test report taken away"),
    },
)
deeds.register(
    "category",
    {"create": ADDED, "edit": CHANGED, "move": MOVED, "remove": pgettext_lazy("journal", "Taken away")},
)
