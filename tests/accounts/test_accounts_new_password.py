"""A forgotten password (R114): a link good once, for minutes, in the mail alone."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.accounts.people import AT, PASSWORD, a_customer, jobs, link_in, mails_to, signed_in

from poincon.accounts import actions
from poincon.accounts.models import ResetRequest, User
from poincon.charter.schema import Unit
from poincon.charter.spelling import counted
from poincon.foundation.models import Entry, Fact
from poincon.notifications.models import Message

pytestmark = pytest.mark.django_db
EMAIL = "claire@example.org"
NEW = "trois perles et demie"


def asked(email: str = EMAIL, **client: str) -> None:
    Client(**client).post(reverse("account_reset_password"), {"email": email})
    actions.answer_reset(request_id=ResetRequest.objects.latest("pk").pk, at=AT)


def chosen(client: Client, link: str, password: str = NEW) -> object:
    """Open the link, follow it to the page without the token, and choose a password."""
    opened = client.get(link)
    return client.post(opened["Location"], {"password1": password}) if opened.status_code == 302 else opened


def test_the_link_leads_to_a_new_password() -> None:
    a_customer()
    asked()
    (message,) = mails_to(EMAIL)
    answer = chosen(Client(), link_in(message))
    assert answer["Location"] == reverse("account_reset_password_from_key_done")
    user = User.objects.get()
    assert user.check_password(NEW)
    assert not user.check_password(PASSWORD)


def test_the_link_works_once() -> None:
    a_customer()
    asked()
    link = link_in(mails_to(EMAIL)[0])
    chosen(Client(), link)
    again = chosen(Client(), link, "encore autre chose")
    assert again.status_code == 410
    assert User.objects.get().check_password(NEW)


@pytest.mark.promise("accounts.reset_valid_minutes")
def test_the_link_ends_with_the_promised_minutes() -> None:
    minutes = settings.CHARTER.accounts.reset_valid_minutes
    a_customer()
    with time_machine.travel(AT, tick=False):
        asked()
    message = mails_to(EMAIL)[0]
    assert counted(minutes, Unit.MINUTES, "fr") in message.text
    with time_machine.travel(AT + timedelta(minutes=minutes, seconds=1), tick=False):
        assert chosen(Client(), link_in(message)).status_code == 410
    assert User.objects.get().check_password(PASSWORD)
    with time_machine.travel(AT + timedelta(minutes=minutes, seconds=-1), tick=False):
        assert chosen(Client(), link_in(message)).status_code == 302
    assert User.objects.get().check_password(NEW)


def test_a_second_link_is_void_once_the_first_is_used() -> None:
    a_customer()
    asked()
    asked()
    first, second = (link_in(message) for message in mails_to(EMAIL)[:2])
    chosen(Client(), second)
    assert chosen(Client(), first, "encore autre chose").status_code == 410


def test_choosing_ends_every_session_and_tells_the_owner() -> None:
    client = signed_in(a_customer())
    asked()
    chosen(Client(), link_in(mails_to(EMAIL)[0]))
    assert client.get(reverse("customers:home")).status_code == 302
    assert mails_to(EMAIL)[-1].kind == "accounts.notice"


def test_a_closed_door_opens_again_with_the_new_password() -> None:
    """Whoever guesses at an address can close it for a while, but not lock its owner out."""
    a_customer()
    for _ in range(11):
        Client().post(reverse("account_login"), {"login": EMAIL, "password": "not the one at all"})
    asked()
    chosen(Client(), link_in(mails_to(EMAIL)[0]))
    answer = Client().post(reverse("account_login"), {"login": EMAIL, "password": NEW})
    assert answer.status_code == 302


def test_the_link_is_made_of_our_own_address_whatever_host_was_asked() -> None:
    a_customer()
    asked(HTTP_HOST="localhost")
    (message,) = mails_to(EMAIL)
    assert f"{settings.BASE_URL}/compte/nouveau-mot-de-passe/" in message.text
    assert "localhost" not in message.text + message.html


def test_the_token_is_written_nowhere_but_in_the_mail() -> None:
    a_customer()
    asked()
    token = link_in(mails_to(EMAIL)[0]).rstrip("/").rpartition("-")[2]
    elsewhere = [*jobs("accounts.answer_reset"), *jobs("notifications.send")]
    elsewhere += (
        list(Fact.objects.values()) + list(Entry.objects.values()) + list(ResetRequest.objects.values())
    )
    assert token
    assert token not in str(elsewhere)
    assert EMAIL not in str(elsewhere)


def test_an_unknown_address_gets_the_news_and_no_link() -> None:
    asked("nobody@example.org")
    (message,) = mails_to("nobody@example.org")
    assert message.kind == "accounts.unknown"
    assert "nouveau-mot-de-passe" not in message.text


def test_a_request_is_answered_once_however_often_its_job_runs() -> None:
    a_customer()
    asked()
    actions.answer_reset(request_id=12345, at=AT)
    assert Message.objects.count() == 1
    assert not ResetRequest.objects.exists()


def test_a_weak_password_is_refused_and_changes_nothing() -> None:
    a_customer()
    asked()
    answer = chosen(Client(), link_in(mails_to(EMAIL)[0]), "court")
    assert answer.status_code == 422
    assert User.objects.get().check_password(PASSWORD)


def test_mails_cannot_be_rained_on_an_address() -> None:
    statuses = [
        Client().post(reverse("account_reset_password"), {"email": EMAIL}).status_code for _ in range(4)
    ]
    assert statuses == [302, 302, 302, 429]
    assert ResetRequest.objects.count() == 3
