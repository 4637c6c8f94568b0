"""Questions about the editions of the charter."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache

from django.conf import settings
from django.db.models import QuerySet

from poincon.chancery import standing
from poincon.chancery.models import Edition
from poincon.chancery.states import SERVED, SETTLED, EditionState
from poincon.charter import difference, evidence, floors, loading
from poincon.charter.difference import Difference
from poincon.charter.evidence import Evidence
from poincon.charter.floors import Flag
from poincon.charter.schema import Carrier, Charter


def shipped() -> Charter:
    """Return the charter in the house's file, floors applied."""
    charter: Charter = settings.CHARTER
    return charter


def written(edition_id: int | None) -> Charter:
    """Return an edition as it was written; without one the house's file."""
    return shipped() if edition_id is None else standing.written(edition_id)


def head() -> Edition | None:
    """Return the newest approved edition, whose day may still come; None while there is none."""
    return Edition.objects.filter(state__in=SERVED).order_by("-from_at", "-approved_at", "-pk").first()


def newest_id() -> int | None:
    newest = head()
    return newest.pk if newest else None


def newest() -> Charter:
    """Return what was approved last, as it was written."""
    return written(newest_id())


def draft_of(author: str) -> Edition | None:
    return Edition.objects.filter(author=author, state=EditionState.DRAFT).first()


def drafted_by(edition: Edition) -> Charter:
    """Return the charter that a draft spells; drafts change, so no process keeps them."""
    return loading.parse_text(edition.text.encode(), f"edition {edition.pk}")


def history() -> QuerySet[Edition]:
    """Return all that was proposed, the newest first."""
    return Edition.objects.exclude(state=EditionState.DRAFT).order_by("-pk")


def waiting(at: datetime) -> tuple[Edition, ...]:
    """Return what waits for an owner's approval, or, approved, for its day."""
    pending = Edition.objects.filter(state__in=[EditionState.PROPOSED, EditionState.APPROVED])
    found = pending.order_by("from_at", "pk")
    return tuple(one for one in found if one.state == EditionState.PROPOSED or _is_to_come(one, at))


def _is_to_come(edition: Edition, at: datetime) -> bool:
    return edition.from_at is not None and edition.from_at > at


def count_proposed() -> int:
    return Edition.objects.filter(state=EditionState.PROPOSED).count()


def settled_ids() -> Sequence[int]:
    """Return every edition that was ever approved and not withdrawn, the newest first."""
    return list(
        Edition.objects.filter(state__in=SETTLED).order_by("-approved_at").values_list("pk", flat=True)
    )


def carrier(key: str) -> Carrier | None:
    """Return a carrier that the house has dropped, as the newest charter that knew it described it."""
    known = (*(standing.written(pk) for pk in settled_ids()), shipped())
    return next((one for charter in known for one in charter.carriers if one.key == key), None)


def changes(before: Charter, after: Charter, language: str) -> tuple[Difference, ...]:
    """Return what a change says, promise by promise, in words, with the pages and mails that print it."""
    return difference.differences(before, after, language, printed())


def flags(charter: Charter, on: date) -> tuple[Flag, ...]:
    """Return what is below the law or below guidance on a day, with the figure that runs or is advised."""
    _running, found = floors.applied(charter, on)
    return found


@cache
def printed() -> Evidence:
    """Return which pages and mails print each promise; the source does not change while it runs."""
    return evidence.gather()


def printing(found: Iterable[Difference]) -> tuple[list[str], list[str]]:
    """Return the pages and the mails concerned by some differences, each once."""
    some = list(found)
    pages = dict.fromkeys(name for one in some for name in one.pages)
    mails = dict.fromkeys(name for one in some for name in one.mails)
    return list(pages), list(mails)
