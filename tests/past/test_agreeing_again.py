"""A consent taken back is given again by its customer alone, with its proof; no file changes it."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.translation import override
from tests.accounts.people import a_customer, a_member, signed_in
from tests.past.files import CLEO
from tests.past.test_consents import MINE, TAKEN_BACK, WORDS, bring, cleo, take_back

from poincon.foundation.models import Entry
from poincon.past import actions, words
from poincon.past.models import Person, Withdrawal

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
AGREE = "/compte/nouvelles/accord/"
OURS = "J’accepte de recevoir par e-mail les nouvelles de "
PROOF = ("agreed_at", "agreed_to", "agreed_from", "agreed_here", "withdrawn_at")


def proof() -> tuple[object, ...]:
    return Person.objects.values_list(*PROOF).get()


def parted() -> Client:
    """Return the browser of somebody who has taken back here what came along."""
    mine = cleo()
    mine.post(TAKEN_BACK)
    return mine


def shown(page: str) -> str:
    return page.partition('name="words" value="')[2].partition('"')[0]


def agreed_again() -> Client:
    mine = parted()
    with time_machine.travel(AT, tick=False):
        assert mine.post(AGREE, {"words": shown(mine.get(MINE).text)}).status_code == 302
    return mine


def test_the_customer_agrees_again_to_words_that_are_shown_and_the_proof_is_kept() -> None:
    mine = parted()
    page = mine.get(MINE).text
    assert (f'action="{AGREE}"' in page, f'action="{TAKEN_BACK}"' in page) == (True, False)
    told = shown(page)
    assert told.startswith(OURS)
    with time_machine.travel(AT, tick=False):
        answer = mine.post(AGREE, {"words": told}, REMOTE_ADDR="203.0.113.7")
    assert answer.headers["Location"] == MINE
    assert proof() == (AT, told, "203.0.113.7", True, None)
    page = mine.get(MINE).text
    assert "23 novembre 2026, vous avez accepté" in page
    assert (told in page, WORDS in page, f'action="{TAKEN_BACK}"' in page) == (True, False, True)
    assert Entry.objects.filter(verb="agree", actor__startswith="customer:").count() == 1
    assert not any("cleo" in str(row) for row in Entry.objects.values())


def test_agreeing_twice_is_agreeing_once_and_it_can_be_taken_back_again() -> None:
    mine = agreed_again()
    before = proof()
    mine.post(AGREE, {"words": str(before[1])})
    assert (proof(), Entry.objects.filter(verb="agree").count()) == (before, 1)
    mine.post(TAKEN_BACK)
    assert proof()[:4] == (None, "", "", False)
    assert proof()[4] is not None


@pytest.mark.parametrize("other", ["", "J’accepte tout.", WORDS])
def test_other_words_than_those_shown_are_agreed_to_by_nobody(other: str) -> None:
    mine = parted()
    before = proof()
    answer = mine.post(AGREE, {"words": other}, follow=True)
    assert "Ces mots ont changé entre-temps" in answer.text
    assert (proof(), Entry.objects.filter(verb="agree").count()) == (before, 0)
    with pytest.raises(actions.OtherWords) as refused:
        actions.agree(customer_id=1, words="Oui", shown=other, machine="::1", actor="customer:1", at=AT)
    assert refused.value.code == "other_words"


def test_nobody_else_agrees_for_them() -> None:
    mine = parted()
    told, before = shown(mine.get(MINE).text), proof()
    for other in (Client(), signed_in(a_member("counter")), signed_in(a_customer("eve@example.org"))):
        other.post(AGREE, {"words": told}, headers={"sec-fetch-site": "same-origin"})
    assert proof() == before


def test_whoever_took_nothing_back_agrees_to_nothing_here() -> None:
    mine = cleo()
    before = proof()
    page = mine.get(MINE).text
    assert AGREE not in page
    with override("fr"):
        mine.post(AGREE, {"words": words.consent()})
    assert proof() == before


@pytest.mark.parametrize(
    "line", [CLEO, CLEO.replace(";1;2024", ";0;2024"), CLEO.replace("2024-03-05", "2026-11-23")]
)
def test_no_later_file_changes_a_consent_given_here(line: str) -> None:
    agreed_again()
    before = proof()
    report = bring(line, AT + timedelta(days=1))
    assert (proof(), report.changed, report.notes) == (before, 0, [])


def test_once_taken_back_again_no_file_brings_it_back() -> None:
    mine = agreed_again()
    mine.post(TAKEN_BACK)
    report = bring(at=AT + timedelta(days=2))
    assert (report.agreed, [one.code for one in report.notes]) == (0, ["consent_withdrawn"])
    assert proof()[0] is None
    assert Withdrawal.objects.count() == 1


def test_the_database_keeps_no_consent_given_here_without_its_proof() -> None:
    bring()
    take_back()
    with pytest.raises(IntegrityError, match="past_agreed_here_is_consent"), transaction.atomic():
        Person.objects.update(agreed_here=True)


def agreeing_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a customer take back and agree again once a file that is read has seen their row."""
    mine = a_customer("cleo@example.org")
    bring()
    Person.objects.update(customer=mine)
    asked = actions._withdrawn

    def meanwhile(keys: Collection[str]) -> dict[str, datetime]:
        monkeypatch.setattr(actions, "_withdrawn", asked)
        take_back()
        told = {"words": "Oui", "shown": "Oui", "machine": "203.0.113.7", "actor": "customer:1"}
        assert actions.agree(customer_id=mine.pk, **told, at=AT) == 1
        return asked(keys)

    monkeypatch.setattr(actions, "_withdrawn", meanwhile)


def test_a_file_that_has_seen_the_row_before_takes_nothing_of_it_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    agreeing_meanwhile(monkeypatch)
    bring(CLEO.replace("2024-03-05", "2025-03-05"))
    assert proof() == (AT, "Oui", "203.0.113.7", True, None)


def test_without_looking_once_more_it_would() -> None:
    """Negative control: writing what the file says meets the consent given here, and the database says no."""
    agreed_again()
    with pytest.raises(IntegrityError, match="past_agreed_here_is_consent"), transaction.atomic():
        Person.objects.filter(withdrawn_at=None).update(**actions.NO_CONSENT)
