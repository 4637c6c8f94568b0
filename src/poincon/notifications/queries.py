"""Questions about messages."""

from django.db.models import Q, QuerySet

from poincon.foundation.registries import mail_kinds
from poincon.notifications.models import Message
from poincon.notifications.states import MessageState
from poincon.notifications.worded import (
    HOUSE,
    OF_ONE_LINE,
    faults,
    faults_of_house,
    is_worded,
    kind_called,
    longest,
    place,
    written,
)

__all__ = [
    "HOUSE",
    "OF_ONE_LINE",
    "about",
    "failed_count",
    "faults",
    "faults_of_house",
    "is_worded",
    "kind_called",
    "longest",
    "mail_kinds",
    "messages",
    "place",
    "written",
]


def messages(*, words: str = "", state: str = "") -> QuerySet[Message]:
    """Return messages, newest first, without their bodies.

    `words` is an order reference or another part of the subject line, a whole address, or a subject
    such as "order:12".
    """
    found = Message.objects.defer("html", "text").order_by("-id")
    if state:
        found = found.filter(state=state)
    if words:
        found = found.filter(Q(subject__icontains=words) | Q(to__iexact=words) | Q(subject_ref=words))
    return found


def about(subject_ref: str) -> QuerySet[Message]:
    """Return what was written about one subject, oldest first, without the bodies."""
    return Message.objects.filter(subject_ref=subject_ref).defer("html", "text").order_by("id")


def failed_count() -> int:
    """Return how many messages wait for somebody's decision."""
    return Message.objects.filter(state=MessageState.FAILED).count()
