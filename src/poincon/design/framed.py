"""Pages that the desk shows within a page of its own, to be looked at before they are for everybody."""

import re
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.csp import CSP

# What is looked at stands in a frame of the desk, and runs nothing.
FRAMED: dict[str, Any] = settings.SECURE_CSP | {"frame-ancestors": [CSP.SELF], "script-src": [CSP.NONE]}
SCRIPT = re.compile(rb"<script\b.*?</script>", re.DOTALL)


def without_scripts(shown: HttpResponse) -> HttpResponse:
    """Return a page as it is read, without what it would run."""
    shown.content = SCRIPT.sub(b"", shown.content)
    return shown
