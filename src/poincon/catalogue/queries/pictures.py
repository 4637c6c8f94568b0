"""The pictures of pieces."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from poincon.catalogue import rules
from poincon.catalogue.models import Media
from poincon.design.pictures import whole_address


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is here: `stem` names its files, width and height are those of the largest."""

    stem: str
    width: int
    height: int
    alt_fr: str
    alt_en: str


def words_of(piece: Mapping[str, Any], view: str) -> tuple[str, str]:
    """Return what is to be seen on a picture of a piece, in French and in English, where nobody typed it.

    A name that is told in one language alone stands in both.
    """
    fr, en = piece["name_fr"] or piece["name_en"], piece["name_en"] or piece["name_fr"]
    return rules.seen(fr, piece["matter_fr"], view, "fr"), rules.seen(en, piece["matter_en"], view, "en")


def picture(row: Media) -> Picture:
    return Picture(row.stem, row.width, row.height, row.alt_fr, row.alt_en)


def first_pictures(piece_ids: Iterable[int]) -> dict[int, Picture]:
    """Return the first picture of each piece that has one."""
    rows = Media.objects.filter(piece__in=set(piece_ids)).exclude(stem="")
    first = rows.order_by("piece_id", "position", "id").distinct("piece_id")
    return {row.piece_id: picture(row) for row in first}


def desk_picture(media_id: int) -> Media | None:
    """Return a picture in whatever state, awaited ones included."""
    return Media.objects.filter(pk=media_id).first()


def known_by_address(piece_id: int) -> dict[str, str]:
    """Return where a piece's pictures that are here came from, by the public address of each here.

    Those hung at the desk came from nowhere else: nothing stands for them.
    """
    rows = Media.objects.filter(piece=piece_id).exclude(stem="")
    return {whole_address(stem): source for stem, source in rows.values_list("stem", "source")}


def hung_at_the_desk(piece_id: int) -> list[dict[str, Any]]:
    """Return the columns of those pictures of a piece that no file of elsewhere brought."""
    columns = ("variant_id", "stem", "width", "height", "view", "alt_fr", "alt_en")
    rows = Media.objects.filter(piece=piece_id, source="").order_by("position", "id")
    return list(rows.values(*columns))
