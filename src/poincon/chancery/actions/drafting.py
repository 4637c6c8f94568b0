"""An owner's draft: begun, changed value by value or by a file, brought up to date, put aside, proposed."""

from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from poincon.chancery import queries, rules
from poincon.chancery.models import Edition
from poincon.chancery.refusals import Impossible, NotSettled, Outdated, TooLarge, Unchanged
from poincon.chancery.states import EDITION, SETTLED, EditionState
from poincon.charter import loading
from poincon.charter.schema import Charter
from poincon.foundation import journal
from poincon.foundation.stepping import Overtaken, take_step


def change_values(*, author: str, values: Mapping[str, object], at: datetime) -> Edition:
    """Return the author's draft with other values, begun if there is none; raises Impossible."""
    draft = _draft(author, at)
    before = queries.drafted_by(draft) if draft.digest else queries.written(draft.basis_id)
    return _kept(draft, _sound(lambda: rules.with_values(before, values)))


def take_file(*, author: str, content: bytes, at: datetime) -> Edition:
    """Return the author's draft as a whole file spells it; raises TooLarge, or Impossible with each fault."""
    if len(content) > rules.MOST_BYTES:
        raise TooLarge(most=rules.MOST_BYTES)
    return _kept(_draft(author, at), _sound(lambda: loading.parse_text(content, "file")))


def take_up(*, author: str, edition_id: int, at: datetime) -> Edition:
    """Return the author's draft with all that an edition changed, put on the newest one.

    Raises Impossible where the two cannot be true together; the draft stays as it was.
    """
    edition, newest_id = Edition.objects.get(pk=edition_id), queries.newest_id()
    mine, basis = queries.drafted_by(edition), queries.written(edition.basis_id)
    joined = _sound(lambda: rules.merged(basis, mine, queries.written(newest_id)))
    draft = _draft(author, at)
    draft.basis_id = newest_id
    return _kept(draft, joined)


def put_aside(*, author: str) -> None:
    """Forget the author's draft."""
    Edition.objects.filter(author=author, state=EditionState.DRAFT).delete()


def propose(*, author: str, why: str, from_at: datetime, at: datetime) -> Edition:
    """Return the author's draft as a proposal that is to hold from an instant on, at once if that is past.

    Raises Outdated when another edition was approved meanwhile, Unchanged when it says nothing new.
    """
    draft = queries.draft_of(author)
    if draft is None:
        raise Unchanged
    if draft.basis_id != queries.newest_id():
        raise Outdated
    if queries.drafted_by(draft) == queries.written(draft.basis_id):
        raise Unchanged
    take_step(
        draft,
        EDITION,
        "propose",
        actor=author,
        at=at,
        why=why,
        proposed_at=at,
        from_at=max(from_at, at),
    )
    return draft


def propose_return(
    *, author: str, edition_id: int | None, why: str, from_at: datetime, at: datetime
) -> Edition:
    """Return a proposal to go back to an earlier edition, or to the house's file.

    It is an edition of its own. Raises NotSettled for one that never was approved, Unchanged when that is
    what holds, Impossible when the file has changed what a shop cannot change.
    """
    if edition_id and not Edition.objects.filter(pk=edition_id, state__in=SETTLED).exists():
        raise NotSettled
    basis_id = queries.newest_id()
    wanted = queries.written(edition_id)
    if wanted == queries.written(basis_id):
        raise Unchanged
    with transaction.atomic():
        edition = _blank(author, basis_id, at)
        edition.returning, edition.state = True, EditionState.PROPOSED
        edition.why, edition.proposed_at, edition.from_at = why, at, max(from_at, at)
        _kept(edition, wanted)
        _note_return(edition, at)
    return edition


def _note_return(edition: Edition, at: datetime) -> None:
    journal.write(
        subject=journal.subject_of(edition),
        field="state",
        verb="propose_return",
        after=edition.state,
        actor=edition.author,
        at=at,
    )


def _draft(author: str, at: datetime) -> Edition:
    """Return the author's draft, or one that is not stored yet."""
    return queries.draft_of(author) or _blank(author, queries.newest_id(), at)


def _blank(author: str, basis_id: int | None, at: datetime) -> Edition:
    return Edition(author=author, basis_id=basis_id, begun_at=at)


def _sound(make: Callable[[], Charter]) -> Charter:
    """Return what `make` makes, or raise Impossible with what is wrong with it or may not be changed."""
    try:
        wanted = make()
    except loading.CharterFault as error:
        raise Impossible(error.faults) from None
    if faults := rules.fixed_faults(queries.shipped(), wanted):
        raise Impossible(faults)
    return wanted


def _kept(draft: Edition, charter: Charter) -> Edition:
    """Store what a draft says now; of two that begin at the same moment, one is overtaken."""
    text = _text(charter)
    new = not draft.digest
    draft.text, draft.digest = text, sha256(text.encode()).hexdigest()
    if new:
        try:
            with transaction.atomic():
                draft.save(force_insert=True)
        except IntegrityError:
            raise Overtaken(verb="begin", state=EditionState.DRAFT.value) from None
        return draft
    mine = Edition.objects.filter(pk=draft.pk, state=EditionState.DRAFT)
    if not mine.update(text=draft.text, digest=draft.digest, basis_id=draft.basis_id):
        raise Overtaken(verb="change", state=EditionState.DRAFT.value)
    return draft


def _text(charter: Charter) -> str:
    try:
        return rules.text_of(charter)
    except loading.CharterFault as error:
        raise Impossible(error.faults) from None
