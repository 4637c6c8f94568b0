"""A mail is neither lost nor told twice, whatever the mail server does."""

import random
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.crowd import at_once
from tests.notifications.conftest import Write
from tests.notifications.post_office import DROP, TAKEN, PostOffice

from poincon.foundation import journal
from poincon.notifications import actions, rules, sending
from poincon.notifications.models import Message
from poincon.notifications.states import MessageState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_jobs")]


def jobs() -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(task_name="notifications.send"))


def send_what_is_due(at: datetime) -> None:
    for pk in Message.objects.filter(state=MessageState.WAITING, due_at__lte=at).values_list("pk", flat=True):
        actions.send(message_id=pk, at=at)


def test_a_mail_says_who_when_and_the_same_in_text_and_html(
    office: PostOffice, write: Write, noon: datetime
) -> None:
    terms = actions.File("conditions.html", "text/html", "<p>Déjà lu</p>".encode())
    message = write(attachments=[terms])

    assert actions.send(message_id=message.pk, at=noon + timedelta(minutes=3))

    [mail] = office.mails
    assert mail["To"] == "ines@client.example"
    assert mail["Subject"] == "Votre commande K7M4-QX2P"
    assert mail["Message-ID"] == message.message_id == rules.message_id(message.key, sending.own_domain())
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Reply-To"].addresses[0].domain == sending.own_domain()
    assert mail["Date"].datetime == noon
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().strip() == "Merci, Inès."
    assert "Merci, Inès." in html.get_content()
    [attached] = mail.iter_attachments()
    assert attached.get_filename() == "conditions.html"
    assert attached.get_content().strip() == "<p>Déjà lu</p>"
    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_fault) == (MessageState.SENT, 1, "")
    assert message.sent_at == noon + timedelta(minutes=3)


@pytest.mark.parametrize("letters", [3, 60, 260])
def test_what_mail_programs_read_goes_over_the_wire_as_it_is(
    office: PostOffice, write: Write, noon: datetime, letters: int
) -> None:
    stop = f"https://bijoux.example/alertes/{'aZ9-_:' * 50}"[:letters]
    message = write(unsubscribe=stop, subject=f"Votre bague « {'Étoile d’été ' * 9}»")

    assert actions.send(message_id=message.pk, at=noon)

    head = office.wire[0].partition(b"\r\n\r\n")[0].decode("ascii")
    lines = head.split("\r\n")
    assert f"List-Unsubscribe: <{stop}>" in lines
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines
    assert f"Message-ID: {message.message_id}" in lines
    encoded = {line.partition(":")[0] for line in lines if "=?" in line and not line.startswith(" ")}
    assert encoded <= {"Subject", "From", "To", "Reply-To"}, "RFC 2047 allows encoded words in text and names"
    assert max(len(word) for word in head.split() if word.startswith("=?")) <= 75
    assert office.mails[0]["Subject"] == message.subject


def test_three_hundred_mails_through_a_bad_week_lose_none(
    office: PostOffice, write: Write, noon: datetime
) -> None:
    luck = random.Random(2)
    answers = ["421 Too busy", "DATA 421 Shutting down", "DATA 451 Local error", DROP, TAKEN, TAKEN]
    for number in range(300):
        write(f"order:{number}:received", to=f"client{number}@example.org")

    office.close()  # down for a whole day
    send_what_is_due(noon)
    at = noon + timedelta(days=1)
    assert Message.objects.filter(state=MessageState.WAITING).count() == 300

    office.open()
    office.manners = lambda _to: luck.choice(answers)
    for _ in range(60):
        send_what_is_due(at)
        at += timedelta(hours=1)

    assert Message.objects.filter(state=MessageState.SENT).count() == 300
    expected = {rules.message_id(f"order:{n}:received", sending.own_domain()) for n in range(300)}
    assert set(office.copies()) == expected
    assert office.hung_up > 0
    assert len(office.mails) == 300 + office.hung_up, "only a server that hangs up after taking gets a copy"


def test_a_mail_that_was_taken_is_never_offered_again(
    office: PostOffice, write: Write, noon: datetime
) -> None:
    message = write()
    for minutes in range(0, 120, 5):
        actions.send(message_id=message.pk, at=noon + timedelta(minutes=minutes))
    assert list(office.copies().values()) == [1]


def test_the_words_of_a_confidential_mail_go_once_it_is_sent(
    office: PostOffice, write: Write, noon: datetime
) -> None:
    office.manners = lambda _to: "451 Come back"
    message = write(confidential=True)
    actions.send(message_id=message.pk, at=noon)
    message.refresh_from_db()
    assert message.text == "Merci, Inès.\n", "kept as long as it must still be sent"

    office.manners = lambda _to: TAKEN
    actions.send(message_id=message.pk, at=noon + timedelta(minutes=1))
    message.refresh_from_db()
    assert (message.state, message.text, message.html) == (MessageState.SENT, "", "")
    [mail] = office.mails
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Merci, Inès." in body.get_content()


def test_a_refused_recipient_ends_the_trying(office: PostOffice, write: Write, noon: datetime) -> None:
    office.manners = lambda _to: "550 No such person"
    message = write()

    assert not actions.send(message_id=message.pk, at=noon)
    assert not actions.send(message_id=message.pk, at=noon + timedelta(days=1))

    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_fault) == (MessageState.FAILED, 1, "recipient_550")
    assert office.mails == []
    [line] = journal.entries(f"message:{message.pk}")
    assert (line.verb, line.cause) == ("give_up", "recipient_550")


def test_a_fault_that_may_pass_is_tried_again_by_a_job_of_its_own(
    office: PostOffice, write: Write, noon: datetime
) -> None:
    office.manners = lambda _to: "451 Come back"
    message = write()
    actions.send(message_id=message.pk, at=noon)

    message.refresh_from_db()
    assert (message.state, message.last_fault) == (MessageState.WAITING, "recipient_451")
    assert message.due_at == noon + timedelta(minutes=1)
    assert [job.scheduled_at for job in jobs()] == [noon, noon + timedelta(minutes=1)]


def test_trying_ends_after_five_days_at_the_desk(office: PostOffice, write: Write, noon: datetime) -> None:
    office.close()
    message = write()
    at, last = noon, noon
    while message.state == MessageState.WAITING:
        actions.send(message_id=message.pk, at=at)
        message.refresh_from_db()
        last, at = at, message.due_at
    assert message.state == MessageState.FAILED
    assert timedelta(days=5) <= last - noon < timedelta(days=5, hours=2)
    assert message.last_fault == "unreachable"


@pytest.mark.parametrize(
    "address",
    ["eve@client.example\nBcc: all@client.example", "eve@client.example, all@client.example", "eve"],
)
def test_an_address_that_is_not_one_reaches_nobody(
    office: PostOffice, write: Write, noon: datetime, address: str
) -> None:
    office.manners = lambda to: TAKEN if "@" in to else "550 Unknown"
    message = write(to=address)
    actions.send(message_id=message.pk, at=noon)
    message.refresh_from_db()
    assert message.state == MessageState.FAILED
    assert office.mails == []


def test_a_subject_cannot_bring_headers_of_its_own(office: PostOffice, write: Write, noon: datetime) -> None:
    message = write(subject="Bonjour\r\nBcc: all@client.example\n\n<b>Salut</b>")
    actions.send(message_id=message.pk, at=noon)
    [mail] = office.mails
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Bonjour Bcc: all@client.example <b>Salut</b>"


def test_the_same_key_twenty_times_at_once_is_one_mail(
    office: PostOffice, write: Write, noon: datetime
) -> None:
    assert at_once(20, write) == []
    assert (Message.objects.count(), len(jobs())) == (1, 1)
    [message] = Message.objects.all()
    assert at_once(8, lambda: actions.send(message_id=message.pk, at=noon)) == []
    assert list(office.copies().values()) == [1]


def test_without_the_unique_key_the_same_fact_is_told_many_times(write: Write) -> None:
    """The negative control of the race above: it is the database's constraint that decides it."""
    with connection.cursor() as cursor:
        cursor.execute("alter table notifications_message drop constraint notifications_message_key_key")
    met = Barrier(2)

    def tell() -> None:
        with transaction.atomic():
            write()
            met.wait(timeout=20)  # neither has seen the other's when both are kept

    try:
        assert at_once(2, tell) == []
        assert Message.objects.count() > 1
    finally:
        Message.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "alter table notifications_message add constraint notifications_message_key_key unique (key)"
            )


def test_a_second_post_with_the_key_changes_nothing(write: Write) -> None:
    first = write(subject="Le premier")
    second = write(subject="Le second", to="autre@client.example")
    assert (second.pk, second.subject, second.to) == (first.pk, "Le premier", "ines@client.example")
    assert len(jobs()) == 1


def test_what_is_rolled_back_is_never_sent(write: Write) -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert (Message.objects.count(), len(jobs())) == (0, 0)


def test_no_transaction_is_open_while_the_server_is_spoken_to(
    office: PostOffice, write: Write, noon: datetime
) -> None:
    message = write()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        actions.send(message_id=message.pk, at=noon)
    assert office.mails == []


def test_a_killed_worker_costs_at_most_a_copy_with_the_same_id(
    office: PostOffice, write: Write, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = write()
    with monkeypatch.context() as killed:
        killed.setattr(actions, "_note_sent", _die)
        with pytest.raises(KeyboardInterrupt):
            actions.send(message_id=message.pk, at=noon)
    message.refresh_from_db()
    assert message.state == MessageState.WAITING

    assert not actions.send(message_id=message.pk, at=noon + timedelta(minutes=1)), "held by the dead attempt"
    later = message.due_at + rules.GRACE
    assert actions.requeue_lost(at=later) == 1
    assert actions.send(message_id=message.pk, at=later)
    assert office.copies() == {message.message_id: 2}


def _die(*_arguments: object) -> None:
    raise KeyboardInterrupt


def test_a_lost_job_is_replaced_once(write: Write, noon: datetime) -> None:
    message = write()
    ProcrastinateJob.objects.filter(task_name="notifications.send").delete()
    assert actions.requeue_lost(at=noon + timedelta(minutes=4)) == 0
    assert actions.requeue_lost(at=noon + timedelta(minutes=5)) == 1
    assert actions.requeue_lost(at=noon + timedelta(minutes=6)) == 0
    assert [job.args for job in jobs()] == [{"message_id": message.pk}]


def test_a_failed_message_is_sent_again_from_the_desk(
    office: PostOffice, write: Write, noon: datetime
) -> None:
    office.manners = lambda _to: "550 No such person"
    message = write()
    actions.send(message_id=message.pk, at=noon)
    message.refresh_from_db()

    office.manners = lambda _to: TAKEN
    later = noon + timedelta(days=2)
    actions.send_again(message=message, actor="staff:1", at=later)
    assert actions.send(message_id=message.pk, at=later)

    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.SENT, 1)
    verbs = [(line.verb, line.actor) for line in journal.entries(f"message:{message.pk}")]
    assert verbs == [("give_up", "system:mail"), ("send_again", "staff:1"), ("hand_over", "system:mail")]


def test_a_suppressed_message_is_not_sent(office: PostOffice, write: Write, noon: datetime) -> None:
    message = write()
    actions.suppress(message=message, actor="staff:1", at=noon)
    assert not actions.send(message_id=message.pk, at=noon + timedelta(hours=1))
    assert actions.requeue_lost(at=noon + timedelta(days=1)) == 0
    assert office.mails == []


def test_an_attempt_that_outlived_its_hold_does_not_undo_the_next_one(
    office: PostOffice, write: Write, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slow attempt's server answers only after the second attempt has sent the mail."""
    message = write()
    talk = sending.hand_over

    def slowly(one: Message) -> rules.Fault | None:
        monkeypatch.setattr(sending, "hand_over", talk)
        actions.send(message_id=message.pk, at=noon + timedelta(hours=1))
        talk(one)
        return rules.Fault("disconnected", permanent=False)

    monkeypatch.setattr(sending, "hand_over", slowly)
    actions.send(message_id=message.pk, at=noon)
    message.refresh_from_db()
    assert message.state == MessageState.SENT
    assert message.sent_at == datetime(2026, 11, 21, 13, tzinfo=UTC)
    assert office.copies() == {message.message_id: 2}
