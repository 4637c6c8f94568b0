"""A new house from a jeweller's answers: a lawful draft, or every answer that cannot stand."""

import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from poincon.charter import loading
from poincon.charter.answers import READINGS, Unreadable
from poincon.charter.schema import Charter
from poincon.design.words import country

HERE = Path(__file__).parent
type Answers = Mapping[str, str]
type Facts = dict[str, Any]


class Question(BaseModel):
    """One question; an empty answer takes `default`, and where that is empty too its place stays open."""

    name: str
    step: str
    fr: str
    en: str
    path: str
    read: str = "text"
    default: str = ""

    def words(self, language: str) -> str:
        return self.fr if language.startswith("fr") else self.en


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """An answer that cannot stand: to which question (or place in the charter), and why."""

    name: str
    said: object
    reason: str

    def __str__(self) -> str:
        shown = "" if self.said in (None, "") else f" = {self.said!r}"
        return f"{self.name}{shown}: {self.reason}"


class WrongAnswers(Exception):
    """Nothing was founded; `faults` names every answer that has to change."""

    def __init__(self, faults: list[WrongAnswer]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, faults)))


@cache
def questions() -> tuple[Question, ...]:
    """Return what is asked, in order."""
    data = tomllib.loads((HERE / "questions.toml").read_text(encoding="utf-8"))
    return tuple(map(Question.model_validate, data["question"]))


def found(answers: Answers, today: str) -> Charter:
    """Return the draft that the answers make, or raise WrongAnswers with every one that cannot stand."""
    known = {question.name for question in questions()}
    faults = [WrongAnswer(name, None, "is no question") for name in answers if name not in known]
    said: dict[str, object] = {}
    for question in questions():
        try:
            if words := answers.get(question.name, "").strip() or question.default:
                said[question.path] = READINGS[question.read](words)
        except Unreadable as error:
            faults.append(WrongAnswer(question.name, words, str(error)))
    if faults:
        raise WrongAnswers(faults)
    try:
        return loading.parse(_facts(said, today), "the answers")
    except loading.CharterFault as error:
        raise WrongAnswers(list(_named(error.faults))) from None


def _named(faults: tuple[loading.Fault, ...]) -> Iterator[WrongAnswer]:
    """Name each fault by its question; the privacy officer's come from the house's own, told already."""
    by_path = {question.path: question.name for question in questions()}
    for fault in faults:
        if not fault.path.startswith("house.privacy_officer"):
            yield WrongAnswer(by_path.get(fault.path, fault.path), fault.value, fault.reason)


def _facts(said: Mapping[str, object], today: str) -> Facts:
    start = tomllib.loads((HERE / "starting.toml").read_text(encoding="utf-8"))
    facts: Facts = deepcopy(start["charter"]) | {"terms_version": today}
    facts["house"] = {"address": {"country": said["country"]}}
    for path, value in said.items():
        if path.split(".")[0] in Charter.model_fields:
            _put(facts, path.split("."), value)
    house = facts["house"]
    house["privacy_officer"] = {
        "name": house.get("legal_name"),
        "email": house.get("email"),
        "phone": house.get("phone"),
    }
    facts["orders"]["cancel_until"] = facts["orders"]["change_until"]
    facts["withdrawal"]["label_paid_by"] = "house" if said["returns_free"] else "customer"
    if said["country"] != "FR":
        _settle_abroad(facts, str(said["country"]))
    _pay(facts, said)
    _send(facts, said, start["carrier"])
    return facts


def _settle_abroad(facts: Facts, home: str) -> None:
    """Serve the house's own country; its public holidays are not ours to know."""
    facts["zones"] = {"home": [home]}
    facts["zone_words"] = {"home": {"fr": f"({country(home, 'fr')})", "en": f"({country(home, 'en')})"}}
    facts["delivery"]["likely_country"] = home
    facts["orders"]["public_holidays"] = "none"


def _put(facts: Facts, path: list[str], value: object) -> None:
    for name in path[:-1]:
        facts = facts.setdefault(name, {})
    facts[path[-1]] = value


def _pay(facts: Facts, said: Mapping[str, object]) -> None:
    transfer = {"key": "transfer", "gateway": "transfer", "label_fr": "virement", "label_en": "bank transfer"}
    card = {"key": "card", "gateway": "sandbox", "label_fr": "carte bancaire", "label_en": "bank card"}
    payments = facts["payments"]
    payments["means"] = [card | {"brands": said["card.brands"]}] if said.get("card.brands") else []
    if "payments.transfer.iban" in said:
        payments["means"].append(transfer)
        payments["transfer"]["holder"] = facts["house"].get("legal_name", "")


def _send(facts: Facts, said: Mapping[str, object], carriers: Facts) -> None:
    """Add the carriers that have a price; the customer's label home costs what the parcel did."""
    priced = {key: said[f"price.{key}"] for key in carriers if f"price.{key}" in said}
    facts["carriers"] = [{"key": key} | carriers[key] for key in priced]
    facts["delivery"]["rates"] = [
        {"carrier": key, "zone": "home", "price_minor": price} for key, price in priced.items()
    ]
    facts["returns"]["labels"] = [
        {"carrier": key, "price_minor": 0 if said["returns_free"] else price} for key, price in priced.items()
    ]
    if "free_from" in said:
        facts["delivery"]["free_from_minor"] = {"home": said["free_from"]}
