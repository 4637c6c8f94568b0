"""Addresses that change: the former one is kept, and leads to where its shelf, brand or piece stands now."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from poincon.catalogue.models import Brand, Category, FormerAddress, Piece
from poincon.foundation import journal


def note(
    row: Brand | Category | Piece, moves: Mapping[str, str], *, live: set[str], actor: str, at: datetime
) -> None:
    """Keep the addresses that `row` leaves, each with the one that took its place; `live` are all it has now.

    A former address that is taken again is former no longer. One that somebody else left earlier, and `row`
    leaves too, leads to `row` from now on: the latest at a door is the one who is looked for there.
    """
    kind = row._meta.model_name or ""
    FormerAddress.objects.filter(**{kind: row}, slug__in=live).delete()
    for before, after in moves.items():
        if before in live:
            continue
        at_that: dict[str, Any] = {f"{kind}__isnull": False, "slug": before}
        FormerAddress.objects.update_or_create(**at_that, defaults={kind: row, "left_at": at})
        subject = f"{kind}:{row.pk}"
        journal.write(
            subject=subject, verb="move", field="slug", before=before, after=after, actor=actor, at=at
        )
