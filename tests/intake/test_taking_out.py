"""Export and import again: what is written is read as it was, and changes nothing."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.test_prestashop import BESIDE, FRANCE, FULL, MOON, SIZES, SUN, joined
from tests.intake.test_prestashop import file as prestashop_file
from tests.intake.test_woocommerce import RING
from tests.intake.woocommerce import simple, written

from poincon.catalogue.models import Media, Piece, Variant
from poincon.foundation.models import Entry
from poincon.intake import actions
from poincon.intake.dialects import writing
from poincon.intake.dialects.prestashop import COMBINATIONS, PRODUCTS, together
from poincon.intake.dialects.shopify import SHOPIFY
from poincon.intake.dialects.taxing import Taxed
from poincon.intake.dialects.woocommerce import WOOCOMMERCE
from poincon.intake.planning import Plan, PlannedPiece, plan
from poincon.intake.reports import Report
from poincon.intake.sheets import Sheet, read
from poincon.intake.taking_out import taken_out

SYSTEMS = ("shopify", "woocommerce", "prestashop")


def write(system: str, pieces: list[PlannedPiece], folder: Path) -> None:
    taxed = FRANCE if system == "prestashop" else None
    with ExitStack() as files:
        writer = writing.writer(system, folder, files, called=writing.CALLED["fr"], taxed=taxed)
        for piece in pieces:
            writer.take(piece)


def sheet(system: str, folder: Path) -> Sheet:
    if system == "prestashop":
        products = read((folder / "prestashop-products.csv").read_bytes(), PRODUCTS)
        beside = (folder / "prestashop-combinations.csv").read_bytes()
        rows = read(beside, COMBINATIONS) if beside.count(b"\n") > 1 else None
        return together(products, rows, FRANCE)
    data = (folder / f"{system}-products.csv").read_bytes()
    return read(data, SHOPIFY if system == "shopify" else WOOCOMMERCE)


def again(system: str, pieces: list[PlannedPiece], folder: Path) -> Plan:
    write(system, pieces, folder)
    return plan(sheet(system, folder), currency="EUR")


def of(system: str) -> Plan:
    """Return pieces with everything that such a file can tell, as read from one."""
    if system == "prestashop":
        return plan(joined(prestashop_file(FULL, MOON, SUN), prestashop_file(BESIDE, *SIZES)), currency="EUR")
    found = plan(read(written(*RING, simple("15", Name="Collier Soleil")), WOOCOMMERCE), currency="EUR")
    assert found.faults == ()
    if system == "shopify":  # where the address is the key
        return replace(found, pieces=tuple(replace(one, handle=one.slug) for one in found.pieces))
    return found


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_is_written_is_read_as_it_was(system: str, tmp_path: Path) -> None:
    before = of(system)
    after = again(system, list(before.pieces), tmp_path)
    assert (after.faults, after.notes) == ((), ())
    assert [one.digest for one in after.pieces] == [one.digest for one in before.pieces]
    quantities = [[one.quantity for one in piece.variants] for piece in before.pieces]
    assert [[one.quantity for one in piece.variants] for piece in after.pieces] == quantities


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("words", ["=1+1", "+33 A", "-2+3|cmd", "@SUM(A1)"])
def test_no_cell_is_a_formula_and_its_words_come_back(system: str, words: str, tmp_path: Path) -> None:
    (piece, *_others) = of(system).pieces
    after = again(system, [replace(piece, title=words, vendor=words)], tmp_path)
    assert after.faults == ()
    assert (after.pieces[0].title, after.pieces[0].vendor) == (words, words)
    text = "".join(path.read_text() for path in tmp_path.iterdir())
    assert f"'{words}" in text
    assert not {f",{words}", f";{words}"} & {text[at : at + len(words) + 1] for at in range(len(text))}


@given(
    net=st.decimals(Decimal("0.05"), Decimal(90_000), places=2),
    rate=st.sampled_from([550, 810, 2_000, 2_550]),
)
def test_a_price_with_tax_comes_back_to_the_cent(net: Decimal, rate: int) -> None:
    taxed = Taxed(rate, "EUR")
    assert taxed.gross(writing.Untaxed(taxed).without(net)) == net


def bring_in(found: Plan, at: datetime) -> Report:
    return actions.bring_in(plans=[found], language="fr", actor="import:test", at=at)


@pytest.mark.django_db
@pytest.mark.parametrize("system", SYSTEMS)
def test_export_and_import_changes_nothing_in_the_shop(system: str, noon: datetime, tmp_path: Path) -> None:
    first = replace(of(system), system=system)
    assert bring_in(first, noon).created == 2
    Piece.objects.filter(variants__sku__startswith="LUNE").update(state="published", published_at=noon)
    before = everything()
    found = again(system, list(taken_out(system=system, language="fr", at=noon)), tmp_path)
    assert found.faults == ()
    report = bring_in(replace(found, system=system), noon)
    assert (report.faults, report.created, report.kept) == ([], 0, True)
    assert everything() == before


def everything() -> list[object]:
    """Return all that tells of pieces, and how often anybody wrote in the journal."""
    tables = (Piece, Variant, Media)
    return [list(table.objects.order_by("pk").values()) for table in tables] + [Entry.objects.count()]


@pytest.mark.django_db
def test_a_catalogue_is_taken_out_with_as_many_questions_as_one_piece(
    noon: datetime, django_assert_num_queries: object
) -> None:
    rows = [simple(str(number), Name=f"Bague {number}") for number in range(1, 31)]
    bring_in(plan(read(written(*rows[:1]), WOOCOMMERCE), currency="EUR"), noon)
    with django_assert_num_queries(6):  # type: ignore[operator]
        assert len(list(taken_out(system="woocommerce", language="fr", at=noon))) == 1
    bring_in(plan(read(written(*rows), WOOCOMMERCE), currency="EUR"), noon)
    with django_assert_num_queries(6):  # type: ignore[operator]
        assert len(list(taken_out(system="woocommerce", language="fr", at=noon))) == 30


def test_a_piece_with_more_choices_than_a_file_has_room_for_is_told() -> None:
    (piece, *_others) = of("woocommerce").pieces
    many = replace(piece.variants[0], options=tuple((f"Choix {place}", "a") for place in range(3)))
    assert writing.too_many_choices(replace(piece, variants=(many,)), 3, writing.CALLED["fr"])
    assert not writing.too_many_choices(piece, 3, writing.CALLED["fr"])
