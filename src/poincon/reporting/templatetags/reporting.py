"""How the board and the letter say when a promise was due, and why it was broken."""

from datetime import date, datetime

from django import template
from django.utils.translation import gettext as _

from poincon.charter.running import Clock
from poincon.design import words
from poincon.design.templatetags.words import speaking
from poincon.foundation import clock
from poincon.reporting.words import CAUSES

register = template.Library()


@register.filter
def deadline(due: datetime, today: date) -> str:
    """Say until when: "14 h 05", "ce soir", "hier"; a term that ends with its day is said by the day."""
    local = clock.local(due)
    whole = clock.end_of(clock.day_ending_at(due)) == due
    day = clock.day_ending_at(due) if whole else local.date()
    if whole:
        return _("by tonight") if day == today else words.near_day(day, today, speaking())
    hour = words.hour(local, speaking())
    return hour if day == today else f"{words.near_day(day, today, speaking())} {hour}"


@register.filter
def ended(term: Clock) -> str:
    """Say the day on which a term was over: "vendredi 20 novembre"."""
    return words.day(clock.day_ending_at(term.due_at), speaking())


@register.filter
def mended(term: Clock) -> str:
    """Say the day on which a broken promise was made good; empty while it is not."""
    return words.day(clock.local_day(term.made_good_at), speaking()) if term.made_good_at else ""


@register.filter
def cause(code: str) -> str:
    """Say why a promise was broken; empty where nobody knows."""
    return str(CAUSES.get(code, ""))
