"""The mails about an account as the desk knows them: their default words, and an example of each."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as told
from django.utils.translation import gettext_lazy as _

from poincon.charter.queries import charter
from poincon.charter.schema import Unit
from poincon.charter.spelling import counted
from poincon.foundation.registries import MailKind, mail_kinds

SECTION = _("Accounts")


def register() -> None:
    """Tell which mails accounts send."""
    for kind in KINDS:
        mail_kinds.register(kind)


def term_of(minutes: int, language: str) -> str:
    """Return in words how long a link is good."""
    return counted(minutes, Unit.MINUTES, language)


def sample(language: str, at: datetime) -> Mapping[str, object]:  # noqa: ARG001 - links show no day
    """Return what a mail about an account is filled with, for an account that never was."""
    minutes = charter().accounts.reset_valid_minutes
    return {
        "link": f"{settings.BASE_URL}/…",
        "minutes": minutes,
        "notice": told("The password of your account has just been changed."),
        "slots": {"term": term_of(minutes, language)},
    }


KINDS = (
    MailKind(
        key="accounts.reset",
        section=SECTION,
        label=_("Link to a new password"),
        order=300,
        slots={"term": _("how long the link is good")},
        sample=sample,
        subject=_("Your link to a new password"),
        title=_("Choose a new password"),
        opening=_("This link lets you choose a new password. It is good once, for {term}:"),
        closing=_("You did not ask for it? Then simply ignore this mail: your password stays as it is."),
    ),
    MailKind(
        key="accounts.unknown",
        section=SECTION,
        label=_("New password asked for an unknown address"),
        order=310,
        slots={},
        sample=sample,
        subject=_("No account at {house} under this address"),
        title=_("No account under this address"),
        opening=_(
            "Somebody, probably you, asked for a new password with this address. We have no account under "
            "it: perhaps you used another one."
        ),
        closing=_("You asked for nothing? Then there is nothing to do."),
    ),
    MailKind(
        key="accounts.prove",
        section=SECTION,
        label=_("New e-mail address, to be confirmed"),
        order=320,
        slots={},
        sample=sample,
        subject=_("Confirm your new e-mail address"),
        title=_("Your new e-mail address"),
        opening=_(
            "You asked for this to become the address of your account. It does when you open this link:"
        ),
        closing=_("You asked for nothing? Then there is nothing to do."),
    ),
    MailKind(
        key="accounts.notice",
        section=SECTION,
        label=_("Change to an account"),
        order=330,
        slots={},
        sample=sample,
        subject=_("A change to your account"),
        title=_("A change to your account"),
        closing=_("Was it you? Then all is well. If not, please call or write to us at once."),
    ),
)
