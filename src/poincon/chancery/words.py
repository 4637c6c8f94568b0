"""What owners read about the charter: topics, sections and values by their names, states in words."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from poincon.chancery.states import EditionState
from poincon.chancery.values import Section, Value
from poincon.charter.floors import Flag, in_force
from poincon.charter.promises import promises
from poincon.charter.queries import Charter, Declared
from poincon.charter.schema import Unit
from poincon.charter.spelling import typeset
from poincon.charter.wording import PLACEHOLDER, Telling, cited, instances, spoken, tellings
from poincon.design.templatetags.words import speaking

type Word = str | Lazy

TOPICS: Mapping[str, Word] = {
    "orders": gettext_lazy("Orders"),
    "payment": gettext_lazy("Payment"),
    "delivery": gettext_lazy("Delivery"),
    "returns": gettext_lazy("Returns and refunds"),
    "services": gettext_lazy("Guarantees and services"),
    "stock": gettext_lazy("In stock or not"),
    "catalogue": gettext_lazy("Pieces and prices"),
    "account": gettext_lazy("Accounts"),
    "loyalty": gettext_lazy("Loyalty"),
    "news": gettext_lazy("Newsletter and presents"),
    "contact": gettext_lazy("Contact"),
    "privacy": gettext_lazy("Personal data"),
    "cookies": gettext_lazy("Cookies"),
    "legal": gettext_lazy("Terms and legal notice"),
}
SECTIONS: Mapping[str, Word] = {
    "": gettext_lazy("Terms of sale"),
    "prices": gettext_lazy("Prices and reductions"),
    "house": gettext_lazy("The house"),
    "house.address": gettext_lazy("Address of the house"),
    "house.host": gettext_lazy("Who hosts the site"),
    "house.mediator": gettext_lazy("Mediator"),
    "house.privacy_officer": gettext_lazy("Who answers for personal data"),
    "accounts": gettext_lazy("Accounts"),
    "window": gettext_lazy("Window"),
    "stock": gettext_lazy("In stock or not"),
    "vat": gettext_lazy("VAT"),
    "cart": gettext_lazy("Cart"),
    "orders": gettext_lazy("Orders"),
    "payments.means": gettext_lazy("Means of payment: {name}"),
    "payments.transfer": gettext_lazy("Bank transfer"),
    "carriers": gettext_lazy("Carrier: {name}"),
    "carriers.*.handed": gettext_lazy("How the carrier’s parcels reach people, as a sentence says it"),
    "delivery": gettext_lazy("Delivery"),
    "withdrawal": gettext_lazy("Changing one’s mind"),
    "returns": gettext_lazy("Returns"),
    "exchanges": gettext_lazy("Exchanges"),
    "refunds": gettext_lazy("Refunds"),
    "claims": gettext_lazy("Claims"),
    "claims.defective": gettext_lazy("Claim: a faulty piece"),
    "claims.damaged": gettext_lazy("Claim: a damaged parcel"),
    "claims.wrong": gettext_lazy("Claim: the wrong piece"),
    "claims.missing": gettext_lazy("Claim: a missing piece"),
    "claims.not_received": gettext_lazy("Claim: a parcel that never came"),
    "claims.overcharged": gettext_lazy("Claim: too much was charged"),
    "claims.sworn_statement": gettext_lazy("Sworn statement"),
    "guarantees": gettext_lazy("Guarantees"),
    "guarantees.warranties": gettext_lazy("Guarantee of the house: {name}"),
    "services": gettext_lazy("Services"),
    "services.repair": gettext_lazy("Repairs"),
    "services.cleaning": gettext_lazy("Cleaning"),
    "services.resizing": gettext_lazy("Resizing"),
    "services.bespoke": gettext_lazy("Made to measure"),
    "codes": gettext_lazy("Promotion codes"),
    "loyalty.points": gettext_lazy("Points"),
    "loyalty.referral": gettext_lazy("Referral"),
    "loyalty.tiers": gettext_lazy("Circle: {name}"),
    "news.newsletter": gettext_lazy("Newsletter"),
    "news.birthdays": gettext_lazy("Birthdays"),
    "news.contests": gettext_lazy("Contests"),
    "desk": gettext_lazy("Answers to customers"),
    "wholesale": gettext_lazy("Trade enquiries"),
    "rights": gettext_lazy("Rights over personal data"),
    "retention": gettext_lazy("How long data is kept"),
    "retention.own": gettext_lazy("How long data is kept: {name}"),
    "processors": gettext_lazy("Who handles data for us: {name}"),
    "cookies": gettext_lazy("Cookies"),
    "identity": gettext_lazy("Checks of identity"),
    "fraud": gettext_lazy("Checks of orders of value"),
}
NAMES: Mapping[str, Word] = {
    "address": gettext_lazy("Address"),
    "arrives_days_min": gettext_lazy("A refund arrives at the earliest after"),
    "bank": gettext_lazy("Bank"),
    "bic": gettext_lazy("BIC"),
    "brands": gettext_lazy("Cards taken"),
    "capital": gettext_lazy("Share capital"),
    "city": gettext_lazy("Town"),
    "contract_on": gettext_lazy("Contract of"),
    "country": gettext_lazy("Country (two letters)"),
    "director": gettext_lazy("Director of publication"),
    "documents": gettext_lazy("Papers accepted"),
    "email": gettext_lazy("E-mail address"),
    "en": gettext_lazy("In English"),
    "escalate_after_days": gettext_lazy("Without an answer, the owner is told after"),
    "evidence": gettext_lazy("What we ask for"),
    "for_minor": gettext_lazy("For every"),
    "fr": gettext_lazy("In French"),
    "free_delivery": gettext_lazy("Takes part in free delivery"),
    "given_by": gettext_lazy("Given by"),
    "holder": gettext_lazy("Account holder"),
    "iban": gettext_lazy("IBAN"),
    "label_en": gettext_lazy("Name, in English"),
    "label_fr": gettext_lazy("Name, in French"),
    "legal_form": gettext_lazy("Legal form"),
    "legal_name": gettext_lazy("Legal name"),
    "letter_up_to_g": gettext_lazy("A letter weighs at most (grams)"),
    "letter_up_to_minor": gettext_lazy("A letter is worth at most"),
    "likely_country": gettext_lazy("Most likely country (two letters)"),
    "line1": gettext_lazy("Street"),
    "line2": gettext_lazy("Further line"),
    "linked_months": gettext_lazy("Payments count together within"),
    "max_value_minor": gettext_lazy("Carries parcels worth at most"),
    "max_weight_g": gettext_lazy("Carries parcels weighing at most"),
    "name": gettext_lazy("Name"),
    "name_en": gettext_lazy("Name, in English"),
    "name_fr": gettext_lazy("Name, in French"),
    "natures": gettext_lazy("Kinds of parcel"),
    "outcomes": gettext_lazy("How it can end"),
    "phone": gettext_lazy("Telephone"),
    "phone_hours_en": gettext_lazy("Hours, in English"),
    "phone_hours_fr": gettext_lazy("Hours, in French"),
    "postcode": gettext_lazy("Postcode"),
    "prison_years": gettext_lazy("Prison, for a false statement"),
    "public_holidays": gettext_lazy("Public holidays kept"),
    "reason_en": gettext_lazy("Reason, in English"),
    "reason_fr": gettext_lazy("Reason, in French"),
    "basis": gettext_lazy("Legal ground"),
    "registration": gettext_lazy("Registration"),
    "relay": gettext_lazy("Delivers to pick-up points"),
    "role": gettext_lazy("What they do"),
    "safeguard": gettext_lazy("Safeguard outside Europe"),
    "siren": gettext_lazy("SIREN"),
    "site": gettext_lazy("Site"),
    "territory": gettext_lazy("Where it holds"),
    "threshold_minor": pgettext_lazy("an amount", "From"),
    "tracking_url": gettext_lazy("Tracking page ({number} stands for the parcel’s number)"),
    "vat_number": gettext_lazy("VAT number"),
    "warned_before_days": gettext_lazy("The customer is told beforehand"),
    "words_in_stock_en": gettext_lazy("In stock, in English"),
    "words_in_stock_fr": gettext_lazy("In stock, in French"),
    "words_restocking_en": gettext_lazy("Being restocked, in English ({days} and {date} are filled in)"),
    "words_restocking_fr": gettext_lazy("Being restocked, in French ({days} and {date} are filled in)"),
    "words_sold_out_en": gettext_lazy("Sold out, in English"),
    "words_sold_out_fr": gettext_lazy("Sold out, in French"),
    "worth_minor": gettext_lazy("Worth"),
}
CODES: Mapping[str, Word] = {
    "cb": "CB",
    "visa": "Visa",
    "mastercard": "Mastercard",
    "amex": "American Express",
    "letter": gettext_lazy("letter"),
    "parcel": gettext_lazy("parcel"),
    "valuable": gettext_lazy("secured and insured parcel"),
    "customer": gettext_lazy("the customer"),
    "house": gettext_lazy("the house"),
    "guest": gettext_lazy("without an account"),
    "account": gettext_lazy("with an account"),
    "FR": gettext_lazy("those of France"),
    "FR-alsace-moselle": gettext_lazy("those of Alsace and Moselle"),
    "none": gettext_lazy("none"),
    "consent": gettext_lazy("consent"),
    "contract": gettext_lazy("contract"),
    "law": gettext_lazy("law"),
    "interest": gettext_lazy("legitimate interest"),
    "february": gettext_lazy("28 February"),
    "march": gettext_lazy("1 March"),
    "slip": gettext_lazy("a slip to print"),
    "label": gettext_lazy("a return label"),
}
UNITS: Mapping[Unit, Word] = {
    Unit.DAYS: gettext_lazy("days"),
    Unit.WORKING_DAYS: gettext_lazy("working days"),
    Unit.HOURS: gettext_lazy("hours"),
    Unit.MINUTES: gettext_lazy("minutes"),
    Unit.MONTHS: gettext_lazy("months"),
    Unit.YEARS: gettext_lazy("years"),
    Unit.PERCENT: gettext_lazy("percent"),
    Unit.POINTS: gettext_lazy("points"),
    Unit.GRAMS: gettext_lazy("grams"),
}
STATES: Mapping[str, Word] = {
    EditionState.DRAFT: gettext_lazy("Draft"),
    EditionState.PROPOSED: gettext_lazy("Awaits approval"),
    EditionState.APPROVED: gettext_lazy("Approved"),
    EditionState.IN_FORCE: gettext_lazy("In force"),
    EditionState.REPLACED: gettext_lazy("Followed by another"),
    EditionState.ROLLED_BACK: gettext_lazy("Rolled back"),
    EditionState.WITHDRAWN: gettext_lazy("Withdrawn"),
}
TONES: Mapping[str, str] = {
    EditionState.PROPOSED: "warn",
    EditionState.APPROVED: "now",
    EditionState.IN_FORCE: "good",
}
LIMITS: Mapping[str, Word] = {
    "at_least": gettext_lazy("at least {value}"),
    "at_most": gettext_lazy("at most {value}"),
    "is": gettext_lazy("exactly {value}"),
    "without": gettext_lazy("without {value}"),
}
CONSOLE = pgettext_lazy("who did it", "the console")


def title_of(section: Section, charter: Charter) -> str:
    """Return what a section is called; members of lists by their own name."""
    known = SECTIONS.get(section.id.removesuffix(".*"), section.path)
    return str(known).replace("{name}", _member(section, charter))


def _member(section: Section, charter: Charter) -> str:
    if not section.id.endswith(".*"):
        return ""
    *_path, key = section.path.split(".")
    named = {value.name: str(value.said) for value in section.values}
    tongue = Telling(charter, _tongue())
    own = named.get(f"name_{tongue.language}") or named.get(f"label_{tongue.language}") or named.get("name")
    return own or key


def label_of(value: Value, charter: Charter) -> str:
    """Return what is asked: the promise as it is told today, or the value's own name.

    A promise that is not made today is told as it would be.
    """
    declared = value.declared
    if declared is None:
        return str(NAMES.get(value.name, value.name))
    keys = tuple(value.path.split(".")[place] for place, step in enumerate(declared.path) if step == "*")
    told = tellings(charter, declared, _tongue()).get(keys)
    return (told.sentence if told else "") or _would_say(declared, keys, charter)


def would_say(id: str, charter: Charter) -> str:
    """Return what a promise would tell if the house made it, with an ellipsis for each value."""
    words = promises()[id].promise.words[_tongue()]
    sentence = words if isinstance(words, str) else next((one for one in words.values() if one), "")
    return typeset(PLACEHOLDER.sub("…", cited(sentence, charter)), _tongue())


def _would_say(declared: Declared, keys: tuple[str, ...], charter: Charter) -> str:
    words = declared.promise.words[_tongue()]
    sentence = words if isinstance(words, str) else next((one for one in words.values() if one), "")
    found = (one for one in instances(charter, declared) if tuple(one.keys.values()) == keys)
    names = dict(next(found).names)
    filled = PLACEHOLDER.sub(lambda match: names.get(match[1], "…"), cited(sentence, charter))
    return typeset(filled, _tongue())


def choices_of(value: Value, charter: Charter) -> list[tuple[str, str]]:
    """Return the codes of a value with their words: the sentence each stands for, or its name."""
    telling = Telling(charter, _tongue(), value.unit)
    sentences = _sentences(value)
    return [(code, sentences.get(code) or _code(code, telling)) for code in value.codes]


def truths_of(value: Value) -> Mapping[object, str]:
    """Return the sentences that yes and no stand for, where each has one."""
    found = _sentences(value)
    return found if found.get(True) and found.get(False) else {}


def _sentences(value: Value) -> Mapping[object, str]:
    words = value.declared.promise.words[_tongue()] if value.declared else ""
    return {} if isinstance(words, str) else {code: said for code, said in words.items() if "{" not in said}


def _code(code: str, telling: Telling) -> str:
    return str(CODES.get(code) or spoken(code, telling))


def unit_of(value: Value, charter: Charter) -> str:
    """Return what a number counts: "days", "EUR"; empty where there is nothing to say."""
    if value.unit is Unit.MONEY:
        return charter.currency
    return str(UNITS.get(value.unit, "")) if isinstance(value.unit, Unit) else ""


def floor_of(id: str, charter: Charter, on: date) -> str:
    """Return the legal figures under a promise on a day, in words; empty where there is none."""
    declared = promises()[id]
    telling = Telling(charter, _tongue(), declared.unit)
    found = in_force(declared.promise.floor, charter.country, on)
    told = [
        str(LIMITS[one.limit]).format(value=_said(one.value, telling)) for one in found if one.limit in LIMITS
    ]
    return ", ".join(told)


def flag_in_words(flag: Flag, charter: Charter) -> str:
    """Say what a value is below of, and what runs or is advised instead."""
    declared = promises().get(flag.id)
    unit = declared.unit if declared else None
    telling = Telling(charter, _tongue(), unit)
    facts = {
        "written": _said(flag.written, telling),
        "instead": _said(flag.figure.instead_of(flag.written), telling),
        "source": flag.figure.source,
    }
    if flag.figure.force == "law":
        return _(
            "You write {written}; the law asks for {instead}, which holds in its place ({source})."
        ).format(**facts)
    return _("You write {written}; {instead} is advised ({source}).").format(**facts)


def _said(value: object, telling: Telling) -> str:
    if value in ((), ""):
        return str(CODES["none"])
    return spoken(value, telling)


def _tongue() -> str:
    return "fr" if speaking() == "fr" else "en"
