"""The shelves of the window as the desk arranges them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from poincon.catalogue import moves, rules
from poincon.catalogue.events import CategoryChanged
from poincon.catalogue.fitness import refuse_words
from poincon.catalogue.models import Category
from poincon.catalogue.uniqueness import Taken
from poincon.foundation import journal
from poincon.foundation.facts import announce
from poincon.kernel.refusal import Refusal

LOCK = 0x73686C66  # "shlf": the one lock under which the desk arranges shelves
ADDRESSES = ("slug_fr", "slug_en")
NAMES = ("name_fr", "name_en")


class ShelfMisplaced(Refusal):
    """The shelf cannot stand there; `reason` is "cycle", "too_deep" or "gone"."""

    code = "shelf_misplaced"


class ShelfInUse(Refusal):
    """There are pieces on the shelf, or shelves beneath it."""

    code = "shelf_in_use"


@transaction.atomic
def create_category(*, columns: Mapping[str, Any], actor: str, at: datetime) -> int:
    """Add a shelf; `columns` are those of Category. Raises Taken, ShelfMisplaced or WordsForbidden."""
    refuse_words(columns, NAMES)
    _alone()
    _refuse_place(None, columns.get("parent_id"))
    _refuse_address(None, columns)
    row = Category.objects.create(**columns)
    _tell(row.pk, "create", actor, at)
    return row.pk


@transaction.atomic
def edit_category(*, category_id: int, columns: Mapping[str, Any], actor: str, at: datetime) -> bool:
    """Change columns of a shelf; False when all is so already.

    Raises Taken, ShelfMisplaced or WordsForbidden.

    Whoever comes to an address that it had before is led to the one that it has now.
    """
    _alone()
    row = Category.objects.get(pk=category_id)
    changed = {name for name, value in columns.items() if getattr(row, name) != value}
    if not changed:
        return False
    refuse_words(columns, NAMES)
    if "parent_id" in changed:
        _refuse_place(category_id, columns["parent_id"])
    _refuse_address(category_id, columns)
    moved = {getattr(row, name): columns[name] for name in ADDRESSES if name in changed}
    for name in changed:
        setattr(row, name, columns[name])
    row.save(update_fields=sorted(name.removesuffix("_id") for name in changed))
    moves.note(row, moved, live={row.slug_fr, row.slug_en}, actor=actor, at=at)
    _tell(category_id, "edit", actor, at)
    return True


@transaction.atomic
def remove_category(*, category_id: int, actor: str, at: datetime) -> None:
    """Take an empty shelf away. Raises ShelfInUse with how many pieces and shelves are in the way."""
    _alone()
    row = Category.objects.get(pk=category_id)
    pieces, shelves = row.pieces.count(), row.children.count()
    if pieces or shelves:
        raise ShelfInUse(pieces=pieces, shelves=shelves)
    row.delete()
    journal.write(subject=f"category:{category_id}", verb="remove", actor=actor, at=at)


def _alone() -> None:
    """One rearrangement at a time, so that two halves of a circle are not drawn at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _refuse_place(own: int | None, parent: int | None) -> None:
    tree = dict(Category.objects.values_list("pk", "parent_id"))
    reason = rules.reason_against_place(own, parent, tree)
    if reason:
        raise ShelfMisplaced(reason=reason)


def _refuse_address(own: int | None, columns: Mapping[str, Any]) -> None:
    """Both languages share the window's door: an address in one may be nobody else's in the other."""
    others = Category.objects.all() if own is None else Category.objects.exclude(pk=own)
    for name in ADDRESSES:
        wanted = columns.get(name)
        if wanted and others.filter(Q(slug_fr=wanted) | Q(slug_en=wanted)).exists():
            raise Taken(column=name)


def _tell(category_id: int, verb: str, actor: str, at: datetime) -> None:
    journal.write(subject=f"category:{category_id}", verb=verb, actor=actor, at=at)
    announce(CategoryChanged(category_id), at=at)
