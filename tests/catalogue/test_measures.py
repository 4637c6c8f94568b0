"""How large a piece is: bounds, words, and what is kept of it when it is sold."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.catalogue.conftest import MakePiece

from poincon.catalogue import actions, rules, told
from poincon.catalogue.models import Piece
from poincon.catalogue.rules import MeasureUnlikely
from poincon.catalogue.states import Kind

TALL, BROAD = Decimal("24.5"), Decimal(18)


@pytest.mark.parametrize(
    ("kind", "language", "words"),
    [
        ("brooch", "fr", ["hauteur 24,5 mm, largeur 18 mm"]),
        ("brooch", "en", ["height 24.5 mm, width 18 mm"]),
        ("earrings", "fr", ["hauteur 24,5 mm, largeur 18 mm (chaque boucle)"]),
        ("pendant", "en", ["height 24.5 mm, width 18 mm (without bail or chain)"]),
    ],
)
def test_measures_say_of_what_they_are(kind: str, language: str, words: list[str]) -> None:
    found = rules.measures_told(kind, TALL, BROAD, language)
    assert [line.replace("\u00a0", " ") for line in found] == words


def test_one_measure_alone_is_told_and_none_says_nothing() -> None:
    assert rules.measures_told("brooch", None, BROAD, "en") == ["width 18\u00a0mm"]
    assert all(rules.measures_told(kind, None, None, "fr") == [] for kind in Kind)


@pytest.mark.parametrize("value", ["0.4", "300.1", "-3", "12.34"])
@pytest.mark.parametrize("name", ["height_mm", "width_mm"])
@pytest.mark.django_db
def test_what_no_piece_measures_is_refused(
    make_piece: MakePiece, noon: datetime, name: str, value: str
) -> None:
    piece = make_piece(height_mm=TALL, width_mm=BROAD)
    with pytest.raises(MeasureUnlikely) as refused:
        actions.edit_piece(piece_id=piece.pk, words={name: Decimal(value)}, actor="staff:1", at=noon)
    assert (refused.value.code, refused.value.context["measure"]) == ("measure_unlikely", name)
    with pytest.raises(MeasureUnlikely):
        make_piece(**{name: Decimal(value)})
    assert list(Piece.objects.values_list("height_mm", "width_mm")) == [(TALL, BROAD)]


@pytest.mark.django_db
def test_the_database_holds_the_bounds_too(make_piece: MakePiece) -> None:
    piece = make_piece()
    for column in ("height_mm", "width_mm"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Piece.objects.filter(pk=piece.pk).update(**{column: Decimal("0.4")})
    for edge in (rules.SMALLEST_MM, rules.LARGEST_MM):
        Piece.objects.filter(pk=piece.pk).update(height_mm=edge, width_mm=edge)


@pytest.mark.django_db
def test_what_is_sold_keeps_its_measures_and_that_it_is_not_resized(
    make_piece: MakePiece, noon: datetime
) -> None:
    brooch = make_piece(kind="brooch", height_mm=TALL, width_mm=BROAD)
    ring, plain = make_piece(fixed_size=True), make_piece()
    ids = [one.variants.get().pk for one in (brooch, ring, plain)]
    kept = told.as_told(ids, on=noon.date())
    assert kept[brooch.pk]["facts_fr"]["measure"] == ["hauteur 24,5\u00a0mm, largeur 18\u00a0mm"]
    assert kept[brooch.pk]["facts_en"]["measure"] == ["height 24.5\u00a0mm, width 18\u00a0mm"]
    assert kept[ring.pk]["facts_en"]["resizing"] == [rules.FIXED["en"]]
    assert kept[plain.pk]["facts_fr"]["measure"] == kept[plain.pk]["facts_fr"]["resizing"] == []
