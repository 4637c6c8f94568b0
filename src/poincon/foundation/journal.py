"""The append-only journal: every change of state has an actor and a cause."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models

from poincon.foundation.models import Entry


def subject_of(row: models.Model) -> str:
    """Return the journal's name for a row, such as "order:12"."""
    return f"{row._meta.model_name}:{row.pk}"


def write(
    *,
    subject: str,
    verb: str,
    actor: str,
    at: datetime,
    cause: str = "",
    field: str = "",
    before: str = "",
    after: str = "",
) -> None:
    """Add one line; codes and ids only, since lines can never be erased."""
    Entry.objects.create(
        subject=subject, verb=verb, actor=actor, at=at, cause=cause, field=field, before=before, after=after
    )


def write_each(*, verb: str, changed: Iterable[tuple[str, str, str]], actor: str, at: datetime) -> None:
    """Add a line for each of many subjects: (subject, before, after)."""
    Entry.objects.bulk_create(
        Entry(subject=subject, verb=verb, before=before, after=after, actor=actor, at=at)
        for subject, before, after in changed
    )


def entries(subject: str) -> models.QuerySet[Entry]:
    """Return the lines about one subject, oldest first."""
    return Entry.objects.filter(subject=subject).order_by("id")
