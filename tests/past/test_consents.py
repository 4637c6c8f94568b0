"""A consent that came along: shown to whom it is, taken back where it is shown, and back for good."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests import jobs
from tests.accounts.people import a_customer, a_member, signed_in
from tests.past.files import CLEO, PRESTA_PEOPLE, customers

from poincon.foundation.models import Entry
from poincon.past import actions
from poincon.past.actions import Report
from poincon.past.models import Person, Withdrawal
from poincon.past.reading import Proof

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORDS = "Oui, je veux vos nouvelles."
MINE = "/compte/preferences/"
TAKEN_BACK = "/compte/nouvelles/retrait/"


def bring(line: str = CLEO, at: datetime = AT) -> Report:
    return actions.bring_people(
        sheets=[customers(PRESTA_PEOPLE, line)],
        proof=Proof(WORDS, confirmed=True),
        zone=ZoneInfo("Europe/Paris"),
        at=at,
    )


def cleo() -> Client:
    """Return the browser of somebody whose consent came along and who has an account here since."""
    bring()
    person = a_customer("cleo@example.org")
    jobs.run()
    return signed_in(person)


def take_back() -> None:
    people = list(Person.objects.values_list("pk", flat=True))
    assert actions.withdraw(people=people, actor="staff:1", at=AT) == 1


def agreed() -> bool:
    row = Person.objects.get()
    return bool(row.agreed_at or row.agreed_to or row.agreed_from)


def test_a_customer_reads_in_their_preferences_what_they_agreed_to_and_when() -> None:
    page = cleo().get(MINE).text
    assert ("5 mars 2024" in page, WORDS in page, "cleo@example.org" in page) == (True, True, True)
    assert f'action="{TAKEN_BACK}"' in page


def test_a_customer_takes_it_back_there_and_reads_that_it_is_so() -> None:
    mine = cleo()
    assert mine.post(TAKEN_BACK).headers["Location"] == MINE
    assert not agreed()
    page = mine.get(MINE).text
    assert "Vous avez repris votre accord le" in page
    assert (WORDS in page, TAKEN_BACK in page) == (False, False)
    mine.post(TAKEN_BACK)
    assert Entry.objects.filter(verb="withdraw", actor__startswith="customer:").count() == 1


def test_whoever_agreed_to_nothing_is_told_nothing() -> None:
    stranger = signed_in(a_customer("eve@example.org"))
    bring()
    jobs.run()
    assert "Nouvelles par e-mail" not in stranger.get(MINE).text
    stranger.post(TAKEN_BACK)
    assert agreed()


def test_the_desk_reads_it_on_both_pages_and_takes_it_back() -> None:
    cleo()
    row, desk = Person.objects.get(), signed_in(a_member("counter"))
    person, customer = f"/comptoir/ancienne-boutique/{row.pk}/", f"/comptoir/clients/{row.customer_id}/"
    for path in (person, customer):
        page = desk.get(path).text
        assert ("A dit oui le" in page, WORDS in page, f"{person}retrait/" in page) == (True, True, True)
    assert desk.post(f"{person}retrait/").headers["Location"] == person
    assert not agreed()
    for path in (person, customer):
        page = desk.get(path).text
        assert ("Accord repris le" in page, f"{person}retrait/" in page) == (True, False)


def test_only_the_counter_takes_back_for_others() -> None:
    bring()
    path = f"/comptoir/ancienne-boutique/{Person.objects.get().pk}/retrait/"
    assert signed_in(a_member("catalogue")).post(path).status_code == 403
    assert Client().post(path).status_code in {302, 403}
    assert agreed()


@pytest.mark.parametrize(
    "line",
    [
        CLEO,
        CLEO.replace("cleo@", "Cleo@"),
        CLEO.replace("2024-03-05", "2026-11-21"),
        CLEO.replace("1 place Ronde", "2 place Ronde"),
    ],
)
def test_no_later_file_brings_back_what_was_taken_back(line: str) -> None:
    bring()
    take_back()
    report = bring(line, AT + timedelta(days=1))
    assert (report.agreed, [one.code for one in report.notes]) == (0, ["consent_withdrawn"])
    assert (agreed(), Person.objects.get().withdrawn_at) == (False, AT)


def test_the_same_file_again_changes_nothing_after_a_withdrawal_either() -> None:
    bring()
    take_back()
    report = bring()
    assert (report.created, report.changed, report.same) == (0, 0, 1)


def test_without_a_withdrawal_the_file_brings_the_consent_again() -> None:
    """Negative control: what holds it back is the withdrawal, nothing else."""
    bring(CLEO.replace(";1;2024", ";0;2024"))
    assert not agreed()
    bring()
    assert agreed()


def test_it_stays_taken_back_when_the_person_was_let_go_of_meanwhile() -> None:
    bring()
    take_back()
    later = AT + timedelta(days=1_200)
    actions.let_go(at=later)
    assert Person.objects.count() == 0
    report = bring(at=later)
    assert (report.created, report.agreed, agreed()) == (1, 0, False)
    assert Person.objects.get().withdrawn_at == AT


def test_it_stays_taken_back_by_whoever_opens_an_account_afterwards() -> None:
    bring()
    take_back()
    mine = signed_in(a_customer("cleo@example.org"))
    jobs.run()
    bring()
    assert "Vous avez repris votre accord le" in mine.get(MINE).text
    assert not agreed()


def test_what_is_kept_of_a_withdrawal_names_nobody() -> None:
    bring()
    take_back()
    (kept,) = Withdrawal.objects.values()
    assert ("cleo" in str(kept), len(kept["digest"])) == (False, 64)


def test_the_database_keeps_no_consent_beside_its_withdrawal() -> None:
    bring()
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.update(withdrawn_at=AT)
