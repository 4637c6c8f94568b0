"""The counter sees every mail, sends a failed one again, and nobody else does."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from tests.accounts.people import a_customer, a_member, signed_in
from tests.notifications.conftest import Write

from poincon.foundation import desk, journal
from poincon.notifications import actions
from poincon.notifications.models import Message
from poincon.notifications.rules import Fault
from poincon.notifications.states import MessageState

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter() -> Client:
    return signed_in(a_member("counter"))


def failed(message: Message, at: datetime) -> Message:
    actions._note_fault(message, Fault("recipient_550", permanent=True), at)
    return message


def test_messages_are_found_by_order_address_and_state(counter: Client, write: Write, noon: datetime) -> None:
    mine = write("a", subject="Votre commande K7M4-QX2P", to="ines@client.example")
    other = failed(write("b", subject="Votre commande ABCD-2345", to="paul@client.example"), noon)
    page = reverse("notifications_desk:messages")

    def found(**query: str) -> list[Message]:
        return list(counter.get(page, query).context["rows"])

    assert found() == [other, mine]
    assert found(q="K7M4-QX2P") == [mine]
    assert found(q="PAUL@client.example") == [other]
    assert found(state="failed") == [other]
    assert found(q="nobody") == []
    assert found(q="order:1", state="waiting") == [mine]


def test_a_list_takes_the_same_queries_whatever_its_length(
    counter: Client, write: Write, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for number in range(60):
        write(f"order:{number}:received")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        answer = counter.get(reverse("notifications_desk:messages"))
    assert len(answer.context["rows"]) == 50


def test_a_failed_message_says_why_and_is_sent_again(counter: Client, write: Write, noon: datetime) -> None:
    message = failed(write(), noon)
    address = reverse("notifications_desk:message", args=[message.pk])
    assert "550" in counter.get(address).text

    again = reverse("notifications_desk:new_sending", args=[message.pk])
    answer = counter.post(again, headers={"Origin": "http://testserver"})

    assert answer.headers["Location"] == address
    message.refresh_from_db()
    assert message.state == MessageState.WAITING
    last = journal.entries(f"message:{message.pk}").last()
    assert last is not None
    assert (last.verb, last.actor[:6]) == ("send_again", "staff:")


def test_a_sent_message_is_not_sent_again(counter: Client, write: Write, noon: datetime) -> None:
    message = write()
    actions._note_sent(message, noon)
    answer = counter.post(
        reverse("notifications_desk:new_sending", args=[message.pk]), headers={"Origin": "http://testserver"}
    )
    assert answer.status_code == 409
    message.refresh_from_db()
    assert message.state == MessageState.SENT


def test_a_message_can_be_held_back(counter: Client, write: Write) -> None:
    message = write()
    counter.post(
        reverse("notifications_desk:suppression", args=[message.pk]), headers={"Origin": "http://testserver"}
    )
    message.refresh_from_db()
    assert message.state == MessageState.SUPPRESSED


def test_the_content_is_shown_without_any_right(counter: Client, write: Write) -> None:
    message = write(html="<p>Bonjour</p><script>steal()</script>")
    page = counter.get(reverse("notifications_desk:message", args=[message.pk]))
    assert "sandbox src=" in page.text
    assert "steal()" not in page.text

    content = counter.get(reverse("notifications_desk:content", args=[message.pk]))
    policy = content.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert content.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_mail_that_lets_its_reader_in_is_shown_to_nobody_else(counter: Client, write: Write) -> None:
    link = "http://127.0.0.1:8000/compte/nouveau-mot-de-passe/abc/"
    message = write(html=f"<a href='{link}'>Choisir</a>", text=link, confidential=True)
    page = counter.get(reverse("notifications_desk:message", args=[message.pk])).text
    assert message.to in page
    assert link not in page
    assert "<iframe" not in page
    assert counter.get(reverse("notifications_desk:content", args=[message.pk])).status_code == 404


def test_a_file_is_handed_out_as_a_download(counter: Client, write: Write) -> None:
    message = write(attachments=[actions.File("conditions.html", "text/html", b"<script>1</script>")])
    answer = counter.get(reverse("notifications_desk:attachment", args=[message.pk, 1]))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="conditions.html"'
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.content == b"<script>1</script>"


@pytest.mark.parametrize("name", ["messages", "message", "content", "attachment"])
def test_others_see_nothing(write: Write, name: str) -> None:
    message = write(attachments=[actions.File("a.txt", "text/plain", b"a")])
    arguments = {"messages": [], "attachment": [message.pk, 1]}.get(name, [message.pk])
    address = reverse(f"notifications_desk:{name}", args=arguments)
    assert Client().get(address).status_code == 302
    assert signed_in(a_customer()).get(address).status_code == 404
    assert signed_in(a_member("catalogue")).get(address).status_code == 403


def test_without_a_guard_nobody_passes(
    counter: Client, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write()
    monkeypatch.setattr(desk, "_guards", [])
    assert counter.get(reverse("notifications_desk:messages")).status_code == 403
