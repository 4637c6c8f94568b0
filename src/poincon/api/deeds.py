"""What the journal says of tokens, and how it calls them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from poincon.foundation import deeds


def names(ids: set[int]) -> Mapping[int, str]:
    """Return what programs are called."""
    from poincon.api.models import Token

    rows = Token.objects.filter(pk__in=ids).values_list("pk", "name") if ids else ()
    return {pk: _("the program “%(name)s”") % {"name": name} for pk, name in rows}


deeds.introduce("token", names)
deeds.register(
    "token",
    {
        "create": pgettext_lazy("journal of a token", "Made"),
        "revoke": pgettext_lazy("journal of a token", "Revoked"),
    },
)
