"""Reading a product file: refused for what is in it, and every row keeps its line number."""

import csv
import io
import zipfile

import pytest
from tests.intake.conftest import HEADER, WriteCsv, more, row

from poincon.intake import rows
from poincon.intake.dialects import fields
from poincon.intake.dialects.shopify import SHOPIFY
from poincon.intake.plain import plain
from poincon.intake.planning import plan
from poincon.intake.reasons import FILE_REASONS, ROW_REASONS
from poincon.intake.rows import FileRefused
from poincon.intake.sheets import read
from poincon.kernel.money import Money


def spreadsheet() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>" * 50)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n \n", "empty"),
        (spreadsheet(), "not_text"),
        (b"\x89PNG\r\n\x1a\n\x00\x81", "not_text"),
        (b"\x81;\x8d\n", "wrong_columns"),
        (",".join(HEADER).encode("utf-16"), "not_utf8"),
        (b"Handle,Title\x00\nx,y\n", "not_text"),
        (b"<html><body>Sign in</body></html>", "wrong_columns"),
        (("|".join(HEADER)).encode() + b"\na|b\n", "wrong_columns"),
        (b"id,name,price\n1,x,2\n", "wrong_columns"),
        (",".join(HEADER).encode() + b"\r\n", "no_rows"),
        ((",".join([*HEADER, "Title"]) + "\n").encode(), "columns_twice"),
        (",".join(HEADER).encode() + b'\nx,"never closed,', "not_csv"),
        (",".join(HEADER).encode() + b'\nx,"closed" too early,', "not_csv"),
    ],
)
def test_what_is_not_such_a_file_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read(data, SHOPIFY)
    assert (refused.value.code, refused.value.context["reason"]) == ("file_refused", reason)
    assert reason in FILE_REASONS


FRENCH_WORDS = "Médaille « Été », œil-de-chat"


def saved_again(data: bytes, separator: str, encoding: str) -> bytes:
    """Return a file as a spreadsheet saves it that was opened with it."""
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_file_that_a_spreadsheet_saved_again_says_the_same(
    write: WriteCsv, separator: str, encoding: str
) -> None:
    data = write(row("a", title=FRENCH_WORDS, body_html="one\ntwo; three, four"), row("b"))
    sheet, again = read(data, SHOPIFY), read(saved_again(data, separator, encoding), SHOPIFY)
    assert (again.lines, again.faults) == (sheet.lines, ())
    assert (sheet.guessed_letters, again.guessed_letters) == (False, encoding == "cp1252")
    assert sheet.lines[0]["title"] == FRENCH_WORDS


def test_numbers_of_a_french_spreadsheet_are_read_as_it_writes_them(write: WriteCsv) -> None:
    said = row("a", variant_price="1249,9", variant_grams="2,5", published="VRAI", gift_card="FAUX")
    data = saved_again(write(said), ";", "cp1252")
    (piece,) = plan(read(data, SHOPIFY), currency="EUR").pieces
    assert (piece.variants[0].price, piece.variants[0].weight_mg, piece.published) == (
        Money(124_990, "EUR"),
        2_500,
        True,
    )


@pytest.mark.parametrize("byte", [b"\xff", b"\xe9", b"\0"])
def test_a_byte_that_is_no_letter_sets_its_piece_aside_and_no_other(write: WriteCsv, byte: bytes) -> None:
    data = write(row("a", title=FRENCH_WORDS), row("b", title="Lune ?"), row("c")).replace(
        b"Lune ?", b"Lune " + byte
    )
    found = plan(read(data, SHOPIFY), currency="EUR")
    assert [piece.handle for piece in found.pieces] == ["a", "c"]
    assert [(one.line, one.code, one.column, one.value) for one in found.faults] == [
        (3, "illegible", "Title", "Lune \ufffd")
    ]
    assert found.pieces[0].title == FRENCH_WORDS
    assert "illegible" in ROW_REASONS


def test_a_wrong_byte_in_a_column_that_nobody_reads_is_no_fault(write: WriteCsv) -> None:
    data = write(row("a", title=FRENCH_WORDS, seo_title="Lune ?")).replace(b"Lune ?", b"Lune \xff")
    assert [piece.handle for piece in plan(read(data, SHOPIFY), currency="EUR").pieces] == ["a"]


def test_letters_that_windows_has_not_set_their_piece_aside(write: WriteCsv) -> None:
    data = saved_again(write(row("a", title=FRENCH_WORDS), row("b", title="Lune ?")), ";", "cp1252")
    found = plan(read(data.replace(b"Lune ?", b"Lune \x81"), SHOPIFY), currency="EUR")
    assert [(one.line, one.code) for one in found.faults] == [(3, "illegible")]
    assert [piece.title for piece in found.pieces] == [FRENCH_WORDS]


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [("MAX_BYTES", 100, "too_large"), ("MAX_LINES", 2, "too_many_lines")],
)
def test_a_file_has_limits(
    write: WriteCsv, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, reason: str
) -> None:
    data = write(row("a", title="x" * 30), row("b"))
    assert len(read(data, SHOPIFY).lines) == 2
    monkeypatch.setattr(rows, limit, value)
    with pytest.raises(FileRefused) as refused:
        read(data, SHOPIFY)
    assert refused.value.context["reason"] == reason


@pytest.mark.parametrize("length", [65_001, 200_000])
def test_a_cell_that_is_too_long_sets_its_own_row_aside(write: WriteCsv, length: int) -> None:
    data = write(row("a", body_html="x" * length), row("b", title="Lune"), row("c", seo_title="x" * length))
    sheet = read(data, SHOPIFY)
    assert max(len(cell) for line in sheet.lines for cell in line.cells.values()) == 65_001
    found = plan(sheet, currency="EUR")
    assert [(one.line, one.code, one.column) for one in found.faults] == [(2, "cell_too_long", "Body (HTML)")]
    assert [piece.handle for piece in found.pieces] == ["b", "c"]
    with pytest.raises(FileRefused) as refused:
        read(write(row("a", body_html="x" * (rows.MOST_HELD + 1))), SHOPIFY)
    assert refused.value.context["reason"] == "cell_too_long"


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_byte_order_mark_and_line_ends_make_no_difference(write: WriteCsv, ends: str, mark: bytes) -> None:
    sheet = read(mark + write(row("a", title="Médaille"), row("b"), ends=ends), SHOPIFY)
    assert [(line.number, line["key"], line["title"]) for line in sheet.lines] == [
        (2, "a", "Médaille"),
        (3, "b", "Moon bracelet"),
    ]


def test_lines_are_counted_where_rows_start(write: WriteCsv) -> None:
    sheet = read(write(row("a", body_html="one\ntwo\nthree"), row("b"), {}, row("c")), SHOPIFY)
    assert [(line.number, line["key"]) for line in sheet.lines] == [(2, "a"), (5, "b"), (7, "c")]


def test_a_row_with_another_number_of_cells_is_a_fault(write: WriteCsv) -> None:
    sheet = read(write(row("a")) + b"b,too,few\r\n", SHOPIFY)
    assert [(fault.line, fault.code) for fault in sheet.faults] == [(3, "cell_count")]
    assert {fault.code for fault in sheet.faults} <= set(ROW_REASONS)


def test_a_column_that_bears_a_fields_name_by_chance_is_not_read_as_it(write: WriteCsv) -> None:
    head, line = write(row("moon")).decode("utf-8-sig").splitlines()
    sheet = read(f"{head},sku,title\n{line},STOLEN,Stolen\n".encode(), SHOPIFY)
    assert sheet.unknown == {"sku": 1, "title": 1}
    (read_in,) = sheet.lines
    assert "STOLEN" not in read_in[fields.SKU]
    assert read_in[fields.TITLE] != "Stolen"


def test_columns_that_nobody_reads_are_counted_never_dropped(write: WriteCsv) -> None:
    first = row("a", seo_title="Buy now", variant_compare_at_price="60") | {"Metafield: hallmark": "yes"}
    sheet = read(write(first, row("b"), header=[*HEADER, "Metafield: hallmark", "Shelf mark"]), SHOPIFY)
    assert sheet.left_out == {"SEO Title": 1, "Variant Compare At Price": 1}
    assert sheet.unknown == {"Metafield: hallmark": 1, "Shelf mark": 0}
    assert more("a", image_src="x") == {"Handle": "a", "Image Src": "x"}


FORMULAS = ["=1+2", "+33 1", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize(
    ("cell", "column"),
    [
        ("title", "Title"),
        ("body_html", "Body (HTML)"),
        ("option1_value", "Option1 Value"),
        ("variant_sku", "Variant SKU"),
        ("image_alt_text", "Image Alt Text"),
    ],
)
def test_a_formula_sets_its_piece_aside_and_no_other(
    write: WriteCsv, formula: str, cell: str, column: str
) -> None:
    found = plan(read(write(row("a"), row("b", **{cell: formula}), row("c")), SHOPIFY), currency="EUR")
    told = {(fault.line, fault.code, fault.column, fault.value) for fault in found.faults}
    assert (3, "formula", column, formula) in told
    assert [piece.handle for piece in found.pieces] == ["a", "c"]
    assert "formula" in ROW_REASONS


def test_what_an_apostrophe_marks_as_words_comes_in_without_it(write: WriteCsv) -> None:
    sheet = read(write(row("a", title="'=Moon", body_html="'quoted'", variant_barcode="-5")), SHOPIFY)
    assert sheet.faults == ()
    assert [(line["title"], line["body"]) for line in sheet.lines] == [("=Moon", "'quoted'")]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("A <b>fine</b> chain", "A fine chain"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("Gold<br>bead", "Gold\nbead"),
        ("Made of:<ul>\n<li>Leather</li>\n<li>Steel</li></ul>", "Made of:\n\n• Leather\n\n• Steel"),
        ("<script>alert(1)</script>Ring<style>b{}</style>", "Ring"),
        ("<img src=x onerror=alert(1)>Ring", "Ring"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
        ("caf&eacute; &amp; th&#233;", "café & thé"),
        ("a\u202eb\u200b\x07c", "abc"),
        ("<!-- hidden -->Ring", "Ring"),
        ("<p>never closed <b>bold", "never closed bold"),
    ],
)
def test_a_description_becomes_plain_text(html: str, text: str) -> None:
    assert plain(html) == text
