"""Long files come in by parts, and nobody can tell from what is there afterwards."""

import io
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.intake.conftest import WriteCsv, more, row
from tests.intake.test_prestashop import BESIDE, FULL, MOON, SIZES, SUN
from tests.intake.test_prestashop import file as prestashop_file
from tests.intake.woocommerce import simple, variable, variation, written
from typer.testing import CliRunner

from poincon.catalogue.models import Piece, Variant
from poincon.intake import parts, reports, rows
from poincon.intake.cli import app
from poincon.intake.dialects.shopify import SHOPIFY
from poincon.intake.dialects.woocommerce import WOOCOMMERCE
from poincon.intake.models import Origin
from poincon.intake.planning import PlannedPiece, plan
from poincon.intake.reports import Report
from poincon.intake.rows import FileRefused
from poincon.intake.sheets import Fault, Table, opened, read


def table(data: bytes, dialect: object = SHOPIFY) -> Table:
    return opened(io.BytesIO(data), dialect)  # type: ignore[arg-type]


def planned(data: bytes, dialect: object, many: int) -> tuple[dict[str, PlannedPiece], list[Fault]]:
    """Return the pieces by key, and the reasons against the others, of a file read in so many parts."""
    plans = [plan(sheet, currency="EUR") for sheet in parts.sheets(table(data, dialect), many)]
    pieces = [piece for one in plans for piece in one.pieces]
    assert len({piece.handle for piece in pieces}) == len(pieces)
    faults = sorted((fault for one in plans for fault in one.faults), key=lambda fault: fault.line)
    return {piece.handle: piece for piece in pieces}, faults


def shop(*, pieces: int) -> list[dict[str, str]]:
    """Return rows of Shopify, whose pieces do not stand together."""
    heads = [row(f"p{number}", title=f"Moon {number}", variant_sku=f"S{number}") for number in range(pieces)]
    return heads + [
        more(f"p{number}", image_src=f"https://v.example/{number}.jpg") for number in range(pieces)
    ]


@pytest.mark.parametrize("many", [2, 7, 40])
def test_in_parts_as_in_one(write: WriteCsv, many: int) -> None:
    data = write(*shop(pieces=20), row("bad", variant_price="x"), row("torn")) + b"torn,row\n"
    assert planned(data, SHOPIFY, many) == planned(data, SHOPIFY, 1)
    pieces, faults = planned(data, SHOPIFY, many)
    assert (len(pieces), {fault.code for fault in faults}) == (20, {"not_a_price", "cell_count"})
    assert all(piece.pictures for piece in pieces.values())


def test_variations_come_to_their_piece_by_number_and_by_article() -> None:
    rows = [
        variation("90", "id:1", SKU="A"),
        variation("91", "MOON", SKU="B"),
        variation("92", "id:2", SKU="C"),
    ]
    rows += [variable("1", SKU="MOON"), variable("2", Name="Sun"), simple("3", Name="Sea", SKU="SEA")]
    data = written(*rows)
    assert planned(data, WOOCOMMERCE, 9) == planned(data, WOOCOMMERCE, 1)


def test_two_pieces_of_one_name_in_different_parts_have_an_address_each() -> None:
    data = written(*(simple(str(number), SKU=f"S{number}") for number in range(12)))
    pieces, _ = planned(data, WOOCOMMERCE, 5)
    assert len({piece.slug for piece in pieces.values()}) == 12


def test_what_is_wrong_with_the_last_row_is_known_before_the_first_part(write: WriteCsv) -> None:
    data = write(*shop(pieces=20)) + b'p1,"never closed'
    with pytest.raises(FileRefused) as refused:
        next(iter(parts.sheets(table(data), 4)))
    assert refused.value.context["reason"] == "not_csv"


def test_a_long_file_with_columns_alone_is_refused(write: WriteCsv) -> None:
    with pytest.raises(FileRefused) as refused:
        list(parts.sheets(table(write()), 3))
    assert refused.value.context["reason"] == "no_rows"


def test_nothing_is_left_beside(write: WriteCsv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    found = parts.sheets(table(write(*shop(pieces=20))), 4)
    next(found)
    assert list(tmp_path.iterdir())
    list(found)
    assert list(tmp_path.iterdir()) == []
    broken = parts.sheets(table(write(*shop(pieces=20))), 4)
    next(broken)
    assert isinstance(broken, Iterator)
    broken.close()  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []


def test_what_is_held_does_not_grow_with_the_file(write: WriteCsv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "CHUNK", 4_096)
    head = write().splitlines()[0]
    body = write(*(row(f"p{n}", body_html="x" * 400) for n in range(400))).splitlines()[1:]

    def peak(times: int) -> int:
        lines = (line.replace(b"p", b"q%d-" % again, 1) for again in range(times) for line in body)
        data = io.BytesIO(b"\n".join([head, *lines]))
        tracemalloc.start()
        for sheet in parts.sheets(opened(data, SHOPIFY), times):
            assert sheet.faults == ()
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(16) < 2 * peak(4)


def test_a_report_tells_ten_thousand_and_counts_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "MOST_TOLD", 3)
    report = Report()
    report.refuse(Fault(line, "formula") for line in range(5))
    assert ([fault.line for fault in report.faults], report.untold["faults"]) == ([0, 1, 2], 2)


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["import", *(str(one) for one in arguments)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.mark.django_db
class TestWhole:
    @pytest.fixture(autouse=True)
    def _short(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(parts, "PART_LINES", 4)

    def test_all_parts_or_none(self, write: WriteCsv, tmp_path: Path) -> None:
        file = tmp_path / "products.csv"
        file.write_bytes(write(*shop(pieces=12), row("bad", variant_price="x")))
        code, told = run("shopify", file)
        assert (code, Piece.objects.count(), "nothing was written" in told) == (1, 0, True)
        code, told = run("shopify", file, "--skip-refused")
        assert (code, "12 created, 0 changed, 0 the same" in told) == (0, True)
        code, told = run("shopify", file, "--skip-refused")
        assert (code, "0 created, 0 changed, 12 the same" in told) == (0, True)

    def test_an_article_number_of_another_part_is_taken(self, write: WriteCsv, tmp_path: Path) -> None:
        rows = [row(f"p{number}", variant_sku="SAME") for number in range(12)]
        file = tmp_path / "products.csv"
        file.write_bytes(write(*rows))
        assert run("shopify", file, "--skip-refused")[0] == 0
        assert (Piece.objects.count(), Variant.objects.count()) == (1, 1)

    def test_both_files_of_prestashop_in_parts(self, tmp_path: Path) -> None:
        products, beside = tmp_path / "p.csv", tmp_path / "c.csv"
        others = [
            f"{number};1;Anneau {number};Bagues;10;1;A{number};;;;1;;;;;;;0;" for number in range(20, 40)
        ]
        products.write_bytes(prestashop_file(FULL, MOON, SUN, *others))
        beside.write_bytes(prestashop_file(BESIDE, *SIZES, "404;Taille:select:0;S:0;X;;0;1;0;"))
        code, told = run("prestashop", products, beside)
        assert (code, "2:4" in told, Piece.objects.count()) == (1, True, 0)
        code, told = run("prestashop", products, beside, "--skip-refused")
        assert (code, "22 created" in told) == (0, True)
        assert set(Origin.objects.get(key="7").piece.variants.values_list("sku", flat=True)) == {
            "LUNE-52",
            "LUNE-54",
        }

    def test_an_unreadable_long_file_writes_nothing(self, write: WriteCsv, tmp_path: Path) -> None:
        file = tmp_path / "products.csv"
        file.write_bytes(write(*shop(pieces=12)) + b'p1,"never closed')
        assert (run("shopify", file)[0], Piece.objects.count()) == (2, 0)


def test_a_short_file_is_read_as_before(write: WriteCsv) -> None:
    data = write(*shop(pieces=3))
    assert parts.count(table(data)) == 1
    (sheet,) = parts.sheets(table(data), 1)
    assert sheet.lines == read(data, SHOPIFY).lines
