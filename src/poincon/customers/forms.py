"""What customers fill in."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from poincon.accounts.forms import EmailField, NewPasswordField
from poincon.customers import addresses, queries
from poincon.customers.addresses import AddressData, FieldRule, Place
from poincon.customers.states import ContactBy, Measured, RingScale
from poincon.design import words
from poincon.design.templatetags.words import speaking
from poincon.foundation import fields
from poincon.kernel import territories

FIRST_NAME, LAST_NAME, PHONE = _("First name"), _("Last name"), _("Telephone")
LABELS = {
    "first_name": FIRST_NAME,
    "last_name": LAST_NAME,
    "company": _("Company"),
    "line1": _("Number and street"),
    "line2": _("Building, floor, door code"),
    "postcode": _("Postcode"),
    "city": _("Town"),
    "region": _("Region"),
    "phone": PHONE,
}
# What the same field is called where it is called differently.
LOCAL_LABELS = {
    ("postcode", "zip"): _("ZIP code"),
    ("postcode", "eircode"): _("Eircode"),
    ("city", "post_town"): _("Post town"),
    ("city", "district"): _("District"),
    ("city", "suburb"): _("Suburb"),
    ("region", "province"): pgettext_lazy("part of a country", "Province"),
    ("region", "state"): pgettext_lazy("part of a country", "State"),
    ("region", "county"): _("County"),
    ("region", "prefecture"): _("Prefecture"),
    ("region", "island"): _("Island"),
}
AUTOCOMPLETE = {
    "first_name": "given-name",
    "last_name": "family-name",
    "company": "organization",
    "line1": "address-line1",
    "line2": "address-line2",
    "postcode": "postal-code",
    "city": "address-level2",
    "region": "address-level1",
    "phone": "tel",
}
FAULTS = {
    "required": _("Please fill this in."),
    "invalid": _("This does not look right for the country chosen."),
    "too_long": _("This is too long for a label."),
    "unknown": _("We do not know this country."),
}
WRONG_PHONE = _(
    "This is no telephone number of that country or of France. Please begin it with + and its country’s code."
)
TERRITORY = _("This postcode lies in %(territory)s: please choose that as the country.")
WRONG_POSTCODE = _("This is no postcode of the country chosen: there it is written like %(example)s.")
TERRITORY_UNREACHED = _("This postcode lies in %(territory)s, where we do not deliver yet.")


class Registration(forms.Form):
    """Names and e-mail, and nothing more (R116; no civility: CJEU C-394/23).

    The password is chosen once the address is proven.
    """

    first_name = fields.Line(
        label=FIRST_NAME, max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = fields.Line(
        label=LAST_NAME, max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    email = EmailField()


class Proof(forms.Form):
    """The password, chosen where the mail's link leads; whether it is good, customers.actions.prove says."""

    password = NewPasswordField()


class PhoneField(fields.Line):
    """A telephone number, kept in its international form; nationally typed ones are the house's country's."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})
        super().__init__(label=PHONE, max_length=30, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if not typed:
            return ""
        number = addresses.tidy_phone(typed, settings.CHARTER.country)
        if number is None:
            raise ValidationError(WRONG_PHONE, code="invalid")
        return number


class Details(forms.Form):
    """Names and, if the customer wants to be called, a telephone."""

    first_name = fields.Line(
        label=FIRST_NAME, max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = fields.Line(
        label=LAST_NAME, max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    phone = PhoneField(required=False)


class Preferences(forms.Form):
    """The language of mails, and how to be reached when an order needs a word."""

    language = forms.ChoiceField(
        label=_("Language of our mails"), choices=lambda: settings.LANGUAGES, widget=forms.RadioSelect
    )
    contact_by = forms.ChoiceField(
        label=_("If an order needs a word, reach me"), choices=ContactBy, widget=forms.RadioSelect
    )
    ring_scale = forms.ChoiceField(
        label=_("Ring sizes in"),
        choices=[("", _("The scale that I choose beside a ring")), *RingScale.choices],
        required=False,
        help_text=_("In your orders and our e-mails. The millimetres always stand beside."),
    )


class AddressForm(forms.Form):
    """An address in the fields, order and names of its country.

    `country` decides which fields there are; `needs_phone` says that the carrier wants a telephone.
    Valid means that customers.addresses finds no fault: `data_given()` then returns the AddressData.
    """

    country = forms.ChoiceField(
        label=_("Country"), widget=forms.Select(attrs={"autocomplete": "country", "data-country": ""})
    )

    def __init__(
        self,
        data: Any = None,
        *,
        country: str,
        countries: list[str] | None = None,
        needs_phone: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["country"].choices = _listed(countries or queries.known_countries())  # type: ignore[attr-defined]
        self.initial.setdefault("country", country)
        self.rules = addresses.fields_for(country)
        for rule in self.rules:
            self.fields[rule.name] = _control(
                rule, needed=rule.required or (needs_phone and rule.name == "phone")
            )

    def clean(self) -> dict[str, Any]:
        found = AddressData(
            **{name: str(value) for name, value in self.cleaned_data.items() if name in _NAMES}
        )
        for name, code in addresses.faults(found):
            if name in self.fields and name not in self.errors:
                self.add_error(name, self.elsewhere(found) if code == "territory" else _wrong(name, code))
        return self.cleaned_data

    def elsewhere(self, found: AddressData) -> ValidationError:
        """Return the fault of a postcode of another territory: which it is, and whether it can be chosen."""
        code = addresses.territory_of(found)
        said = TERRITORY if code in self.offered else TERRITORY_UNREACHED
        place = words.country(code or territories.places_of(found.country, found.postcode)[0], speaking())
        return ValidationError(str(said) % {"territory": place}, code="territory")

    @property
    def offered(self) -> set[str]:
        """The codes of the countries that may be chosen."""
        return {country for country, _name in self.fields["country"].choices}  # type: ignore[attr-defined]

    def data_given(self) -> AddressData:
        """Return the address, tidied; only after is_valid()."""
        given = {name: str(value) for name, value in self.cleaned_data.items() if name in _NAMES}
        return addresses.tidied(AddressData(**given))


_NAMES = frozenset({*LABELS, "country"})


def _wrong(name: str, code: str) -> ValidationError:
    words = WRONG_PHONE if (name, code) == ("phone", "invalid") else FAULTS[code]
    return ValidationError(str(words), code=code)


def _listed(codes: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Return the countries to choose from: the first stays so, the others follow the reader's alphabet."""
    return _in_alphabet(tuple(codes), speaking())


@lru_cache(maxsize=64)
def _in_alphabet(codes: tuple[str, ...], language: str) -> tuple[tuple[str, str], ...]:
    home, *others = ((code, words.country(code, language)) for code in codes)
    return (home, *sorted(others, key=lambda pair: slugify(pair[1])))


def _control(rule: FieldRule, *, needed: bool) -> forms.Field:
    label = LOCAL_LABELS.get((rule.name, rule.kind), LABELS[rule.name])
    attributes = {"autocomplete": AUTOCOMPLETE[rule.name]}
    if rule.choices:
        choices = [("", ""), *rule.choices]
        return forms.ChoiceField(
            label=label, choices=choices, required=needed, widget=forms.Select(attrs=attributes)
        )
    if rule.digits:
        attributes["inputmode"] = "numeric"
    if rule.name == "phone":
        attributes |= {"type": "tel", "inputmode": "tel"}
    return fields.Line(
        label=label,
        max_length=30 if rule.name == "phone" else addresses.LONGEST[rule.name],
        required=needed,
        widget=forms.TextInput(attrs=attributes),
    )


class Destination(forms.Form):
    """Where a parcel would go: a country that the house delivers to and, if one wishes, a postcode there.

    The postcode `before` goes with its country: who changes the country alone means no postcode of the other.
    """

    country = forms.ChoiceField(
        label=_("Country of delivery"), choices=lambda: _listed(queries.delivered_countries())
    )
    postcode = fields.Line(
        label=_("Postcode"),
        max_length=addresses.LONGEST["postcode"] * 2,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "autocapitalize": "characters"}),
    )

    def __init__(self, data: Any = None, *, before: Place, **kwargs: Any) -> None:
        super().__init__(data, initial={"country": before.country, "postcode": before.postcode}, **kwargs)
        self.before = before
        self.countries = tuple(code for code, _name in _listed(queries.delivered_countries()))
        pads = " ".join(addresses.with_number_pad(self.countries))
        self.fields["postcode"].widget.attrs["data-digits"] = pads

    def clean(self) -> dict[str, Any]:
        country, typed = self.cleaned_data.get("country"), self.cleaned_data.get("postcode", "")
        if not country:
            return self.cleaned_data
        if typed == self.before.postcode and country != self.before.country:
            typed = ""
        code = addresses.tidy_postcode(typed, country)
        if code is None:
            example = addresses.postcode_example(country)
            self.add_error(
                "postcode", ValidationError(str(WRONG_POSTCODE) % {"example": example}, "wrong_postcode")
            )
        return self.cleaned_data | {"postcode": code or ""}

    @property
    def chosen(self) -> str:
        """The country that the form shows as chosen, one that the house delivers to."""
        told = self.is_bound and "country" not in self.errors
        return str(self.cleaned_data["country"]) if told else self.before.country

    def place(self) -> Place:
        """Return where to; only after is_valid()."""
        return Place(self.cleaned_data["country"], self.cleaned_data["postcode"])


class SizeKept(forms.Form):
    """A size in millimetres, and whose: a label, or nothing for one's own."""

    label = fields.Line(
        label=_("Whose"), max_length=40, required=False, help_text=_("Leave empty for your own.")
    )
    kind = forms.ChoiceField(label=_("Size of"), choices=Measured)
    size_mm = fields.Millimetres(
        label=_("In millimetres"),
        min_value=1,
        max_value=9999,
        decimal_places=1,
        help_text=_("54 is a size 54; 420 is a chain of 42 cm."),
    )
