"""Brands, suppliers and shelves at the desk."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils.translation import override
from tests.catalogue.conftest import MakePiece
from tests.intake.desk import address

from poincon.catalogue import actions
from poincon.catalogue.models import Brand, Category, Piece, Supplier
from poincon.foundation.journal import entries
from poincon.foundation.models import Fact

pytestmark = pytest.mark.django_db


def test_a_maker_can_be_completed_but_not_taken_away(
    browser: Client, make_piece: MakePiece, brand: Brand, noon: datetime
) -> None:
    actions.publish(piece_id=make_piece().pk, actor="staff:1", at=noon)
    told = {
        name: getattr(brand, name)
        for name in ("name", "maker_name", "maker_address", "maker_email", "maker_country")
    }
    assert browser.post(address("brand", brand.pk), told | {"story_fr": "Depuis 1921."}).status_code == 302
    page = browser.post(address("brand", brand.pk), told | {"maker_address": ""})
    assert page.status_code == 422
    assert "Des pièces en vitrine en ont besoin" in page.context["form"].errors["maker_address"][0]
    brand.refresh_from_db()
    assert (brand.story_fr, brand.maker_address) == ("Depuis 1921.", "3 rue des Orfèvres, 75001 Paris")


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"maker_email": "nobody"}, "maker_email"), ({"maker_country": "France"}, "maker_country")],
)
def test_what_is_no_address_is_refused(
    browser: Client, brand: Brand, typed: dict[str, str], field: str
) -> None:
    page = browser.post(address("brand", brand.pk), {"name": brand.name} | typed)
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {field}
    assert Brand.objects.get(pk=brand.pk).maker_country == "FR"


def test_a_new_brand_has_an_address_of_its_own_and_a_name_that_is_nobody_elses(
    browser: Client, brand: Brand
) -> None:
    assert browser.post(address("new_brand"), {"name": "Maison Brume"}).status_code == 302
    made = Brand.objects.get(slug="maison-brume")
    browser.post(address("new_brand"), {"name": "Les Sœurs Weiß"})
    assert Brand.objects.filter(slug="les-soeurs-weiss").delete()[0] == 1
    assert browser.post(address("new_brand"), {"name": brand.name}).status_code == 422
    page = browser.post(address("brand", made.pk), {"name": brand.name})
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"name"}
    assert Brand.objects.get(pk=made.pk).name == "Maison Brume"
    assert Brand.objects.count() == 2


def test_a_brand_is_renamed_and_its_address_stays(browser: Client, brand: Brand) -> None:
    told = {name: getattr(brand, name) for name in ("maker_name", "maker_address", "maker_email")}
    assert browser.post(address("brand", brand.pk), told | {"name": "Aurore & Fils"}).status_code == 302
    brand.refresh_from_db()
    assert (brand.name, brand.slug) == ("Aurore & Fils", "aurore")
    assert Fact.objects.filter(name="catalogue.brand_changed", subject=f"brand:{brand.pk}").count() == 1
    with override("fr"):
        assert browser.get(address("brand", brand.pk)).context["entries"][0].did == "Modifié"


SUPPLIER = {
    "name": "Ateliers du Rhône",
    "address": "4 quai des Orfèvres, 69002 Lyon",
    "country": "FR",
    "email": "commandes@rhone.example",
    "phone": "+33 4 72 00 00 00",
    "direct": "on",
    "provenance": "Contrat 2026-14, factures au dossier.",
}


def test_a_supplier_is_written_down_and_changed(browser: Client) -> None:
    assert browser.post(address("new_supplier"), SUPPLIER).status_code == 302
    row = Supplier.objects.get()
    assert (row.direct, row.provenance) == (True, SUPPLIER["provenance"])
    changed = SUPPLIER | {"direct": "", "country": "BE"}
    assert browser.post(address("supplier", row.pk), changed).status_code == 302
    assert browser.post(address("supplier", row.pk), changed).status_code == 302
    row.refresh_from_db()
    assert (row.direct, row.country) == (False, "BE")
    assert list(entries(f"supplier:{row.pk}").values_list("verb", flat=True)) == ["create", "edit"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"email": "nobody"}, "email"),
        ({"country": "France"}, "country"),
        ({"phone": "call me"}, "phone"),
    ],
)
def test_what_is_no_fact_of_a_supplier_is_refused(browser: Client, typed: dict[str, str], field: str) -> None:
    page = browser.post(address("new_supplier"), SUPPLIER | typed)
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {field}
    assert not Supplier.objects.exists()


def test_a_suppliers_name_is_given_once(browser: Client) -> None:
    browser.post(address("new_supplier"), SUPPLIER)
    assert browser.post(address("new_supplier"), SUPPLIER).status_code == 422
    assert Supplier.objects.count() == 1


def shelf_words(**changes: object) -> dict[str, object]:
    named = {"name_fr": "Colliers", "name_en": "Necklaces", "slug_fr": "", "slug_en": "", "parent": ""}
    return named | {"position": "3"} | changes


def test_a_shelf_gets_its_addresses_from_its_names(browser: Client) -> None:
    assert browser.post(address("new_shelf"), shelf_words(name_fr="Cœurs et nœuds d’été")).status_code == 302
    row = Category.objects.get()
    assert (row.slug_fr, row.slug_en, row.position) == ("coeurs-et-noeuds-d-ete", "necklaces", 3)
    assert Fact.objects.filter(name="catalogue.category_changed").count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name_en": ""}, "name_en"),
        ({"slug_fr": "Colliers"}, "slug_fr"),
        ({"slug_fr": "col/liers"}, "slug_fr"),
        ({"slug_fr": "-"}, "slug_fr"),
        ({"name_fr": "…"}, "slug_fr"),
        ({"slug_fr": "panier"}, "slug_fr"),  # the cart's page
        ({"slug_en": "cart"}, "slug_en"),
        ({"slug_fr": "en"}, "slug_fr"),  # where the English pages begin
        ({"slug_fr": "static"}, "slug_fr"),
        ({"slug_en": "rings"}, "slug_en"),  # another shelf's, in the same language
        ({"slug_en": "bagues"}, "slug_en"),  # and in the other one
        ({"parent": "0"}, "parent"),
        ({"position": "-1"}, "position"),
        ({"position": "first"}, "position"),
    ],
)
def test_what_is_no_shelf_is_refused(
    browser: Client, shelf: Category, typed: dict[str, object], field: str
) -> None:
    page = browser.post(address("new_shelf"), shelf_words(**typed))
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {field}
    assert Category.objects.count() == 1


def test_a_word_that_is_a_page_in_the_other_language_alone_is_free(browser: Client) -> None:
    assert (
        browser.post(address("new_shelf"), shelf_words(slug_fr="cart", slug_en="panier")).status_code == 302
    )


def test_a_shelf_may_not_stand_beneath_itself_nor_on_a_third_level(
    browser: Client, shelf: Category, noon: datetime
) -> None:
    who = {"actor": "staff:1", "at": noon}
    beneath = Category.objects.create(
        slug_fr="joncs", slug_en="bands", name_fr="Joncs", name_en="Bands", parent=shelf
    )
    for own, parent, reason in (
        (shelf.pk, shelf.pk, "cycle"),
        (shelf.pk, beneath.pk, "cycle"),
        (beneath.pk, beneath.pk, "cycle"),
        (beneath.pk, 0, "gone"),
    ):
        with pytest.raises(actions.ShelfMisplaced) as refused:
            actions.edit_category(category_id=own, columns={"parent_id": parent}, **who)
        assert refused.value.context == {"reason": reason}
    other = Category.objects.create(slug_fr="or", slug_en="gold", name_fr="Or", name_en="Gold")
    for own, parent in ((other.pk, beneath.pk), (shelf.pk, other.pk)):
        with pytest.raises(actions.ShelfMisplaced) as refused:
            actions.edit_category(category_id=own, columns={"parent_id": parent}, **who)
        assert refused.value.context == {"reason": "too_deep"}
    assert set(Category.objects.values_list("pk", "parent_id")) == {
        (shelf.pk, None),
        (beneath.pk, shelf.pk),
        (other.pk, None),
    }


def test_a_shelf_that_carries_others_cannot_be_put_beneath_one_at_the_desk(
    browser: Client, shelf: Category
) -> None:
    Category.objects.create(slug_fr="joncs", slug_en="bands", name_fr="Joncs", name_en="Bands", parent=shelf)
    other = Category.objects.create(slug_fr="or", slug_en="gold", name_fr="Or", name_en="Gold")
    page = browser.post(address("shelf", shelf.pk), shelf_words(parent=str(other.pk)))
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"parent"}


def test_a_shelf_that_was_shown_moves_and_its_page_says_what_leads_there(
    browser: Client, make_piece: MakePiece, shelf: Category, noon: datetime
) -> None:
    actions.publish(piece_id=make_piece().pk, actor="staff:1", at=noon)
    moved = shelf_words(name_fr="Anneaux", slug_fr="anneaux", slug_en="rings")
    assert browser.post(address("shelf", shelf.pk), moved).status_code == 302
    shelf.refresh_from_db()
    assert (shelf.name_fr, shelf.slug_fr) == ("Anneaux", "anneaux")
    with override("fr"):
        page = browser.get(address("shelf", shelf.pk))
    assert page.context["former"] == ["bagues"]
    assert "est conduit ici" in page.text
    assert [(one.did, one.amount) for one in page.context["entries"]] == [
        ("Modifié", ""),
        ("Changé d’adresse", "anneaux"),
    ]


def test_a_brand_moves_to_an_address_that_is_nobody_elses(browser: Client, brand: Brand) -> None:
    told = {name: getattr(brand, name) for name in ("name", "maker_name", "maker_address", "maker_email")}
    assert browser.post(address("brand", brand.pk), told | {"slug": "aurore-paris"}).status_code == 302
    assert browser.post(address("brand", brand.pk), told | {"slug": ""}).status_code == 302
    brand.refresh_from_db()
    assert brand.slug == "aurore-paris", "an address left empty stays"
    assert browser.get(address("brand", brand.pk)).context["former"] == ["aurore"]
    browser.post(address("new_brand"), {"name": "Brume"})
    page = browser.post(address("brand", brand.pk), told | {"slug": "brume"})
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"slug"}
    assert browser.post(address("brand", brand.pk), told | {"slug": "Au/rore"}).status_code == 422


def test_a_shelf_in_use_stays_and_an_empty_one_goes(
    browser: Client, make_piece: MakePiece, shelf: Category
) -> None:
    piece = make_piece()
    page = browser.post(address("shelf_removal", shelf.pk))
    assert page.status_code == 409
    with override("fr"):
        assert "Il reste des bijoux" in browser.post(address("shelf_removal", shelf.pk)).content.decode()
    other = Category.objects.create(slug_fr="or", slug_en="gold", name_fr="Or", name_en="Gold")
    Category.objects.create(slug_fr="joncs", slug_en="bands", name_fr="J", name_en="B", parent=other)
    assert browser.post(address("shelf_removal", other.pk)).status_code == 409
    Piece.objects.filter(pk=piece.pk).update(category=other)
    assert browser.post(address("shelf_removal", shelf.pk)).status_code == 302
    assert not Category.objects.filter(pk=shelf.pk).exists()
    assert Category.objects.count() == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_opens_in_both_languages(
    browser: Client, make_piece: MakePiece, shelf: Category, language: str
) -> None:
    make_piece()
    browser.post(address("new_supplier"), SUPPLIER)
    asked = [("shelves", None), ("new_shelf", None), ("shelf", shelf.pk), ("new_brand", None)]
    asked += [("suppliers", None), ("new_supplier", None), ("supplier", Supplier.objects.latest("pk").pk)]
    with override(language):
        for name, pk in [*asked, ("to_complete", None)]:
            page = browser.get(address(name, pk))
            assert page.status_code == 200, name
            assert f'lang="{language}"' in page.content.decode()
