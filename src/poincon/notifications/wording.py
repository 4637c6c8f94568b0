"""The states and faults of a message, in the words of the desk."""

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from poincon.notifications.states import MessageState

STATE_WORDS: dict[str, Promise | str] = {
    MessageState.WAITING.value: _("Waiting to be sent"),
    MessageState.SENT.value: pgettext_lazy("message", "Sent"),
    MessageState.FAILED.value: _("Not delivered"),
    MessageState.SUPPRESSED.value: pgettext_lazy("message", "Held back"),
}

TONES = {"waiting": "now", "sent": "good", "failed": "bad", "suppressed": "off"}

VERB_WORDS: dict[str, Promise | str] = {
    "hand_over": _("Taken by the mail server"),
    "give_up": pgettext_lazy("message", "Given up"),
    "send_again": _("Queued again"),
    "suppress": pgettext_lazy("message", "Held back"),
}

_FAULT_WORDS = {
    "recipient": _("the recipient’s mail server refuses this address (%(code)s)"),
    "content": _("the mail server does not take this mail (%(code)s)"),
    "server": _("the mail server refuses our connection (%(code)s)"),
    "disconnected": _("the mail server hung up"),
    "unreachable": _("the mail server cannot be reached"),
    "not": _("this is not an e-mail address"),
}


def fault_words(fault: str) -> str:
    """Say what went wrong at the last attempt; empty when nothing did."""
    kind, _separator, code = fault.partition("_")
    words = _FAULT_WORDS.get(kind)
    if words is None:
        return gettext("something unexpected happened") if fault else ""
    return str(words) % {"code": code}
