"""The text that people type into forms: what cannot be seen of it does not come in (kernel.visible)."""

import re
import secrets
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import EmailValidator
from django.utils.formats import get_format, localize
from django.utils.translation import gettext_lazy as _

from poincon.foundation import clock
from poincon.kernel.typed_numbers import PLACES, read_number
from poincon.kernel.visible import one_line, seen

UNITS = {"mm": 1, "cm": 10, "in": Decimal("25.4"), '"': Decimal("25.4"), "″": Decimal("25.4")}
MEASURED = re.compile(rf"(.*\d)\s*({'|'.join(UNITS)})\.?", re.IGNORECASE)
TENTH = Decimal("0.1")
FAR = timedelta(days=300)  # from which a day to come is one of another year, typed by a slip
FAR_OFF = _("This is more than ten months away: check the year.")
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


def _new_key() -> str:
    return secrets.token_hex(16)


class Once(Line):
    """A key of a form's own, made when it is shown: the same form sent twice is acted on once."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(max_length=32, initial=_new_key)


class Number(forms.DecimalField):
    """A number with decimals, read however it is parted, and told as the reader writes numbers."""

    default_error_messages = {"invalid": _("Write a number, such as 1,250.50.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(localize=True, **options)
        least = self.min_value
        if least is not None and not callable(least) and least >= 0:  # number pads have no minus sign
            self.widget.attrs.setdefault("inputmode", "decimal")

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            places = PLACES if self.decimal_places is None else self.decimal_places
            value = read_number(value, point=get_format("DECIMAL_SEPARATOR"), places=places)
            if value is None:
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)

    def run_validators(self, value: Any) -> None:
        try:
            super().run_validators(value)
        except forms.ValidationError as fault:
            for one in fault.error_list:
                if one.params and "limit_value" in one.params:
                    one.params |= {"limit_value": localize(one.params["limit_value"])}
            raise


class Millimetres(Number):
    """A length to the tenth of a millimetre; "18 cm" and "7 in" are read as what they say."""

    def to_python(self, value: Any) -> Any:
        said = MEASURED.fullmatch(value.strip()) if isinstance(value, str) else None
        if said is None:
            return super().to_python(value)
        number = super().to_python(said[1])
        return None if number is None else (number * UNITS[said[2].lower()]).quantize(TENTH)


class DayAhead(forms.DateField):
    """A day within ten months that may be left empty: most that lie further are slips of the year."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__(required=False, widget=widget, **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value - clock.local_day(clock.now()) > FAR:
            raise forms.ValidationError(FAR_OFF)


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
