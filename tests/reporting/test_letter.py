"""The owners' letter: one calm mail on the morning after a promise was broken, and none otherwise."""

import threading
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.test import Client
from tests.accounts.people import a_member, signed_in
from tests.crowd import at_once
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.charter.actions import clocks, striking
from poincon.charter.actions.clocks import Term
from poincon.charter.models import Clock
from poincon.foundation import journal
from poincon.notifications.models import Message
from poincon.orders.models import Order
from poincon.reporting import actions, mails
from poincon.reporting.models import Letter
from poincon.staff.models import StaffMember

pytestmark = pytest.mark.django_db
BROKE = datetime(2026, 11, 20, 23, tzinfo=UTC)  # the end of Friday the 20th in Paris
MORNING = datetime(2026, 11, 21, 6, tzinfo=UTC)  # seven o'clock there
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
DISPATCH, CUT_OFF = "orders.dispatch_within_days", "orders.cancel_until"
BOARD = "/comptoir/promesses/"
SERIAL = count()


def an_owner(language: str = "fr", *roles: str) -> StaffMember:
    member = a_member(*(roles or ("owner",)), email=f"owner-{next(SERIAL)}@house.example")
    member.user.language = language
    member.user.save()
    return member


def broken(number: int = 1, at: datetime = BROKE, promise: str = DISPATCH) -> Clock:
    clocks.start(subject=f"order:{number}", of=[Term(promise, at, [])], at=at - 5 * DAY)
    striking.strike(at=at)
    return Clock.objects.get(subject=f"order:{number}", promise=promise)


def letters() -> list[Message]:
    return list(Message.objects.filter(kind="reporting.letter").order_by("id"))


def test_nothing_is_written_while_nothing_was_broken() -> None:
    an_owner()
    clocks.start(subject="order:1", of=[Term(DISPATCH, MORNING + DAY, [])], at=BROKE)
    assert actions.write_letter(at=MORNING) == 0
    assert (letters(), Letter.objects.count()) == ([], 0)


def test_a_broken_promise_is_told_the_next_morning_and_once() -> None:
    owner = an_owner()
    broken()
    written = [actions.write_letter(at=MORNING + minutes * MINUTE) for minutes in (-1, 0, 10, 600)]
    assert written == [0, 1, 0, 0]
    [letter] = letters()
    assert (letter.to, letter.language, letter.key) == (
        owner.user.email,
        "fr",
        f"letter:2026-11-21:{owner.pk}",
    )
    assert letter.subject == "Une promesse n’a pas été tenue"
    assert actions.write_letter(at=MORNING + DAY) == 0


def test_what_broke_today_is_told_tomorrow_with_what_is_new_alone() -> None:
    an_owner()
    broken(1)
    actions.write_letter(at=MORNING)
    broken(2, MORNING + timedelta(hours=4))
    assert actions.write_letter(at=MORNING + timedelta(hours=5)) == 0
    assert actions.write_letter(at=MORNING + DAY) == 1
    assert "order:2" in letters()[1].text
    assert "order:1" not in letters()[1].text


def test_after_a_stop_what_was_missed_is_told_in_one_letter() -> None:
    an_owner()
    broken(1, BROKE - 2 * DAY)
    broken(2, BROKE - DAY)
    broken(3)
    broken(4, BROKE - 15 * DAY)  # too long ago to be news
    assert actions.write_letter(at=MORNING) == 1
    [letter] = letters()
    assert letter.subject == "3 promesses n’ont pas été tenues"
    assert "order:4" not in letter.text


def test_the_letter_names_the_order_the_promise_the_day_and_why() -> None:
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "transfer")
    order = Order.objects.select_related("contact").get()
    an_owner("en")
    first, second = broken(order.pk), broken(2)
    clocks.give_cause(clock_id=first.pk, cause="restock_late", actor="staff:1", at=MORNING)
    clocks.end(subject="order:2", promises=[DISPATCH], at=MORNING - MINUTE)
    Clock.objects.filter(pk=second.pk).update(cause="")
    clocks.start(subject="order:3", of=[Term(DISPATCH, MORNING + timedelta(hours=9), [])], at=BROKE)
    clocks.start(subject="order:4", of=[Term(CUT_OFF, MORNING + timedelta(hours=9), [])], at=BROKE)
    actions.write_letter(at=MORNING)
    [letter] = letters()
    for body in (letter.text, letter.html):
        assert order.reference in body
        assert "Due Friday 20 November. Why: the maker delivered late. Still to be made good." in body
        assert "Nobody has noted why. Made good Saturday 21 November." in body
        due = body.partition("Due today")[2]
        assert "order:3" in due
        assert "order:4" not in body  # the customer's own time is nothing to be kept
        assert order.contact.email not in body
    assert f"/en{BOARD}".replace("comptoir/promesses", "desk/promises") in letter.text


def test_each_owner_at_work_is_written_to_in_their_language_and_nobody_else() -> None:
    french, english, gone = an_owner("fr"), an_owner("en", "owner", "counter"), an_owner()
    an_owner("fr", "counter")
    gone.disabled_at = BROKE
    gone.save()
    broken()
    assert actions.write_letter(at=MORNING) == 2
    assert {(one.to, one.language) for one in letters()} == {
        (french.user.email, "fr"),
        (english.user.email, "en"),
    }


def test_an_owner_who_stops_the_mail_gets_none_and_later_no_old_news() -> None:
    owner = an_owner()
    browser = signed_in(owner)
    assert "Arrêter cet e-mail" in browser.get(BOARD).text
    for _ in range(2):
        assert browser.post(f"{BOARD}lettre", {"wanted": "no"}).status_code == 302
    assert journal.entries(f"staff:{owner.pk}").filter(verb="stop_letter").count() == 1
    broken()
    assert (actions.write_letter(at=MORNING), letters()) == (0, [])
    assert "M’écrire" in browser.get(BOARD).text
    browser.post(f"{BOARD}lettre", {"wanted": "yes"})
    assert actions.write_letter(at=MORNING + DAY) == 0
    broken(2, BROKE + DAY)
    assert actions.write_letter(at=MORNING + DAY) == 1


def test_only_owners_are_offered_the_letter() -> None:
    page = signed_in(a_member("counter")).get(BOARD)
    assert (page.status_code, "lettre" in page.text) == (200, False)
    assert Client().post(f"{BOARD}lettre", {"wanted": "no"}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_workers_that_look_at_once_write_one_letter() -> None:
    an_owner()
    broken()
    assert at_once(6, lambda: actions.write_letter(at=MORNING)) == []
    assert len(letters()) == 1


@pytest.mark.django_db(transaction=True)
def test_without_today_s_row_and_its_key_each_worker_would_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: whoever looks before the others have written writes too."""
    gate, post = threading.Barrier(6), mails.post

    def looks_alone(*_told: object) -> bool:
        gate.wait()
        return True

    def by_a_key_of_its_own(*, key: str, **told: object) -> Message:
        return post(key=f"{key}:{threading.get_ident()}", **told)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "_is_first_today", looks_alone)
    monkeypatch.setattr(mails, "post", by_a_key_of_its_own)
    an_owner()
    broken()
    assert at_once(6, lambda: actions.write_letter(at=MORNING)) == []
    assert len(letters()) == 6
