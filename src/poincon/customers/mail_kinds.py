"""The mails of registration as the desk knows them: their default words, and an example of each."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from poincon.charter.schema import Unit
from poincon.charter.spelling import counted
from poincon.customers.rules import VALID
from poincon.foundation.registries import MailKind, mail_kinds

SECTION = _("Accounts")
FIRST_NAME = _("the customer’s first name")


def register() -> None:
    """Tell which mails registration sends."""
    for kind in KINDS:
        mail_kinds.register(kind)


def slots(key: str, first_name: str, language: str) -> Mapping[str, str]:
    """Return what the words of a mail of registration may name."""
    term = {"term": counted(VALID.days, Unit.DAYS, language)} if key == "confirm" else {}
    return {"first_name": first_name, **term}


def _sample(key: str, language: str) -> Mapping[str, object]:
    links = dict.fromkeys(("link", "sign_in", "new_password"), f"{settings.BASE_URL}/…")
    return {"first_name": "Claire", **links, "slots": slots(key, "Claire", language)}


def sample_confirm(language: str, at: datetime) -> Mapping[str, object]:  # noqa: ARG001 - links show no day
    """Return what somebody who asks for an account is written."""
    return _sample("confirm", language)


def sample_already(language: str, at: datetime) -> Mapping[str, object]:  # noqa: ARG001 - links show no day
    """Return what somebody who has an account already is written."""
    return _sample("already", language)


KINDS = (
    MailKind(
        key="customers.confirm",
        section=SECTION,
        label=_("Link that opens an account"),
        order=280,
        slots={"first_name": FIRST_NAME, "term": _("how long the link is good")},
        sample=sample_confirm,
        subject=_("Open your account at {house}"),
        title=_("Good day, {first_name}"),
        opening=_(
            "You asked for an account with this address. Choose your password with this link, which is good "
            "once, for {term}:"
        ),
        closing=_(
            "You asked for nothing? Then simply ignore this mail: no account is opened, and we forget the "
            "address."
        ),
    ),
    MailKind(
        key="customers.already",
        section=SECTION,
        label=_("Account asked for where there is one"),
        order=290,
        slots={"first_name": FIRST_NAME},
        sample=sample_already,
        subject=_("You have an account at {house} already"),
        title=_("You have an account already"),
        opening=_(
            "Somebody, probably you, wanted to open an account with this address. There is one already: sign "
            "in with it."
        ),
        closing=_("It was not you? Then there is nothing to do: your account is as it was."),
    ),
)
