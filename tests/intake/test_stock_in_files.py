"""The stock that a product file tells: of new pieces at once, of known ones only when it is asked for."""

from datetime import datetime

import pytest
from tests.intake.conftest import HEADER, WriteCsv, row
from tests.intake.test_importing import bring_in, complete, did

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Variant
from poincon.foundation.models import Fact
from poincon.inventory import actions as inventory
from poincon.inventory import queries as stock
from poincon.pricing import queries as prices

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(write: WriteCsv) -> bytes:
    return write(row("dainty-necklace", title="Dainty Gold Necklace", type="Necklace"))


def test_stock_of_known_pieces_only_when_asked(file: bytes, write: WriteCsv, noon: datetime) -> None:
    bring_in(file, noon)
    counted = write(row("dainty-necklace", variant_inventory_qty="7"))
    variant = Variant.objects.get(piece__slug="dainty-necklace")
    for _ in range(2):
        bring_in(counted, noon)
        assert stock.availability([variant.pk], at=noon)[variant.pk].free == 1
    assert bring_in(counted, noon, with_stock=True).recounted == 1
    assert stock.availability([variant.pk], at=noon)[variant.pk].free == 7
    assert bring_in(counted, noon, with_stock=True).recounted == 0


@pytest.mark.parametrize("header", [HEADER, [one for one in HEADER if one != "Variant Inventory Qty"]])
def test_a_file_without_a_figure_leaves_the_stock_of_known_pieces(
    file: bytes, write: WriteCsv, noon: datetime, header: list[str]
) -> None:
    bring_in(file, noon)
    complete("dainty-necklace", noon)
    variant = Variant.objects.get(piece__slug="dainty-necklace")
    hold = inventory.reserve(wants={variant.pk: 1}, subject="order:1", until=None, at=noon)
    inventory.claim(hold_id=hold.pk, at=noon)
    silent = row("dainty-necklace", variant_inventory_qty="", variant_price="50")
    silent = {name: cell for name, cell in silent.items() if name in header}
    report = bring_in(write(silent, header=header), noon, with_stock=True)
    assert (did(report), report.recounted, report.short) == ((0, 1, 0), 0, 0)
    assert stock.in_house([variant.pk])[variant.pk] == 1
    assert not Fact.objects.filter(name="inventory.hold_short").exists()
    new = {name: cell for name, cell in silent.items() if name != "Handle"} | {"Handle": "another-piece"}
    bring_in(write(new, header=header), noon, with_stock=True)
    begun = Variant.objects.get(piece__slug="another-piece")
    assert stock.availability([begun.pk], at=noon)[begun.pk].free == 0


def test_what_is_sold_here_is_not_sold_again_by_the_files_stock(file: bytes, noon: datetime) -> None:
    bring_in(file, noon)
    complete("dainty-necklace", noon)
    variant = Variant.objects.get(piece__slug="dainty-necklace")
    hold = inventory.reserve(wants={variant.pk: 1}, subject="order:1", until=None, at=noon)
    inventory.claim(hold_id=hold.pk, at=noon)
    report = bring_in(file, noon, with_stock=True)
    assert (report.recounted, report.short) == (0, 0)
    assert stock.availability([variant.pk], at=noon)[variant.pk].free == 0


def test_a_sold_piece_that_the_file_misses_opens_its_case(
    file: bytes, write: WriteCsv, noon: datetime
) -> None:
    bring_in(file, noon)
    complete("dainty-necklace", noon)
    variant = Variant.objects.get(piece__slug="dainty-necklace")
    hold = inventory.reserve(wants={variant.pk: 1}, subject="order:1", until=None, at=noon)
    inventory.claim(hold_id=hold.pk, at=noon)
    none_left = write(row("dainty-necklace", variant_inventory_qty="0"))
    assert bring_in(none_left, noon, with_stock=True, rehearse=True).short == 1
    assert not Fact.objects.filter(name="inventory.hold_short").exists()
    report = bring_in(none_left, noon, with_stock=True)
    assert (report.recounted, report.short) == (1, 1)
    assert Fact.objects.filter(name="inventory.hold_short").count() == 1
    assert bring_in(none_left, noon, with_stock=True).recounted == 0


def test_a_file_changes_neither_price_nor_stock_of_what_is_withdrawn(
    file: bytes, write: WriteCsv, noon: datetime
) -> None:
    bring_in(file, noon)
    variant = Variant.objects.get(piece__slug="dainty-necklace")
    catalogue.withdraw(piece_id=variant.piece_id, actor="staff:1", at=noon)
    asked = prices.prices([variant.pk], at=noon)
    newer = write(row("dainty-necklace", variant_price="7", variant_inventory_qty="9"))
    report = bring_in(newer, noon, with_stock=True)
    assert (report.faults, report.recounted) == ([], 0)
    assert [one.code for one in report.notes] == ["gone_for_good"]
    assert stock.on_shelves(variant.pk) == 1
    assert prices.prices([variant.pk], at=noon) == asked
