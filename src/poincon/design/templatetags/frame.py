"""What the base templates ask for; pages themselves rarely need these."""

from collections.abc import Mapping

from django import template
from django.http import HttpRequest
from django.template import Context

from poincon.design import frame, themes
from poincon.design.shapes import Column, Menu, Tongue

register = template.Library()

LEVELS = {"success": "good", "warning": "warn", "error": "bad"}


@register.simple_tag(takes_context=True)
def tongues(context: Context) -> list[Tongue]:
    """The same page in the shop's languages; a page may give `alternates` in its context."""
    request = context.get("request")
    alternates = context.get("alternates")
    if not isinstance(request, HttpRequest):
        return []
    return frame.tongues(request, alternates if isinstance(alternates, Mapping) else None)


@register.simple_tag
def footer_columns() -> list[Column]:
    return frame.footer_columns()


@register.simple_tag(takes_context=True)
def desk_columns(context: Context) -> list[Column]:
    request = context.get("request")
    return frame.desk_columns(request) if isinstance(request, HttpRequest) else []


@register.simple_tag
def theme_colour(role: str, scheme: str) -> str:
    """A colour of the running house as hexadecimal, for what cannot read style sheets."""
    return themes.running().colour(role, scheme)


@register.filter
def among(path: str, menu: Menu) -> str:
    """Return `path` when a menu leads there, nothing otherwise."""
    return path if path in menu.addresses else ""


@register.filter
def message_tone(level: str) -> str:
    """Turn Django's message level into a notice's tone."""
    return LEVELS.get(level, "")
