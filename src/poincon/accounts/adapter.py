"""How allauth behaves in this shop: its words, its mails, its links, its limits."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from poincon.accounts import links, mails
from poincon.accounts.events import AddressProven
from poincon.accounts.rules import tidy
from poincon.foundation import clock, journal
from poincon.foundation.facts import announce

# Every change to the way in is told to the address of the account, in these words.
NOTICES = {
    "password_changed": _("The password of your account has just been changed."),
    "password_reset": _("A new password has just been chosen for your account."),
    "email_changed": _("The e-mail address of your account has just been changed to another one."),
    "email_deleted": _("The change of your e-mail address that was under way has been given up."),
    "totp_activated": _("Signing in to your account now also asks for a code from your authenticator app."),
    "totp_deactivated": _("Signing in to your account no longer asks for a code from an authenticator app."),
    "recovery_codes_generated": _(
        "New recovery codes have been made for your account; the old ones are void."
    ),
}

MISMATCH = _("This e-mail address and this password do not go together.")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultAccountAdapter.error_messages | {
        "duplicate_email": _("This is the address of your account already."),
        "email_password_mismatch": MISMATCH,
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("This code is not the right one, or it is no longer valid."),
        "incorrect_password": _("This is not your password."),
        "invalid_login": MISMATCH,
        "rate_limited": _("That was a little fast. Please try again in a few minutes."),
        "too_many_login_attempts": _(
            "Too many tries for this address. Wait a quarter of an hour, or choose a new password now."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Registration is the customers' own: nobody becomes a user before the address is proven."""
        return False

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:  # noqa: ARG002
        return links.page("account_confirm_email", _language(), key=emailconfirmation.key)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail that allauth wants sent: the proof of a new address, or a notice."""
        name = template_prefix.rpartition("/")[2]
        user = context["user"]
        given = {"notice": NOTICES[name]} if name in NOTICES else {"link": context["activate_url"]}
        mails.write(
            key=f"account:{user.pk}:{name}:{secrets.token_hex(8)}",
            name="notice" if name in NOTICES else "prove",
            to=email,
            language=user.language,
            subject_ref=journal.subject_of(user),
            at=clock.now(),
            **given,
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,  # noqa: ARG002 - machine addresses and the like, which we do not mail
        email: str | None = None,
    ) -> None:
        """Tell the address of the account, or the one it had before, what has been changed."""
        to = email or str(getattr(user, "email", ""))
        self.send_mail(template_prefix, to, {"user": user})

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Make a proven address the account's own, and tell so in the same transaction.

        False when somebody else has proven it in the meantime.
        """
        try:
            with transaction.atomic():
                proven: bool = super().confirm_email(request, email_address)
                if proven:
                    announce(AddressProven(user_id=email_address.user_id), at=clock.now())
        except IntegrityError:
            return False
        return proven

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002
        """Count failed tries by address alone: allauth adds the host, which a client chooses."""
        return tidy(credentials.get("email", ""))


def _language() -> str:
    return (get_language() or "fr")[:2]
