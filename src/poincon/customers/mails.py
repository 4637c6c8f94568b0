"""The mails of registration."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from poincon.accounts.queries import User
from poincon.customers import seals
from poincon.customers.mail_kinds import slots
from poincon.customers.models import Registration
from poincon.notifications.actions import post
from poincon.notifications.rendering import render


def send_link(row: Registration, *, at: datetime) -> None:
    """Send the link that opens the account."""
    link = _page("customers:prove", row.language, seal=seals.sealed(row.pk))
    _write(row, "confirm", row.language, at, link=link)


def tell_holder(row: Registration, holder: User, *, at: datetime) -> None:
    """Tell the holder of the account that somebody tried to open another with the same address."""
    language = holder.language
    sign_in, new_password = _page("account_login", language), _page("account_reset_password", language)
    _write(row, "already", language, at, sign_in=sign_in, new_password=new_password)


def _page(name: str, language: str, **kwargs: object) -> str:
    with translation.override(language):
        return f"{settings.BASE_URL}{reverse(name, kwargs=kwargs or None)}"


def _write(row: Registration, name: str, language: str, at: datetime, **context: object) -> None:
    mail = render(f"customers/{name}", context, language, slots(name, row.first_name, language))
    post(
        key=f"registration:{row.pk}:{name}",
        kind=f"customers.{name}",
        to=row.email,
        language=language,
        subject=mail.subject,
        html=mail.html,
        text=mail.text,
        subject_ref=f"registration:{row.pk}",
        at=at,
        confidential=True,
    )
