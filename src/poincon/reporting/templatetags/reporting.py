"""How the board says when a promise is due."""

from datetime import date, datetime

from django import template
from django.utils.translation import gettext as _

from poincon.design import words
from poincon.design.templatetags.words import speaking
from poincon.foundation import clock

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
