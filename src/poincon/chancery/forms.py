"""What owners fill in: the values of a section, texts, a whole file, from when a proposal is to hold."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict

from django import forms
from django.utils.translation import gettext_lazy as _

from poincon.chancery import wordings, words
from poincon.chancery.values import Section, Value
from poincon.chancery.wordings import Text
from poincon.charter.queries import Charter
from poincon.charter.schema import Unit
from poincon.charter.serving import Given
from poincon.content import queries as content
from poincon.foundation import fields
from poincon.kernel.money import DECIMALS
from poincon.notifications import queries as mails

LONG, MOST = 60, 400
TRUTHS = [("yes", _("yes")), ("no", _("no"))]


class Asked(TypedDict):
    """What every field is given."""

    label: str
    required: bool
    help_text: str


class Values(forms.Form):
    """The plain values of one section, each asked for in its own unit; `changed_values` tells what is new."""

    def __init__(self, section: Section, charter: Charter, data: Mapping[str, object] | None = None) -> None:
        self.section, self.charter = section, charter
        initial = {value.name: _shown(value, charter) for value in section.values}
        super().__init__(data, initial=initial)
        for value in section.values:
            self.fields[value.name] = _field(value, charter)

    def changed_values(self) -> dict[str, object]:
        """Return the values that differ from those of the charter, by their place; None leaves one out."""
        found = [
            (value, _read(value, self.cleaned_data[value.name], self.charter))
            for value in self.section.values
        ]
        return {value.path: said for value, said in found if said != value.said}


def _field(value: Value, charter: Charter) -> forms.Field:
    label, needed = words.label_of(value, charter), value.needed
    shared = Asked(label=label, required=needed, help_text=words.unit_of(value, charter))
    match value.kind:
        case "truth":
            return forms.ChoiceField(choices=_truths(value), widget=forms.RadioSelect, **shared)
        case "choice":
            return forms.ChoiceField(
                choices=words.choices_of(value, charter), widget=forms.RadioSelect, **shared
            )
        case "choices":
            choices = words.choices_of(value, charter)
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **shared)
        case "time":
            return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **shared)
        case "whole":
            return _number(value, charter, shared)
        case "text":
            return _text(value, shared)


def _truths(value: Value) -> list[tuple[str, object]]:
    """Return yes and no; where each stands for a sentence of its own, the two sentences."""
    said = words.truths_of(value)
    return [(code, said.get(code == "yes") or plain) for code, plain in TRUTHS]


def _number(value: Value, charter: Charter, shared: Asked) -> forms.Field:
    if value.unit is not Unit.MONEY:
        return forms.IntegerField(min_value=value.least, max_value=value.most, **shared)
    places = DECIMALS[charter.currency]
    least = None if value.least is None else _amount(value.least, charter)
    most = None if value.most is None else _amount(value.most, charter)
    return fields.Number(min_value=least, max_value=most, decimal_places=places, **shared)


def _text(value: Value, shared: Asked) -> forms.Field:
    if value.unit is Unit.DATE:
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **shared)
    long = len(str(value.said or "")) > LONG
    most = value.most or MOST
    if long:
        return fields.Prose(max_length=most, widget=forms.Textarea(attrs={"rows": 2}), **shared)
    return fields.Line(max_length=most, **shared)


def _amount(minor: int, charter: Charter) -> Decimal:
    return Decimal(minor).scaleb(-DECIMALS[charter.currency])


def _shown(value: Value, charter: Charter) -> object:
    said = value.said
    if isinstance(said, bool):
        return "yes" if said else "no"
    if isinstance(said, int) and value.unit is Unit.MONEY:
        return _amount(said, charter)
    return date.fromisoformat(said) if value.unit is Unit.DATE and isinstance(said, str) else said


def _read(value: Value, given: object, charter: Charter) -> object:
    """Return what was filled in as the charter holds it."""
    match given:
        case None | "":
            return "" if value.said == "" else None
        case date():
            return given.isoformat()
        case Decimal():
            return int(given.scaleb(DECIMALS[charter.currency]))
        case list():
            return _chosen(value, given)
        case _:
            return given == "yes" if value.kind == "truth" else given


def _chosen(value: Value, given: list[str]) -> tuple[str, ...]:
    """Return the codes that were ticked: those that stood there before in their order, then the new ones."""
    before = value.said if isinstance(value.said, tuple) else ()
    return tuple(code for code in dict.fromkeys((*before, *value.codes)) if code in given)


class File(forms.Form):
    """A whole charter, or everything in one archive, as it was downloaded and changed."""

    file = forms.FileField(
        label=_("A charter (.toml) or everything (.zip)"),
        widget=forms.FileInput(attrs={"accept": ".toml,.zip"}),
    )


class Proposal(forms.Form):
    """Why, and from when: without a day, as soon as it is approved."""

    why = fields.Prose(label=_("Why"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    day = forms.DateField(
        label=_("Holds from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Without a day: as soon as it is approved."),
    )
    hour = forms.TimeField(
        label=_("At"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def from_at(self, now: datetime, zone: str) -> datetime:
        """Return from when the proposal is to hold; at the first minute of a day without an hour."""
        told = self.cleaned_data
        return fields.instant(told["day"], told["hour"], zone=zone, now=now)


class Wording(forms.Form):
    """Texts of the house in one language, each as it is said so far; `seen` is the mark of what that was."""

    seen = fields.Line(required=False, widget=forms.HiddenInput)

    def __init__(self, texts: Sequence[Text], given: Given, data: Mapping[str, object] | None = None) -> None:
        self.texts = {_name_of(text): text for text in texts}
        said = {name: text.said(given.words) for name, text in self.texts.items()}
        super().__init__(data, initial=said | {"seen": wordings.mark(given, self.places)})
        for name, text in self.texts.items():
            self.fields[name] = _prose(text)

    @property
    def places(self) -> list[str]:
        return [text.place for text in self.texts.values()]

    def words(self) -> dict[str, str | None]:
        """Return what was written, by its place."""
        return {text.place: self.cleaned_data[name] for name, text in self.texts.items()}

    def field_of(self, place: str) -> str | None:
        """Return the field in which the text at a place is written, None where it is not asked for here."""
        return next((name for name, text in self.texts.items() if text.place == place), None)


def _name_of(text: Text) -> str:
    return text.block or "text"


def _prose(text: Text) -> forms.Field:
    attrs = {"lang": text.language, "spellcheck": "true"}
    if text.kind == "pages":
        page = forms.Textarea(attrs=attrs | {"rows": 28})
        return fields.Prose(label=_("Words"), widget=page, max_length=content.LETTERS)
    label, most = wordings.BLOCKS[text.block], mails.longest(text.block)
    if text.block in mails.OF_ONE_LINE:
        return fields.Line(label=label, widget=forms.TextInput(attrs=attrs), max_length=most)
    block = forms.Textarea(attrs=attrs | {"rows": 4})
    return fields.Prose(label=label, widget=block, max_length=most, required=False)
