"""The owners' letter: rendered here, sent by notifications."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from poincon.charter.running import Clock
from poincon.foundation import clock
from poincon.notifications.actions import post
from poincon.notifications.rendering import render
from poincon.reporting import queries
from poincon.staff.queries import StaffMember


def letter(member: StaffMember, broken: Sequence[Clock], *, at: datetime) -> bool:
    """Write to one owner, in the owner's language where the house speaks it."""
    own = member.user.language
    language = own if own in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    today = clock.local_day(at)
    with translation.override(language):
        told = queries.told(broken, at=at, language=language)
        link = f"{settings.BASE_URL}{reverse('reporting_desk:board')}"
        mail = render("reporting/letter", {"told": told, "today": today, "link": link}, language)
    post(
        key=f"letter:{today.isoformat()}:{member.pk}",
        kind="reporting.letter",
        to=member.user.email,
        language=language,
        subject=mail.subject,
        html=mail.html,
        text=mail.text,
        subject_ref=f"letter:{today.isoformat()}",
        at=at,
    )
    return True
