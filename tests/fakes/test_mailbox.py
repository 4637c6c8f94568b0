"""The mailbox: what comes in by SMTP is kept and shown, harmlessly."""

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.fakes.over_http import Page, ask

from poincon_fakes.mailbox.letters import Folder
from poincon_fakes.mailbox.pages import linked
from poincon_fakes.mailbox.server import Mailbox, running


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    with running(Mailbox(folder=tmp_path / "mail")) as box:
        yield box


def mail(subject: str = "Votre commande K7M\u202f: c’est noté") -> EmailMessage:
    """A mail with everything: two texts, a picture of its own, an attachment."""
    message = EmailMessage()
    message["From"] = "Maison Calméa <bonjour@calmea.example>"
    message["To"] = "Zoé <zoe@example.org>"
    message["Subject"] = subject
    message["Date"] = "Sun, 22 Nov 2026 10:00:00 +0100"
    message.set_content("Bonjour <Zoé>,\nsuivez https://calmea.example/c?a=1&b=2.\n")
    message.add_alternative('<p style="color:red">Bonjour <img src="cid:logo"></p>', subtype="html")
    message.get_payload()[1].add_related(b"\x89PNG", "image", "png", cid="<logo>")  # type: ignore[union-attr, index, call-arg]
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="rétractation.pdf")
    return message


def send(mailbox: Mailbox, *messages: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", mailbox.smtp_port, timeout=10) as server:
        for message in messages:
            server.send_message(message)


def test_a_mail_comes_in_and_is_shown(mailbox: Mailbox) -> None:
    send(mailbox, mail())

    told = ask("GET", mailbox.url + "/messages.json").json[0]
    assert told["subject"] == "Votre commande K7M\u202f: c’est noté"
    assert told["to"] == "Zoé <zoe@example.org>"
    assert "rétractation.pdf" in told["attachments"]
    page = ask("GET", f"{mailbox.url}/mail/{told['id']}")
    assert "Bonjour &lt;Zoé&gt;," in page.text
    assert "https://calmea.example/c?a=1&b=2" in Page(page.text).links
    assert "22 novembre 2026" in page.text
    assert f"/mail/{told['id']}" in Page(ask("GET", mailbox.url + "/").text).links


def test_the_newest_is_first(mailbox: Mailbox) -> None:
    send(mailbox, mail("un"), mail("deux"), mail("trois"))

    assert [told["subject"] for told in ask("GET", mailbox.url + "/messages.json").json] == [
        "trois",
        "deux",
        "un",
    ]


def test_the_laid_out_text_is_framed_and_harmless(mailbox: Mailbox) -> None:
    send(mailbox, mail())
    letter = ask("GET", mailbox.url + "/messages.json").json[0]["id"]

    outer, inner = ask("GET", f"{mailbox.url}/mail/{letter}"), ask("GET", f"{mailbox.url}/mail/{letter}/html")

    assert f'<iframe src="/mail/{letter}/html"' in outer.text
    assert 'sandbox="allow-popups' in outer.text
    assert "allow-scripts" not in outer.text
    policy = inner.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert f'src="/mail/{letter}/parts/' in inner.text
    assert "style-src 'self'" in outer.headers["Content-Security-Policy"]


def test_pictures_are_shown_and_everything_else_is_downloaded(mailbox: Mailbox) -> None:
    html = mail()
    html.add_attachment(b"<script>", maintype="text", subtype="html", filename="x.html")
    send(mailbox, html)
    letter = ask("GET", mailbox.url + "/messages.json").json[0]["id"]
    links = [
        link for link in Page(ask("GET", f"{mailbox.url}/mail/{letter}").text).links if "/parts/" in link
    ]

    parts = [ask("GET", mailbox.url + link) for link in links]

    kinds = {
        part.body: (part.headers["Content-Type"], part.headers["Content-Disposition"][:10]) for part in parts
    }
    assert kinds[b"\x89PNG"] == ("image/png", "inline; fi")
    assert kinds[b"%PDF-1.7"] == ("application/octet-stream", "attachment")
    assert kinds[b"<script>"][0] == "application/octet-stream"
    assert all(part.headers["X-Content-Type-Options"] == "nosniff" for part in parts)


def test_the_source_is_what_was_sent(mailbox: Mailbox) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "x", "a@example.org", "b@example.org"
    message.set_content("bonjour\n")
    send(mailbox, message)
    letter = ask("GET", mailbox.url + "/messages.json").json[0]["id"]

    source = ask("GET", f"{mailbox.url}/mail/{letter}/source")

    assert source.body.replace(b"\r\n", b"\n").strip() == bytes(message).strip()
    assert source.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("path", ["/mail/1", "/mail/..%2Fkeys", "/mail/00000000000000000001/parts/0", "/x"])
def test_what_is_not_there_is_not_found(mailbox: Mailbox, path: str) -> None:
    assert ask("GET", mailbox.url + path).status == 404


def test_only_reading_is_possible(mailbox: Mailbox) -> None:
    assert ask("POST", mailbox.url + "/", b"x", Accept_Language="en").status in (200, 405)
    assert ask("GET", mailbox.url + "/messages.json").json == []
    assert "No mail yet." in ask("GET", mailbox.url + "/", Accept_Language="en").text


def test_it_can_be_stopped_at_any_moment(tmp_path: Path) -> None:
    for _ in range(5):
        with running(Mailbox(folder=tmp_path)):
            pass
    with running(Mailbox(folder=tmp_path)) as box:
        unfinished = smtplib.SMTP("127.0.0.1", box.smtp_port, timeout=10)
        unfinished.ehlo()
    unfinished.close()


def test_the_oldest_make_room(tmp_path: Path) -> None:
    folder = Folder(tmp_path, kept=3)

    ids = [folder.put(f"Subject: {number}\n\n".encode()) for number in range(5)]

    assert folder.ids() == ids[:1:-1]
    assert [letter.subject for letter in folder.letters()] == ["4", "3", "2"]


def test_a_new_start_continues_the_list(tmp_path: Path) -> None:
    first = Folder(tmp_path).put(b"Subject: one\n\n")

    second = Folder(tmp_path).put(b"Subject: two\n\n")

    assert Folder(tmp_path).ids() == [second, first]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"Content-Type: text/plain; charset=klingon\n\nbonjour",
        b"Content-Type: multipart/mixed\n\nbroken",
        b"Subject: =?utf-8?q?=ff?=\n\nx",
    ],
)
def test_a_broken_mail_is_still_listed(tmp_path: Path, raw: bytes) -> None:
    folder = Folder(tmp_path)

    letter_id = folder.put(raw)

    assert [letter.id for letter in folder.letters()] == [letter_id]


def test_only_real_addresses_become_links() -> None:
    assert str(linked("javascript:alert(1) <b> https://a.example/x).")) == (
        "javascript:alert(1) &lt;b&gt; "
        '<a href="https://a.example/x" rel="noopener noreferrer" target="_blank">https://a.example/x</a>).'
    )
