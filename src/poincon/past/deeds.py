"""What the journal says of people whom the former shop knew."""

from django.utils.translation import pgettext_lazy

from poincon.foundation import deeds

deeds.register(
    "person",
    {
        "erase": pgettext_lazy("journal", "Erased"),
        "agree": pgettext_lazy("journal", "Consent to news given"),
        "withdraw": pgettext_lazy("journal", "Consent to news taken back"),
    },
)
