"""A new house from a jeweller's answers: a lawful draft, or every answer that cannot stand."""

import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from poincon.charter import floors, loading
from poincon.charter.answers import Unreadable
from poincon.charter.questions import HOME, Answers, Question, asked, home_of, questions, read
from poincon.charter.schema import Charter
from poincon.charter.schema.values import countries
from poincon.design.words import country
from poincon.kernel.reason import Reason, because

HERE = Path(__file__).parent
# Where a fault of the charter stands, and the question whose answer put it there.
BLAMED = {"zones": "reach", "carriers": "carrier_2"}
# A carrier's value, and how the name of its question ends.
TOLD = {"key": "", "name": "", "phone": "_phone", "tracking_url": "_tracking", "delivery": "_days"}
SLOTS = ("carrier_1", "carrier_2", "carrier_3")
ABROAD = "abroad"
HEAVIEST_G = 30_000
LEAST_YEARS = 2
type Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """An answer that cannot stand: to which question (or place in the charter), and why."""

    name: str
    said: object
    reason: Reason

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"

    @property
    def place(self) -> str:
        return self.name if self.said in (None, "") else f"{self.name} = {self.said!r}"


class WrongAnswers(Exception):
    """Nothing was founded; `faults` names every answer that has to change."""

    def __init__(self, faults: list[WrongAnswer]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, faults)))


def found(answers: Answers, today: str) -> Charter:
    """Return the draft that the answers make, or raise WrongAnswers with every one that cannot stand."""
    concerned = asked(answers)
    faults = list(_out_of_place(answers, concerned))
    said: dict[str, object] = {}
    for question in concerned:
        try:
            if (meant := read(question, answers)) is not None:
                said[question.path] = meant
        except Unreadable as error:
            faults.append(WrongAnswer(question.name, answers[question.name].strip(), error.reason))
    if faults:
        raise WrongAnswers(faults)
    facts, blamed = _facts(said, home_of(answers), today)
    try:
        return loading.parse(facts, "the answers")
    except loading.CharterFault as error:
        raise WrongAnswers(list(_named(error.faults, blamed))) from None


def notes(charter: Charter) -> list[Reason]:
    """Return what is nobody's fault and keeps no house from selling, but what its owner has to see to."""
    if charter.country == HOME:
        return []
    return [
        because("holidays_unknown", "no public holidays of this country are known: enter them as closings"),
        because(
            "terms_to_be_read",
            "the terms were written by the law of France: have them read by somebody who knows that of this "
            "country",
        ),
    ]


def _out_of_place(answers: Answers, concerned: list[Question]) -> Iterator[WrongAnswer]:
    """Name the answers to no question at all, and those to questions that this house is not asked."""
    known = {question.name for question in questions()}
    here = {question.name for question in concerned}
    for name, said in answers.items():
        if name not in known:
            yield WrongAnswer(name, None, because("no_question", "is no question"))
        elif name not in here and said.strip():
            yield WrongAnswer(name, None, because("not_asked", "is not asked of such a house"))


def _named(faults: tuple[loading.Fault, ...], blamed: dict[str, str]) -> Iterator[WrongAnswer]:
    """Name each fault by its question; the privacy officer's come from the house's own, told already."""
    told: list[WrongAnswer] = []
    by_path = {question.path: question.name for question in questions()} | BLAMED | blamed
    for fault in faults:
        if not fault.path.startswith("house.privacy_officer"):
            nearest = max((path for path in by_path if fault.path.startswith(path)), key=len, default="")
            wrong = WrongAnswer(by_path.get(nearest, fault.path), fault.value, fault.reason)
            if wrong not in told:
                told.append(wrong)
                yield wrong


def _facts(said: Mapping[str, Any], home: str, today: str) -> tuple[Facts, dict[str, str]]:
    """Return the facts of the charter, and which question is to blame for what stands where."""
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
    facts["guarantees"]["conformity_years"] = _years_of_conformity(said["country"], today)
    _settle(facts, said, home)
    _pay(facts, said)
    return facts, _send(facts, said, start["carrier"])


def _put(facts: Facts, path: list[str], value: object) -> None:
    for name in path[:-1]:
        facts = facts.setdefault(name, {})
    facts[path[-1]] = value


def _years_of_conformity(home: str, today: str) -> int:
    """Return how long the law of a country guarantees a new piece: Spain, for one, says three years."""
    found = floors.in_force("guarantees.conformity_years", home, date.fromisoformat(today))
    return max([LEAST_YEARS, *(int(figure.value) for figure in found)])


def _settle(facts: Facts, said: Mapping[str, Any], home: str) -> None:
    """Serve the place where the house is and those it reaches; public holidays abroad we do not know."""
    place = home if home in countries() else said["country"]
    if place != HOME:
        facts["zones"] = {"home": [place]}
        facts["zone_words"] = {"home": {"fr": f"({country(place, 'fr')})", "en": f"({country(place, 'en')})"}}
        facts["delivery"]["likely_country"] = place
    if said["country"] != HOME:
        facts["orders"]["public_holidays"] = "none"
    if "reach" in said:
        facts["zones"][ABROAD] = said["reach"]
        facts["zone_words"][ABROAD] = {"fr": "à l’étranger", "en": "abroad"}


def _pay(facts: Facts, said: Mapping[str, Any]) -> None:
    transfer = {"key": "transfer", "gateway": "transfer", "label_fr": "virement", "label_en": "bank transfer"}
    card = {"key": "card", "gateway": "sandbox", "label_fr": "carte bancaire", "label_en": "bank card"}
    payments = facts["payments"]
    payments["means"] = [card | {"brands": said["card.brands"]}] if said.get("card.brands") else []
    if "payments.transfer.iban" in said:
        payments["means"].append(transfer)
        payments["transfer"]["holder"] = facts["house"].get("legal_name", "")


def _send(facts: Facts, said: Mapping[str, Any], ours: Facts) -> dict[str, str]:
    """Add the carriers that have a price; the customer's label home costs what the parcel did.

    Returns which question is to blame for what stands where among them.
    """
    known = [(key, {"key": key, **ours[key]}, said[f"price.{key}"]) for key in ours if f"price.{key}" in said]
    named = [(slot, _carrier(slot, said), said[f"{slot}.price"]) for slot in SLOTS if f"{slot}.price" in said]
    carriers = [carrier for _, carrier, _ in known + named]
    prices = [(carrier["key"], price) for _, carrier, price in known + named]
    facts["carriers"] = carriers
    facts["delivery"]["rates"] = [
        {"carrier": key, "zone": "home", "price_minor": price} for key, price in prices
    ]
    facts["returns"]["labels"] = [
        {"carrier": key, "price_minor": 0 if said["returns_free"] else price} for key, price in prices
    ]
    if "free_from" in said:
        facts["delivery"]["free_from_minor"] = {"home": said["free_from"]}
    if insured := max((carrier.get("insured_to_minor", 0) for carrier in carriers), default=0):
        facts["delivery"]["valuable_from_minor"] = min(facts["delivery"]["valuable_from_minor"], insured)
    if "reach" in said and carriers:
        _reach(facts, said)
    return dict(_blame([slot for slot, _, _ in known + named]))


def _carrier(slot: str, said: Mapping[str, Any]) -> Facts:
    """Return a carrier that the house told us about; it takes valuables as far as it insures them."""
    own = {
        name: said[f"{slot}.{name}"] for name in ("name", "phone", "tracking_url") if f"{slot}.{name}" in said
    }
    slug = slugify(own["name"]).replace("-", "_")
    found = {
        "key": slug if slug[:1].isalpha() else slot,
        **own,
        "natures": ["parcel"],
        "max_weight_g": HEAVIEST_G,
    }
    found["delivery"] = [_transit("home", said.get(f"{slot}.days"))]
    if insured := said.get(f"{slot}.insured"):
        found |= {"natures": ["parcel", "valuable"], "max_value_minor": insured, "insured_to_minor": insured}
    return found


def _reach(facts: Facts, said: Mapping[str, Any]) -> None:
    """Let the first carrier go to the other countries."""
    first = facts["carriers"][0]
    first["delivery"] = [*first["delivery"], _transit(ABROAD, said.get("reach_days"))]
    if "reach_price" in said:
        rate = {"carrier": first["key"], "zone": ABROAD, "price_minor": said["reach_price"]}
        facts["delivery"]["rates"].append(rate)


def _transit(zone: str, days: tuple[int, int] | None) -> Facts:
    return {"zone": zone} | ({"days_min": days[0], "days_max": days[1]} if days else {})


def _blame(slots: list[str]) -> Iterator[tuple[str, str]]:
    """Yield where the answers about each carrier stand, and the question that each answers."""
    for place, slot in enumerate(slots, start=1):
        here = f"carriers[{place}]"
        if slot not in SLOTS:
            yield here, slot
        else:
            yield here, f"{slot}_insured"
            yield from ((f"{here}.{name}", f"{slot}{end}") for name, end in TOLD.items())
    yield "carriers[1].delivery[2]", "reach_days"
