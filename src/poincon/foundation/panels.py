"""Draw the panels that features registered for a shared page."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from poincon.foundation.registries import Panel


def said(panels: Iterable[Panel], request: HttpRequest, subject: object) -> bool:
    """Tell whether any of the panels has something to say about `subject`."""
    return any(panel.facts(request, subject) is not None for panel in panels)


def drawn(panels: Iterable[Panel], request: HttpRequest, subject: object) -> list[SafeString]:
    """Return the panels that have something to say about `subject`, ready for the page, in their order."""
    told = ((panel, panel.facts(request, subject)) for panel in panels)
    return [render_to_string(panel.template, facts, request) for panel, facts in told if facts is not None]
