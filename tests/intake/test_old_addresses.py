"""What the former shop had at an address is found here: by its system's way of writing, or by a list."""

import io
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.conf import settings
from django.test import Client
from tests.window.conftest import MakePiece, a_brand, a_shelf, make

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Piece
from poincon.intake import parts, reports
from poincon.intake.dialects.addresses import ADDRESSES
from poincon.intake.models import OldAddress, Origin
from poincon.intake.old_addresses import bring_addresses
from poincon.intake.reasons import ROW_REASONS
from poincon.intake.reports import Told
from poincon.intake.rows import FileRefused
from poincon.intake.sheets import Sheet, opened, read

__all__ = ["make"]
pytestmark = pytest.mark.django_db
STAFF = "staff:1"


def asked(path: str) -> tuple[int, str]:
    answer = Client().get(path)
    return answer.status_code, answer.headers.get("Location", "")


def bring(at: datetime, *rows: str, header: str = "old,new", **how: bool) -> Told:
    return bring_addresses(sheets=[sheet(*rows, header=header)], at=at, **how)


def sheet(*rows: str, header: str = "old,new") -> Sheet:
    return read("\n".join([header, *rows]).encode(), ADDRESSES)


@pytest.fixture
def ring(make: MakePiece) -> Piece:
    return make(slug="bague-lune")


def came(piece: Piece, system: str, key: str) -> None:
    Origin.objects.create(piece=piece, system=system, key=key, digest="0" * 64)


@pytest.mark.parametrize(
    ("system", "key", "path"),
    [
        ("shopify", "moon-ring", "/products/moon-ring"),
        ("shopify", "moon-ring", "/products/moon-ring/"),
        ("shopify", "moon-ring", "/collections/bagues/products/moon-ring?variant=4242"),
        ("woocommerce", "12", "/product/bague-lune/"),
        ("woocommerce", "12", "/produit/bague-lune/"),
        ("woocommerce", "12", "/produit/bagues/bague-lune"),
        ("prestashop", "7", "/7-bague-de-lune.html"),
        ("prestashop", "7", "/bagues/7-bague-de-lune.html"),
        ("prestashop", "7", "/bagues/7-31-bague-de-lune.html"),
        ("prestashop", "7", "/index.php?id_product=7&controller=product"),
    ],
)
def test_an_address_of_the_former_shop_leads_for_good_to_the_piece(
    ring: Piece, system: str, key: str, path: str
) -> None:
    assert asked(path)[0] == 404
    came(ring, system, key)
    assert asked(path) == (301, "/bijou/bague-lune/")
    assert asked(f"/en{path}") == (301, "/en/piece/bague-lune/")


@pytest.mark.parametrize(
    "path",
    [
        "/products/other",
        "/product/other/",
        "/8-bague.html",
        "/7.html",
        "/products/",
        "/index.php?id_product=x",
    ],
)
def test_an_address_that_nothing_stood_at_is_not_found(ring: Piece, path: str) -> None:
    came(ring, "prestashop", "7")
    assert asked(path)[0] == 404


def test_a_piece_that_was_renamed_is_still_found_in_one_step(ring: Piece, noon: datetime) -> None:
    came(ring, "woocommerce", "12")
    catalogue.edit_piece(piece_id=ring.pk, words={"slug": "anneau-lune"}, actor=STAFF, at=noon)
    assert asked("/produit/bague-lune/") == (301, "/bijou/anneau-lune/")


def test_a_draft_leads_nowhere_and_a_withdrawn_piece_to_the_page_that_says_so(
    ring: Piece, noon: datetime
) -> None:
    came(ring, "shopify", "moon")
    bring(noon, "/lune.php,/bijou/bague-lune/")
    Piece.objects.update(state="draft")
    assert [asked(path)[0] for path in ("/products/moon", "/lune.php")] == [404, 404]
    Piece.objects.update(state="published")
    catalogue.withdraw(piece_id=ring.pk, actor=STAFF, at=noon)
    assert asked("/products/moon") == asked("/lune.php") == (301, "/bijou/bague-lune/")
    assert asked("/bijou/bague-lune/")[0] == 410


def test_nothing_is_led_on_that_is_not_merely_looked_at(ring: Piece) -> None:
    came(ring, "shopify", "moon")
    assert Client().post("/products/moon").status_code == 404
    assert Client().head("/products/moon").status_code == 301


def test_a_list_leads_to_pieces_shelves_and_brands_in_either_language(ring: Piece, noon: datetime) -> None:
    rows = (
        "https://vieux.example/lune.php?x=1,/bijou/bague-lune",
        f"/moon.php,{settings.BASE_URL}/en/piece/bague-lune/",
        f"/collection/bagues,/{a_shelf().slug_fr}/",
        f"/marque/1,/maison/{a_brand().slug}/",
    )
    report = bring(noon, *rows)
    assert (report.created, report.faults, report.kept) == (4, [], True)
    assert asked("/lune.php") == asked("/moon.php") == (301, "/bijou/bague-lune/")
    assert asked("/collection/bagues/") == (301, f"/{a_shelf().slug_fr}/")
    assert asked("/marque/1") == (301, f"/maison/{a_brand().slug}/")
    again = bring(noon, *rows, header="Ancienne,Nouvelle")
    assert (again.created, again.changed, again.same) == (0, 0, 4)


def test_a_list_comes_before_the_systems_own_way_and_follows_a_renaming(
    ring: Piece, make: MakePiece, noon: datetime
) -> None:
    other = make(slug="bague-soleil")
    came(ring, "shopify", "moon")
    bring(noon, "/products/moon,/bijou/bague-soleil/")
    assert asked("/products/moon") == (301, "/bijou/bague-soleil/")
    catalogue.edit_piece(piece_id=other.pk, words={"slug": "anneau-soleil"}, actor=STAFF, at=noon)
    assert asked("/products/moon") == (301, "/bijou/anneau-soleil/")
    report = bring(noon, "/products/moon,/bijou/bague-lune/")
    assert (report.changed, asked("/products/moon")) == (1, (301, "/bijou/bague-lune/"))


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("/bijou/bague-lune/,/bijou/bague-lune/", "leads_to_itself", "new"),
        ("/bijou/bague-lune,/bagues/", "address_in_use", "old"),
        ("/recherche/,/bijou/bague-lune/", "address_in_use", "old"),
        ("/b,/a", "leads_to_old", "new"),
        ("/b,/bijou/nulle-part/", "unknown_target", "new"),
        ("/b,/recherche/", "unknown_target", "new"),
        ("/b,https://evil.example/bijou/bague-lune/", "unknown_target", "new"),
        ("/b,//evil.example/bijou/bague-lune/", "unknown_target", "new"),
        ("javascript:alert(1),/bijou/bague-lune/", "not_an_address_here", "old"),
        ("/%ff,/bijou/bague-lune/", "not_an_address_here", "old"),
        ("/a/,/bijou/bague-lune/", "old_twice", "old"),
        (f"/{'a' * 500},/bijou/bague-lune/", "not_an_address_here", "old"),
        ("/b", "cell_count", ""),
    ],
)
def test_a_bad_row_is_refused_and_nothing_is_written(
    ring: Piece, noon: datetime, row: str, code: str, column: str
) -> None:
    report = bring(noon, "/a,/bijou/bague-lune/", row)
    assert [(one.line, one.code, one.column) for one in report.faults] == [(3, code, column)]
    assert (report.kept, OldAddress.objects.count()) == (False, 0)
    assert code in ROW_REASONS
    assert bring(noon, "/a,/bijou/bague-lune/", row, skip_refused=True).created == 1
    assert [one.path for one in OldAddress.objects.all()] == ["/a"]


def test_two_addresses_that_lead_to_each_other_are_both_refused(noon: datetime) -> None:
    report = bring(noon, "/a,/b", "/b,/a")
    assert [(one.line, one.code) for one in report.faults] == [(2, "leads_to_old"), (3, "leads_to_old")]


def in_parts(at: datetime, *rows: str, many: int, **how: bool) -> Told:
    table = opened(io.BytesIO("\n".join(["old,new", *rows]).encode()), ADDRESSES)
    return bring_addresses(sheets=parts.sheets(table, many), at=at, **how)


@pytest.mark.parametrize("many", [1, 2, 7])
def test_a_list_in_parts_is_as_one(ring: Piece, noon: datetime, many: int) -> None:
    """Also where an address stands twice, leads to what is old elsewhere, or leads in a circle."""
    good = [f"/old/{number},/bijou/bague-lune/" for number in range(30)]
    bad = ["/old/3/,/bijou/bague-lune/", "/x,/old/9", "/y,/z", "/z,/y", "/w,/nowhere"]
    report = in_parts(noon, *good, *bad, many=many)
    codes = ["old_twice", "leads_to_old", "leads_to_old", "leads_to_old", "unknown_target"]
    assert [(one.line, one.code) for one in report.faults] == list(enumerate(codes, 32))
    assert (report.kept, OldAddress.objects.count()) == (False, 0)
    assert in_parts(noon, *good, *bad, many=many, skip_refused=True).created == 30
    assert OldAddress.objects.count() == 30


def test_what_was_done_of_a_list_is_kept_and_the_same_again_goes_on(ring: Piece, noon: datetime) -> None:
    def torn() -> Iterator[Sheet]:
        yield sheet("/a,/bijou/bague-lune/")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_addresses(sheets=torn(), at=noon, skip_refused=True)
    with pytest.raises(KeyboardInterrupt):
        bring_addresses(sheets=torn(), at=noon)
    report = bring(noon, "/a,/bijou/bague-lune/", "/b,/bijou/bague-lune/", skip_refused=True)
    assert (report.created, report.same) == (1, 1)


def test_of_many_refused_rows_ten_thousand_are_told(noon: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "MOST_TOLD", 2)
    report = bring(noon, *(f"/{number},/nowhere" for number in range(5)))
    assert (len(report.faults), report.untold["faults"]) == (2, 3)


def test_a_rehearsal_writes_nothing(ring: Piece, noon: datetime) -> None:
    report = bring(noon, "/a,/bijou/bague-lune/", rehearse=True)
    assert (report.created, report.kept, OldAddress.objects.count()) == (1, False, 0)


def test_another_file_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        read(b"from,to\n/a,/b\n", ADDRESSES)
    assert refused.value.context["missing"] == ["new", "old"]
