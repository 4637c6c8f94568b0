"""Keeping the window true to what it shows."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from poincon.catalogue import queries as catalogue
from poincon.foundation.clock import local_day
from poincon.kernel import text
from poincon.window.models import Card, Facet, Word
from poincon.window.queries.sources import gathered
from poincon.window.rules import cards, facets, sets
from poincon.window.rules.cards import Source
from poincon.window.states import Group

type Told = Callable[[int, int], object]
type Marked = tuple[int, list[str]]  # the place of a card, and its codes

AT_ONCE = 1_000
LOCK = 0x77696E64  # "wind": the one lock under which cards are written
COLUMNS = [field.attname for field in Card._meta.concrete_fields]
SAID = [name for name in COLUMNS if name not in {"piece_id", "changed_at"}]
# One parameter for all rows: taking apart a statement with thirty thousand takes longer than writing them.
WRITE = f"""
INSERT INTO window_card AS card ({", ".join(COLUMNS)})
SELECT {", ".join(COLUMNS)} FROM json_populate_recordset(NULL::window_card, %s)
    ON CONFLICT (piece_id) DO UPDATE
   SET {", ".join(f"{name} = EXCLUDED.{name}" for name in [*SAID, "changed_at"])}
 WHERE ({", ".join(f"card.{name}" for name in SAID)})
       IS DISTINCT FROM ({", ".join(f"EXCLUDED.{name}" for name in SAID)})
"""  # noqa: S608 - made of this model's own columns


def refresh(*, piece_ids: Iterable[int], at: datetime, told: Told | None = None) -> int:
    """Write the cards of these pieces anew, and take away those that are no longer to be shown.

    Returns how many of them are shown now. Each thousand is one transaction, after which `told` hears
    how many are done and how many there are. Inside a transaction of the caller's it is all that one.
    """
    ids, shown = sorted(set(piece_ids)), 0
    for done in range(0, len(ids), AT_ONCE):
        shown += _refresh(ids[done : done + AT_ONCE], at)
        if told:
            told(min(done + AT_ONCE, len(ids)), len(ids))
    return shown


def refresh_overdue(*, at: datetime) -> int:
    """Write the cards anew whose announced day of dispatch has passed; returns how many there were."""
    overdue = list(Card.objects.filter(dispatch_on__lt=local_day(at)).values_list("pk", flat=True))
    refresh(piece_ids=overdue, at=at)
    return len(overdue)


def refresh_reduced(*, at: datetime) -> int:
    """Write the cards anew on which something is struck through; returns how many there were.

    How far back a cut is measured is for the charter to say, and a new edition is no change of a price.
    """
    reduced = list(Card.objects.filter(struck_minor__isnull=False).values_list("pk", flat=True))
    refresh(piece_ids=reduced, at=at)
    return len(reduced)


def refresh_older(*, at: datetime) -> int:
    """Write the cards anew that an older version of these rules has written; returns how many there were."""
    present = [facets.MADE]
    older = list(Card.objects.exclude(facets__contains=present).values_list("pk", flat=True))
    refresh(piece_ids=older, at=at)
    return len(older)


def rebuild(*, at: datetime, told: Told | None = None) -> int:
    """Write every card anew, for instance after a change of these rules; returns how many pieces are shown.

    The listings stay as they are until their cards are replaced.
    """
    Word.objects.all().delete()
    ids = {*catalogue.published().values_list("pk", flat=True), *Card.objects.values_list("pk", flat=True)}
    shown = refresh(piece_ids=ids, at=at, told=told)
    _recount()
    return shown


@transaction.atomic
def _recount() -> None:
    """Make every facet anew from the cards, whatever it was."""
    _lock()
    labels = dict(Facet.objects.exclude(label="").values_list("code", "label"))
    Facet.objects.all().delete()
    _mark([], Card.objects.values_list("place", "facets").iterator(), labels)


@transaction.atomic
def _refresh(piece_ids: Sequence[int], at: datetime) -> int:
    """Two workers that heard of the same piece must not overwrite the newer card with the older one.

    So the facts are read under a lock: whoever writes last has also read last.
    """
    _lock()
    sources = gathered(piece_ids, at=at)
    before = {pk: (place, codes) for pk, place, codes in _known(piece_ids)}
    places = _places([source.id for source in sources], {pk: place for pk, (place, _) in before.items()})
    fresh = [cards.columns(source, places[source.id], at=at) for source in sources]
    Card.objects.filter(pk__in=before.keys() - places.keys()).delete()
    _write(fresh)
    _mark(before.values(), [(row["place"], row["facets"]) for row in fresh], _labels(sources))
    _learn(sources)
    return len(fresh)


def _write(rows: Sequence[Mapping[str, Any]]) -> None:
    """Write cards by the thousand; a card that says the same as before stays untouched."""
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [json.dumps(rows, default=str)])


def _known(piece_ids: Iterable[int]) -> Iterable[tuple[int, int, list[str]]]:
    return Card.objects.filter(pk__in=piece_ids).values_list("pk", "place", "facets")


def _places(ids: Iterable[int], known: Mapping[int, int]) -> dict[int, int]:
    """Return each card's place: the one that it has, or the next after all."""
    last = Card.objects.aggregate(last=Max("place"))["last"]
    free = count(0 if last is None else last + 1)
    return {pk: known[pk] if pk in known else next(free) for pk in ids}


def _mark(before: Iterable[Marked], after: Iterable[Marked], labels: Mapping[str, str]) -> None:
    """Take the cards out of the facets that they had, and put them into those that they have."""
    out, into = _by_code(before), _by_code(after)
    touched = {code for code in out.keys() | into.keys() if out.get(code, 0) != into.get(code, 0)}
    kept = {row.code: row for row in Facet.objects.filter(code__in=touched | labels.keys())}
    renamed = {code for code, label in labels.items() if code in kept and kept[code].label != label}
    rows = []
    for code in touched | renamed:
        row = kept.get(code) or Facet(code=code, bits=b"")
        row.label = labels.get(code, row.label)
        row.bits = sets.packed(sets.unpacked(row.bits) & ~out.get(code, 0) | into.get(code, 0))
        rows.append(row)
    empty = {row.code for row in rows if not row.bits}
    Facet.objects.filter(code__in=empty).delete()
    Facet.objects.bulk_create(
        [row for row in rows if row.bits],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["bits", "label"],
    )


def _by_code(cards: Iterable[Marked]) -> dict[str, int]:
    """Return, for each code, the set of the cards that carry it."""
    places: dict[str, list[int]] = {}
    for place, codes in cards:
        for code in codes:
            places.setdefault(code, []).append(place)
    return {code: sets.of_places(found) for code, found in places.items()}


def _labels(sources: Iterable[Source]) -> dict[str, str]:
    return {facets.facet(Group.BRAND, source.brand_slug): source.brand for source in sources}


def _learn(sources: Sequence[Source]) -> None:
    """Add the words of these pieces to the vocabulary that mistyped words are compared with."""
    rows = [
        Word(language=language, folded=folded, written=written, naming=naming)
        for language in ("fr", "en")
        for naming, said in ((True, _named(sources, language)), (False, _described(sources, language)))
        for folded, written in text.vocabulary(said, language).items()
    ]
    Word.objects.bulk_create(rows, ignore_conflicts=True)


def _named(sources: Iterable[Source], language: str) -> Iterator[str]:
    for source in sources:
        for texts in cards.spoken_texts(source, language).values():
            yield from texts


def _described(sources: Iterable[Source], language: str) -> Iterator[str]:
    return (source.descriptions[language] for source in sources)


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
