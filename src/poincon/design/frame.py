"""What surrounds every page: the menus, the footer's columns, the same page in other languages."""

from collections.abc import Mapping
from functools import cache, lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, ResolverMatch, reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from poincon.design import words
from poincon.design.shapes import Column, Line, Tongue, Words
from poincon.foundation.registries import DeskEntry, Link, desk_menu, footer_links

FOOTER_TITLES: dict[str, Words] = {"help": _("Help"), "house": _("The house"), "legal": ""}


def tongues(request: HttpRequest, alternates: Mapping[str, str] | None = None) -> list[Tongue]:
    """Return this page's address in each language of the shop.

    A page whose address holds words of its own gives them as `alternates` (language: address).
    """
    here, given, speaking = request.get_full_path(), alternates or {}, (get_language() or "")[:2]
    asked = here.removeprefix(request.path)
    return [
        Tongue(
            code=code,
            name=words.languages_own_name(code),
            url=given.get(code) or (here if code == speaking else _translated(request, code) + asked),
            current=code == speaking,
        )
        for code, _name in settings.LANGUAGES
    ]


def _translated(request: HttpRequest, language: str) -> str:
    """Return the page's address in a language; an address that leads nowhere stays as it is."""
    match: ResolverMatch | None = request.resolver_match
    if match is None:
        return request.path
    with override(language):
        try:
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return request.path


def footer_columns() -> list[Column]:
    """Return the links that features registered, by the `section` of their context: help, house or legal."""
    return _footer(get_language() or "")


@lru_cache
def _footer(_language: str) -> list[Column]:
    """Features register before the first page; what differs is the language of the addresses."""
    columns = {section: Column(title) for section, title in FOOTER_TITLES.items()}
    for link in footer_links:
        if address := _address(link):
            columns[str(link.context.get("section", "help"))].links.append(Line(link.label, address))
    return [columns[section] for section in FOOTER_TITLES]


def _address(link: Link) -> str:
    arguments = link.context.get("kwargs")
    try:
        return reverse(link.url_name, kwargs=dict(arguments) if isinstance(arguments, Mapping) else None)
    except NoReverseMatch:
        return ""


def desk_columns(request: HttpRequest) -> list[Column]:
    """Return the desk's side menu: what this person may open, with how much waits behind each line."""
    columns: dict[str, Column] = {}
    ask = cache(lambda count: count())
    for entry in desk_menu:
        if _may_open(request, entry):
            column = columns.setdefault(str(entry.section), Column(entry.section))
            url, counted = reverse(entry.url_name), ask(entry.count) if entry.count else None
            tally = counted.get(entry.key) if isinstance(counted, Mapping) else counted
            column.links.append(Line(entry.label, url, current=request.path == url, tally=tally))
    return list(columns.values())


def _may_open(request: HttpRequest, entry: DeskEntry) -> bool:
    """Staff's own door writes the roles on the request; without them nothing is offered."""
    roles: frozenset[str] = getattr(request, "desk_roles", frozenset())
    return not entry.role or entry.role in roles
