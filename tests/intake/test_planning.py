"""From lines to pieces: whole, or refused with every line and reason."""

from decimal import Decimal

import pytest
from tests.intake.conftest import WriteCsv, more, row

from poincon.catalogue.rules import Scale
from poincon.catalogue.states import Kind
from poincon.intake.dialects import fields
from poincon.intake.dialects.shopify import SHOPIFY
from poincon.intake.hearing import language_of
from poincon.intake.planning import Plan, plan
from poincon.intake.reasons import ROW_REASONS
from poincon.intake.sheets import read
from poincon.kernel.money import Money


def planned(data: bytes) -> Plan:
    return plan(read(data, SHOPIFY), currency="EUR")


def test_a_piece_with_two_choices_and_pictures(write: WriteCsv) -> None:
    chain = row(
        "moon-bracelet",
        option1_name="Color",
        option1_value="Blue",
        tags="Moon, Beads, Moon,",
        body_html="<p>Soft</p>",
        variant_grams="28",
        variant_barcode="4006381333931",
        image_src="https://pictures.example/b.jpg",
        image_position="2",
        variant_image="https://pictures.example/blue.jpg",
    )
    black = more("moon-bracelet", option1_value="Black", variant_price="40", variant_inventory_qty="0")
    first = more(
        "moon-bracelet", image_src="https://pictures.example/a.jpg", image_position="1", image_alt_text="Moon"
    )
    found = planned(write(chain, black, first))
    assert found.faults == ()
    (piece,) = found.pieces
    assert (piece.slug, piece.title, piece.vendor, piece.text) == (
        "moon-bracelet",
        "Moon bracelet",
        "Atelier Nord",
        "Soft",
    )
    assert (piece.shelf.kind, piece.tags, piece.published) == (Kind.BRACELET, ("Moon", "Beads"), True)
    blue, black_one = piece.variants
    assert (blue.sku, blue.options, blue.weight_mg, blue.gtin) == (
        "moon-bracelet",
        (("Color", "Blue"),),
        28_000,
        "4006381333931",
    )
    assert (black_one.sku, black_one.options, black_one.price, black_one.quantity) == (
        "moon-bracelet-2",
        (("Color", "Black"),),
        Money(4000, "EUR"),
        0,
    )
    assert [picture.source[-5:] for picture in piece.pictures] == ["a.jpg", "b.jpg", "e.jpg"]
    assert piece.pictures[0].alt == "Moon"


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"title": ""}, "title_missing", "Title"),
        ({"variant_price": ""}, "price_missing", "Variant Price"),
        ({"variant_price": "twelve"}, "not_a_price", "Variant Price"),
        ({"variant_price": "12.999"}, "not_a_price", "Variant Price"),
        ({"variant_price": "12.99.1"}, "not_a_price", "Variant Price"),
        ({"variant_price": "0"}, "not_a_price", "Variant Price"),
        ({"variant_price": "-3"}, "not_a_price", "Variant Price"),
        ({"variant_price": "NaN"}, "not_a_price", "Variant Price"),
        ({"variant_price": "Infinity"}, "not_a_price", "Variant Price"),
        ({"variant_price": "1e30"}, "not_a_price", "Variant Price"),
        ({"variant_grams": "light"}, "not_a_number", "Variant Grams"),
        ({"variant_grams": "-1"}, "not_a_number", "Variant Grams"),
        ({"variant_inventory_qty": "1.5"}, "not_a_number", "Variant Inventory Qty"),
        ({"variant_inventory_qty": "99999999999"}, "not_a_number", "Variant Inventory Qty"),
        ({"variant_inventory_qty": "٣"}, "not_a_number", "Variant Inventory Qty"),
        ({"published": "perhaps"}, "not_true_or_false", "Published"),
        ({"gift_card": "true"}, "gift_card", "Gift Card"),
        ({"title": "x" * 161}, "too_long", "Title"),
        ({"variant_sku": "x" * 81}, "too_long", "Variant SKU"),
    ],
)
def test_a_bad_row_is_refused_with_its_line(
    write: WriteCsv, cells: dict[str, str], code: str, column: str
) -> None:
    found = planned(write(row("good"), row("bad", **cells)))
    assert [(fault.line, fault.code, fault.column) for fault in found.faults] == [(3, code, column)]
    assert [piece.handle for piece in found.pieces] == ["good"]
    assert code in ROW_REASONS


def test_one_bad_line_refuses_the_whole_piece(write: WriteCsv) -> None:
    found = planned(
        write(
            row("a"),
            more("a", option1_value="Black", variant_price="x"),
            row("b", variant_price="x"),
            row("c"),
        )
    )
    assert [fault.line for fault in found.faults] == [3, 4]
    assert [piece.handle for piece in found.pieces] == ["c"]


def test_a_row_with_a_cell_too_few_keeps_its_piece_out_whole(write: WriteCsv) -> None:
    torn = write(row("a", option1_value="Blue"), row("b")) + b"a,,,too few\r\n"
    found = plan(read(torn, SHOPIFY), currency="EUR")
    assert [(fault.line, fault.code) for fault in found.faults] == [(4, "cell_count")]
    assert [piece.handle for piece in found.pieces] == ["b"]


def test_handles_without_a_use_are_refused(write: WriteCsv) -> None:
    found = planned(write(row(""), row("★"), row("a"), row("A"), row("b"), row("b", title="Another")))
    assert {(fault.line, fault.code) for fault in found.faults} == {
        (2, "handle_missing"),
        (3, "handle_unusable"),
        (5, "address_twice"),
        (5, "sku_twice"),
        (5, "choice_twice"),
        (7, "handle_twice"),
        (7, "choice_twice"),
    }
    assert [piece.handle for piece in found.pieces] == ["a"]


def test_a_piece_offers_five_hundred_variants_at_most(write: WriteCsv) -> None:
    def offering(count: int) -> Plan:
        others = [
            more("a", option1_value=f"n° {place}", variant_sku=f"A{place}", variant_price="5")
            for place in range(1, count)
        ]
        return planned(write(row("a", option1_name="Model", option1_value="n° 0"), *others, row("b")))

    assert [len(piece.variants) for piece in offering(500).pieces] == [500, 1]
    refused = offering(501)
    assert [(fault.line, fault.code) for fault in refused.faults] == [(502, "too_many_variants")]
    assert [piece.handle for piece in refused.pieces] == ["b"]


def test_an_article_number_or_a_choice_stands_once(write: WriteCsv) -> None:
    found = planned(
        write(
            row("a", variant_sku="X1"),
            row("b", variant_sku="X1"),
            row("c", option1_name="Color", option1_value="Blue"),
            more("c", option1_value="Blue", variant_price="5"),
        )
    )
    assert [(fault.line, fault.code) for fault in found.faults] == [(3, "sku_twice"), (5, "choice_twice")]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"variant_inventory_qty": "-2"}, "negative_stock"),
        ({"variant_inventory_policy": "continue"}, "sold_without_stock"),
        ({"variant_barcode": "12345"}, "not_a_barcode"),
        ({"image_src": "javascript:alert(1)"}, "not_an_address"),
        ({"image_src": "file:///etc/passwd"}, "not_an_address"),
    ],
)
def test_what_is_taken_otherwise_than_written_is_said(
    write: WriteCsv, cells: dict[str, str], code: str
) -> None:
    found = planned(write(row("a", **cells)))
    assert found.faults == ()
    assert [(note.line, note.code) for note in found.notes] == [(2, code)]
    assert code in ROW_REASONS
    (piece,) = found.pieces
    assert piece.variants[0].quantity == (0 if code == "negative_stock" else 1)
    assert (piece.pictures, piece.variants[0].gtin) == ((), "")


def rings(write: WriteCsv, *sizes: str) -> bytes:
    first = row("a", type="Ring", option1_name="Size", option1_value=sizes[0])
    return write(first, *(more("a", option1_value=size, variant_price="5") for size in sizes[1:]))


def test_a_ring_size_with_its_scale_is_a_circumference_and_other_words_stay_a_choice(write: WriteCsv) -> None:
    (piece,) = planned(rings(write, "US 7", "FR 54", "Adjustable")).pieces
    assert [(one.circumference_mm, one.options) for one in piece.variants] == [
        (Decimal("54.4"), ()),
        (Decimal("54.0"), ()),
        (None, (("Size", "Adjustable"),)),
    ]


@pytest.mark.parametrize(
    "said", ["FR 900", "FR -5", "900", "-5", "FR 12½", "US 40", "900 FR", "UK Z+9½", "FR: 900"]
)
def test_a_size_that_no_finger_has_is_refused_and_stays_no_word(write: WriteCsv, said: str) -> None:
    found = planned(rings(write, "FR 54", said))
    assert [(one.line, one.code, one.value) for one in found.faults] == [(3, "no_such_size", said)]
    assert found.pieces == ()


@pytest.mark.parametrize("said", ["Adjustable", "S", "FR 52-54", "EU M", "54/56", "One size", "18 mm"])
def test_words_and_spans_of_sizes_stay_the_choice_that_they_are(write: WriteCsv, said: str) -> None:
    found = planned(rings(write, "FR 54", said))
    assert (found.faults, found.pieces[0].variants[1].options) == ((), (("Size", said),))


@pytest.mark.parametrize(
    ("said", "minor"),
    [("42.99", 4_299), ("1,250.50", 125_050), ("1 250.50", 125_050), ("€42.99", 4_299), ("42,99 €", 4_299)],
)
def test_a_price_is_read_as_people_write_it(write: WriteCsv, said: str, minor: int) -> None:
    (piece,) = planned(write(row("a", variant_price=said))).pieces
    assert piece.variants[0].price == Money(minor, "EUR")


@pytest.mark.parametrize(
    "said", ["1e3", "$42.99", "42.99 GBP", "1.250", "12.999", "0", "-5", "NaN", "€", "1" * 12]
)
def test_what_could_be_another_price_is_none(write: WriteCsv, said: str) -> None:
    found = planned(write(row("a", variant_price=said)))
    assert [(one.code, one.value) for one in found.faults] == [("not_a_price", said)]


def test_a_bare_ring_size_asks_for_the_scale(write: WriteCsv) -> None:
    found = planned(rings(write, "FR 54", "7"))
    assert [(fault.line, fault.code, fault.column, fault.value) for fault in found.faults] == [
        (3, "size_without_scale", "Option1 Value", "7")
    ]
    assert found.pieces == ()


@pytest.mark.parametrize(("scale", "millimetres"), [("US", "54.4"), ("IT", "47.0"), ("JP", "47.1")])
def test_a_bare_ring_size_is_read_on_the_scale_that_was_told(
    write: WriteCsv, scale: str, millimetres: str
) -> None:
    (piece,) = plan(read(rings(write, "7"), SHOPIFY), currency="EUR", ring_scale=Scale(scale)).pieces
    assert piece.variants[0].circumference_mm == Decimal(millimetres)


def test_a_number_that_no_finger_has_is_refused_on_any_scale(write: WriteCsv) -> None:
    found = plan(read(rings(write, "7"), SHOPIFY), currency="EUR", ring_scale=Scale.FR)
    assert [(fault.code, fault.value) for fault in found.faults] == [("no_such_size", "7")]
    assert {"no_such_size", "size_without_scale"} <= ROW_REASONS.keys()


@pytest.mark.parametrize(
    ("kind", "title", "shelf"),
    [
        ("Earrings", "Galaxy", Kind.EARRINGS),
        ("", "Boucles d’oreilles Lune", Kind.EARRINGS),
        ("Bague", "Lune", Kind.RING),
        ("Jewelry", "Choker with bead", Kind.NECKLACE),
        ("Bangle", "Jonc", Kind.BRACELET),
        ("Jewelry", "Something", Kind.OTHER),
    ],
)
def test_the_type_or_else_the_title_finds_the_shelf(
    write: WriteCsv, kind: str, title: str, shelf: Kind
) -> None:
    (piece,) = planned(write(row("a", type=kind, title=title))).pieces
    assert piece.shelf.kind == shelf


@pytest.mark.parametrize(
    ("published", "expected"), [("true", True), ("TRUE", True), ("false", False), ("", False)]
)
def test_what_was_hidden_stays_hidden(write: WriteCsv, published: str, *, expected: bool) -> None:
    (piece,) = planned(write(row("a", published=published))).pieces
    assert piece.published is expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A bracelet with a bead for the summer", "en"),
        ("Un bracelet avec une perle pour la plage et les soirées", "fr"),
        ("", "en"),
    ],
)
def test_the_language_of_the_texts_is_heard(write: WriteCsv, text: str, language: str) -> None:
    assert planned(write(row("a", body_html=text))).language == language


@pytest.mark.parametrize(
    ("title", "column", "language"),
    [
        ("Hoops", "Nom", "fr"),
        ("Créoles Test", "Name", "fr"),
        ("Gold hoops for the summer, with pearls", "Nom *", "en"),
        ("Aube", "Name", "en"),
    ],
)
def test_french_columns_count_where_texts_say_little(title: str, column: str, language: str) -> None:
    assert language_of([title], {fields.TITLE: column}) == language


def test_the_digest_is_of_all_but_quantities_and_places(write: WriteCsv) -> None:
    def digest(**cells: str) -> str:
        (piece,) = planned(write(row("a", **cells))).pieces
        return piece.digest

    (moved,) = planned(write(row("b", title=""), row("a"))).pieces
    assert digest() == digest(variant_inventory_qty="9") == moved.digest
    changed = [
        digest(**{name: value})
        for name, value in (("title", "B"), ("variant_price", "1"), ("type", "Ring"), ("tags", "x"))
    ]
    assert len({digest(), *changed}) == 5


def test_the_digest_of_a_piece_is_the_same_from_version_to_version(write: WriteCsv) -> None:
    """Another one would have every piece that ever came in written anew by the same file."""
    (piece,) = planned(write(row("a", option1_name="Color", option1_value="Blue", tags="Moon"))).pieces
    assert piece.digest == "295c5d20ad486634f3c1d6446e90b3da74923ffcc4a39de083dbb2c35e1c45a6"
