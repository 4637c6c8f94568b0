"""What can be done with accounts."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app

from poincon.accounts import links, mail_kinds, mails
from poincon.accounts.events import AddressProven
from poincon.accounts.models import ResetRequest, User
from poincon.accounts.rules import tidy
from poincon.charter.promises import keeps
from poincon.charter.queries import charter
from poincon.foundation import journal
from poincon.foundation.facts import announce
from poincon.kernel.refusal import Refusal


class AddressTaken(Refusal):
    """The address has an account already. Never tell this to whoever typed the address: mail it there."""

    code = "address_taken"


def open_account(*, email: str, hashed: str, language: str, at: datetime) -> User:
    """Return a new user with a proven address; `hashed` comes from Django's make_password.

    Announces AddressProven. Raises AddressTaken.
    """
    user = User(email=tidy(email), password=hashed, language=language, joined_at=at)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
            announce(AddressProven(user_id=user.pk), at=at)
    except IntegrityError:
        raise AddressTaken from None
    return user


def ask_reset(*, email: str, language: str, at: datetime) -> None:
    """Take the wish for a new password; a background job answers it by mail.

    The same two inserts whether or not the address has an account, so that nothing can be measured.
    """
    with transaction.atomic():
        wish = ResetRequest.objects.create(email=tidy(email), language=language, asked_at=at)
        app.configure_task("accounts.answer_reset", queue="mail").defer(request_id=wish.pk)


@keeps("accounts.reset_valid_minutes")
def answer_reset(*, request_id: int, at: datetime) -> None:
    """Mail the link, or the news that there is no account; nothing when it was answered before.

    The link exists in the mail alone: tokens are computed, not stored (R114).
    """
    with transaction.atomic():
        wish = ResetRequest.objects.select_for_update().filter(pk=request_id).first()
        if wish is None:
            return
        user = User.objects.filter(email=wish.email, is_active=True).first()
        if user is None:
            _tell_unknown(wish, at)
        else:
            _send_link(wish, user, at)
        wish.delete()


def set_language(*, user: User, language: str) -> None:
    """Speak to the user in that language from now on."""
    user.language = language
    user.save(update_fields=["language"])


def suspend(*, user: User, actor: str, at: datetime, cause: str = "") -> None:
    """Keep a user out; their open sessions end with their next click."""
    _set_active(user, to=False, verb="suspend", actor=actor, at=at, cause=cause)


def readmit(*, user: User, actor: str, at: datetime, cause: str = "") -> None:
    """Let a suspended user in again."""
    _set_active(user, to=True, verb="readmit", actor=actor, at=at, cause=cause)


def _set_active(user: User, *, to: bool, verb: str, actor: str, at: datetime, cause: str) -> None:
    with transaction.atomic():
        if User.objects.filter(pk=user.pk, is_active=not to).update(is_active=to):
            journal.write(subject=journal.subject_of(user), verb=verb, actor=actor, at=at, cause=cause)
    user.is_active = to


def _send_link(wish: ResetRequest, user: User, at: datetime) -> None:
    minutes = charter().accounts.reset_valid_minutes
    mails.write(
        key=f"reset:{wish.pk}",
        name="reset",
        to=user.email,
        language=user.language,
        subject_ref=journal.subject_of(user),
        at=at,
        link=links.new_password(user, user.language),
        slots={"term": mail_kinds.term_of(minutes, user.language)},
        minutes=minutes,
    )


def _tell_unknown(wish: ResetRequest, at: datetime) -> None:
    mails.write(
        key=f"reset:{wish.pk}",
        name="unknown",
        to=wish.email,
        language=wish.language,
        subject_ref=f"reset:{wish.pk}",
        at=at,
        link=links.page("account_signup", wish.language),
    )
