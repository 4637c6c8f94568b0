"""A WooCommerce product file in either language: the same pieces, and every reason against a row."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from tests.intake.woocommerce import ENGLISH, FRENCH, Cells, simple, variable, variation, written

from poincon.catalogue.models import Piece
from poincon.catalogue.states import Kind
from poincon.intake import actions
from poincon.intake.dialects.woocommerce import WOOCOMMERCE
from poincon.intake.models import Origin
from poincon.intake.planning import Plan, PlannedPiece, plan
from poincon.intake.reasons import ROW_REASONS
from poincon.intake.reports import Report
from poincon.intake.rows import FileRefused
from poincon.intake.sheets import read
from poincon.kernel.money import Money

RING: tuple[Cells, ...] = (
    variable(
        "12",
        SKU="LUNE",
        Short_description="<p>Argent massif.</p>",
        Description="Une ligne\\nune autre",
        Categories="Nouveautés, Bijoux > Bagues",
        Tags="Lune, Argent",
        Images="https://vieux.example/a.jpg, https://vieux.example/b.jpg",
        Brands="Atelier Nord",
        Weight__kg_="0,0042",
        Attribute_1_name="Taille",
        Attribute_1_value_s_="FR 52, FR 54",
        Attribute_2_name="Pierre",
        Attribute_2_value_s_="Onyx\\, noir, Nacre",
    ),
    variation(
        "13",
        "LUNE",
        SKU="LUNE-52",
        GTIN__UPC__EAN__or_ISBN="4006381333931",
        Regular_price="89,90",
        Sale_price="59,90",
        Images="https://vieux.example/c.jpg",
        Attribute_1_name="Taille",
        Attribute_1_value_s_="FR 52",
        Attribute_2_name="Pierre",
        Attribute_2_value_s_="Onyx\\, noir",
    ),
    variation(
        "14",
        "id:12",
        Regular_price="99.5",
        Weight__kg_="0.005",
        Attribute_1_name="Pierre",
        Attribute_1_value_s_="Nacre",
        Attribute_2_name="Taille",
        Attribute_2_value_s_="FR 54",
    ),
)


def planned(*rows: Cells, header: list[str] = ENGLISH) -> Plan:
    return plan(read(written(*rows, header=header), WOOCOMMERCE), currency="EUR")


def the_piece(*rows: Cells) -> PlannedPiece:
    found = planned(*rows)
    assert found.faults == ()
    (piece,) = found.pieces
    return piece


def test_a_piece_with_its_variations_under_its_number_or_article_number() -> None:
    piece = the_piece(*RING)
    assert (piece.handle, piece.slug, piece.title, piece.vendor) == (
        "12",
        "bague-lune",
        "Bague Lune",
        "Atelier Nord",
    )
    assert (piece.text, piece.shelf.kind) == ("Argent massif.\n\nUne ligne\nune autre", Kind.RING)
    assert (piece.tags, piece.published) == (("Lune", "Argent"), True)
    first, second = piece.variants
    assert (first.sku, first.gtin, first.price) == ("LUNE-52", "4006381333931", Money(8990, "EUR"))
    assert (first.circumference_mm, first.options) == (Decimal("52.0"), (("Pierre", "Onyx, noir"),))
    assert (second.circumference_mm, second.options) == (Decimal("54.0"), (("Pierre", "Nacre"),))
    assert (second.price, second.quantity) == (Money(9950, "EUR"), 1)
    assert (first.weight_mg, second.weight_mg) == (4_200, 5_000)
    assert [picture.source[-5:] for picture in piece.pictures] == ["a.jpg", "b.jpg", "c.jpg"]


def test_french_columns_say_the_same() -> None:
    english, french = planned(*RING), planned(*RING, header=FRENCH)
    assert french.faults == ()
    assert french.pieces == english.pieces
    assert {one.digest for one in french.pieces} == {one.digest for one in english.pieces}


def test_no_column_of_an_export_is_unknown_and_a_former_price_says_why_it_stays_behind() -> None:
    for header in (ENGLISH, FRENCH):
        sheet = read(written(*RING, header=header), WOOCOMMERCE)
        assert sheet.unknown == {}
        former = header[ENGLISH.index("Sale price")]
        assert "L112-1-1" in WOOCOMMERCE.why_left_out(former)
        assert sheet.left_out == {former: 1}
    odd = read(written(simple("1"), header=[*ENGLISH[:-1], "Poinçon de maître"]), WOOCOMMERCE)
    assert odd.unknown == {"Poinçon de maître": 0}


@pytest.mark.parametrize(
    ("unit", "weight"), [("kg", 2_000_000), ("g", 2_000), ("oz", 56_699), ("lbs", 907_185)]
)
def test_the_unit_of_a_weight_stands_in_its_column(unit: str, weight: int) -> None:
    header = [name.replace("(kg)", f"({unit})") for name in ENGLISH]
    (piece,) = planned(simple("1", Weight__kg_="2"), header=header).pieces
    assert piece.variants[0].weight_mg == weight


@pytest.mark.parametrize(("published", "shown"), [("1", True), ("0", False), ("-1", False), ("", False)])
def test_what_is_private_or_a_draft_stays_off_show(published: str, *, shown: bool) -> None:
    assert the_piece(simple("1", Published=published)).published is shown


@pytest.mark.parametrize(
    ("cells", "code", "english", "french"),
    [
        ({"Name": ""}, "title_missing", "Name", "Nom"),
        ({"Regular_price": ""}, "variant_missing", "Attribute 1 value(s)", "Valeur(s) de l’attribut 1"),
        ({"Regular_price": "", "SKU": "A"}, "price_missing", "Regular price", "Tarif régulier"),
        ({"Regular_price": "1.234"}, "not_a_price", "Regular price", "Tarif régulier"),
        ({"Regular_price": "12,345"}, "not_a_price", "Regular price", "Tarif régulier"),
        ({"Weight__kg_": "lourd"}, "not_a_number", "Weight (kg)", "Poids (kg)"),
        ({"Weight__kg_": "101"}, "not_a_number", "Weight (kg)", "Poids (kg)"),
        ({"Published": "oui"}, "not_true_or_false", "Published", "Publié"),
        ({"Stock": "1.5"}, "not_a_number", "Stock", "Stock"),
        ({"Type": "grouped"}, "not_a_piece", "Type", "Type"),
        ({"Type": "simple, virtual"}, "not_a_piece", "Type", "Type"),
        ({"Short_description": "=HYPERLINK(1)"}, "formula", "Short description", "Description courte"),
        ({"ID": ""}, "handle_missing", "ID", "ID"),
    ],
)
def test_a_bad_row_is_refused_by_the_columns_of_its_file(
    cells: Cells, code: str, english: str, french: str
) -> None:
    bad = simple("2", **{name: value for name, value in cells.items() if name not in {"Name", "ID", "Type"}})
    bad |= {name: value for name, value in cells.items() if name in {"Name", "ID", "Type"}}
    for header, column in ((ENGLISH, english), (FRENCH, french)):
        found = planned(simple("1", Name="Bague Soleil"), bad, header=header)
        assert (3, code, column) in {(one.line, one.code, one.column) for one in found.faults}
        assert [piece.handle for piece in found.pieces] == ["1"]
    assert code in ROW_REASONS


def test_a_variation_without_its_piece_is_refused_alone() -> None:
    found = planned(
        simple("1"), variation("9", "id:404", Attribute_1_name="Taille", Attribute_1_value_s_="S")
    )
    assert [(one.line, one.code, one.column, one.value) for one in found.faults] == [
        (3, "parent_missing", "Parent", "id:404")
    ]
    assert [piece.handle for piece in found.pieces] == ["1"]


def test_a_variation_that_stands_for_every_choice_refuses_its_piece() -> None:
    open_one = variation("13", "id:12", Attribute_1_name="Taille", Attribute_1_value_s_="")
    found = planned(simple("1", Name="Bague Soleil"), variable("12"), open_one)
    assert (4, "choice_open") in {(one.line, one.code) for one in found.faults}
    assert [piece.handle for piece in found.pieces] == ["1"]


def test_a_variation_with_nothing_but_its_stock_is_not_dropped_in_silence() -> None:
    found = planned(*RING, variation("15", "id:12", Regular_price=""))
    assert [(one.line, one.code) for one in found.faults] == [(5, "price_missing")]
    assert found.pieces == ()


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"Stock": ""}, "stock_not_counted", "In stock?"),
        ({"Stock": "-2"}, "negative_stock", "Stock"),
        ({"Backorders_allowed_": "notify"}, "sold_without_stock", "Backorders allowed?"),
        ({"Visibility_in_catalog": "hidden"}, "hidden_stays_off", "Visibility in catalog"),
        (
            {"Attribute_1_name": "Motif", "Attribute_1_value_s_": "Lune, Étoile"},
            "not_a_choice",
            "Attribute 1 value(s)",
        ),
    ],
)
def test_what_is_taken_otherwise_than_written_is_said(cells: Cells, code: str, column: str) -> None:
    found = planned(simple("1", **cells))
    assert found.faults == ()
    assert [(one.line, one.code, one.column) for one in found.notes] == [(2, code, column)]
    assert code in ROW_REASONS
    (piece,) = found.pieces
    assert piece.variants[0].quantity == {"In stock?": None, "Stock": 0}.get(column, 3)
    assert piece.published is (code != "hidden_stays_off")


def test_stock_that_is_counted_for_all_variations_together_is_no_figure_for_one() -> None:
    shared = dict(RING[1]) | {"Stock": "parent"}
    found = planned(RING[0], shared)
    assert [(one.line, one.code) for one in found.notes] == [(3, "stock_not_counted")]
    assert found.pieces[0].variants[0].quantity is None


def test_a_row_with_a_cell_too_few_keeps_its_piece_out_whole() -> None:
    cells = ["15", "variation"] + [""] * (ENGLISH.index("Parent") - 2) + ["id:12"]
    torn = written(*RING, simple("1", Name="Bague Soleil")) + ",".join(cells).encode() + b"\r\n"
    found = plan(read(torn, WOOCOMMERCE), currency="EUR")
    assert [(one.line, one.code) for one in found.faults] == [(6, "cell_count")]
    assert [piece.handle for piece in found.pieces] == ["1"]


def test_a_variation_that_is_not_offered_is_left_out() -> None:
    found = planned(RING[0], RING[1], dict(RING[2]) | {"Published": "0"})
    assert [(one.line, one.code) for one in found.notes] == [(4, "not_offered")]
    assert [one.sku for one in found.pieces[0].variants] == ["LUNE-52"]


def test_of_two_pieces_with_one_name_the_second_bears_its_number() -> None:
    assert [piece.slug for piece in planned(simple("7"), simple("8")).pieces] == [
        "bague-lune",
        "bague-lune-8",
    ]


def test_another_shops_file_is_refused_with_the_column_it_lacks() -> None:
    with pytest.raises(FileRefused) as refused:
        read(b"Handle,Title\na,b\n", WOOCOMMERCE)
    assert refused.value.context["reason"] == "wrong_columns"
    assert refused.value.context["missing"] == ["Name", "Regular price", "Type"]


@pytest.mark.django_db
class TestBringingIn:
    def bring_in(self, found: Plan, at: datetime, **how: bool) -> Report:
        return actions.bring_in(plans=[found], language="fr", actor="import:woocommerce", at=at, **how)

    def test_the_same_file_again_changes_nothing_in_either_language(self, noon: datetime) -> None:
        first = self.bring_in(planned(*RING), noon)
        assert (first.created, first.faults, first.kept) == (1, [], True)
        again = self.bring_in(planned(*RING, header=FRENCH), noon)
        assert (again.created, again.changed, again.same) == (0, 0, 1)
        assert [(one.system, one.key) for one in Origin.objects.all()] == [("woocommerce", "12")]
        assert Piece.objects.get().name_fr == "Bague Lune"

    def test_a_key_of_another_system_is_another_piece(self, noon: datetime) -> None:
        self.bring_in(planned(simple("12")), noon)
        other = replace(planned(simple("12", Name="Bague Soleil", SKU="S")), system="shopify")
        assert self.bring_in(other, noon).created == 1
        assert Origin.objects.filter(key="12").count() == 2

    def test_one_refused_row_keeps_everything_out_unless_it_is_set_aside(self, noon: datetime) -> None:
        found = planned(simple("1"), simple("2", Name="=1+1"))
        assert self.bring_in(found, noon).kept is False
        assert Piece.objects.count() == 0
        report = self.bring_in(found, noon, skip_refused=True)
        assert ([one.code for one in report.faults], report.created) == (["formula"], 1)
        assert [one.key for one in Origin.objects.all()] == ["1"]

    def test_a_taken_address_names_the_column_of_the_file(self, noon: datetime) -> None:
        self.bring_in(planned(simple("1")), noon)
        report = self.bring_in(planned(simple("2", SKU="X"), header=FRENCH), noon)
        assert [(one.code, one.column) for one in report.faults] == [("address_taken", "Nom")]

    def test_what_came_in_before_letters_were_spelt_out_is_known_and_stays_where_it_is(
        self, noon: datetime
    ) -> None:
        """Its address was made without them, as were the numbers of articles that the file does not tell."""
        found = planned(simple("7", Name="Pendentif Cœur d'été"))
        assert found.pieces[0].slug == "pendentif-coeur-d-ete"
        assert self.bring_in(found, noon).created == 1
        Piece.objects.update(slug="pendentif-cur-dete")
        Origin.objects.update(digest="5c54ad1d2de78fbb4d3c43453b41b2e4eb9876743cb4728f1dd87603c2730cf4")
        assert self.bring_in(found, noon).same == 1
        renamed = planned(simple("7", Name="Pendentif Cœur d'été", Regular_price="5"))
        assert self.bring_in(renamed, noon).changed == 1
        piece = Piece.objects.get()
        assert (piece.slug, [one.sku for one in piece.variants.all()]) == (
            "pendentif-cur-dete",
            ["pendentif-cur-dete"],
        )
