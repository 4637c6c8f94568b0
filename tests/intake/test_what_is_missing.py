"""The desk's page about what pieces lack, and the faults beside the fields they are about."""

import re
from datetime import datetime

import pytest
from django.test import Client
from tests import jobs
from tests.accounts.people import a_member, signed_in
from tests.catalogue.conftest import MakePiece, add_variant
from tests.catalogue.tested import a_tested_supplier
from tests.intake.desk import address

from poincon.catalogue import actions
from poincon.catalogue.models import Brand, Category, Piece, Supplier
from poincon.catalogue.reasons import REASONS
from poincon.catalogue.rules import MetalFacts

pytestmark = pytest.mark.django_db
MARKED = (MetalFacts("gold", "rose", 750, marks=("lozenge",)),)


@pytest.fixture
def supplier() -> Supplier:
    return a_tested_supplier()


def links(html: str) -> list[str]:
    return re.findall(r'href="(/comptoir[^"]+#[^"]+)"', html)


class TestAcrossPieces:
    def test_counts_and_filters(
        self, browser: Client, make_piece: MakePiece, brand: Brand, supplier: Supplier
    ) -> None:
        bare = [make_piece(metals=MARKED, supplier=None) for _ in range(3)]
        make_piece(metals=MARKED, supplier=supplier)
        brand_without = Brand.objects.create(slug="bare", name="Sans adresse", maker_name="N")
        lost = make_piece(metals=MARKED, supplier=supplier, brand=brand_without)
        jobs.run()
        page = browser.get(address("missing")).content.decode()
        counted = re.findall(r'<span class="num[^"]*">(\d+)</span><a href="\?code=(\w+)"', page)
        assert ("3", "not_direct") in counted
        assert ("1", "maker_address_missing") in counted
        assert page.count('<td data-label="Bijou"><span><a href="/comptoir/bijoux/') == 4
        only = browser.get(address("missing"), {"code": "maker_address_missing"}).content.decode()
        assert only.count('<td data-label="Bijou"><span><a href="/comptoir/bijoux/') == 1
        assert f"{address('brand', brand_without.pk)}#id_maker_address" in only
        assert str(REASONS["maker_email_missing"]) not in only[only.index("<table") :]
        kept_off = browser.get(address("missing"), {"blocks": "1"}).content.decode()
        assert kept_off.count('<td data-label="Bijou"><span><a href="/comptoir/bijoux/') == 4
        assert lost.reference in kept_off
        of_brand = browser.get(address("missing"), {"brand": str(brand.pk)}).content.decode()
        assert all(one.reference in of_brand for one in bare)
        assert lost.reference not in of_brand

    def test_the_menu_counts_what_is_kept_off_show(self, browser: Client, make_piece: MakePiece) -> None:
        piece = make_piece(metals=MARKED)
        Piece.objects.filter(pk=piece.pk).update(name_fr="Bague vermeil")
        actions.judge_all(at=piece.created_at)
        page = browser.get(address("pieces")).content.decode()
        assert re.search(r"Ce qui manque</span>\s*<span[^>]*>1<|Ce qui manque[^0-9]{0,80}1<", page)

    def test_nothing_missing_says_so(self, browser: Client) -> None:
        assert "Rien ne manque ici." in browser.get(address("missing")).content.decode()

    def test_nonsense_in_the_address_narrows_nothing(self, browser: Client, make_piece: MakePiece) -> None:
        make_piece(metals=MARKED)
        jobs.run()
        asked = {"state": "x", "brand": "x'", "supplier": "٣", "page": "-1"}
        assert (
            browser.get(address("missing"), asked)
            .content.decode()
            .count('<td data-label="Bijou"><span><a href="/comptoir/bijoux/')
            == 1
        )

    def test_only_the_catalogue_may_look(self) -> None:
        assert signed_in(a_member("counter")).get(address("missing")).status_code == 403

    def test_each_lack_leads_to_its_field(
        self, browser: Client, make_piece: MakePiece, brand: Brand, shelf: Category, noon: datetime
    ) -> None:
        piece = make_piece(metals=(MetalFacts("gold", "rose", 750),), supplier=None)
        variant = add_variant(piece, noon, options=[["Matière", "platine"]], weight_mg=3_500)
        picture = piece.media.get()
        Category.objects.filter(pk=shelf.pk).update(name_fr="Perles")
        Brand.objects.filter(pk=brand.pk).update(maker_email="")
        words = {"name_fr": "Bague vermeil", "tags": ["diamant"], "warnings_fr": "Sans nickel"}
        Piece.objects.filter(pk=piece.pk).update(**words)
        piece.media.update(alt_en="A pearl")
        actions.judge_all(at=noon)
        found = set(links(browser.get(address("missing")).content.decode()))
        own = address("piece", piece.pk)
        assert found == {
            f"{own}#id_name_fr",
            f"{own}#id_tags",
            f"{own}#id_warnings_fr",
            f"{own}#id_supplier",
            f"{own}#id_metals-0-metal",
            f"{address('variant', variant.pk)}#id_options",
            f"{address('pictures', piece.pk)}#{picture.pk}-alt_en",
            f"{address('shelf', shelf.pk)}#id_name_fr",
            f"{address('brand', brand.pk)}#id_maker_email",
        }
        assert address("documents", piece.pk) in browser.get(address("missing")).content.decode()
        for link in found:
            path, _, anchor = link.partition("#")
            assert f'id="{anchor}"' in browser.get(path).content.decode(), link


class TestBesideTheField:
    def test_a_draft_is_kept_and_its_words_are_marked(self, browser: Client, make_piece: MakePiece) -> None:
        piece = make_piece(metals=MARKED)
        words = {
            "name_fr": "Bague plaqué or",
            "category": piece.category_id,
            "brand": piece.brand_id,
            "slug": piece.slug,
        }
        done = browser.post(address("words", piece.pk), words | {"tags": "", "description_fr": "Un jonc."})
        assert done.status_code == 302
        page = browser.get(address("piece", piece.pk)).content.decode()
        field = page[page.index('id="id_name_fr"') :]
        assert 'aria-describedby="id_name_fr_noted"' in page
        beneath = field[: field.index("</div>", field.index("_noted"))]
        assert "<q>plaqué or</q>" in beneath
        assert str(REASONS["plated_unproven"]) in beneath

    def test_a_piece_on_show_refuses_them_beside_the_field(
        self, browser: Client, make_piece: MakePiece, supplier: Supplier, noon: datetime
    ) -> None:
        piece = make_piece(metals=MARKED, supplier=supplier)
        actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
        words = {
            "name_fr": "Bague platine",
            "category": piece.category_id,
            "brand": piece.brand_id,
            "slug": piece.slug,
        }
        refused = browser.post(address("words", piece.pk), words | {"description_fr": "Un jonc.", "tags": ""})
        assert refused.status_code == 422
        page = refused.content.decode()
        assert "<q>platine</q>" in page[page.index('id="id_name_fr"') :]
        piece.refresh_from_db()
        assert piece.name_fr == "Bague Aurore"

    def test_the_story_of_a_brand_is_refused_beside_its_field(self, browser: Client, brand: Brand) -> None:
        told = {"name": brand.name, "story_fr": "Nos pierres semi-précieuses"}
        refused = browser.post(address("brand", brand.pk), told)
        assert refused.status_code == 422
        page = refused.content.decode()
        assert "semi-précieuses" in page[page.index('id="id_story_fr_error"') :]
        brand.refresh_from_db()
        assert brand.story_fr == ""

    def test_a_shelf_is_refused_beside_its_name(self, browser: Client, shelf: Category) -> None:
        told = {"name_fr": "Or 18 carats", "name_en": "Gold", "position": "1"}
        refused = browser.post(address("shelf", shelf.pk), told)
        assert refused.status_code == 422
        assert "id_name_fr_error" in refused.content.decode()

    def test_marks_and_a_weight_of_its_own_are_kept(self, browser: Client, make_piece: MakePiece) -> None:
        piece = make_piece(metals=MARKED)
        lines = {"metals-TOTAL_FORMS": "1", "metals-INITIAL_FORMS": "0"}
        lines |= {"stones-TOTAL_FORMS": "0", "stones-INITIAL_FORMS": "0", "checked": "on"}
        lines |= {"metals-0-metal": "gold", "metals-0-fineness": "750", "metals-0-weight_g": "1,85"}
        done = browser.post(address("matter", piece.pk), lines | {"metals-0-marks": ["eagle", "lozenge"]})
        assert done.status_code == 302
        part = piece.metals.get()
        assert (part.weight_mg, part.marks) == (1_850, ["eagle", "lozenge"])
        page = browser.get(address("piece", piece.pk)).content.decode()
        assert re.search(r'value="eagle"[^>]*checked', page)
        assert 'value="1,85"' in page
