"""The desk's search: by words, references, article numbers and barcodes, in a few looks into an index."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.db import connection
from tests.catalogue.conftest import MakePiece, add_variant

from poincon.catalogue import queries
from poincon.catalogue.models import Piece

pytestmark = pytest.mark.django_db


def found(said: str) -> list[str]:
    return [piece.reference for piece in queries.desk_list(said=said)]


@pytest.fixture
def pieces(make_piece: MakePiece, noon: datetime) -> list[Piece]:
    """Three pieces; the second is newer than the first, the third than both."""
    made = [
        make_piece(reference="R10", name_fr="Bague Écume", name_en="Spray ring"),
        make_piece(reference="R10-B", name_fr="Collier Cœur d’or", name_en="Heart of gold"),
        make_piece(reference="LUNE-7", name_fr="Bague L’Étoile", name_en="Star ring"),
    ]
    add_variant(made[0], noon, sku="AB/12.3", gtin="4006381333931", circumference_mm=Decimal(60))
    return made


@pytest.mark.parametrize(
    ("said", "references"),
    [
        ("ecume", ["R10"]),
        ("ÉCUME", ["R10"]),
        ("écu", ["R10"]),
        ("coeur", ["R10-B"]),
        ("cœur d'or", ["R10-B"]),
        ("l'etoile", ["LUNE-7"]),
        ("spray", ["R10"]),
        ("bague", ["LUNE-7", "R10"]),
        ("bague ecume", ["R10"]),
        ("r10", ["R10", "R10-B"]),  # just the first one's reference, the beginning of the other's
        ("R10-b", ["R10-B", "R10"]),  # the other has the same beginnings: R10, Bague
        ("lune 7", ["LUNE-7"]),
        ("ab/12.3", ["R10"]),
        ("12", ["R10"]),
        ("4006381333931", ["R10"]),
        ("40063", ["R10"]),
        ("écume lune", []),
        ("écume ab", ["R10"]),  # one word of the name, one of an article number
        ("' | 'x", []),
        ("-- ;", []),
        ("‰", []),
        ("  ", ["LUNE-7", "R10-B", "R10"]),
    ],
)
def test_what_is_typed_finds_what_is_written(pieces: list[Piece], said: str, references: list[str]) -> None:
    assert found(said) == references


def test_what_is_just_that_comes_before_what_is_newer(make_piece: MakePiece, noon: datetime) -> None:
    old = make_piece(reference="A1")
    add_variant(old, noon, sku="K-500", circumference_mm=Decimal(60))
    for place in range(3):
        near = make_piece(reference=f"K500-{place}")
        add_variant(near, noon, sku=f"K-500-{place}", circumference_mm=Decimal(60))
    assert found("k-500")[0] == "A1"
    assert len(found("k-500")) == 4


def test_the_search_looks_into_its_indexes(pieces: list[Piece]) -> None:
    """With other ways made dear, as thousands of rows make them, each word is looked up."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        plan = queries.desk_list(said="ecume").explain()
    assert "piece_sought" in plan
    assert "variant_sought" in plan
