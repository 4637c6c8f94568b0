"""A mail server on this machine that speaks real SMTP and misbehaves as it is told."""

import asyncio
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

TAKEN = "250 Taken"
DROP = "drop"  # take the mail, and hang up before saying so


def polite(_to: str) -> str:
    return TAKEN


class PostOffice:
    """Keeps what it took; `manners(address)` says what it answers to a mail for that address.

    An answer such as "550 No such person" is given to the recipient, one such as "DATA 421 Busy" to
    the content.
    """

    def __init__(self) -> None:
        self.manners: Callable[[str], str] = polite
        self.mails: list[EmailMessage] = []
        self.wire: list[bytes] = []
        self.hung_up = 0
        self.port = _free_port()
        self._controller: Controller | None = None

    def open(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def close(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def copies(self) -> Counter[str]:
        """How often each Message-ID was taken."""
        return Counter(str(mail["Message-ID"]) for mail in self.mails)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd names its hooks so
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        session.answer = self.manners(address)
        if session.answer[:3].isdigit() and session.answer != TAKEN:
            return str(session.answer)
        envelope.rcpt_tos.append(address)
        return "250 Known"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if session.answer.startswith("DATA "):
            return str(session.answer.removeprefix("DATA "))
        assert isinstance(envelope.content, bytes)
        self.wire.append(envelope.content)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        if session.answer == DROP:
            self.hung_up += 1
            server.transport.abort()
            await asyncio.sleep(0)
        return TAKEN


@contextmanager
def post_office() -> Iterator[PostOffice]:
    office = PostOffice()
    office.open()
    try:
        yield office
    finally:
        office.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
