"""Hand one message to the mail server, as a mail that says the same in text and in HTML."""

from email.headerregistry import Address
from email.utils import format_datetime

from django.core.mail import EmailMultiAlternatives

from poincon.charter.queries import charter
from poincon.notifications.models import Message
from poincon.notifications.rules import Fault, fault_of


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


def _mail(message: Message) -> EmailMultiAlternatives:
    house = charter().house
    sender = str(Address(display_name=house.name, addr_spec=house.email))
    mail = EmailMultiAlternatives(
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
