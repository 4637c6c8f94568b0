"""What the journal says of words that stand for one another."""

from django.utils.translation import pgettext_lazy

from poincon.foundation import deeds

deeds.register(
    "synonyms",
    {
        "create": pgettext_lazy("journal", "Added"),
        "edit": pgettext_lazy("journal", "Changed"),
        "remove": pgettext_lazy("journal", "Taken away"),
    },
)
