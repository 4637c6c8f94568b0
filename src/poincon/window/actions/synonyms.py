"""What the desk makes of the words that stand for one another."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from poincon.foundation import journal
from poincon.kernel import text
from poincon.kernel.refusal import Refusal
from poincon.window.models import SynonymEdition, Unfound
from poincon.window.queries import synonyms
from poincon.window.rules.synonyms import Synonyms, faults

LOCK = 0x73796E6F  # "syno": editions are numbered in the order in which they come into force


class SynonymsRefused(Refusal):
    """The words cannot stand for one another; `reason` is "few", "many", "long", "small" or "same"."""

    code = "synonyms_refused"


class SynonymsGone(Refusal):
    """Somebody else has taken this group away meanwhile."""

    code = "synonyms_gone"


@transaction.atomic
def keep_synonyms(
    *, key: str, language: str, words: Sequence[str], finds: Sequence[str], actor: str, at: datetime
) -> str:
    """Put a group into force in the place of the one called `key`, or a new one where that is empty.

    Returns its key. Each word finds what all of them name; with `finds` they find these too, and not the
    other way round. Searches follow with the next question. Raises SynonymsRefused or SynonymsGone.
    """
    _alone()
    if reasons := faults(language, words, finds):
        raise SynonymsRefused(reason=reasons[0])
    there = synonyms.renewed().groups
    if key and key not in there:
        raise SynonymsGone
    group = Synonyms(key, language, tuple(words), tuple(finds))
    if key and there[key] == group:
        return key
    row = SynonymEdition(key=key, language=language, words=[*words], finds=[*finds], at=at, actor=actor)
    row.save()
    if not key:
        row.key = f"{language}.{row.pk}"
        row.save(update_fields=["key"])
    _answered(group)
    _tell(row, "edit" if key else "create")
    return row.key


@transaction.atomic
def remove_synonyms(*, key: str, actor: str, at: datetime) -> None:
    """Take a group out of force, whether it came with a file or was added here. Raises SynonymsGone."""
    _alone()
    group = synonyms.renewed().groups.get(key)
    if group is None:
        raise SynonymsGone
    row = SynonymEdition.objects.create(
        key=key,
        language=group.language,
        words=[*group.words],
        finds=[*group.finds],
        kept=False,
        at=at,
        actor=actor,
    )
    _tell(row, "remove")


def _answered(group: Synonyms) -> None:
    """Whoever words what was searched in vain need not read of it any longer."""
    folded = [" ".join(text.telling_words(one, group.language)) for one in group.words]
    Unfound.objects.filter(language=group.language, words__in=folded).delete()


def _tell(row: SynonymEdition, verb: str) -> None:
    """The journal holds the number of the edition, which holds the words and is never changed."""
    subject = f"synonyms:{row.key}"
    journal.write(subject=subject, verb=verb, actor=row.actor, at=row.at, field="words", after=str(row.pk))


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
