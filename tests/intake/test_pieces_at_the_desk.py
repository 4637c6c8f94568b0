"""Pieces at the desk: found, described, priced, stocked, put on show; refused with every reason."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from tests.catalogue.conftest import MakePiece
from tests.intake.desk import address, member_of
from tests.shopping import bought_directly

from poincon.catalogue import actions, queries
from poincon.catalogue.models import Brand, Category, Piece
from poincon.catalogue.reasons import REASONS
from poincon.catalogue.rules import MetalFacts, StoneFacts, gate
from poincon.catalogue.states import PieceState
from poincon.foundation.journal import entries
from poincon.inventory import actions as inventory
from poincon.kernel.money import Money
from poincon.pricing import actions as pricing

pytestmark = pytest.mark.django_db
NO_LINES = {"metals-TOTAL_FORMS": "0", "metals-INITIAL_FORMS": "0"} | {
    "stones-TOTAL_FORMS": "0",
    "stones-INITIAL_FORMS": "0",
}


def words_of(piece: Piece, **changes: str) -> dict[str, Any]:
    return {
        "name_fr": piece.name_fr,
        "name_en": piece.name_en,
        "description_fr": piece.description_fr,
        "slug": piece.slug,
        "category": piece.category_id,
        "brand": piece.brand_id,
        "supplier": piece.supplier_id,
        **changes,
    }


def metal(**columns: object) -> dict[str, object]:
    return (
        NO_LINES
        | {"metals-TOTAL_FORMS": "1"}
        | {f"metals-0-{name}": value for name, value in columns.items()}
    )


def stone(**columns: object) -> dict[str, object]:
    lines = {f"stones-0-{name}": value for name, value in columns.items()}
    return metal(metal="steel") | {"stones-TOTAL_FORMS": "1"} | lines


class TestTheList:
    def test_it_narrows_by_words_state_shelf_and_brand(
        self, browser: Client, make_piece: MakePiece, noon: datetime
    ) -> None:
        ring, chain = make_piece(name_fr="Bague Lune"), make_piece(name_fr="Chaîne Soleil")
        other = Category.objects.create(slug_fr="c", slug_en="c", name_fr="Colliers", name_en="Necklaces")
        Piece.objects.filter(pk=chain.pk).update(category=other)
        actions.publish(piece_id=ring.pk, actor="staff:1", at=noon)
        sku = chain.variants.get().sku

        def found(**asked: object) -> list[str]:
            rows = browser.get(address("pieces"), asked).context["rows"]
            return sorted(row.piece.name_fr for row in rows)

        assert found() == ["Bague Lune", "Chaîne Soleil"]
        assert found(q="lune") == ["Bague Lune"]
        assert found(q=sku) == ["Chaîne Soleil"]
        assert found(q="lune soleil") == []
        assert found(state="published") == ["Bague Lune"]
        assert found(state="draft") == ["Chaîne Soleil"]
        assert found(category=other.pk) == ["Chaîne Soleil"]
        assert found(brand=ring.brand_id) == ["Bague Lune", "Chaîne Soleil"]
        assert found(brand="0 or 1=1") == ["Bague Lune", "Chaîne Soleil"]
        assert found(state="nonsense") == []

    def test_what_came_in_unchecked_is_listed_and_counted(
        self, browser: Client, make_piece: MakePiece
    ) -> None:
        make_piece()
        make_piece(metals=(), stated_by="supplier", name_fr="Collier importé")
        page = browser.get(address("pieces"), {"state": queries.INCOMPLETE})
        assert [row.piece.name_fr for row in page.context["rows"]] == ["Collier importé"]
        assert '<span class="tally">1</span>' in page.content.decode()

    def test_any_number_of_pieces_in_the_same_number_of_queries(
        self, browser: Client, make_piece: MakePiece, noon: datetime
    ) -> None:
        def asked() -> int:
            with CaptureQueriesContext(connection) as seen:
                assert browser.get(address("pieces")).status_code == 200
            return len(seen)

        def stocked() -> None:
            variant = make_piece().variants.get()
            pricing.set_price(variant_id=variant.pk, amount=Money(9900, "EUR"), actor="staff:1", at=noon)
            inventory.receive(variant_id=variant.pk, quantity=2, actor="staff:1", at=noon)

        stocked()
        first = asked()
        for _ in range(9):
            stocked()
        assert asked() == first <= 14


class TestDescribing:
    def test_from_an_empty_form_to_a_piece_on_show(
        self, browser: Client, brand: Brand, shelf: Category, noon: datetime
    ) -> None:
        draft = {"reference": "R77", "kind": "ring", "name_fr": "Bague Cœur", "name_en": "Spray ring"}
        draft |= {
            "description_fr": "Un anneau.",
            "category": shelf.pk,
            "brand": brand.pk,
            "supplier": bought_directly().pk,
            "tags": "mer, été, mer",
        }
        response = browser.post(address("new"), draft)
        piece = Piece.objects.get(reference="R77")
        assert response["Location"] == address("piece", piece.pk)
        assert (piece.slug, piece.tags, piece.state) == ("bague-coeur", ["mer", "été"], PieceState.DRAFT)

        facts = metal(metal="gold", colour="rose", fineness="750") | {"checked": "on"}
        assert browser.post(address("matter", piece.pk), facts).status_code == 302
        size = {"sku": "R77-52", "size": "FR 52", "weight_g": "2.15", "options": ""}
        assert browser.post(address("new_variant", piece.pk), size).status_code == 302
        actions.set_media(
            piece_id=piece.pk, pictures=[{"stem": "x", "width": 9, "height": 9}], actor="staff:1", at=noon
        )
        assert browser.post(address("show", piece.pk), {"verb": "publish"}).status_code == 302
        piece.refresh_from_db()
        assert (piece.state, piece.matter_fr) == (PieceState.PUBLISHED, "Or rose 750\u202f‰")
        variant = piece.variants.get()
        assert (variant.circumference_mm, variant.weight_mg) == (Decimal("52.0"), 2150)
        assert {entry.actor for entry in entries(f"piece:{piece.pk}")} >= {f"staff:{member_of(browser)}"}

    def test_what_keeps_a_piece_off_show_is_all_said_at_once(
        self, browser: Client, make_piece: MakePiece
    ) -> None:
        piece = make_piece(metals=(MetalFacts("gold", "yellow", 333),), name_fr="Bague en or")
        with override("fr"):
            page = browser.post(address("show", piece.pk), {"verb": "publish"})
            said = page.content.decode()
            assert page.status_code == 422
            assert str(REASONS["title_not_legal"]) in said
            assert str(REASONS["metal_unproven"]) in said
        assert Piece.objects.get(pk=piece.pk).state == PieceState.DRAFT

    def test_words_that_would_unfit_a_piece_on_show_are_refused(
        self, browser: Client, make_piece: MakePiece, noon: datetime
    ) -> None:
        piece = make_piece()
        actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
        page = browser.post(address("words", piece.pk), words_of(piece, name_fr="Bague vermeil"))
        assert page.status_code == 422
        assert 'value="Bague vermeil"' in page.content.decode()
        assert Piece.objects.get(pk=piece.pk).name_fr == "Bague Aurore"

    def test_it_moves_to_an_address_that_is_no_other_pieces(
        self, browser: Client, make_piece: MakePiece, noon: datetime
    ) -> None:
        piece, other = make_piece(), make_piece()
        actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
        here = address("words", piece.pk)
        assert browser.post(here, words_of(piece, slug="bague-aurore")).status_code == 302
        assert browser.get(address("piece", piece.pk)).context["former"] == [piece.slug]
        page = browser.post(here, words_of(piece, slug=other.slug))
        assert page.status_code == 409
        assert f'value="{other.slug}"' in page.text, "what was typed is not lost"
        assert browser.post(here, words_of(piece, slug="Bague Aurore")).status_code == 422
        assert Piece.objects.get(pk=piece.pk).slug == "bague-aurore"

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            (metal(metal="steel", fineness="750"), "fineness"),
            (metal(metal="gold", fineness="1000"), "fineness"),
            (metal(metal="gold", fineness="0"), "fineness"),
            (metal(metal="brass", coating_microns="3"), "coating_metal"),
            (metal(metal="brass", coating_metal="gold", coating_microns="-1"), "coating_microns"),
            (metal(metal="unobtainium"), "metal"),
            (metal(colour="rose"), "metal"),
            (stone(species="pearl", nature="natural"), "nature"),
            (stone(species="ruby", nature="cultured"), "nature"),
            (stone(species="ruby"), "nature"),
            (stone(nature="natural"), "species"),
            (stone(species="ruby", nature="natural", carat="0"), "carat"),
            (stone(species="ruby", nature="natural", treatments=["magic"]), "treatments"),
        ],
    )
    def test_facts_that_cannot_be_are_refused(
        self, browser: Client, make_piece: MakePiece, typed: dict[str, object], field: str
    ) -> None:
        piece = make_piece()
        page = browser.post(address("matter", piece.pk), typed)
        wrong = [set(form.errors) for name in ("metals", "stones") for form in page.context[name]]
        assert page.status_code == 422
        assert {field} in wrong
        assert Piece.objects.get(pk=piece.pk).matter_fr.startswith("Or rose")

    @pytest.mark.parametrize("typed", ["0,4", "301", "12,34", "grand"])
    def test_a_measure_that_no_piece_has_is_refused(
        self, browser: Client, make_piece: MakePiece, typed: str
    ) -> None:
        piece = make_piece(kind="brooch", height_mm=Decimal(20))
        page = browser.post(address("matter", piece.pk), metal(metal="steel") | {"height_mm": typed})
        (refused,) = page.context["materials"].errors.items()
        assert (page.status_code, refused[0]) == (422, "height_mm")
        assert "0,5 à 300 mm" in refused[1][0]
        piece.refresh_from_db()
        assert (piece.height_mm, piece.matter_fr) == (Decimal(20), "Or rose 750\u202f‰")

    def test_height_and_width_are_kept_and_shown_again(self, browser: Client, make_piece: MakePiece) -> None:
        piece = make_piece(kind="earrings")
        typed = metal(metal="steel") | {"height_mm": "24.5", "width_mm": "6", "fixed_size": "on"}
        assert browser.post(address("matter", piece.pk), typed).status_code == 302
        piece.refresh_from_db()
        assert (piece.height_mm, piece.width_mm, piece.fixed_size) == (Decimal("24.5"), Decimal(6), False)
        form = browser.get(address("piece", piece.pk)).context["materials"]
        assert (form["height_mm"].value(), "fixed_size" in form.fields) == (Decimal("24.5"), False)

    def test_a_ring_is_said_not_to_be_resized_and_keeps_its_other_facts(
        self, browser: Client, make_piece: MakePiece
    ) -> None:
        piece = make_piece(width_mm=Decimal(11))
        typed = metal(metal="steel") | {"width_mm": "5"}
        assert browser.post(address("matter", piece.pk), typed | {"fixed_size": "on"}).status_code == 302
        piece.refresh_from_db()
        assert (piece.fixed_size, piece.width_mm) == (True, Decimal(11))
        assert browser.get(address("piece", piece.pk)).context["materials"]["fixed_size"].value() is True
        assert browser.post(address("matter", piece.pk), typed).status_code == 302
        assert Piece.objects.get(pk=piece.pk).fixed_size is False

    def test_stones_are_kept_with_their_treatment(self, browser: Client, make_piece: MakePiece) -> None:
        piece = make_piece()
        typed = stone(species="topaz", nature="natural", treatments=["irradiated"], carat="1.2", count="")
        assert browser.post(address("matter", piece.pk), typed).status_code == 302
        piece.refresh_from_db()
        assert piece.matter_fr == "Acier, topaze irradiée 1,20\u00a0ct"
        shown = browser.get(address("piece", piece.pk))
        assert shown.context["stones"][0].initial["treatments"] == ["irradiated"]

    def test_a_reference_is_given_once(
        self, browser: Client, make_piece: MakePiece, brand: Brand, shelf: Category
    ) -> None:
        piece = make_piece()
        typed = {
            "reference": piece.reference,
            "kind": "ring",
            "name_fr": "X",
            "category": shelf.pk,
            "brand": brand.pk,
        }
        page = browser.post(address("new"), typed)
        assert page.status_code == 422
        assert "reference" in page.context["form"].errors
        assert Piece.objects.count() == 1

    def test_nothing_is_chosen_or_vouched_for_on_an_empty_form(
        self, browser: Client, brand: Brand, shelf: Category
    ) -> None:
        form = browser.get(address("new")).context["form"]
        assert {form[name].value() for name in ("kind", "category", "brand")} == {None}
        assert {form.fields[name].choices[0][0] for name in ("kind", "category", "brand")} == {""}
        page = browser.post(address("new"), {"reference": "R1", "name_fr": "X"})
        assert {"kind", "category", "brand"} <= set(page.context["form"].errors)
        typed = {"reference": "R1", "name_fr": "X", "kind": "ring", "category": shelf.pk, "brand": brand.pk}
        assert browser.post(address("new"), typed).status_code == 302
        piece = Piece.objects.get(reference="R1")
        shown = browser.get(address("piece", piece.pk))
        assert shown.context["materials"].initial["checked"] is False
        assert f"{piece.reference} ·" not in shown.text, "no dot hangs where nothing is known of its matter"

    def test_each_reason_is_said_once_beside_a_refusal(self, browser: Client, make_piece: MakePiece) -> None:
        piece = make_piece(metals=(), name_fr="Bague diamant")
        with override("fr"):
            page = browser.post(address("show", piece.pk), {"verb": "publish"})
        assert page.context["against"] == []
        assert len(page.context["found"]["name_fr"]) == 1
        assert "«\u202fdiamant\u202f»\u202f:" in page.text
        assert page.text.count("Ce qui l’empêche d’être en vitrine") == 1

    def test_withdrawing_asks_first_and_says_what_follows(
        self, browser: Client, make_piece: MakePiece, noon: datetime
    ) -> None:
        piece = make_piece()
        actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
        inventory.receive(variant_id=piece.variants.get().pk, quantity=3, actor="staff:1", at=noon)
        here = address("withdrawal", piece.pk)
        assert here in browser.get(address("piece", piece.pk)).text
        with override("fr"):
            page = browser.get(address("withdrawal", piece.pk))
        assert "3 exemplaires sont libres en stock" in page.text
        assert "n’est plus fabriquée" in page.text
        assert Piece.objects.get(pk=piece.pk).state == PieceState.PUBLISHED

    def test_withdrawing_is_for_good(self, browser: Client, make_piece: MakePiece) -> None:
        piece = make_piece()
        assert browser.post(address("show", piece.pk), {"verb": "withdraw"}).status_code == 404
        assert Piece.objects.get(pk=piece.pk).state == PieceState.DRAFT
        assert browser.post(address("withdrawal", piece.pk)).status_code == 302
        assert browser.get(address("piece", piece.pk)).context["verbs"] == []
        assert browser.get(address("withdrawal", piece.pk)).status_code == 404
        assert browser.post(address("withdrawal", piece.pk)).status_code == 409
        page = browser.post(address("show", piece.pk), {"verb": "publish"})
        assert page.status_code in {409, 422}
        assert Piece.objects.get(pk=piece.pk).state == PieceState.WITHDRAWN

    def test_a_verb_that_is_none_is_not_found(self, browser: Client, make_piece: MakePiece) -> None:
        assert browser.post(address("show", make_piece().pk), {"verb": "destroy"}).status_code == 404


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_opens_in_both_languages(
    browser: Client, make_piece: MakePiece, brand: Brand, language: str
) -> None:
    piece = make_piece(stones=(StoneFacts("diamond", "synthetic", (), Decimal("0.3")),))
    variant = piece.variants.get()
    with override(language):
        asked = [("pieces", None), ("new", None), ("piece", piece.pk), ("new_variant", piece.pk)]
        asked += [("variant", variant.pk), ("brands", None), ("brand", brand.pk)]
        for name, pk in asked:
            page = browser.get(address(name, pk))
            assert page.status_code == 200, name
            assert f'lang="{language}"' in page.content.decode()


def test_every_reason_of_the_gate_has_words() -> None:
    source = "".join(path.read_text() for path in Path(gate.__file__ or "").parent.glob("*.py"))
    composed = ("name", "description", "maker_name", "maker_address", "maker_email")
    missing = {f"{kind}_missing" for kind in composed}
    assert {code for code in REASONS if f'"{code}"' in source} | missing == set(REASONS)
