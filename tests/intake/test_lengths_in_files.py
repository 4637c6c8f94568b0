"""Lengths, and pictures that are here: written for other systems, and read again as they were."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from tests.intake.conftest import WriteCsv, more, row
from tests.intake.test_taking_out import SYSTEMS, again, bring_in, everything, of

from poincon.catalogue import actions
from poincon.catalogue.models import Media, Piece, Variant
from poincon.catalogue.rules import read_length
from poincon.demo import written
from poincon.design.pictures import whole_address
from poincon.intake.dialects.shopify import SHOPIFY
from poincon.intake.planning import Plan, PlannedPicture, PlannedPiece, plan
from poincon.intake.reasons import ROW_REASONS
from poincon.intake.sheets import read
from poincon.intake.shelves import SHELVES
from poincon.intake.taking_out import taken_out

HOUSES = Path(__file__).parents[2] / "boutiques"


@pytest.mark.parametrize(
    ("typed", "length"),
    [
        ("42 cm", 420),
        ("42,5cm", 425),
        ("420 mm", 420),
        ("16.5 in", 419),
        ("16½ inches", 419),
        ("16 1/2”", 419),
        ('18"', 457),
        ("42 cm (16.5 in)", 420),
        ("16 in / 40 cm", 400),
        ("42", None),
        ("40-45 cm", None),
        ("40 cm - 45 cm", None),
        ("16 in (45 cm)", None),
        ("42 cm + 5 cm", None),
        ("60 mm", None),
        ("31 m", None),
        ("3001 mm", None),
        ("S", None),
    ],
)
def test_a_length_is_read_with_its_unit_alone(typed: str, length: int | None) -> None:
    assert read_length(typed) == length


def necklace(write: WriteCsv, name: str, *values: str, kind: str = "Collier") -> Plan:
    first = row("cordage", type=kind, option1_name=name, option1_value=values[0], variant_sku="C-0")
    others = [
        more("cordage", option1_value=value, variant_sku=f"C-{at}", variant_price="42.99")
        for at, value in enumerate(values[1:], start=1)
    ]
    return plan(read(write(first, *others), SHOPIFY), currency="EUR")


def test_lengths_of_what_is_worn_are_lengths_and_other_choices_stay(write: WriteCsv) -> None:
    for name, kind in (("Longueur", "Collier"), ("Length", "Chains"), ("Size", "Bracelet")):
        (piece,) = necklace(write, name, "42 cm", "16.5 in", kind=kind).pieces
        assert [(one.length_mm, one.options) for one in piece.variants] == [(420, ()), (419, ())]
    found = necklace(write, "Longueur", "42", "Sautoir")
    assert [one.options for one in found.pieces[0].variants] == [
        (("Longueur", "42"),),
        (("Longueur", "Sautoir"),),
    ]
    assert [(one.line, one.code, one.value) for one in found.notes] == [(2, "length_not_read", "42")]
    (earrings,) = necklace(write, "Length", "12 cm", kind="Earrings").pieces
    assert earrings.variants[0].options == (("Length", "12 cm"),)
    assert necklace(write, "Length", "42 cm", "420 mm").faults[0].code == "choice_twice"


def of_all_houses() -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Yield the reference, kind and lengths of every piece of the five houses that has lengths."""
    for path in sorted(HOUSES.glob("*/catalogue.toml")):
        yield from ((one.ref, one.kind, one.lengths) for one in written.read(path).pieces if one.lengths)


@pytest.mark.parametrize("system", SYSTEMS)
def test_no_length_of_a_house_is_lost_on_the_way(system: str, tmp_path: Path) -> None:
    (ring, *_others) = of(system).pieces
    bare = replace(ring.variants[0], options=(), circumference_mm=None, picture="", gtin="")
    pieces = [
        replace(
            ring,
            handle=str(place),
            slug=f"piece-{place}",
            title=f"Piece {place}",
            shelf=next(shelf for shelf in SHELVES if shelf.kind == one.kind),
            pictures=(),
            variants=tuple(replace(bare, sku=f"{place}-{mm}", length_mm=mm) for mm in one.lengths),
        )
        for place, one in enumerate(with_lengths(), start=1)
    ]
    found = again(system, pieces, tmp_path)
    assert (found.faults, found.notes, len(found.pieces) > 50) == ((), (), True)
    assert [measured(one) for one in found.pieces] == [measured(one) for one in pieces]


def with_lengths() -> Iterator[written.PiecePart]:
    """Yield all pieces of the five houses that have lengths."""
    for path in sorted(HOUSES.glob("*/catalogue.toml")):
        yield from (one for one in written.read(path).pieces if one.lengths)


def measured(piece: PlannedPiece) -> list[tuple[str, int | None]]:
    return [(one.sku, one.length_mm) for one in piece.variants]


@pytest.mark.django_db
def test_lengths_and_pictures_of_the_shop_leave_with_it_and_come_back_as_they_were(
    write: WriteCsv, noon: datetime, tmp_path: Path
) -> None:
    first = necklace(write, "Longueur", "42 cm", "45 cm")
    source = "https://pictures.example/a.jpg"
    pictures = (PlannedPicture(source, "Collier"),)
    bring_in(replace(first, pieces=(replace(first.pieces[0], pictures=pictures),)), noon)
    Media.objects.update(stem="arrived", width=800, height=800)
    piece, longer = Piece.objects.get(), Variant.objects.get(length_mm=450)
    hung = {"stem": "hung", "width": 800, "height": 800, "variant_id": longer.pk}
    known = {"source": source, "alt_fr": "Collier"}
    actions.set_media(piece_id=piece.pk, pictures=[known, hung], actor="staff:1", at=noon)
    before = everything()
    (out,) = taken_out(system="shopify", language="fr", at=noon)
    assert [one.source for one in out.pictures] == [whole_address("arrived"), whole_address("hung")]
    assert all(one.source.startswith("http") for one in out.pictures)
    assert [one.picture for one in out.variants] == ["", whole_address("hung")]
    report = bring_in(again("shopify", [out], tmp_path), noon)
    assert (report.faults, report.created, everything() == before) == ([], 0, True)


@pytest.mark.django_db
def test_a_length_that_the_file_does_not_tell_stays_and_what_is_made_to_measure_is_refused_one(
    write: WriteCsv, noon: datetime
) -> None:
    bring_in(necklace(write, "Longueur", "42 cm"), noon)
    bring_in(necklace(write, "Couleur", "Bleu"), noon)
    assert Variant.objects.get().length_mm == 420
    made = {"made_first_mm": 380, "made_last_mm": 500, "made_step_mm": 10, "made_days": 5}
    Variant.objects.update(**made, length_mm=None)
    report = bring_in(necklace(write, "Longueur", "45 cm"), noon)
    assert [one.code for one in report.faults] == ["sized_twice"]
    assert (Variant.objects.get().length_mm, "sized_twice" in ROW_REASONS) == (None, True)
    assert necklace(write, "Longueur", "à vos mesures").notes[0].code == "made_to_measure"
