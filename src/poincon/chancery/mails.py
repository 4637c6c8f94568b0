"""The letters to owners about editions: one that waits for their approval, one that has come into force."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from poincon.chancery import showing
from poincon.chancery.models import Edition
from poincon.foundation import journal
from poincon.notifications.actions import post
from poincon.notifications.rendering import render
from poincon.staff.queries import StaffMember, owners_at_work


def proposed(edition: Edition, *, at: datetime) -> None:
    """Write to every owner but the one who proposes."""
    for owner in owners_at_work().select_related("user"):
        if f"staff:{owner.pk}" != edition.author:
            _write(edition, "proposed", owner, at=at)


def in_force(edition: Edition, *, at: datetime) -> None:
    """Write to every owner, whoever proposed or approved it."""
    for owner in owners_at_work().select_related("user"):
        _write(edition, "in_force", owner, at=at)


def _write(edition: Edition, name: str, owner: StaffMember, *, at: datetime) -> None:
    own = owner.user.language
    language = own if own in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        path = reverse("chancery_desk:edition", args=[edition.pk])
        context = {
            "edition": showing.told(edition, at),
            "change": showing.change(edition, at),
            "link": f"{settings.BASE_URL}{path}",
        }
        mail = render(f"chancery/{name}", context, language)
    post(
        key=f"edition:{edition.pk}:{name}:{owner.pk}",
        kind=f"chancery.{name}",
        to=owner.user.email,
        language=language,
        subject=mail.subject,
        html=mail.html,
        text=mail.text,
        subject_ref=journal.subject_of(edition),
        at=at,
    )
