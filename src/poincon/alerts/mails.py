"""The mails about an alert, each written once."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from poincon.alerts import seals
from poincon.alerts.mail_kinds import slots
from poincon.alerts.models import Alert
from poincon.catalogue import queries as catalogue
from poincon.catalogue.queries import VariantFacts
from poincon.foundation.languages import spoken
from poincon.notifications.actions import post
from poincon.notifications.rendering import render


def confirm(row: Alert, at: datetime) -> None:
    """Send the link that proves the address; its reader alone may have it."""
    link = _page("alerts:confirm", row.language, seals.sealed(seals.CONFIRM, row.pk))
    _write(row, "confirm", at, {"link": link}, confidential=True)


def back(row: Alert, at: datetime) -> None:
    """Tell that the variant is here again; the mail can be answered by stopping, in one click (RFC 8058)."""
    _write(row, "back", at, {}, stop=stop_link(row))


def gone(row: Alert, at: datetime) -> None:
    """Tell that the variant will not come back; the address is forgotten with this mail."""
    _write(row, "gone", at, {})


def stop_link(row: Alert) -> str:
    """Return the address that ends the alert."""
    return _page("alerts:stop", row.language, seals.sealed(seals.STOP, row.pk))


def name_of(facts: VariantFacts, language: str, scale: str = "") -> str:
    """Return what a variant is called: the piece, and its size if it has any, on its reader's scale."""
    choice = spoken(facts, "choice", language)
    if scale and facts.scaled_mm and facts.measure is None:
        choice = catalogue.choice_for(facts.scaled_mm, facts.options, scale, language)
    return ", ".join(part for part in (spoken(facts, "name", language), choice) if part)


def _page(name: str, language: str, part: str) -> str:
    with translation.override(language):
        return f"{settings.BASE_URL}{reverse(name, args=[part])}"


def _write(
    row: Alert,
    name: str,
    at: datetime,
    context: Mapping[str, object],
    *,
    stop: str = "",
    confidential: bool = False,
) -> None:
    facts = catalogue.variant_facts([row.variant_id])[row.variant_id]
    with translation.override(row.language):  # sizes are said in the reader's language
        named = slots(name, name_of(facts, row.language, row.ring_scale), row.language)
    piece = f"{_page('window:piece', row.language, facts.slug)}?{facts.query}"
    given = {"facts": facts, "piece": piece, "stop": stop, **context}
    mail = render(f"alerts/{name}", given, row.language, named)
    post(
        key=f"alert:{row.pk}:{name}",
        kind=f"alerts.{name}",
        to=row.email,
        language=row.language,
        subject=mail.subject,
        html=mail.html,
        text=mail.text,
        subject_ref=f"alert:{row.pk}",
        at=at,
        confidential=confidential,
        unsubscribe=stop,
    )
