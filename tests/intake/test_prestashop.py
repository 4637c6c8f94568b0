"""PrestaShop's product list, its full file, and the combinations beside them."""

import io
from datetime import datetime
from decimal import Decimal

import pytest

from poincon.catalogue.states import Kind
from poincon.intake import actions
from poincon.intake.dialects.prestashop import COMBINATIONS, PRODUCTS, together
from poincon.intake.dialects.taxing import Taxed
from poincon.intake.models import Origin
from poincon.intake.planning import Plan, plan
from poincon.intake.reasons import ROW_REASONS
from poincon.intake.rows import FileRefused
from poincon.intake.sheets import Sheet, read
from poincon.intake.systems import heard
from poincon.kernel.money import Money

FULL = (
    "Product ID;Active (0/1);Name *;Categories (x,y,z...);Price tax excluded;Tax rules ID;Reference #;"
    "Manufacturer;EAN13;Weight;Quantity;Summary;Description;Tags (x,y,z...);URL rewritten;"
    "Image URLs (x,y,z...);Image alt texts (x,y,z...);Virtual product;Discount percent"
)
FULL_FRENCH = (
    "ID;Actif (0/1);Nom *;Catégories (x,y,z...);Prix hors taxe;ID règle de taxes;Référence #;"
    "Marque;EAN13;Poids;Quantité;Résumé;Description;Mots-clés (x,y,z...);URL réécrite;"
    "URL des images (x,y,z...);Textes alternatifs des images (x,y,z...);"
    "Produit dématérialisé (0 = Non, 1 = Oui);Remise en pourcentage"
)
LIST = "Product ID;Image;Name;Reference;Category;Price (tax excl.);Price (tax incl.);Quantity;Status;Position"
BESIDE = (
    "Product ID*;Attribute (Name:Type:Position)*;Value (Value:Position)*;Reference;EAN13;Impact on price;"
    "Quantity;Impact on weight;Image URLs (x,y,z...)"
)
BESIDE_FRENCH = (
    "ID produit*;Attribut (Nom:Type:Position)*;Valeur (Valeur:Position)*;Référence;EAN13;Impact sur le prix;"
    "Quantité;Impact sur le poids;URL des images (x,y,z...)"
)
MOON = (
    "7;1;Bague Lune;Bijoux,Bagues;41,666667;1;LUNE;Atelier Nord;4006381333931;0,0042;3;<p>Fine.</p>;"
    "<p>Argent.</p>;lune, argent;bague-de-lune;https://v.example/a.jpg,https://v.example/b.jpg;Devant,Dos;0;10"
)
SUN = "8;0;Collier Soleil;Colliers;100;1;SOLEIL;;;;1;;;;;;;0;"
SIZES = (
    "7;Taille:select:0, Couleur:color:1;FR 52:0, Or, jaune:1;LUNE-52;;0;2;0;https://v.example/c.jpg",
    "7;Taille:select:0, Couleur:color:1;FR 54:0, Argent:1;LUNE-54;;8,333333;1;0,001;",
)
FRANCE = Taxed(rate_bp=2_000, currency="EUR")


def file(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def planned(products: bytes, combinations: bytes | None = None, taxed: Taxed = FRANCE) -> Plan:
    return plan(joined(products, combinations, taxed), currency="EUR")


def joined(products: bytes, combinations: bytes | None = None, taxed: Taxed = FRANCE) -> Sheet:
    beside = read(combinations, COMBINATIONS) if combinations else None
    return together(read(products, PRODUCTS), beside, taxed)


def test_a_product_of_the_full_file() -> None:
    found = planned(file(FULL, MOON, SUN))
    assert found.faults == ()
    moon, sun = found.pieces
    assert (moon.handle, moon.slug, moon.title, moon.vendor) == (
        "7",
        "bague-de-lune",
        "Bague Lune",
        "Atelier Nord",
    )
    assert (moon.text, moon.shelf.kind, moon.tags) == ("Fine.\n\nArgent.", Kind.RING, ("lune", "argent"))
    (one,) = moon.variants
    assert (one.sku, one.gtin, one.weight_mg, one.quantity) == ("LUNE", "4006381333931", 4_200, 3)
    assert [(picture.source[-5:], picture.alt) for picture in moon.pictures] == [
        ("a.jpg", "Devant"),
        ("b.jpg", "Dos"),
    ]
    assert (moon.published, sun.published, sun.slug) == (True, False, "collier-soleil")


def test_an_address_keeps_every_letter_of_the_name() -> None:
    twice = (SUN.replace("Collier Soleil", "Cœur d’été"), SUN.replace("8;0;Collier Soleil", "9;0;Cœur d’été"))
    found = planned(file(FULL, twice[0], twice[1].replace("SOLEIL", "S")))
    assert [one.slug for one in found.pieces] == ["coeur-d-ete", "coeur-d-ete-9"]


def test_french_columns_say_the_same_in_every_encoding() -> None:
    english = planned(file(FULL, MOON, SUN), file(BESIDE, *SIZES))
    text = "\r\n".join([FULL_FRENCH, MOON, SUN])
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        french = planned(text.encode(encoding), file(BESIDE_FRENCH, *SIZES))
        assert (french.faults, french.pieces) == ((), english.pieces)


def test_windows_letters_come_in_as_they_were_written() -> None:
    sheet = joined(file(FULL, MOON.replace("Lune", "Élégante œil-de-chat")).decode().encode("cp1252"))
    assert sheet.lines[0]["title"] == "Bague Élégante œil-de-chat"


QUOTED = '"Product ID";"Name";"Price tax included"\n"1";"Bague";"50"\n'


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (QUOTED, ("wrong_columns", "PrestaShop product", ["Price tax excluded"])),
        (QUOTED.replace(";", ","), ("wrong_columns", "PrestaShop product", ["Price tax excluded"])),
        ('"Reference";"Libellé";"PVP"\n"1";"Bague";"50"\n', ("no_system", None, None)),
        ('"Title","Handle","Foo\n', ("not_csv", None, None)),
        ('"Handle"x,"Title"\n', ("not_csv", None, None)),
    ],
)
def test_what_no_system_s_file_is_says_the_true_reason(
    data: str, told: tuple[str, str | None, list[str] | None]
) -> None:
    with pytest.raises(FileRefused) as refused:
        heard(io.BytesIO(data.encode()))
    context = refused.value.context
    assert (context["reason"], context.get("shop"), context.get("missing")) == told
    assert told[0] != "no_system" or context["first"] in {"Product ID", "Reference"}


@pytest.mark.parametrize(
    ("net", "rate", "gross", "rounded"),
    [
        ("41.666667", 2_000, "50.00", False),
        ("82.416667", 2_000, "98.90", False),
        ("10.004167", 2_000, "12.01", True),
        ("0.0375", 2_000, "0.05", True),
        ("10", 2_000, "12.00", False),
        ("10", 810, "10.81", False),
        ("10.02", 850, "10.87", True),
    ],
)
def test_tax_is_added_to_the_nearest_cent_and_said_where_it_matters(
    net: str, rate: int, gross: str, *, rounded: bool
) -> None:
    row = f"1;1;Bague;Bagues;{net};;A;;;;1;;;;;;;0;"
    found = planned(file(FULL, row), taxed=Taxed(rate, "EUR"))
    assert found.pieces[0].variants[0].price == Money.of(gross, "EUR")
    notes = [(one.line, one.code, one.column, one.value) for one in found.notes]
    told = [(2, "price_rounded", "Price tax excluded", f"{Decimal(net)} → {gross}")]
    assert notes == (told if rounded else [])


@pytest.mark.parametrize(
    ("said", "net"),
    [
        ("49,17 €", "49.17"),
        ("€49.17", "49.17"),
        ("49.17 EUR", "49.17"),
        ("1 250,50", "1250.50"),
        ("1\u202f250,50\u00a0€", "1250.50"),
        ("1.250,50", "1250.50"),
        ("1,250.50", "1250.50"),
        ("41,666667", "41.666667"),
    ],
)
def test_an_amount_is_read_however_it_is_parted_with_the_sign_of_its_currency(said: str, net: str) -> None:
    found = planned(file(FULL, f"1;1;Bague;Bagues;{said};;A;;;;1;;;;;;;0;"))
    assert found.faults == ()
    assert found.pieces[0].variants[0].price == Money.of(FRANCE.gross(Decimal(net)), "EUR")


@pytest.mark.parametrize(
    "said", ["49,17 $", "£49.17", "49,17 CHF", "1e3", "€", "€49€", "12 34", "9" * 30, "9" * 50]
)
def test_an_amount_of_another_currency_or_none_is_refused(said: str) -> None:
    found = planned(file(FULL, f"1;1;Bague;Bagues;{said};;A;;;;1;;;;;;;0;"))
    assert [(one.code, one.column, one.value) for one in found.faults] == [
        ("not_a_price", "Price tax excluded", said)
    ]


def test_what_a_combination_adds_is_read_as_its_product_s_price_is() -> None:
    added = (SIZES[0], SIZES[1].replace("8,333333", "+8,33 €"))
    dear = MOON.replace("41,666667", "1 041,67 €")
    one, other = planned(file(FULL, dear), file(BESIDE, *added)).pieces[0].variants
    assert [one.price.minor, other.price.minor] == [125_000, 126_000]


def test_combinations_stand_under_their_product() -> None:
    found = planned(file(FULL, MOON, SUN), file(BESIDE, *SIZES))
    assert found.faults == ()
    moon = found.pieces[0]
    first, second = moon.variants
    assert (first.sku, first.circumference_mm, first.options) == (
        "LUNE-52",
        Decimal("52.0"),
        (("Couleur", "Or, jaune"),),
    )
    assert (first.price, second.price) == (Money(5_000, "EUR"), Money(6_000, "EUR"))
    assert (first.weight_mg, second.weight_mg) == (4_200, 5_200)
    assert (first.quantity, second.quantity) == (2, 1)
    assert [picture.source[-5:] for picture in moon.pictures] == ["a.jpg", "b.jpg", "c.jpg"]


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("404;Taille:select:0;S:0;X;;0;1;0;", "parent_missing", "Product ID*"),
        ("8;Taille:select:0;;X;;0;1;0;", "choice_open", "Value (Value:Position)*"),
        ("8;Taille:select:0;S:0, L:1;X;;0;1;0;", "choice_open", "Value (Value:Position)*"),
        ("8;Taille:select:0;S:0;X;;1e2;1;0;", "not_a_price", "Impact on price"),
        ("8;Taille:select:0;S:0;X;;-100;1;0;", "not_a_price", "Impact on price"),
        ("8;Taille:select:0;S:0;X;;0;many;0;", "not_a_number", "Quantity"),
        ("8;Taille:select:0;S:0;X;;0;1;-3;", "not_a_number", "Impact on weight"),
        ("8;Taille:select:0;=S:0;X;;0;1;0;", "formula", "Value (Value:Position)*"),
        ("8;Taille:select:0;S:0", "cell_count", ""),
    ],
)
def test_a_bad_combination_is_refused_by_its_own_file_and_line(row: str, code: str, column: str) -> None:
    sheet = joined(file(FULL, MOON, SUN), file(BESIDE, SIZES[0], row))
    found = plan(sheet, currency="EUR")
    told = {(sheet.where(one.line), one.code, one.column) for one in found.faults}
    assert ("2:3", code, column) in told
    handles = [piece.handle for piece in found.pieces]
    assert handles == (["7", "8"] if code == "parent_missing" else ["7"])
    assert code in ROW_REASONS


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("9;1;;;100;;X;;;;1;;;;;;;0;", "title_missing", "Name *"),
        ("9;1;Bague;;1e2;;X;;;;1;;;;;;;0;", "not_a_price", "Price tax excluded"),
        ("9;1;Bague;;;;X;;;;1;;;;;;;0;", "price_missing", "Price tax excluded"),
        ("9;1;Bague;;0;;X;;;;1;;;;;;;0;", "not_a_price", "Price tax excluded"),
        ("9;oui;Bague;;100;;X;;;;1;;;;;;;0;", "not_true_or_false", "Active (0/1)"),
        ("9;1;Bague;;100;;X;;;lourd;1;;;;;;;0;", "not_a_number", "Weight"),
        ("9;1;Bague;;100;;X;;;;1;;;;;;;1;", "not_a_piece", "Virtual product"),
        ("9;1;@Bague;;100;;X;;;;1;;;;;;;0;", "formula", "Name *"),
        (";1;Bague;;100;;X;;;;1;;;;;;;0;", "handle_missing", "Product ID"),
        ("9;1;Bague;;100;;LUNE;;;;1;;;;;;;0;", "sku_twice", "Reference #"),
    ],
)
def test_a_bad_product_is_refused_and_the_others_come_in(row: str, code: str, column: str) -> None:
    found = planned(file(FULL, MOON, row))
    assert (3, code, column) in {(one.line, one.code, one.column) for one in found.faults}
    assert [piece.handle for piece in found.pieces] == ["7"]
    assert code in ROW_REASONS


def test_the_back_offices_list_does_not_tell_what_is_on_show() -> None:
    sheet = joined(file(LIST, "7;https://v.example/a.jpg;Bague Lune;LUNE;Bagues;41.666667;50;3;1;0"))
    found = plan(sheet, currency="EUR")
    assert (found.faults, [one.code for one in found.notes]) == ((), ["shown_not_told"])
    (piece,) = found.pieces
    assert (piece.published, piece.variants[0].price) == (False, Money(5_000, "EUR"))
    assert sheet.left_out.keys() == {"Price (tax incl.)", "Status", "Position"}
    assert (sheet.unknown, "shown_not_told" in ROW_REASONS) == ({}, True)


def test_a_former_price_says_why_it_stays_behind_and_no_known_column_is_unknown() -> None:
    sheet = joined(file(FULL, MOON), file(BESIDE, *SIZES))
    assert sheet.left_out.keys() == {"Tax rules ID", "Discount percent"}
    assert "L112-1-1" in PRODUCTS.why_left_out("Discount percent")
    assert sheet.unknown == {}
    assert joined(file(FULL_FRENCH, MOON)).unknown == {}


@pytest.mark.django_db
def test_both_files_again_change_nothing(noon: datetime) -> None:
    def bring_in() -> tuple[int, int, int]:
        found = planned(file(FULL, MOON, SUN), file(BESIDE, *SIZES))
        report = actions.bring_in(plans=[found], language="fr", actor="import:prestashop", at=noon)
        assert (report.faults, report.kept) == ([], True)
        return report.created, report.changed, report.same

    assert (bring_in(), bring_in()) == ((2, 0, 0), (0, 0, 2))
    assert {(one.system, one.key) for one in Origin.objects.all()} == {
        ("prestashop", "7"),
        ("prestashop", "8"),
    }
