"""What is wrong with a text that the template engine could not read or fill, told to whoever wrote it."""

import re
from collections.abc import Callable, Mapping

from django.template import TemplateSyntaxError

from poincon.kernel.reason import Reason, because, whenever

# How Django says it, and how we do.
SAID: Mapping[str, Callable[..., Reason]] = {
    r"Invalid block tag on line \d+: '(?P<tag>[^']*)'": whenever(
        "tag_unknown", "there is no {{% {tag} %}} here, or nothing that it ends"
    ),
    r"Unclosed tag on line \d+: '(?P<tag>[^']*)'": whenever("tag_unclosed", "{{% {tag} %}} is never ended"),
    r"Invalid filter: '(?P<name>[^']*)'": whenever("filter_unknown", "there is no filter called {name}"),
    r"Reverse for '(?P<name>[^']*)'": whenever("address_unknown", "there is no page at the address {name}"),
}


def why_unread(error: Exception) -> Reason:
    """Return why a text could not be read or filled, from what the template engine raised."""
    told = error.args[0] if error.args else ""
    if isinstance(told, Reason):
        return told
    told = str(told)
    for pattern, reason in SAID.items():
        if found := re.match(pattern, told):
            return reason(**found.groupdict())
    if isinstance(error, TemplateSyntaxError):
        return because("unreadable_text", "cannot be understood ({message})", message=told)
    return because("unfillable", "cannot be filled ({message})", message=f"{type(error).__name__}: {told}")
