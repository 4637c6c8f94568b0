"""Customers of the former shop: who comes in, with what, and what is never taken on trust."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import jobs
from tests.accounts.people import a_customer
from tests.past.files import (
    ADA,
    BEA,
    CLEO,
    PRESTA_PEOPLE,
    SHOPIFY_PEOPLE,
    WOO_PEOPLE,
    customers,
)

from poincon.accounts.models import User
from poincon.customers.queries import addresses_of
from poincon.intake.rows import FileRefused
from poincon.intake.sheets import Sheet
from poincon.notifications.models import Message
from poincon.past import actions
from poincon.past.actions import Report
from poincon.past.models import Person
from poincon.past.reading import Proof
from poincon.past.words import ROW_REASONS

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
PROVED = Proof("Oui, je veux vos nouvelles.", confirmed=True)


def bring(sheet: Sheet, at: datetime, proof: Proof = PROVED, **how: bool) -> Report:
    return actions.bring_people(sheets=[sheet], proof=proof, zone=PARIS, at=at, **how)


def codes(report: Report) -> list[str]:
    told = [one.code for one in (*report.faults, *report.notes)]
    assert set(told) <= ROW_REASONS.keys()
    return told


@pytest.mark.parametrize(
    ("lines", "email", "name", "city", "phone"),
    [
        ((SHOPIFY_PEOPLE, ADA), "Ada@Example.org", "Ada Marchand", "Lyon", "+33612345678"),
        ((WOO_PEOPLE, BEA), "bea@example.org", "Bea Roy", "Lille", "+33320000000"),
        ((PRESTA_PEOPLE, CLEO), "cleo@example.org", "Cléo Petit", "Marseille", ""),
    ],
)
def test_a_customer_of_each_system(
    lines: tuple[str, ...], email: str, name: str, city: str, phone: str, noon: datetime
) -> None:
    report = bring(customers(*lines), noon)
    assert (report.created, report.kept, report.faults) == (1, True, [])
    row = Person.objects.get()
    assert (row.email, row.email_key, row.name) == (email, email.casefold(), name)
    assert (row.city, row.phone, row.country) == (city, phone, "FR")


def test_nobody_gets_an_account_a_password_or_a_mail(noon: datetime) -> None:
    before = ProcrastinateJob.objects.count()
    bring(customers(WOO_PEOPLE, BEA), noon)
    assert (User.objects.count(), Message.objects.count()) == (0, 0)
    assert ProcrastinateJob.objects.count() == before
    assert "$P$digest" not in str(Person.objects.values().get())


def test_the_same_file_again_changes_nothing(noon: datetime) -> None:
    first = (SHOPIFY_PEOPLE, ADA)
    bring(customers(*first), noon)
    report = bring(customers(*first), noon)
    assert (report.created, report.changed, report.same) == (0, 0, 1)
    report = bring(customers(SHOPIFY_PEOPLE, ADA.replace("3 rue du Lac", "4 rue du Lac")), noon)
    assert (report.changed, Person.objects.get().line1) == (1, "4 rue du Lac")


def test_consent_comes_with_its_whole_proof(noon: datetime) -> None:
    report = bring(customers(PRESTA_PEOPLE, CLEO), noon)
    row = Person.objects.get()
    assert (report.agreed, row.agreed_at) == (1, datetime(2024, 3, 5, 17, 20, 1, tzinfo=UTC))
    assert (row.agreed_to, row.agreed_from) == (PROVED.words, "203.0.113.9")


@pytest.mark.parametrize(
    ("line", "proof"),
    [
        (CLEO, Proof(PROVED.words)),
        (CLEO, Proof(confirmed=True)),
        (CLEO.replace("2024-03-05 18:20:01", "0000-00-00 00:00:00"), PROVED),
        (CLEO.replace("203.0.113.9", ""), PROVED),
    ],
)
def test_a_tick_without_the_whole_proof_is_no_consent(line: str, proof: Proof, noon: datetime) -> None:
    report = bring(customers(PRESTA_PEOPLE, line), noon, proof)
    assert (codes(report), report.agreed, report.kept) == (["consent_unproved"], 0, True)
    assert Person.objects.get().agreed_at is None


def test_shopifys_yes_proves_nothing(noon: datetime) -> None:
    assert codes(bring(customers(SHOPIFY_PEOPLE, ADA), noon)) == ["consent_unproved"]
    assert Person.objects.get().agreed_at is None


def test_a_consent_that_a_later_file_no_longer_tells_is_gone(noon: datetime) -> None:
    bring(customers(PRESTA_PEOPLE, CLEO), noon)
    bring(customers(PRESTA_PEOPLE, CLEO.replace(";1;2024", ";0;2024")), noon)
    assert Person.objects.get().agreed_at is None


def test_the_database_keeps_no_consent_without_its_proof(noon: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(
            email="x@example.org", email_key="x@example.org", agreed_at=noon, brought_at=noon
        )


def test_rows_are_refused_one_by_one_and_the_others_come_in(noon: datetime) -> None:
    bad = (
        "2,,,,no,,,,,,,,,,,",
        "3,X,Y,not an address,no,,,,,,,,,,,",
        ADA,
        "5,=cmd,Y,y@example.org,no" + "," * 11,
    )
    sheet = customers(SHOPIFY_PEOPLE, ADA, *bad, "short,row")
    report = bring(sheet, noon)
    assert (report.kept, Person.objects.count()) == (False, 0)
    assert sorted(one.code for one in report.faults) == [
        "cell_count",
        "email_missing",
        "email_twice",
        "formula",
        "not_an_email",
    ]
    assert bring(sheet, noon, skip_refused=True).kept
    assert Person.objects.get().email_key == "ada@example.org"


def test_no_reason_ever_repeats_what_people_wrote(noon: datetime) -> None:
    sheet = customers(
        SHOPIFY_PEOPLE, ADA.replace("Ada,", "=Ada,").replace("69003", "1"), "2,,,secret,no" + "," * 11
    )
    report = bring(sheet, noon)
    assert {one.value for one in (*report.faults, *report.notes)} == {""}


def test_a_rehearsal_writes_nothing(noon: datetime) -> None:
    report = bring(customers(SHOPIFY_PEOPLE, ADA), noon, rehearse=True)
    assert (report.created, report.kept, Person.objects.count()) == (1, False, 0)


def test_an_address_that_cannot_exist_is_left_out(noon: datetime) -> None:
    report = bring(
        customers(SHOPIFY_PEOPLE, ADA.replace("69003", "6900333").replace("+33612345678", "12")), noon
    )
    assert {"address_unclear", "not_a_phone"} <= set(codes(report))
    row = Person.objects.get()
    assert (row.line1, row.phone, row.name) == ("", "", "Ada Marchand")


def test_whoever_has_an_account_is_left_as_they_are(noon: datetime) -> None:
    customer = a_customer("ada@example.org")
    bring(customers(SHOPIFY_PEOPLE, ADA), noon)
    row = Person.objects.get()
    assert row.customer_id == customer.pk
    customer.refresh_from_db()
    assert customer.name == "Claire Moreau"
    report = bring(customers(SHOPIFY_PEOPLE, ADA), noon)
    assert (report.same, report.changed) == (1, 0)


def test_whoever_proves_the_address_finds_their_address_and_the_rest_is_emptied(noon: datetime) -> None:
    bring(customers(SHOPIFY_PEOPLE, ADA), noon)
    customer = a_customer("ada@example.org")
    jobs.run()
    (entry,) = addresses_of(customer)
    assert (entry.line1, entry.city) == ("3 rue du Lac", "Lyon")
    row = Person.objects.get()
    kept = (row.first_name, row.last_name, row.line1, row.phone)
    assert (row.customer_id, *kept) == (customer.pk, "", "", "", "")
    assert row.name == customer.name
    jobs.run()
    assert addresses_of(customer).count() == 1


def test_nobody_else_finds_them(noon: datetime) -> None:
    bring(customers(SHOPIFY_PEOPLE, ADA), noon)
    customer = a_customer("eve@example.org")
    jobs.run()
    assert Person.objects.get().customer_id is None
    assert not addresses_of(customer).exists()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_prestashop_may_write_in_windows_letters(encoding: str, noon: datetime) -> None:
    bring(customers(PRESTA_PEOPLE, CLEO, encoding=encoding), noon)
    assert Person.objects.get().first_name == "Cléo"


def test_another_file_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        customers("Handle,Title", "a,b")
    assert refused.value.context["reason"] == "wrong_columns"
    assert not isinstance(refused.value, ValidationError)
