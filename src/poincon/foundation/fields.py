"""The text that people type into forms: what cannot be seen of it does not come in (kernel.visible)."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from poincon.kernel.visible import one_line, seen

UNLIKE_ONE = _("This does not look like an e-mail address. One is written like camille@example.com.")


class Line(forms.CharField):
    """One line: a name, a street, a number."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(one_line(value) if isinstance(value, str) else value)


class Prose(forms.CharField):
    """Several lines; each stays one."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        return super().to_python(seen(value) if isinstance(value, str) else value)


class Email(forms.EmailField):
    """An e-mail address. The domain of one could hold signs that nobody sees, and look like another's."""

    default_validators = [EmailValidator(message=UNLIKE_ONE)]

    def to_python(self, value: Any) -> Any:
        return super().to_python(one_line(value) if isinstance(value, str) else value)


def instant(day: date | None, hour: time | None, *, zone: str, now: datetime) -> datetime:
    """Return from when something is to hold: without a day at once, without an hour from its first minute."""
    if day is None:
        return now
    return datetime.combine(day, hour or time(), ZoneInfo(zone)).astimezone(UTC)
