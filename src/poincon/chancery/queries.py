"""Questions about the editions of the charter."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from django.conf import settings
from django.db.models import QuerySet

from poincon.chancery import rules, standing, wordings
from poincon.chancery.models import Edition
from poincon.chancery.states import SERVED, SETTLED, EditionState
from poincon.charter import difference, evidence, floors, loading
from poincon.charter.difference import Difference
from poincon.charter.evidence import Evidence
from poincon.charter.floors import Flag
from poincon.charter.loading import Fault
from poincon.charter.schema import Carrier, Charter
from poincon.charter.serving import OURS, Given, Words


def shipped() -> Charter:
    """Return the charter in the house's file, floors applied."""
    charter: Charter = settings.CHARTER
    return charter


def written(edition_id: int | None) -> Charter:
    """Return an edition as it was written; without one the house's file."""
    return shipped() if edition_id is None else standing.written(edition_id)


def words_of(edition_id: int | None) -> Words:
    """Return the texts that an edition puts in the place of ours; the house's file has none."""
    return OURS if edition_id is None else standing.words(edition_id)


def head() -> Edition | None:
    """Return the newest approved edition, whose day may still come; None while there is none."""
    return Edition.objects.filter(state__in=SERVED).order_by("-from_at", "-approved_at", "-pk").first()


def newest_id() -> int | None:
    newest = head()
    return newest.pk if newest else None


def newest() -> Charter:
    """Return what was approved last, as it was written."""
    return written(newest_id())


def newest_given() -> Given:
    """Return what was approved last, charter and words, as it was written."""
    edition_id = newest_id()
    return Given(written(edition_id), words_of(edition_id))


def draft_of(author: str) -> Edition | None:
    return Edition.objects.filter(author=author, state=EditionState.DRAFT).first()


def drafted_by(edition: Edition) -> Charter:
    """Return the charter that a draft spells; drafts change, so no process keeps them."""
    return loading.parse_text(edition.text.encode(), f"edition {edition.pk}")


def as_drafted(author: str) -> Given:
    """Return what an owner's draft says so far; without one what was approved last."""
    mine = draft_of(author)
    return Given(drafted_by(mine), mine.words) if mine else newest_given()


def at_work(given: Given, on: date) -> Given:
    """Return what would be served on a day: with the legal floors of that day."""
    return Given(running(given.charter, on), given.words)


def given_by(edition: Edition, on: date) -> Given:
    """Return what would be served under an edition on a day."""
    return at_work(Given(drafted_by(edition), edition.words), on)


def running(charter: Charter, on: date) -> Charter:
    """Return a charter as it runs on a day, with the legal floors of that day."""
    raised, _flags = floors.applied(charter, on)
    return raised


def obstacles(edition: Edition, on: date) -> tuple[Fault, ...]:
    """Return why an edition's pages and mails could not be printed, links between pages included."""
    return wordings.faults(given_by(edition, on))


def changed_by_both(edition: Edition) -> tuple[str, ...]:
    """Return the texts that an edition changes and that were changed otherwise since it was begun."""
    return rules.changed_by_both(words_of(edition.basis_id), edition.words, words_of(newest_id()))


def edition(edition_id: int) -> Edition:
    return Edition.objects.get(pk=edition_id)


def is_proposed(edition: Edition) -> bool:
    """Tell whether an edition still waits for its approval."""
    return edition.state == EditionState.PROPOSED


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
