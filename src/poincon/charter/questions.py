"""What a jeweller is asked to found a house: which questions concern it, in what words, the usual answers."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import phonenumbers
from babel.core import get_global
from babel.languages import get_official_languages
from babel.numbers import get_territory_currencies
from pydantic import BaseModel

from poincon.charter.answers import NO_AMOUNT, READINGS, Unreadable, countries_in
from poincon.kernel import territories
from poincon.kernel.money import DECIMALS, Money

HERE = Path(__file__).parent
NOTHING = "-"
HOME = "FR"
type Answers = Mapping[str, str]


class Question(BaseModel):
    """One question; an empty answer takes the usual one, NOTHING takes none, and its place stays open.

    It is asked `when` that holds of the answers before it: "france", "abroad", "vat_area", "reach_inside",
    "reach_outside", or that the question of this name has an answer.
    """

    name: str
    step: str
    fr: str
    en: str
    path: str
    read: str = "text"
    default: str = ""
    when: str = ""

    def words(self, language: str, country: str) -> str:
        """Return the question as it is asked of a house in a country."""
        said = self.fr if language.startswith("fr") else self.en
        code = phonenumbers.country_code_for_region(country)
        return said.format(code=code or "", registry=usual(country).get("registry", "…"), vat=country)


@cache
def questions() -> tuple[Question, ...]:
    """Return all that any house is asked, in order."""
    data = tomllib.loads((HERE / "questions.toml").read_text(encoding="utf-8"))
    return tuple(map(Question.model_validate, data["question"]))


@cache
def usual(country: str) -> Mapping[str, str]:
    """Return what most houses of a country answer, by question; a question it leaves out has to be asked."""
    own = tomllib.loads((HERE / "countries.toml").read_text(encoding="utf-8"))
    zones = [zone for zone, place in get_global("zone_territories").items() if place == country]
    currencies = [code for code in get_territory_currencies(country) if code in DECIMALS]
    french = "fr" in get_official_languages(country)
    found = {"languages": "fr, en" if french else "en, fr", "ring_scale": "eu"}
    if len(zones) == 1:
        found["time_zone"] = zones[0]
    if len(currencies) == 1:
        found["currency"] = currencies[0]
    found.update(own.get(country, {}))
    return found


def country_of(answers: Answers) -> str:
    """Return where the house is, as far as the answers tell."""
    return answers.get("country", "").strip().upper() or HOME


def answer(question: Question, answers: Answers) -> str:
    """Return what is answered to a question, or else the usual answer."""
    said = answers.get(question.name, "").strip()
    return "" if said == NOTHING else said or default(question, answers)


def default(question: Question, answers: Answers) -> str:
    """Return the usual answer to a question in the country of the house."""
    return (
        HOME
        if question.name == "country"
        else usual(country_of(answers)).get(question.name, question.default)
    )


def asked(answers: Answers) -> list[Question]:
    """Return the questions that concern the house which these answers make, in order."""
    holds, found = _whereabouts(answers), []
    for question in questions():
        if question.when in holds:
            found.append(question)
            if said := answer(question, answers):
                holds |= {question.name} | (_reached(said, answers) if question.name == "reach" else set())
    return found


def read(question: Question, answers: Answers) -> object:
    """Return what the answer to a question means, None where there is none; raises Unreadable."""
    said = answer(question, answers)
    meant = READINGS[question.read](said) if said else None
    return _minor(meant, answers) if isinstance(meant, Decimal) else meant


def _minor(amount: Decimal, answers: Answers) -> int:
    currency = answers.get("currency", "").strip().upper() or usual(country_of(answers)).get("currency", "")
    try:
        return Money.of(amount, currency if currency in DECIMALS else "EUR").minor
    except ValueError:
        raise NO_AMOUNT from None


def home_of(answers: Answers) -> str:
    """Return the code of the place where the house is: its country's, or that of a part taxed apart."""
    return territories.part_of(country_of(answers), answers.get("postcode", ""))


def _whereabouts(answers: Answers) -> set[str]:
    found = {"", "france" if country_of(answers) == HOME else "abroad"}
    return found | ({"vat_area"} if _is_inside(home_of(answers)) else set())


def _reached(said: str, answers: Answers) -> set[str]:
    """Return whether a house sends to other countries of the Union's VAT area, and beyond it."""
    try:
        places = countries_in(said)
    except Unreadable:
        return set()
    home = territories.territory(home_of(answers))
    found = {"reach_inside" if _is_inside(one) else "reach_outside" for one in places}
    return found if {territories.territory(one) for one in places} - {home} else found - {"reach_inside"}


def _is_inside(place: str) -> bool:
    return territories.is_in_vat_area(territories.territory(place))
