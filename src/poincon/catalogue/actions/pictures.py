"""The pictures of a piece as the desk hangs them: uploaded, described, put in order, taken down.

The files of a picture that is taken down stay: orders of the past show what was bought.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from poincon.catalogue import album
from poincon.catalogue.darkroom import Developed, PictureRefused, developed
from poincon.catalogue.events import PieceChanged
from poincon.catalogue.fitness import keep_fit
from poincon.catalogue.models import Media, Piece
from poincon.catalogue.queries.pictures import Picture
from poincon.foundation import journal
from poincon.foundation.facts import announce

MOST_PICTURES = 24


def add_pictures(*, piece_id: int, contents: Sequence[bytes], actor: str, at: datetime) -> list[int]:
    """Hang pictures after those that a piece has; all of them or, with PictureRefused, none. Returns ids.

    Refused besides what cannot be decoded: a picture that the piece has already (twice), and more than
    24 of them (too_many).
    """
    fresh = [developed(content, place=place) for place, content in enumerate(contents)]
    with transaction.atomic():
        piece = _locked(piece_id)
        known = set(piece.media.values_list("stem", flat=True))
        for place, one in enumerate(fresh):
            if one.stem in known:
                raise PictureRefused(reason="twice", place=place)
            known.add(one.stem)
        _refuse_too_many(piece, len(fresh))
        start = _renumbered(piece)
        rows = [_row(one, piece_id, start + place) for place, one in enumerate(fresh)]
        Media.objects.bulk_create(rows)
        _tell(piece_id, "add_pictures", actor, at)
        _keep(fresh)
    return [row.pk for row in rows]


def develop_picture(*, content: bytes) -> Picture:
    """Keep the files of a picture that belongs to no piece, and return where they are. Raises PictureRefused.

    What it shows is said wherever it is hung.
    """
    one = developed(content)
    album.keep(one.files)
    return Picture(one.stem, one.width, one.height, "", "")


def fill_picture(*, media_id: int, content: bytes, actor: str, at: datetime) -> None:
    """Give a picture that is awaited its file. Raises PictureRefused."""
    one = developed(content)
    with transaction.atomic():
        row = _owned(media_id)
        if row.stem:
            raise PictureRefused(reason="here_already", place=0)
        if row.piece.media.filter(stem=one.stem).exists():
            raise PictureRefused(reason="twice", place=0)
        row.stem, row.width, row.height = one.stem, one.width, one.height
        row.save(update_fields=["stem", "width", "height"])
        _tell(row.piece_id, "add_pictures", actor, at)
        _keep([one])


@transaction.atomic
def describe_picture(
    *, media_id: int, alt_fr: str, alt_en: str, view: str = "", actor: str, at: datetime
) -> bool:
    """Say in both languages what is to be seen, and from where; False when all is so already.

    Without words those of the piece stand, with the view (`View`), and change with it.

    Of a piece on show nothing may be said that its facts do not carry: PieceUnfit.
    """
    row = _owned(media_id)
    if (row.view, row.alt_fr, row.alt_en) == (view, alt_fr, alt_en):
        return False
    row.view, row.alt_fr, row.alt_en = view, alt_fr, alt_en
    row.save(update_fields=["view", "alt_fr", "alt_en"])
    keep_fit(row.piece, at)
    _tell(row.piece_id, "describe_picture", actor, at)
    return True


@transaction.atomic
def move_picture(*, media_id: int, steps: int, actor: str, at: datetime) -> bool:
    """Move a picture so many places, backwards when negative, to the end at most; False when it stays."""
    row = _owned(media_id)
    order = list(row.piece.media.order_by("position", "id"))
    was = order.index(row)
    order.insert(max(0, min(len(order) - 1, was + steps)), order.pop(was))
    if order[was] == row:
        return False
    _number(order)
    _tell(row.piece_id, "move_picture", actor, at)
    return True


@transaction.atomic
def remove_picture(*, media_id: int, actor: str, at: datetime) -> None:
    """Take a picture down. A piece on show must keep one: otherwise PieceUnfit, and nothing changes."""
    row = _owned(media_id)
    row.delete()
    _renumbered(row.piece)
    keep_fit(Piece.objects.select_related("brand").get(pk=row.piece_id), at)
    _tell(row.piece_id, "remove_picture", actor, at)


def _locked(piece_id: int) -> Piece:
    return Piece.objects.select_for_update().get(pk=piece_id)


def _owned(media_id: int) -> Media:
    """Return a picture whose piece is locked, so that nobody hangs another at the same place meanwhile."""
    _locked(Media.objects.values_list("piece_id", flat=True).get(pk=media_id))
    return Media.objects.select_related("piece").get(pk=media_id)


def _refuse_too_many(piece: Piece, more: int) -> None:
    if piece.media.count() + more > MOST_PICTURES:
        raise PictureRefused(reason="too_many", place=0, most=MOST_PICTURES)


def _row(one: Developed, piece_id: int, position: int) -> Media:
    return Media(piece_id=piece_id, position=position, stem=one.stem, width=one.width, height=one.height)


def _renumbered(piece: Piece) -> int:
    """Close the gaps in a piece's order; returns how many pictures it has."""
    order = list(piece.media.order_by("position", "id"))
    _number(order)
    return len(order)


def _number(order: Sequence[Media]) -> None:
    for position, row in enumerate(order):
        row.position = position
    Media.objects.bulk_update(order, ["position"])


def _keep(fresh: Sequence[Developed]) -> None:
    """Write the files last: a refusal leaves none behind, and no row is seen before its files are there."""
    for one in fresh:
        album.keep(one.files)


def _tell(piece_id: int, verb: str, actor: str, at: datetime) -> None:
    journal.write(subject=f"piece:{piece_id}", verb=verb, actor=actor, at=at)
    announce(PieceChanged(piece_id), at=at)
