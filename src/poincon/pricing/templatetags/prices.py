"""Price tags on pages: what is asked, what is struck through beside it, and the sentence that explains it."""

from collections.abc import Iterable
from datetime import time
from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from poincon.design import words
from poincon.design.templatetags import parts
from poincon.design.templatetags.words import speaking
from poincon.foundation import clock
from poincon.foundation.languages import spoken
from poincon.kernel.money import Money
from poincon.pricing.queries import Announced, Tag, window
from poincon.pricing.rules import Struck

register = template.Library()
EXPLAINED = "content:prices"


@register.simple_tag
def tagged(
    tag: Tag | None, size: str = "", note: str = "", quantity: int = 1, beside: str = ""
) -> SafeString:
    """Show what is asked for so many, with what is struck through and by how much where something is.

    A word or two stand `beside` what is asked; a `note` follows all of it, below what is struck through.
    """
    if tag is None:
        return SafeString("")
    shown = parts.price(tag.asked * quantity, size, beside)
    if tag.struck:
        prior, new = tag.struck.prior, not tag.struck.prior.whole_window
        shown += cut_beside(prior.amount * quantity, tag.struck.percent, new=new, sales=tag.sales)
    return shown + (format_html(" <small>{}</small>", note) if note else SafeString(""))


def cut_beside(before: Money | None, percent: int, *, new: bool, sales: bool) -> SafeString:
    """Return what is struck through and by how much; `new` for a piece not for sale for all those days."""
    return _cut(before, percent, new, sales, speaking(), window().days) if before else SafeString("")


@register.simple_tag
def cards_explained(*lists: Iterable[object]) -> SafeString:
    """Say under lists of pieces what is struck through in them, if anything is: once for all of them."""
    if not any(getattr(card, "struck", None) for cards in lists for card in cards):
        return SafeString("")
    said = _(
        "A price struck through is the lowest of the %(days)s days before the cut, or since the piece went "
        "on sale."
    )
    return format_html('<p class="prior">{} {}</p>', said % {"days": window().days}, _to_page())


@register.simple_tag
def explained(tag: Tag | None) -> SafeString:
    """Say in one sentence what is struck through and how long the reduction lasts, with the way to the page.

    Nothing at all where nothing is struck through: then no reduction may be announced either.
    """
    if tag is None or tag.struck is None or tag.announced is None:
        return SafeString("")
    return format_html(
        '<p class="prior">{} {} {}</p>', _lasting(tag.announced), _prior(tag.struck), _to_page()
    )


def _to_page() -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse(EXPLAINED), _("How our prices are made"))


@lru_cache(maxsize=8192)
def _cut(
    before: Money,
    percent: int,
    new: bool,  # noqa: FBT001 - a key of the cache
    sales: bool,  # noqa: FBT001 - so is this
    language: str,
    days: int,
) -> SafeString:
    """Never the line alone: whoever hears the page is told what the second price is."""
    badges = [f"−{words.percent(percent / 100, language, digits=0)}"] if percent else []
    badges += [_("Sales (soldes)")] if sales else []
    heard = _("Lowest price of the %(days)s days before:") % {"days": days}
    return format_html(
        ' <s class="was"><span class="unseen">{} </span>{}</s>{}',
        _("Lowest price since it went on sale:") if new else heard,
        words.money(before, language),
        format_html_join("", ' <span class="badge off">{}</span>', ((one,) for one in badges)),
    )


def _prior(struck: Struck) -> str:
    told = {
        "price": words.money(struck.prior.amount, speaking()),
        "days": window().days,
        "cut": words.day(clock.local_day(struck.cut_at), speaking()),
        "since": words.day(clock.local_day(struck.prior.since), speaking()),
    }
    if struck.prior.whole_window:
        return _("%(price)s is the lowest price of the %(days)s days before the cut of %(cut)s.") % told
    return _("%(price)s is the lowest price since %(since)s, when it went on sale.") % told


def _lasting(announced: Announced) -> str:
    """Say the last day where the reduction ends with a day, the minute otherwise."""
    name, language = spoken(announced, "name"), speaking()
    midnight = clock.local(announced.ends).time() == time()
    day = words.day(clock.day_ending_at(announced.ends), language)
    until = day if midnight else words.moment(announced.ends, language, clock.zone())
    return _("%(name)s, until %(until)s.") % {"name": name or _("Reduction"), "until": until}
