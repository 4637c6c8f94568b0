"""From lines to people, and why rows stay out; cells of people are never part of a reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from poincon.customers import addresses
from poincon.customers.addresses import AddressData
from poincon.intake.rows import FileRefused
from poincon.intake.sheets import Fault, Line, Sheet, Table, opened
from poincon.past import columns
from poincon.past.columns import DIALECTS
from poincon.past.states import About

LONGEST_EMAIL = 254
YES = frozenset({"1", "yes", "true", "vrai"})


@dataclass(frozen=True, slots=True)
class Consent:
    """That somebody agreed to be written to: when, to which words, and from which machine."""

    at: datetime
    words: str
    machine: str


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    line: int
    email: str
    language: str
    place: AddressData
    consent: Consent | None

    @property
    def key(self) -> str:
        return self.email.casefold()


@dataclass(frozen=True, slots=True)
class Proof:
    """What the house shows for the consents of its file: the words that were agreed to, or nothing.

    `confirmed` says that the former shop had every address confirmed by a mail before it counted.
    """

    words: str = ""
    confirmed: bool = False


def recognised(file: BinaryIO, about: About) -> Table:
    """Return a file to be read row by row, as the system whose columns it has writes. Raises FileRefused."""
    refusals = []
    for dialect in DIALECTS[about]:
        try:
            return opened(file, dialect)
        except FileRefused as refused:
            refusals.append(refused)
    told = [one for one in refusals if one.context["reason"] != "wrong_columns"]
    raise (told or [FileRefused(reason="wrong_columns", shop=about.value)])[0]


class People:
    """Reads the rows of customers; faults and notes gather while they are read."""

    def __init__(self, sheet: Sheet, proof: Proof, zone: ZoneInfo) -> None:
        self.sheet, self.proof, self.zone = sheet, proof, zone
        self.faults, self.notes = list(sheet.faults), list[Fault]()
        self._bad = {fault.line for fault in sheet.faults}

    def read(self) -> Iterator[PlannedPerson]:
        """Yield the customers of whom nothing stands against their row."""
        seen = set[str]()
        for line in self.sheet.lines:
            code = against_email(line[columns.EMAIL])
            person = self._person(line)
            if not code and person.key in seen:
                code = "email_twice"
            if code:
                self.faults.append(self._said(line, code, columns.EMAIL))
            elif line.number not in self._bad:
                seen.add(person.key)
                yield person

    def _person(self, line: Line) -> PlannedPerson:
        language = line[columns.LANGUAGE][:2].lower()
        return PlannedPerson(
            line=line.number,
            email=line[columns.EMAIL],
            language=language if language in {"fr", "en"} else "",
            place=self._place(line),
            consent=self._consent(line),
        )

    def _place(self, line: Line) -> AddressData:
        """Return names and address; one that cannot exist is left out, so that no parcel ever goes there."""
        said = AddressData(
            first_name=line[columns.FIRST],
            last_name=line[columns.LAST],
            phone=self._phone(line),
            **{name: line[name].lstrip("'") for name in columns.PLACES if name != columns.PHONE},
        )
        told = addresses.tidied(said)
        if not told.line1 or not addresses.faults(told):
            return _short(told if told.line1 else _named(said))
        self.notes.append(self._said(line, "address_unclear", columns.LINE1))
        return _short(_named(said))

    def _phone(self, line: Line) -> str:
        said = line[columns.PHONE].lstrip("'")
        number = addresses.tidy_phone(said, line[columns.COUNTRY].upper() or addresses.HOME) if said else ""
        if number is None:
            self.notes.append(self._said(line, "not_a_phone", columns.PHONE))
        return number or ""

    def _consent(self, line: Line) -> Consent | None:
        """Return the consent that is proved; a tick alone proves nothing (GDPR, art. 7(1))."""
        if line[columns.AGREED].lower() not in YES:
            return None
        at, machine = _instant(line[columns.AGREED_AT], self.zone), line[columns.AGREED_FROM]
        if at and machine and self.proof.words and self.proof.confirmed:
            return Consent(at, self.proof.words, machine[:45])
        self.notes.append(self._said(line, "consent_unproved", columns.AGREED))
        return None

    def _said(self, line: Line, code: str, field: str) -> Fault:
        return Fault(line.number, code, self.sheet.names.get(field, ""))


def against_email(said: str) -> str:
    """Return why an e-mail address cannot be taken, or nothing."""
    if not said:
        return "email_missing"
    try:
        validate_email(said)
    except ValidationError:
        return "not_an_email"
    return "too_long" if len(said) > LONGEST_EMAIL else ""


def _named(said: AddressData) -> AddressData:
    return AddressData(first_name=said.first_name, last_name=said.last_name, phone=said.phone)


def _short(place: AddressData) -> AddressData:
    return replace(place, first_name=place.first_name[:80], last_name=place.last_name[:80])


def _instant(said: str, zone: ZoneInfo) -> datetime | None:
    """Return an instant on the former shop's clock, which is taken to be this one's; nothing for none."""
    if not re.fullmatch(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}", said):
        return None
    try:
        return datetime.fromisoformat(said).replace(tzinfo=zone)
    except ValueError:
        return None
