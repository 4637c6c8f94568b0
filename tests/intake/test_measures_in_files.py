"""Height, width and what is not resized, in other systems' files: read, refused, kept, written again."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from tests.intake.test_prestashop import FULL, MOON, SUN, file
from tests.intake.test_prestashop import planned as joined
from tests.intake.test_taking_out import SYSTEMS, again, bring_in, everything, of
from tests.intake.woocommerce import simple, written

from poincon.catalogue import actions
from poincon.catalogue.models import Piece
from poincon.intake.dialects.shopify import SHOPIFY
from poincon.intake.dialects.woocommerce import WOOCOMMERCE
from poincon.intake.planning import Plan, plan
from poincon.intake.reasons import ROW_REASONS
from poincon.intake.sheets import read
from poincon.intake.taking_out import taken_out

ALL = (("height_mm", Decimal("24.5")), ("width_mm", Decimal("18.0")), ("fixed_size", True))
OWN = "{0} (product.metafields.custom.{0})"


def shopify(height: str = "", width: str = "", fixed: str = "") -> Plan:
    names = ",".join(OWN.format(name) for name in ("height_mm", "width_mm", "fixed_size"))
    head = f"Handle,Title,Option1 Name,Option1 Value,Variant Price,Published,{names}"
    return plan(
        read(f"{head}\nlune,Lune,Title,Default Title,49,true,{height},{width},{fixed}".encode(), SHOPIFY),
        currency="EUR",
    )


def features(cell: str) -> Plan:
    return joined(file(f"{FULL};Feature (Name:Value:Position:Customized)", f"{SUN};{cell}"))


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_is_written_of_a_piece_is_read_as_it_was(system: str, tmp_path: Path) -> None:
    (piece, *others) = of(system).pieces
    for facts in (ALL, ALL[:1], ALL[1:]):
        told = replace(piece, facts=facts)
        after = again(system, [told, *others], tmp_path)
        assert (after.faults, after.notes) == ((), ())
        assert [one.facts for one in after.pieces] == [facts, *((),) * len(others)]
        assert after.pieces[0].digest == told.digest != piece.digest


@pytest.mark.parametrize(
    ("cells", "code", "name"),
    [
        ({"height": "0.4"}, "not_a_measure", "height_mm"),
        ({"width": "300.1"}, "not_a_measure", "width_mm"),
        ({"height": "24.55"}, "not_a_measure", "height_mm"),
        ({"width": "tall"}, "not_a_measure", "width_mm"),
        ({"width": "-3"}, "not_a_measure", "width_mm"),
        ({"fixed": "perhaps"}, "not_true_or_false", "fixed_size"),
    ],
)
def test_what_is_no_measure_refuses_its_row(cells: dict[str, str], code: str, name: str) -> None:
    found = shopify(**cells)
    assert found.pieces == ()
    assert [(one.line, one.code, one.column) for one in found.faults] == [(2, code, OWN.format(name))]
    assert code in ROW_REASONS


def test_measures_of_parcels_are_not_those_of_the_piece() -> None:
    row = simple("15", Name="Broche", Width__cm_="12", Height__cm_="4")
    assert plan(read(written(row), WOOCOMMERCE), currency="EUR").pieces[0].facts == ()


@pytest.mark.parametrize(
    ("cell", "facts", "noted"),
    [
        ("Hauteur:2,45 cm:1, Largeur:18 mm:2", ALL[:2], False),
        ("Mise à taille:impossible:3", ALL[2:], False),
        ("Height:24.5 mm:1:0, Metal:gold:2", ALL[:1], True),
        ("Height:about an inch:1", (), True),
    ],
)
def test_features_tell_measures_with_their_unit_and_nothing_else(
    cell: str, facts: tuple[object, ...], *, noted: bool
) -> None:
    found = features(cell)
    assert (found.faults, found.pieces[0].facts) == ((), facts)
    assert ("facts_not_read" in {one.code for one in found.notes}) == noted


@pytest.mark.django_db
@pytest.mark.parametrize("system", SYSTEMS)
def test_export_and_import_keep_what_the_desk_has_measured(
    system: str, noon: datetime, tmp_path: Path
) -> None:
    bring_in(replace(of(system), system=system), noon)
    piece = Piece.objects.order_by("pk").first()
    assert piece is not None
    actions.edit_piece(piece_id=piece.pk, words=dict(ALL), actor="staff:1", at=noon)
    before = everything()
    found = again(system, list(taken_out(system=system, language="fr", at=noon)), tmp_path)
    report = bring_in(replace(found, system=system), noon)
    assert (report.faults, report.created, report.kept) == ([], 0, True)
    assert everything() == before


@pytest.mark.django_db
def test_a_file_without_measures_leaves_the_desks(noon: datetime) -> None:
    first = joined(file(FULL, MOON, SUN))
    bring_in(first, noon)
    Piece.objects.update(height_mm=Decimal(20), fixed_size=True)
    changed = [replace(one, title=f"{one.title} neuf") for one in first.pieces]
    assert bring_in(replace(first, pieces=tuple(changed)), noon).changed == 2
    assert set(Piece.objects.values_list("height_mm", "fixed_size")) == {(Decimal(20), True)}
    given = replace(changed[0], facts=(("height_mm", Decimal(21)), ("fixed_size", False)))
    assert bring_in(replace(first, pieces=(given,)), noon).changed == 1
    assert (Decimal(21), False) in Piece.objects.values_list("height_mm", "fixed_size")
