"""The mails about an account: rendered here, sent by notifications."""

from collections.abc import Mapping
from datetime import datetime

from poincon.notifications.actions import post
from poincon.notifications.rendering import NO_SLOTS, render


def write(
    *,
    key: str,
    name: str,
    to: str,
    language: str,
    subject_ref: str,
    at: datetime,
    slots: Mapping[str, str] = NO_SLOTS,
    **context: object,
) -> None:
    """Queue accounts/mail/`name` for an address; a second call with the same key changes nothing."""
    mail = render(f"accounts/{name}", context, language, slots)
    post(
        key=key,
        kind=f"accounts.{name}",
        to=to,
        language=language,
        subject=mail.subject,
        html=mail.html,
        text=mail.text,
        subject_ref=subject_ref,
        at=at,
        confidential=True,
    )
