"""The mails of alerts as the desk knows them: their default words, and an example of each."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from poincon.alerts.rules import VALID
from poincon.charter.schema import Unit
from poincon.charter.spelling import counted
from poincon.foundation.registries import MailKind, mail_kinds

SECTION = _("Availability")
PIECE = _("the piece, with its size")
EXAMPLES = {"fr": "Bague Aurore, taille 54", "en": "Aurore ring, size 54"}


def register() -> None:
    """Tell which mails alerts send."""
    for kind in KINDS:
        mail_kinds.register(kind)


def slots(name: str, piece: str, language: str) -> Mapping[str, str]:
    """Return what the words of a mail about an alert may name."""
    term = {"term": counted(VALID.days, Unit.DAYS, language)} if name == "confirm" else {}
    return {"piece": piece, **term}


def sample(name: str, language: str, _at: datetime) -> Mapping[str, object]:
    """Return an alert that never was, as the mail called `name` tells it."""
    links = dict.fromkeys(("link", "piece", "stop"), f"{settings.BASE_URL}/…")
    return {**links, "slots": slots(name, EXAMPLES[language], language)}


KINDS = (
    MailKind(
        key="alerts.confirm",
        section=SECTION,
        label=_("Link that confirms an alert"),
        order=200,
        slots={"piece": PIECE, "term": _("how long the link is good")},
        sample=partial(sample, "confirm"),
        subject=_("Shall we tell you when it is back? {piece}"),
        title=_("One click, and we keep you posted"),
        opening=_(
            "You would like to know when this piece is available again: {piece}. Confirm it with this link, "
            "which is good for {term}:"
        ),
        closing=_(
            "You asked for nothing? Then simply ignore this mail: we will not write, and forget the address."
        ),
    ),
    MailKind(
        key="alerts.back",
        section=SECTION,
        label=_("Piece back in stock"),
        order=210,
        slots={"piece": PIECE},
        sample=partial(sample, "back"),
        subject=_("It is back: {piece}"),
        title=_("It is back"),
        opening=_("You asked us to tell you: {piece} is available again."),
        closing=_(
            "We write to as many people as there are pieces, in the order in which they asked. It is not set "
            "aside: whoever orders it first has it."
        ),
    ),
    MailKind(
        key="alerts.gone",
        section=SECTION,
        label=_("Piece that will not come back"),
        order=220,
        slots={"piece": PIECE},
        sample=partial(sample, "gone"),
        subject=_("{piece} will not come back"),
        title=_("This piece will not come back"),
        opening=_(
            "You asked us to tell you when this piece is available again: {piece}. It is no longer made, and "
            "we would rather say so than leave you waiting."
        ),
        closing=_("We have taken your address off our list, and will not write about it any more."),
    ),
)
