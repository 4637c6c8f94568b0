"""Bringing in customers and past orders, and letting them go again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.crypto import salted_hmac

from poincon.customers import actions as customers
from poincon.customers import addresses
from poincon.customers import queries as people
from poincon.customers.addresses import AddressData
from poincon.foundation import journal
from poincon.foundation.clock import local_day
from poincon.intake.reports import Told
from poincon.intake.sheets import Fault, Sheet
from poincon.kernel.refusal import Refusal
from poincon.past import queries
from poincon.past.history import History, PlannedOrder
from poincon.past.models import Forgotten, PastLine, PastOrder, Person, Withdrawal
from poincon.past.reading import Consent, People, PlannedPerson, Proof
from poincon.past.rules import Terms, delivered_by, kept_until

CHUNK = 500
FORGOTTEN, WITHDRAWN = "past.forgotten", "past.withdrawn"
NO_CONSENT = {"agreed_at": None, "agreed_to": "", "agreed_from": ""}


class OtherWords(Refusal):
    """The words to agree to have changed since they were shown."""

    code = "other_words"


@dataclass(slots=True)
class Report(Told):
    """Counted by customer or by order; `agreed` are those whose consent is proved."""

    agreed: int = 0


@transaction.atomic
def bring_people(
    *,
    sheets: Iterable[Sheet],
    proof: Proof,
    zone: ZoneInfo,
    at: datetime,
    rehearse: bool = False,
    skip_refused: bool = False,
) -> Report:
    """Keep the customers of a file: no account, no password, no mail; consent only with its proof.

    Whoever has an account here is left as they are. When any row is refused nothing at all is written,
    unless `skip_refused`.
    """
    report = Report()
    for sheet in sheets:
        reader = People(sheet, proof, zone)
        for chunk in batched(reader.read(), CHUNK, strict=False):
            _keep_people(chunk, at, report)
        report.refuse(reader.faults)
        report.note(reader.notes)
    return _ended(report, rehearse=rehearse, skip_refused=skip_refused)


@transaction.atomic
def bring_orders(
    *,
    sheets: Iterable[Sheet],
    currency: str,
    at: datetime,
    rehearse: bool = False,
    skip_refused: bool = False,
) -> Report:
    """Keep the past orders of a file as a record; a later file may know more of one, and replaces it whole.

    When any row is refused nothing at all is written, unless `skip_refused`.
    """
    terms = queries.terms(local_day(at))
    report = Report()
    for sheet in sheets:
        reader = History(sheet, currency, local_day(at), terms)
        for chunk in batched(reader.read(), CHUNK, strict=False):
            _keep_orders(chunk, sheet, terms, at, report)
        report.refuse(reader.faults)
        report.note(reader.notes)
    return _ended(report, rehearse=rehearse, skip_refused=skip_refused)


@transaction.atomic
def claim(*, customer_id: int, email: str, at: datetime) -> bool:
    """Give what the former shop knew of an address to the account that has proved it; False where nothing.

    Their address goes into an address book that is empty yet, and here no more is kept than whose it is.
    """
    person = Person.objects.select_for_update().filter(email_key=email.casefold(), customer=None).first()
    if person is None:
        return False
    place = AddressData.of(person)
    customer = people.by_id(customer_id)
    if (
        customer
        and place.line1
        and not addresses.faults(place)
        and not people.addresses_of(customer).exists()
    ):
        customers.add_address(customer_id=customer_id, data=place, at=at)
    person.customer_id = customer_id
    for name in AddressData().as_dict():
        setattr(person, name, "")
    person.save()
    return True


@transaction.atomic
def erase(*, person_id: int, actor: str, at: datetime) -> bool:
    """Erase what names a person (GDPR, art. 17); False when that was done.

    Their orders stay as long as the law wants them, and say of nobody whose they were. No later file brings
    the person back: a digest is kept that tells the address from others, and from which none can be read.
    """
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        return False
    journal.write(subject=journal.subject_of(person), verb="erase", actor=actor, at=at)
    Forgotten.objects.get_or_create(
        digest=_digest(FORGOTTEN, person.email_key), defaults={"forgotten_at": at}
    )
    person.delete()
    return True


@transaction.atomic
def withdraw(*, people: Collection[int], actor: str, at: datetime) -> int:
    """Take back the consent to news of these people, at their wish (GDPR, art. 7(3)); returns of how many.

    The proof goes with the consent. A digest of the address stays, by which no later file brings it back.
    """
    rows = Person.objects.select_for_update().filter(pk__in=people, agreed_at__isnull=False)
    taken = list(rows.order_by("pk"))
    for row in taken:
        journal.write(subject=journal.subject_of(row), verb="withdraw", actor=actor, at=at)
        digest = _digest(WITHDRAWN, row.email_key)
        Withdrawal.objects.get_or_create(digest=digest, defaults={"withdrawn_at": at})
    known = Person.objects.filter(pk__in=[row.pk for row in taken])
    known.update(**NO_CONSENT, agreed_here=False, withdrawn_at=at)
    return len(taken)


@transaction.atomic
def agree(*, customer_id: int, words: str, shown: str, machine: str, actor: str, at: datetime) -> int:
    """Keep that a customer who had taken their consent back agrees to news again; returns for how many rows.

    It is theirs alone to do (GDPR, art. 4(11) and 7(1)), and is kept with its proof: when, to which `words`,
    from which `machine`. The digest of the withdrawal stays: no file brings anything back. Raises OtherWords
    where they were `shown` others; then nothing has changed.
    """
    if shown != words:
        raise OtherWords
    found = Person.objects.select_for_update().filter(customer=customer_id, withdrawn_at__isnull=False)
    rows = list(found.order_by("pk"))
    for row in rows:
        journal.write(subject=journal.subject_of(row), verb="agree", actor=actor, at=at)
    given = _consent(Consent(at, words, machine))
    Person.objects.filter(pk__in=[row.pk for row in rows]).update(
        **given, agreed_here=True, withdrawn_at=None
    )
    return len(rows)


@transaction.atomic
def let_go(*, at: datetime) -> int:
    """Delete the orders that there is no reason to keep, and people who have not come; returns how many."""
    orders = PastOrder.objects.filter(kept_until__lt=local_day(at))
    gone = orders.count()
    orders.delete()
    waited = Person.objects.filter(customer=None, brought_at__lt=queries.idle_since(at))
    gone += waited.count()
    waited.delete()
    return gone


def _keep_people(chunk: Collection[PlannedPerson], at: datetime, report: Report) -> None:
    """Keep those who were not erased here; what they took back stays so."""
    keys = [one.key for one in chunk]
    known = Person.objects.in_bulk(keys, field_name="email_key")
    # Asked after the rows: what is taken back between the two is known here, or met when the row is written.
    gone, withdrawn = _forgotten(keys), _withdrawn(keys)
    accounts = people.by_emails(keys)
    report.note(Fault(one.line, "forgotten") for one in chunk if one.key in gone)
    for one in (kept for kept in chunk if kept.key not in gone):
        row = known.get(one.key)
        if one.consent and one.key in withdrawn and not (row and row.agreed_here):
            report.note([Fault(one.line, "consent_withdrawn")])
        _keep_person(one, row, accounts.get(one.key), withdrawn.get(one.key), at, report)


def _keep_orders(
    chunk: Collection[PlannedOrder], sheet: Sheet, terms: Terms, at: datetime, report: Report
) -> None:
    rows = PastOrder.objects.filter(system=sheet.dialect.system, number__in=[one.number for one in chunk])
    known = {row.number: row for row in rows}
    persons = _persons_of(chunk, at)
    for one in chunk:
        whose = persons.get(one.email.casefold())
        _keep_order(one, known.get(one.number), whose, sheet, terms, report)


def _keep_person(
    one: PlannedPerson,
    row: Person | None,
    account: int | None,
    withdrawn: datetime | None,
    at: datetime,
    report: Report,
) -> None:
    """Keep what a row says; of whoever has an account here nothing but whose they are, and their consent.

    Consent that was taken back here, or given here, stays so, be it while the file is read.
    """
    theirs = row.customer_id if row else account
    told: dict[str, Any] = {"email": one.email, "language": one.language} if theirs is None else {}
    told |= one.place.as_dict() if theirs is None else {}
    consent = None if withdrawn else one.consent
    proof = {} if row and row.agreed_here else _consent(consent)
    report.agreed += consent is not None
    if row is None:
        words = {"email": one.email} | told | proof
        Person.objects.create(
            email_key=one.key, customer_id=account, withdrawn_at=withdrawn, brought_at=at, **words
        )
        report.created += 1
    elif any(getattr(row, name) != value for name, value in (told | proof).items()):
        # What was said here since the row was read holds: then nothing but the address is written.
        as_read = Person.objects.filter(pk=row.pk, withdrawn_at=row.withdrawn_at, agreed_here=row.agreed_here)
        if not as_read.update(**told | proof) and told:
            Person.objects.filter(pk=row.pk).update(**told)
        report.changed += 1
    else:
        report.same += 1


def _consent(consent: Consent | None) -> dict[str, Any]:
    if consent is None:
        return NO_CONSENT
    return {"agreed_at": consent.at, "agreed_to": consent.words, "agreed_from": consent.machine}


def _persons_of(chunk: Iterable[PlannedOrder], at: datetime) -> dict[str, int]:
    """Return whose the orders are; who is not known yet is from now on, by the name on the bill.

    Those who were erased here are nobody.
    """
    wanted = {one.email.casefold(): one for one in reversed(list(chunk))}
    for key in _forgotten(wanted):
        del wanted[key]
    known = Person.objects.in_bulk(list(wanted), field_name="email_key")
    accounts = people.by_emails(wanted)
    for key, one in wanted.items():
        if key not in known:
            theirs = accounts.get(key)
            name = {"first_name": one.first_name, "last_name": one.last_name} if theirs is None else {}
            known[key] = Person.objects.create(
                email=one.email, email_key=key, customer_id=theirs, brought_at=at, **name
            )
    return {key: row.pk for key, row in known.items()}


def _keep_order(
    one: PlannedOrder,
    row: PastOrder | None,
    person_id: int | None,
    sheet: Sheet,
    terms: Terms,
    report: Report,
) -> None:
    if row and row.digest == one.digest:
        report.same += 1
        return
    if row:
        row.delete()
        report.changed += 1
    else:
        report.created += 1
    delivered = delivered_by(one.ordered_on, one.sent_on, one.delivered_on, terms)
    order = PastOrder.objects.create(
        system=sheet.dialect.system,
        number=one.number,
        person_id=person_id,
        ordered_on=one.ordered_on,
        sent_on=one.sent_on,
        delivered_on=one.delivered_on,
        currency=one.total.currency,
        total_minor=one.total.minor,
        kept_until=kept_until(delivered, one.total, terms),
        digest=one.digest,
    )
    PastLine.objects.bulk_create(
        PastLine(
            order=order,
            position=place,
            words=line.words,
            sku=line.sku,
            quantity=line.quantity,
            unit_minor=line.unit.minor if line.unit else None,
        )
        for place, line in enumerate(one.lines)
    )


def _digest(why: str, email_key: str) -> str:
    """Return what tells an address from others, and nobody which; each reason has digests of its own."""
    return salted_hmac(why, email_key, algorithm="sha256").hexdigest()


def _forgotten(keys: Iterable[str]) -> set[str]:
    """Return those addresses whose people were erased here."""
    digests = {_digest(FORGOTTEN, key): key for key in keys}
    found = Forgotten.objects.filter(digest__in=list(digests)).values_list("digest", flat=True)
    return {digests[digest] for digest in found}


def _withdrawn(keys: Iterable[str]) -> dict[str, datetime]:
    """Return since when those addresses have taken their consent back here that have."""
    digests = {_digest(WITHDRAWN, key): key for key in keys}
    found = Withdrawal.objects.filter(digest__in=list(digests)).values_list("digest", "withdrawn_at")
    return {digests[digest]: at for digest, at in found}


def _ended(report: Report, *, rehearse: bool, skip_refused: bool) -> Report:
    report.faults.sort(key=lambda one: one.line)
    report.notes.sort(key=lambda one: one.line)
    report.kept = not rehearse and (skip_refused or not report.faults)
    transaction.set_rollback(not report.kept)
    return report
