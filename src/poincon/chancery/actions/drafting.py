"""An owner's draft: begun, changed value by value, text by text or by a file, put aside, proposed."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from poincon.chancery import files, queries, rules, wordings
from poincon.chancery.events import EditionProposed
from poincon.chancery.models import Edition
from poincon.chancery.refusals import Impossible, NotSettled, Outdated, TooLarge, Unchanged, Unprintable
from poincon.chancery.states import EDITION, SETTLED, EditionState
from poincon.charter import loading
from poincon.charter.schema import Charter
from poincon.charter.serving import Given, Words
from poincon.foundation import clock, facts, journal
from poincon.foundation.stepping import Overtaken, take_step


def change_values(*, author: str, values: Mapping[str, object], at: datetime) -> Edition:
    """Return the author's draft with other values, begun if there is none; raises Impossible."""
    with transaction.atomic():
        draft = _draft(author, at)
        before = _said(draft)
        return _kept(draft, _sound(lambda: rules.with_values(before.charter, values)), before.words)


def change_words(*, author: str, words: Mapping[str, str | None], at: datetime, seen: str = "") -> Edition:
    """Return the author's draft with other texts at some places, begun if there is none.

    None goes back to the words that come with the house. `seen` is the mark of the texts from which the
    change was made: where the draft says something else by now, it is Overtaken. Raises Unprintable with
    what is wrong with these texts by themselves; how pages lead to one another is looked at when they are
    proposed.
    """
    with transaction.atomic():
        draft = _draft(author, at)
        before = _said(draft)
        if seen and seen != wordings.mark(before, words):
            raise Overtaken(verb="change", state=EditionState.DRAFT.value)
        after = wordings.with_words(before, words)
        _insist_alone(after, words, at)
        return _kept(draft, before.charter, after.words)


def take_file(*, author: str, content: bytes, at: datetime) -> Edition:
    """Return the author's draft as a charter or an archive of everything spells it.

    Raises TooLarge, or what `take_files` raises.
    """
    is_archive = content.startswith(files.PACKED)
    if len(content) > (most := rules.MOST_PACKED if is_archive else rules.MOST_BYTES):
        raise TooLarge(most=most)
    told = files.unpacked(content) if is_archive else {files.CHARTER: content}
    return take_files(author=author, told=told, at=at)


def take_files(*, author: str, told: Mapping[str, bytes], at: datetime) -> Edition:
    """Return the author's draft with all that some files say, by their path; what none speaks of stays.

    Raises TooLarge, Impossible with each fault of the charter and each file that says nothing, Unprintable
    with each text that cannot be printed; then nothing of it is kept.
    """
    if len(told.get(files.CHARTER, b"")) > rules.MOST_BYTES:
        raise TooLarge(most=rules.MOST_BYTES)
    with transaction.atomic():
        draft = _draft(author, at)
        before = _said(draft)
        parcel = files.read(told, before.charter.languages)
        charter = before.charter
        if (spelt := parcel.charter) is not None:
            charter = _sound(lambda: loading.parse_text(spelt, "file"))
        after = wordings.with_words(Given(charter, before.words), parcel.words)
        _insist_alone(after, parcel.words, at)
        return _kept(draft, charter, after.words)


def _insist_alone(given: Given, places: Mapping[str, object], at: datetime) -> None:
    """Raise Unprintable where texts are wrong by themselves, whatever leads to them."""
    trial = queries.at_work(given, clock.local_day(at))
    if found := wordings.faults_alone(trial, places):
        raise Unprintable(found)


def take_up(*, author: str, edition_id: int, at: datetime) -> Edition:
    """Return the author's draft with all that an edition changed, put on the newest one.

    Raises Impossible where the two cannot be true together; the draft stays as it was.
    """
    with transaction.atomic():
        edition, newest_id = Edition.objects.get(pk=edition_id), queries.newest_id()
        mine, basis = queries.drafted_by(edition), queries.written(edition.basis_id)
        joined = _sound(lambda: rules.merged(basis, mine, queries.written(newest_id)))
        words = rules.merged_words(
            queries.words_of(edition.basis_id), edition.words, queries.words_of(newest_id)
        )
        draft = _draft(author, at)
        draft.basis_id = newest_id
        return _kept(draft, joined, words)


def put_aside(*, author: str) -> None:
    """Forget the author's draft."""
    Edition.objects.filter(author=author, state=EditionState.DRAFT).delete()


def propose(*, author: str, why: str, from_at: datetime, at: datetime) -> Edition:
    """Return the author's draft as a proposal that is to hold from an instant on, at once if that is past.

    Raises Outdated when another edition was approved meanwhile, Unchanged when it says nothing new,
    Unprintable with what is wrong between the charter, the pages and the mails.
    """
    with transaction.atomic():
        draft = _drafted(author)
        if draft is None:
            raise Unchanged
        if draft.basis_id != queries.newest_id():
            raise Outdated
        if _said(draft) == Given(queries.written(draft.basis_id), queries.words_of(draft.basis_id)):
            raise Unchanged
        _insist_on_print(draft, max(from_at, at))
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
        facts.announce(EditionProposed(draft.pk), at=at)
    return draft


def _insist_on_print(edition: Edition, from_at: datetime) -> None:
    if found := queries.obstacles(edition, clock.local_day(from_at)):
        raise Unprintable(found)


def propose_return(
    *, author: str, edition_id: int | None, why: str, from_at: datetime, at: datetime
) -> Edition:
    """Return a proposal to go back to an earlier edition, or to what the house came with.

    It is an edition of its own. Raises NotSettled for one that never was approved, Unchanged when that is
    what holds, Impossible when the file has changed what a shop cannot change.
    """
    if edition_id and not Edition.objects.filter(pk=edition_id, state__in=SETTLED).exists():
        raise NotSettled
    basis_id = queries.newest_id()
    wanted = Given(queries.written(edition_id), queries.words_of(edition_id))
    if wanted == Given(queries.written(basis_id), queries.words_of(basis_id)):
        raise Unchanged
    with transaction.atomic():
        edition = _blank(author, basis_id, at)
        edition.returning, edition.state = True, EditionState.PROPOSED
        edition.why, edition.proposed_at, edition.from_at = why, at, max(from_at, at)
        _kept(edition, wanted.charter, wanted.words)
        _insist_on_print(edition, max(from_at, at))
        _note_return(edition, at)
        facts.announce(EditionProposed(edition.pk), at=at)
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


def _drafted(author: str) -> Edition | None:
    """Return the author's draft, locked: a change and a proposal at the same moment wait for one another."""
    return Edition.objects.select_for_update().filter(author=author, state=EditionState.DRAFT).first()


def _draft(author: str, at: datetime) -> Edition:
    """Return the author's draft, locked, or one that is not stored yet."""
    return _drafted(author) or _blank(author, queries.newest_id(), at)


def _blank(author: str, basis_id: int | None, at: datetime) -> Edition:
    return Edition(author=author, basis_id=basis_id, begun_at=at)


def _said(draft: Edition) -> Given:
    """Return what a draft says so far: to begin with, what the edition says that it is made from."""
    if draft.digest:
        return Given(queries.drafted_by(draft), draft.words)
    return Given(queries.written(draft.basis_id), queries.words_of(draft.basis_id))


def _sound(make: Callable[[], Charter]) -> Charter:
    """Return what `make` makes, or raise Impossible with what is wrong with it or may not be changed."""
    try:
        wanted = make()
    except loading.CharterFault as error:
        raise Impossible(error.faults) from None
    if faults := rules.fixed_faults(queries.shipped(), wanted):
        raise Impossible(faults)
    return wanted


def _kept(draft: Edition, charter: Charter, words: Words) -> Edition:
    """Store what a draft says now; of two that begin at the same moment, one is overtaken."""
    new, draft.text, draft.words = not draft.digest, _text(charter), dict(words)
    draft.digest = rules.digest_of(draft.text, draft.words)
    if not new:
        draft.save(update_fields=["text", "words", "digest", "basis"])
        return draft
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        raise Overtaken(verb="begin", state=EditionState.DRAFT.value) from None
    return draft


def _text(charter: Charter) -> str:
    try:
        return rules.text_of(charter)
    except loading.CharterFault as error:
        raise Impossible(error.faults) from None
