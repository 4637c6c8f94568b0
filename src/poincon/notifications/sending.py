"""Hand one message to the mail server, as a mail that says the same in text and in HTML."""

from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import EmailPolicy, Policy
from email.policy import default as mail_policy
from email.utils import format_datetime

from django.core.mail import EmailMultiAlternatives

from poincon.charter.queries import charter
from poincon.notifications.models import Message
from poincon.notifications.rules import Fault, fault_of


class WholeHeader(UnstructuredHeader, BaseHeader):
    """A header that stands in one line as it is: what is in angle brackets may neither be cut nor encoded.

    Python's folding turns a word longer than 78 characters into encoded words, which RFC 2047 (5) allows in
    free text alone; RFC 5322 (2.1.1) lets a line have 998.
    """

    def fold(self, *, policy: Policy) -> str:
        """Return the header as it goes out."""
        return f"{self.name}: {self}{policy.linesep}"


_HEADERS = HeaderRegistry()
for _name in ("list-unsubscribe", "list-unsubscribe-post", "message-id"):
    _HEADERS.map_to_type(_name, WholeHeader)

_LINE = 76  # the longest line with encoded words, RFC 2047 (2); Python's own is 78


class Mail(EmailMultiAlternatives):
    """A mail whose headers for mail programs go out as they are, however long they are."""

    def message(self, *, policy: Policy | None = None) -> EmailMessage:
        """Return the mail as it is written on the wire."""
        known = policy if isinstance(policy, EmailPolicy) else mail_policy
        return super().message(policy=known.clone(header_factory=_HEADERS, max_line_length=_LINE))


def hand_over(message: Message) -> Fault | None:
    """Send the mail; None once the server has said that it took it, otherwise what was wrong."""
    try:
        _mail(message).send(using="default")
    except Exception as error:
        fault = fault_of(error)
        if fault is None:
            raise
        return fault
    return None


def own_domain() -> str:
    """Return the domain after the @ of the house's own address."""
    return charter().house.email.rpartition("@")[2]


def _stopped_by(address: str) -> dict[str, str]:
    """RFC 8058: a mail program posts to the address when its reader has had enough."""
    one_click = {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return one_click if address else {}


def _mail(message: Message) -> Mail:
    house = charter().house
    sender = str(Address(display_name=house.name, addr_spec=house.email))
    mail = Mail(
        message.subject,
        message.text,
        from_email=sender,
        to=[message.to],
        reply_to=[sender],
        headers={
            "Message-ID": message.message_id,
            "Date": format_datetime(message.created_at),
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
            **_stopped_by(message.unsubscribe),
        },
    )
    mail.attach_alternative(message.html, "text/html")
    for file in message.attachments.all():
        mail.attach(file.name, bytes(file.body), file.content_type)
    return mail
