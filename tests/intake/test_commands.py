"""The commands whole, from the file to the shop and back, with what they tell and how they end."""

from pathlib import Path

import pytest
from django.db.models import QuerySet
from django.urls import reverse
from tests.intake.test_prestashop import BESIDE, FULL, MOON, SIZES, SUN
from tests.intake.test_prestashop import file as prestashop_file
from tests.intake.test_woocommerce import RING
from tests.intake.woocommerce import FRENCH, simple, written
from typer.testing import CliRunner

from poincon.catalogue.models import Piece, Supplier, Variant
from poincon.foundation.clock import now
from poincon.intake.cli import app
from poincon.intake.models import OldAddress, Origin
from poincon.kernel.money import Money
from poincon.pricing import queries as prices

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(one) for one in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def show(pieces: QuerySet[Piece]) -> None:
    """Put pieces on show as the desk has once it has completed them."""
    Piece.objects.filter(pk__in=pieces).update(state="published", published_at=now())


def saved(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_woocommerce_file_comes_in_and_goes_out_and_comes_in_again(tmp_path: Path) -> None:
    file = saved(tmp_path, "produits.csv", written(*RING, header=FRENCH))
    code, told = run("import", "woocommerce", file)
    assert (code, "1 created, 0 changed, 0 the same" in told) == (0, True)
    assert "column left out: Tarif promo (1 cell): a former price" in told
    assert "texts were taken to be in French" in told
    assert Origin.objects.get().system == "woocommerce"
    assert "1 piece stays a draft" in told.replace("\n", " ")
    assert f"{reverse('intake_desk:missing')}?state=draft" in told
    assert "1  There is no picture." in told
    show(Piece.objects.all())
    code, told = run("export", "woocommerce", tmp_path / "out")
    assert (code, "1 piece written" in told) == (0, True)
    code, told = run("import", "woocommerce", tmp_path / "out" / "woocommerce-products.csv")
    assert (code, "0 created, 0 changed, 1 the same" in told) == (0, True)


def test_a_rehearsal_and_a_refused_row_write_nothing(tmp_path: Path) -> None:
    bad = simple("2", Regular_price="cher") | {"Name": "Collier Soleil"}
    file = saved(tmp_path, "products.csv", written(simple("1"), bad))
    code, told = run("import", "woocommerce", file)
    assert (code, Piece.objects.count()) == (1, 0)
    assert "Regular price" in told
    assert "nothing was written" in told
    assert run("import", "woocommerce", file, "--dry-run", "--skip-refused")[0] == 0
    assert Piece.objects.count() == 0
    assert run("import", "woocommerce", file, "--skip-refused")[0] == 0
    assert [one.key for one in Origin.objects.all()] == ["1"]


def test_both_files_of_prestashop_come_in_with_the_tax_of_the_day(tmp_path: Path) -> None:
    products = saved(tmp_path, "products.csv", prestashop_file(FULL, MOON, SUN))
    beside = saved(tmp_path, "combinations.csv", prestashop_file(BESIDE, *SIZES))
    code, told = run("import", "prestashop", products, beside)
    assert (code, "2 created" in told) == (0, True)
    assert "prices without tax: at" in told
    assert set(Variant.objects.values_list("sku", flat=True)) == {"LUNE-52", "LUNE-54", "SOLEIL"}
    show(Piece.objects.exclude(variants__sku="SOLEIL"))
    assert run("export", "prestashop", tmp_path / "out")[0] == 0
    out = tmp_path / "out"
    again = run("import", "prestashop", out / "prestashop-products.csv", out / "prestashop-combinations.csv")
    assert (again[0], "0 created, 0 changed, 2 the same" in again[1]) == (0, True)


def test_prices_of_woocommerce_without_tax_bear_it_when_told(tmp_path: Path) -> None:
    rows = simple("1", Regular_price="41,666667"), simple("2", Regular_price="1e2") | {"Name": "Soleil"}
    file = saved(tmp_path, "products.csv", written(*rows))
    code, told = run("import", "woocommerce", file, "--without-tax", "--skip-refused")
    assert (code, "1 created" in told, "not a price" in told) == (0, True, True)
    assert set(prices.prices(Variant.objects.values_list("pk", flat=True), at=now()).values()) == {
        Money(5_000, "EUR")
    }


def test_a_row_of_the_second_file_is_told_as_such(tmp_path: Path) -> None:
    products = saved(tmp_path, "products.csv", prestashop_file(FULL, MOON))
    beside = saved(tmp_path, "combinations.csv", prestashop_file(BESIDE, "404;Taille:select:0;S:0;X;;0;1;0;"))
    code, told = run("import", "prestashop", products, beside)
    assert (code, "2:2" in told, "Product ID*" in told) == (1, True, True)


def test_all_that_is_new_was_bought_from_the_supplier_that_was_named(tmp_path: Path) -> None:
    Supplier.objects.create(name="Fonderie d’Or", direct=True)
    file = saved(tmp_path, "products.csv", written(simple("1")))
    code, told = run("import", "woocommerce", file, "--supplier", "Fonderie")
    assert (code, "Fonderie d’Or" in told, Piece.objects.count()) == (2, True, 0), "it says who is known"
    assert run("import", "woocommerce", file, "--supplier", "fonderie d’or")[0] == 0
    assert Piece.objects.get().supplier == Supplier.objects.get()


def test_a_list_of_addresses_comes_in(tmp_path: Path) -> None:
    run("import", "woocommerce", saved(tmp_path, "products.csv", written(*RING)))
    list_ = saved(tmp_path, "addresses.csv", b"old,new\n/lune.php,/bijou/bague-lune/\n/x,/nulle/part/\n")
    code, told = run("import", "addresses", list_)
    assert (code, OldAddress.objects.count()) == (1, 0)
    assert "nothing was written" in told
    assert run("import", "addresses", list_, "--skip-refused")[0] == 0
    assert OldAddress.objects.get().path == "/lune.php"


def test_another_systems_file_is_refused_with_its_reason(tmp_path: Path) -> None:
    code, _told = run("import", "prestashop", saved(tmp_path, "products.csv", written(*RING)))
    assert (code, Piece.objects.count()) == (2, 0)


@pytest.mark.parametrize("arguments", [("magento", "x"), ("shopify", "x", "--language", "de")])
def test_an_export_that_nobody_knows_is_refused(arguments: tuple[str, ...]) -> None:
    assert run("export", *arguments)[0] == 2
