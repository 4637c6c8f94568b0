"""The words of pages and mails in an edition: changed, refused with their place, served, gone back from."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from tests import jobs
from tests.accounts.people import a_member, mails_to
from tests.chancery.drafts import ANNA, BRUNO, an_approved, proposed
from tests.chancery.texts import (
    MORE,
    RETURNS,
    RETURNS_EN,
    SUBJECT,
    approved_words,
    drafted_words,
    proposed_words,
    words_of_returns,
)
from tests.crowd import at_once
from tests.shopping import a_browser

from poincon.chancery import queries, wordings
from poincon.chancery.actions import deciding, drafting
from poincon.chancery.models import Edition
from poincon.chancery.refusals import Outdated, Unchanged, Unprintable
from poincon.content.models import Publication
from poincon.content.queries import current, written
from poincon.foundation.stepping import Overtaken

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def served(page: str = "returns") -> str:
    return a_browser().get(reverse(f"content:{page}")).content.decode()


def test_one_edition_carries_charter_pages_and_mails(noon: datetime) -> None:
    drafting.change_values(author=ANNA, values={"withdrawal.window_days": 45}, at=noon)
    drafted_words({RETURNS: words_of_returns(), SUBJECT: "Réglée : {reference}"}, at=noon)
    drafting.change_values(author=ANNA, values={"cart.kept_days": 11}, at=noon)
    draft = Edition.objects.get()
    assert queries.drafted_by(draft).withdrawal.window_days == 45
    assert set(draft.words) == {RETURNS, SUBJECT}
    proposal = drafting.propose(author=ANNA, why="Noël.", from_at=noon + DAY, at=noon)
    deciding.approve(edition_id=proposal.pk, actor=BRUNO, at=noon)
    with time_machine.travel(noon + DAY, tick=False):
        page = served()
    assert MORE in page
    assert "45\u00a0jours" in page


def test_words_hold_from_their_day_on_in_every_process(noon: datetime) -> None:
    approved_words({RETURNS: words_of_returns()}, at=noon, from_at=noon + DAY)
    with time_machine.travel(noon + DAY - timedelta(microseconds=1), tick=False):
        assert MORE not in served()
    with time_machine.travel(noon + DAY, tick=False):
        assert MORE in served()
        assert MORE not in a_browser().get("/en/help/returns/").content.decode()


def test_a_page_still_asks_one_question_about_editions(noon: datetime) -> None:
    approved_words({RETURNS: words_of_returns()}, at=noon)
    browser = a_browser()
    with time_machine.travel(noon + DAY, tick=False):
        browser.get(reverse("content:returns"))
        with CaptureQueriesContext(connection) as seen:
            page = browser.get(reverse("content:returns"))
    asked = [query["sql"] for query in seen.captured_queries if "chancery_edition" in query["sql"]]
    assert len(asked) == 1
    assert MORE in page.content.decode()


def test_words_follow_the_charter_that_comes_after_them(noon: datetime) -> None:
    approved_words({RETURNS: words_of_returns()}, at=noon)
    an_approved({"withdrawal.window_days": 60}, at=noon)
    with time_machine.travel(noon, tick=False):
        page = served()
    assert MORE in page
    assert "60\u00a0jours" in page


def test_what_says_the_same_as_the_shop_is_no_change(noon: datetime) -> None:
    text = written("returns", "fr").replace("\n", "\r\n") + "\r\n  \r\n"
    assert drafted_words({RETURNS: text}, at=noon).words == {}
    with pytest.raises(Unchanged):
        drafting.propose(author=ANNA, why=".", from_at=noon, at=noon)


def test_going_back_to_the_shop_s_words_is_a_change(noon: datetime) -> None:
    first = approved_words({RETURNS: words_of_returns()}, at=noon)
    second = approved_words({RETURNS: None}, at=noon + DAY)
    assert (first.words != {}, second.words) == (True, {})
    back = drafting.propose_return(
        author=ANNA, edition_id=first.pk, why="Mieux.", from_at=noon, at=noon + 2 * DAY
    )
    deciding.approve(edition_id=back.pk, actor=BRUNO, at=noon + 2 * DAY)
    with time_machine.travel(noon + 3 * DAY, tick=False):
        assert MORE in served()


@pytest.mark.parametrize(
    ("place", "text", "where", "code"),
    [
        (RETURNS, '# R\n\n{% promise "cart.kept_dayz" %}', f"{RETURNS}:3", "promise_misspelt"),
        (RETURNS, "# R\n\nSous 14 jours.", f"{RETURNS}:3", "promise_typed"),
        (RETURNS, "# R\n\n<script>alert(1)</script>", f"{RETURNS}:3", "html_typed"),
        (RETURNS, "# R\n\n<img src=x onerror=alert(1)>", f"{RETURNS}:3", "html_typed"),
        (RETURNS, "# R\n\na\0b", f"{RETURNS}:3", "unseen_letter"),
        (RETURNS, "# R\n\n" + "x" * 1_000_000, RETURNS, "too_many_letters"),
        (RETURNS, "", f"{RETURNS}:1", "page_untitled"),
        (RETURNS, "# R\n\n{{ charter.model_dump }}", f"{RETURNS}:3", "page_no_value"),
        (SUBJECT, "Pour {prenom}", f"{SUBJECT}:1", "slot_unknown"),
        (SUBJECT, "", SUBJECT, "empty"),
        ("mails/fr/orders.paid/footer", "x", "mails/fr/orders.paid/footer", "text_unknown"),
        ("pages/de/returns", "# R", "pages/de/returns", "text_unknown"),
        ("charter.toml", "x", "charter.toml", "text_unknown"),
    ],
)
def test_words_that_cannot_be_are_refused_with_their_place_and_leave_the_draft(
    noon: datetime, place: str, text: str, where: str, code: str
) -> None:
    draft = drafted_words({RETURNS: words_of_returns()}, at=noon)
    with pytest.raises(Unprintable) as caught:
        drafted_words({place: text, RETURNS_EN: "# Other\n\nWords."}, at=noon)
    assert caught.value.code == "words_unprintable"
    assert [(fault.path, fault.reason.code) for fault in caught.value.faults] == [(where, code)]
    kept = Edition.objects.get()
    assert (kept.words, kept.digest) == (draft.words, draft.digest)


@how(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_any_words_are_kept_as_they_are_read_or_refused(noon: datetime, text: str) -> None:
    drafting.put_aside(author=ANNA)
    try:
        draft = drafted_words({RETURNS: text, "mails/fr/orders.paid/note": text}, at=noon)
    except Unprintable:
        assert not Edition.objects.exists()
        return
    stored = Edition.objects.get(pk=draft.pk)
    assert stored.words == draft.words
    assert queries.obstacles(stored, noon.date()) is not None


def test_a_link_that_leads_nowhere_is_told_when_it_is_proposed(noon: datetime) -> None:
    """Two pages may change one after the other in a draft; together they must agree."""
    text = '# R\n\n[ici]({% url "content:ordering" %}#nulle-part)'
    drafted_words({RETURNS: text}, at=noon)
    with pytest.raises(Unprintable) as caught:
        drafting.propose(author=ANNA, why=".", from_at=noon, at=noon)
    assert (f"{RETURNS}:3", "page_no_anchor") in {
        (fault.path, fault.reason.code) for fault in caught.value.faults
    }
    assert Edition.objects.get().state == "draft"


def test_a_charter_under_which_a_page_could_not_be_printed_is_not_proposed(noon: datetime) -> None:
    text = '# R\n\n{% promise "carriers.*.phone" carrier="colissimo" zone="fr" %}'
    with pytest.raises(Unprintable) as caught:
        drafted_words({RETURNS: text}, at=noon)
    assert caught.value.faults[0].reason.code == "promise_not_by"


def test_a_note_in_one_language_only_is_refused_when_it_is_proposed(noon: datetime) -> None:
    drafted_words({"mails/fr/orders.paid/note": "Fermé dimanche."}, at=noon)
    with pytest.raises(Unprintable) as caught:
        drafting.propose(author=ANNA, why=".", from_at=noon, at=noon)
    [fault] = caught.value.faults
    assert (fault.path, fault.reason.code) == ("mails/en/orders.paid/note", "language_missing")
    drafted_words({"mails/en/orders.paid/note": "Closed on Sunday."}, at=noon)
    assert drafting.propose(author=ANNA, why=".", from_at=noon, at=noon).state == "proposed"


def test_what_was_changed_since_it_was_read_is_not_written_over(noon: datetime) -> None:
    seen = wordings.mark(queries.as_drafted(ANNA), [RETURNS])
    drafting.change_words(author=ANNA, words={RETURNS: words_of_returns()}, at=noon, seen=seen)
    with pytest.raises(Overtaken):
        drafting.change_words(author=ANNA, words={RETURNS: words_of_returns("Z.")}, at=noon, seen=seen)
    assert MORE in Edition.objects.get().words[RETURNS]
    # Another page of the same draft is nobody's concern.
    mark = wordings.mark(queries.as_drafted(ANNA), [SUBJECT])
    drafting.change_words(author=ANNA, words={SUBJECT: "Réglée"}, at=noon, seen=mark)
    assert set(Edition.objects.get().words) == {RETURNS, SUBJECT}


def test_two_owners_who_change_one_page_are_told_and_nothing_is_lost(noon: datetime) -> None:
    drafted_words({RETURNS: words_of_returns("Anna.")}, at=noon)
    theirs = proposed_words({RETURNS: words_of_returns("Bruno."), SUBJECT: "Réglée"}, at=noon, author=BRUNO)
    deciding.approve(edition_id=theirs.pk, actor=ANNA, at=noon)
    with pytest.raises(Outdated):
        drafting.propose(author=ANNA, why=".", from_at=noon, at=noon)
    draft = queries.draft_of(ANNA)
    assert draft is not None
    assert queries.changed_by_both(draft) == (RETURNS,)
    taken = drafting.take_up(author=ANNA, edition_id=draft.pk, at=noon)
    assert "Anna." in taken.words[RETURNS]
    assert taken.words[SUBJECT] == "Réglée"
    assert queries.changed_by_both(taken) == ()


def test_the_database_keeps_proposed_words(noon: datetime) -> None:
    edition = proposed_words({RETURNS: words_of_returns()}, at=noon)
    with pytest.raises(DatabaseError, match="keeps its text"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(words={})
    assert Edition.objects.get().words == edition.words


@pytest.mark.django_db(transaction=True)
def test_changes_of_two_pages_at_once_are_both_kept(noon: datetime) -> None:
    drafted_words({SUBJECT: "Réglée"}, at=noon)
    todo = [{RETURNS: words_of_returns()}, {RETURNS_EN: "# Returns\n\nAs you like.\n"}]
    assert at_once(2, lambda: drafted_words(todo.pop(), at=noon)) == []
    assert set(Edition.objects.get().words) == {SUBJECT, RETURNS, RETURNS_EN}


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_one_of_two_changes_is_lost(noon: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: both have read the draft before either writes it."""
    from threading import Barrier

    drafted_words({SUBJECT: "Réglée"}, at=noon)
    gate, kept = Barrier(2), drafting._kept
    monkeypatch.setattr(drafting, "_drafted", queries.draft_of)
    monkeypatch.setattr(drafting, "_kept", lambda *given: (gate.wait(timeout=30), kept(*given))[1])
    todo = [{RETURNS: words_of_returns()}, {RETURNS_EN: "# Returns\n\nAs you like.\n"}]
    assert at_once(2, lambda: drafted_words(todo.pop(), at=noon)) == []
    assert len(Edition.objects.get().words) == 2


@pytest.mark.django_db(transaction=True)
def test_what_is_proposed_is_what_was_checked_whoever_changes_it_at_that_moment(noon: datetime) -> None:
    """A change that comes with the proposal is in it, checked, or begins a draft of its own."""
    drafted_words({RETURNS: words_of_returns()}, at=noon)
    todo = [
        lambda: drafting.propose(author=ANNA, why=".", from_at=noon, at=noon),
        lambda: drafted_words({"mails/fr/orders.paid/note": "Fermé."}, at=noon),
    ] * 2

    def next_of_them() -> None:
        todo.pop()()

    at_once(4, next_of_them)
    for edition in Edition.objects.filter(state="proposed"):
        assert queries.obstacles(edition, noon.date()) == ()


@pytest.mark.django_db(transaction=True)
def test_of_two_owners_who_change_one_page_at_once_one_is_approved(noon: datetime) -> None:
    ids = [
        proposed_words({RETURNS: words_of_returns(f"{name}.")}, at=noon, author=f"staff:{number}").pk
        for number, name in enumerate(["Anna", "Bruno", "Chloé", "Denis"], 1)
    ]
    raised = at_once(4, lambda: deciding.approve(edition_id=ids.pop(), actor="staff:99", at=noon))
    assert [type(error) for error in raised] == [Outdated] * 3
    assert Edition.objects.filter(state="approved").count() == 1


def test_what_comes_into_force_is_put_out_with_its_day(noon: datetime) -> None:
    with time_machine.travel(noon, tick=False):
        current("returns", "fr")
    approved_words({RETURNS: words_of_returns()}, at=noon, from_at=noon + DAY)
    with time_machine.travel(noon + DAY, tick=False):
        assert deciding.inaugurate_due(at=noon + DAY) == 1
        jobs.run()
    said = Publication.objects.filter(page="returns", language="fr").latest("number")
    assert MORE in said.version.text
    assert said.from_at == noon + DAY


def test_owners_are_written_to_when_a_proposal_waits_and_when_it_holds(noon: datetime) -> None:
    anna = a_member("owner", email="anna@house.example")
    a_member("owner", email="bruno@house.example")
    a_member("counter", email="carla@house.example")
    author = f"staff:{anna.pk}"
    drafted_words({RETURNS: words_of_returns()}, at=noon, author=author)
    proposed({"withdrawal.window_days": 45}, at=noon, from_at=noon + DAY, author=author)
    with time_machine.travel(noon, tick=False):
        jobs.run()
    assert mails_to("anna@house.example") == []
    [asked] = mails_to("bruno@house.example")
    assert "45\u00a0jours" in asked.text
    assert "Retours et remboursements" in asked.text
    edition = Edition.objects.get()
    assert reverse("chancery_desk:edition", args=[edition.pk]) in asked.text
    deciding.approve(edition_id=edition.pk, actor=BRUNO, at=noon)
    with time_machine.travel(noon + DAY, tick=False):
        deciding.inaugurate_due(at=noon + DAY)
        jobs.run()
        jobs.run()
    assert [mail.kind for mail in mails_to("anna@house.example")] == ["chancery.in_force"]
    assert [mail.kind for mail in mails_to("bruno@house.example")] == [
        "chancery.proposed",
        "chancery.in_force",
    ]
    assert mails_to("carla@house.example") == []


def test_nobody_is_asked_about_what_was_decided_already(noon: datetime) -> None:
    a_member("owner", email="bruno@house.example")
    edition = proposed({"withdrawal.window_days": 45}, at=noon)
    deciding.withdraw(edition_id=edition.pk, actor=ANNA, at=noon)
    with time_machine.travel(noon, tick=False):
        jobs.run()
    assert mails_to("bruno@house.example") == []


def test_a_mail_says_the_words_in_force(noon: datetime, settings) -> None:  # type: ignore[no-untyped-def]
    from poincon.chancery.telling import example

    approved_words({SUBJECT: "C’est réglé, {first_name}"}, at=noon)
    with time_machine.travel(noon, tick=False):
        assert example("orders.paid", "fr", noon).subject == "C’est réglé, Claire"
        assert example("orders.paid", "en", noon).subject == "Your order K7M-4QX is paid"
