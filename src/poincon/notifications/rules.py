"""When to try again, what a mail server's answer means, and the identity of a mail. No database here."""

import smtplib
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

# An attempt holds its message for this long; each step of an SMTP conversation may take 15 s.
LEASE = timedelta(minutes=5)
# A waiting message this much overdue has lost its job and gets another.
GRACE = timedelta(minutes=5)

_FIRST_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 30))
_THEN_EVERY = timedelta(hours=1)
MOST_ATTEMPTS = len(_FIRST_WAITS) + 5 * 24 + 1


def wait_after(attempts: int) -> timedelta | None:
    """Return how long to wait after that many attempts, None to give up: five days after the first.

    RFC 5321, section 4.5.4.1, asks for at least four to five days.
    """
    if attempts >= MOST_ATTEMPTS:
        return None
    return _FIRST_WAITS[attempts - 1] if attempts <= len(_FIRST_WAITS) else _THEN_EVERY


def lease_for(attempts: int) -> timedelta:
    """Return how long attempt number `attempts` keeps others away: never less than an attempt can last."""
    return max(LEASE, wait_after(attempts) or _THEN_EVERY)


def message_id(key: str, domain: str) -> str:
    """Return the Message-ID of the mail with that key: the same each time, so that a mail that goes
    out twice is recognised as one."""
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{domain}>"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a mail server did not take a mail; a permanent one will not go away by waiting."""

    code: str
    permanent: bool


def fault_of(error: Exception) -> Fault | None:
    """Read an exception of the sending; None when it is no fault of mail but a bug.

    Only a 5yz answer about this recipient or this content is permanent (RFC 5321, section 4.2.1).
    A refused sender or password is ours to repair, and costs no mail meanwhile.
    """
    match error:
        case smtplib.SMTPRecipientsRefused():
            code = next(iter(error.recipients.values()))[0]
            return Fault(f"recipient_{code}", permanent=_is_permanent(code))
        case smtplib.SMTPDataError():
            return Fault(f"content_{error.smtp_code}", permanent=_is_permanent(error.smtp_code))
        case smtplib.SMTPResponseException():
            return Fault(f"server_{error.smtp_code}", permanent=False)
        case smtplib.SMTPException():
            return Fault("disconnected", permanent=False)
        case OSError():
            return Fault("unreachable", permanent=False)
        case ValueError():
            return Fault("not_an_address", permanent=True)
    return None


def _is_permanent(code: int) -> bool:
    return code // 100 == 5
