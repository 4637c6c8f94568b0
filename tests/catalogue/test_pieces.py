"""Pieces: what the database refuses, what the gate holds back, and what a cart and a page are told."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries, Settings
from tests.catalogue.conftest import MakePiece, add_variant

from poincon.catalogue import actions, queries
from poincon.catalogue.actions import PieceUnfit
from poincon.catalogue.models import Brand, Category, Media, MetalPart, Piece, Stone, Variant
from poincon.catalogue.rules import MetalFacts, StoneFacts
from poincon.catalogue.states import PieceState
from poincon.foundation.journal import entries
from poincon.foundation.models import Fact
from poincon.kernel.flow import StepRefused

pytestmark = pytest.mark.django_db
STAFF = "staff:1"


def codes(refused: PieceUnfit) -> set[str]:
    return {reason.code for reason in refused.reasons}


def told(piece: Piece) -> list[str]:
    return list(
        Fact.objects.filter(subject=f"piece:{piece.pk}").order_by("id").values_list("name", flat=True)
    )


class TestWhatCannotBe:
    @pytest.mark.parametrize(
        ("name", "columns"),
        [
            ("metal_fineness_in_thousandths", {"metal": "gold", "fineness": 0}),
            ("metal_fineness_in_thousandths", {"metal": "gold", "fineness": 1000}),
            ("metal_fineness_in_thousandths", {"metal": "steel", "fineness": 750}),
            ("metal_known", {"metal": "unobtainium"}),
            ("metal_colour_known", {"metal": "gold", "colour": "green"}),
            ("metal_coating_known", {"metal": "brass", "coating_metal": "tin"}),
            (
                "metal_coating_has_thickness",
                {"metal": "brass", "coating_metal": "gold", "coating_microns": Decimal(0)},
            ),
            ("metal_coating_facts_need_a_coating", {"metal": "brass", "coating_microns": Decimal(3)}),
            ("metal_coating_facts_need_a_coating", {"metal": "brass", "coating_fineness": 750}),
        ],
    )
    def test_metals(self, make_piece: MakePiece, name: str, columns: dict[str, Any]) -> None:
        piece = make_piece()
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            MetalPart.objects.create(piece=piece, position=9, **columns)
        assert piece.metals.count() == 1

    @pytest.mark.parametrize(
        ("name", "columns"),
        [
            ("stone_nature_fits_species", {"species": "diamond", "nature": "cultured"}),
            ("stone_nature_fits_species", {"species": "pearl", "nature": "natural"}),
            ("stone_nature_fits_species", {"species": "pearl_tahiti", "nature": "synthetic"}),
            ("stone_has_weight", {"species": "ruby", "nature": "natural", "carat": Decimal(0)}),
            ("stone_is_there", {"species": "ruby", "nature": "natural", "count": 0}),
            ("stone_treatments_known", {"species": "ruby", "nature": "natural", "treatments": ["magic"]}),
            ("stone_species_known", {"species": "kryptonite", "nature": "natural"}),
        ],
    )
    def test_stones(self, make_piece: MakePiece, name: str, columns: dict[str, Any]) -> None:
        piece = make_piece()
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Stone.objects.create(piece=piece, **columns)
        assert not piece.stones.exists()

    @pytest.mark.parametrize(
        ("name", "columns"),
        [
            ("variant_fits_a_finger", {"circumference_mm": Decimal("29.9")}),
            ("variant_fits_a_finger", {"circumference_mm": Decimal("80.1")}),
            ("variant_has_weight", {"weight_mg": 0}),
            ("variant_has_length", {"length_mm": 0}),
        ],
    )
    def test_variants(
        self, make_piece: MakePiece, noon: datetime, name: str, columns: dict[str, Any]
    ) -> None:
        piece = make_piece()
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            add_variant(piece, noon, **columns)
        assert piece.variants.count() == 1

    @pytest.mark.parametrize("size", ["30.0", "80.0"])
    def test_the_smallest_and_largest_fingers(self, make_piece: MakePiece, noon: datetime, size: str) -> None:
        assert add_variant(make_piece(), noon, circumference_mm=Decimal(size)).pk

    def test_two_variants_that_are_chosen_by_the_same_words(
        self, make_piece: MakePiece, noon: datetime
    ) -> None:
        piece, size = make_piece(), {"circumference_mm": Decimal("61.0")}
        first = add_variant(piece, noon, **size)
        other = add_variant(piece, noon, circumference_mm=Decimal("56.0"))
        before = piece.variants.count()
        with pytest.raises(actions.ChoiceDoubled) as refused:
            add_variant(piece, noon, **size)
        assert refused.value.context == {"sku": first.sku}
        with pytest.raises(actions.ChoiceDoubled):
            actions.edit_variant(variant_id=other.pk, columns=size, actor=STAFF, at=noon)
        assert piece.variants.count() == before
        assert piece.variants.filter(**size).count() == 1
        actions.retire_variant(variant_id=first.pk, actor=STAFF, at=noon)
        assert actions.edit_variant(variant_id=other.pk, columns=size, actor=STAFF, at=noon)

    def test_a_withdrawn_piece_without_its_time(self, make_piece: MakePiece) -> None:
        piece = make_piece()
        with pytest.raises(IntegrityError, match="piece_withdrawn_has_its_time"), transaction.atomic():
            Piece.objects.filter(pk=piece.pk).update(state=PieceState.WITHDRAWN)

    def test_a_picture_from_nowhere(self, make_piece: MakePiece) -> None:
        with pytest.raises(IntegrityError, match="media_is_here_or_awaited"), transaction.atomic():
            Media.objects.create(piece=make_piece())


class TestTheGate:
    def test_a_piece_that_lacks_nothing_goes_live(self, make_piece: MakePiece, noon: datetime) -> None:
        piece = make_piece()
        actions.publish(piece_id=piece.pk, actor=STAFF, at=noon)
        piece.refresh_from_db()
        assert (piece.state, piece.published_at) == (PieceState.PUBLISHED, noon)
        assert told(piece)[-2:] == ["catalogue.piece_published", "catalogue.piece_changed"]
        assert entries(f"piece:{piece.pk}").get(verb="publish").actor == STAFF

    @pytest.mark.promise("window.authentic")
    def test_every_lack_is_named_at_once(self, shelf: Category, noon: datetime) -> None:
        bare = Brand.objects.create(slug="bare", name="Bare")
        words = {"slug": "x", "reference": "X", "kind": "ring", "brand": bare, "category": shelf}
        piece = actions.create_piece(words=words, actor=STAFF, at=noon)
        with pytest.raises(PieceUnfit) as refused:
            actions.publish(piece_id=piece.pk, actor=STAFF, at=noon)
        assert refused.value.code == "piece_unfit"
        assert codes(refused.value) == {
            "name_missing",
            "description_missing",
            "matter_missing",
            "maker_name_missing",
            "maker_address_missing",
            "maker_email_missing",
            "variant_missing",
            "picture_missing",
            "not_direct",
        }
        piece.refresh_from_db()
        assert (piece.state, piece.published_at) == (PieceState.DRAFT, None)

    @pytest.mark.parametrize(
        ("facts", "words", "code"),
        [
            ({"metals": (MetalFacts("gold", "yellow", 333),)}, {}, "title_not_legal"),
            ({"metals": (MetalFacts("silver"),)}, {}, "title_not_legal"),
            ({"metals": (MetalFacts("steel"),)}, {"name_fr": "Bague en or"}, "metal_unproven"),
            ({}, {"description_en": "Set with a diamond."}, "stone_unproven"),
            (
                {"stones": (StoneFacts("diamond", "synthetic"),)},
                {"name_fr": "Solitaire diamant de laboratoire"},
                "laboratory",
            ),
        ],
    )
    def test_what_the_law_forbids_is_held_back(
        self, make_piece: MakePiece, noon: datetime, facts: dict[str, Any], words: dict[str, Any], code: str
    ) -> None:
        piece = make_piece(**facts, **words)
        with pytest.raises(PieceUnfit) as refused:
            actions.publish(piece_id=piece.pk, actor=STAFF, at=noon)
        assert code in codes(refused.value)
        assert Piece.objects.get(pk=piece.pk).state == PieceState.DRAFT

    def test_a_maker_outside_the_union_needs_somebody_inside(
        self, make_piece: MakePiece, brand: Brand, noon: datetime
    ) -> None:
        piece = make_piece()
        Brand.objects.filter(pk=brand.pk).update(maker_country="US")
        with pytest.raises(PieceUnfit) as refused:
            actions.publish(piece_id=piece.pk, actor=STAFF, at=noon)
        assert codes(refused.value) == {"responsible_person_missing"}
        contact = {
            "responsible_name": "Import SARL",
            "responsible_address": "Lyon",
            "responsible_email": "a@b.example",
        }
        Brand.objects.filter(pk=brand.pk).update(**contact)
        actions.publish(piece_id=piece.pk, actor=STAFF, at=noon)

    def test_a_ring_needs_its_size(self, make_piece: MakePiece, noon: datetime) -> None:
        piece = make_piece()
        Variant.objects.filter(piece=piece).update(circumference_mm=None)
        with pytest.raises(PieceUnfit) as refused:
            actions.publish(piece_id=piece.pk, actor=STAFF, at=noon)
        assert codes(refused.value) == {"size_missing"}
        Variant.objects.filter(piece=piece).update(options=[["Taille", "réglable"]])
        actions.publish(piece_id=piece.pk, actor=STAFF, at=noon)

    def test_a_picture_that_is_only_awaited_shows_nothing(
        self, make_piece: MakePiece, noon: datetime
    ) -> None:
        piece = make_piece()
        awaited = {"source": "https://pictures.example/a.jpg"}
        actions.set_media(piece_id=piece.pk, pictures=[awaited], actor=STAFF, at=noon)
        with pytest.raises(PieceUnfit) as refused:
            actions.publish(piece_id=piece.pk, actor=STAFF, at=noon)
        assert codes(refused.value) == {"picture_missing"}
        assert Piece.objects.get(pk=piece.pk).state == "draft"

    def test_a_piece_that_only_its_supplier_describes_is_held_to_as_much(
        self, make_piece: MakePiece, noon: datetime
    ) -> None:
        piece = make_piece(metals=(), stated_by="supplier", name_en="Dainty Gold Necklace")
        reasons = queries.reasons_against(piece, on=noon.date())
        assert {reason.code for reason in reasons} == {
            "matter_missing",
            "metal_unproven",
        }
        with pytest.raises(PieceUnfit) as refused:
            actions.publish(piece_id=piece.pk, actor=STAFF, at=noon)
        assert codes(refused.value) == {"matter_missing", "metal_unproven"}
        assert Piece.objects.get(pk=piece.pk).state == "draft"

    def test_a_piece_on_show_must_stay_fit(self, make_piece: MakePiece, noon: datetime) -> None:
        piece = make_piece()
        actions.publish(piece_id=piece.pk, actor=STAFF, at=noon)
        with pytest.raises(PieceUnfit) as refused:
            actions.edit_piece(
                piece_id=piece.pk, words={"name_fr": "Bague vermeil"}, metals=[], actor=STAFF, at=noon
            )
        assert {"vermeil_unproven", "matter_missing"} <= codes(refused.value)
        piece.refresh_from_db()
        assert (piece.name_fr, piece.metals.count()) == ("Bague Aurore", 1)
        assert piece.matter_fr.startswith("Or rose")

    def test_the_last_size_of_a_piece_on_show_cannot_be_retired(
        self, make_piece: MakePiece, noon: datetime
    ) -> None:
        piece = make_piece()
        actions.publish(piece_id=piece.pk, actor=STAFF, at=noon)
        only = piece.variants.get()
        with pytest.raises(PieceUnfit):
            actions.retire_variant(variant_id=only.pk, actor=STAFF, at=noon)
        assert Variant.objects.get(pk=only.pk).retired_at is None


class TestTheLifeOfAPiece:
    @pytest.mark.promise("window.withdrawn_disappear")
    def test_withdrawn_is_for_good(self, make_piece: MakePiece, noon: datetime) -> None:
        piece = make_piece()
        actions.publish(piece_id=piece.pk, actor=STAFF, at=noon)
        variant = piece.variants.get()
        assert queries.off_sale([variant.pk]) == set()
        actions.withdraw(piece_id=piece.pk, actor=STAFF, at=noon, cause="supplier stopped it")
        assert queries.off_sale([variant.pk]) == {variant.pk}
        assert not queries.published().exists()
        assert not queries.variant_facts([variant.pk])[variant.pk].on_sale
        shown = queries.piece_page(piece.slug)
        assert shown is not None
        assert shown.state == PieceState.WITHDRAWN
        for verb in (actions.publish, actions.unpublish, actions.withdraw):
            with pytest.raises(StepRefused):
                verb(piece_id=piece.pk, actor=STAFF, at=noon)

    def test_taken_off_show_and_back(self, make_piece: MakePiece, noon: datetime) -> None:
        piece = make_piece()
        actions.publish(piece_id=piece.pk, actor=STAFF, at=noon)
        actions.unpublish(piece_id=piece.pk, actor=STAFF, at=noon)
        assert queries.piece_page(piece.slug) is None
        actions.publish(piece_id=piece.pk, actor=STAFF, at=noon)
        assert queries.piece_page(piece.slug) == piece

    def test_writing_the_same_again_changes_nothing(self, make_piece: MakePiece, noon: datetime) -> None:
        piece = make_piece(stones=(StoneFacts("diamond", "natural", ("heated",), Decimal("0.30")),))
        before = told(piece)
        same = actions.edit_piece(
            piece_id=piece.pk,
            words={"name_fr": piece.name_fr, "materials": []},
            metals=[MetalFacts("gold", "rose", 750)],
            stones=[StoneFacts("diamond", "natural", ("heated",), Decimal("0.30"))],
            actor=STAFF,
            at=noon,
        )
        assert not same
        assert told(piece) == before

    def test_new_facts_give_new_words(self, make_piece: MakePiece, noon: datetime) -> None:
        piece = make_piece()
        assert actions.edit_piece(
            piece_id=piece.pk,
            words={},
            metals=[MetalFacts("silver", "", 925), MetalFacts("gold", "yellow", 750)],
            actor=STAFF,
            at=noon,
        )
        piece.refresh_from_db()
        assert piece.matter_fr == "Argent 925\u202f‰ et or jaune 750\u202f‰"
        assert piece.matter_en == "Silver 925‰ and yellow gold 750‰"

    def test_pictures_that_arrived_are_not_lost_to_their_address(
        self, make_piece: MakePiece, noon: datetime
    ) -> None:
        piece = make_piece()
        awaited = [{"source": "https://shop.example/a.jpg"}, {"source": "https://shop.example/b.jpg"}]
        assert actions.set_media(piece_id=piece.pk, pictures=awaited, actor=STAFF, at=noon)
        Media.objects.filter(source__endswith="a.jpg").update(stem="a", width=10, height=10)
        assert not actions.set_media(piece_id=piece.pk, pictures=awaited, actor=STAFF, at=noon)
        assert actions.set_media(piece_id=piece.pk, pictures=awaited[:1], actor=STAFF, at=noon)
        assert piece.media.get().stem == "a"


class TestWhatACartIsTold:
    def test_the_facts_of_a_variant(self, make_piece: MakePiece, noon: datetime) -> None:
        piece = make_piece(stones=(StoneFacts("diamond", "synthetic", (), Decimal("0.7")),))
        row = add_variant(
            piece, noon, circumference_mm=Decimal("52.5"), options=[["Color", "Gold"]], weight_mg=2001
        )
        facts = queries.variant_facts([row.pk])[row.pk]
        assert facts.choice_fr == "Taille 52,5 · Couleur\u202f: doré"
        assert facts.choice_en == "Size 52.5 · Colour: gold-tone"
        assert facts.matter_fr == "Or rose 750\u202f‰, diamant synthétique 0,70\u00a0ct"
        assert (facts.weight_g, facts.brand, facts.on_sale) == (3, "Maison Aurore", False)
        assert facts.picture is not None
        assert facts.picture.alt_en == "A ring"

    @pytest.mark.promise("window.ring_scale")
    @pytest.mark.parametrize(
        ("scale", "fr", "en"),
        [
            ("eu", "Taille 54", "Size 54"),
            ("es", "Taille ES 14 (54\u00a0mm)", "Size ES 14 (54\u00a0mm)"),
            ("us", "Taille US 6¾ (54\u00a0mm)", "Size US 6¾ (54\u00a0mm)"),
            ("uk", "Taille UK N (54\u00a0mm)", "Size UK N (54\u00a0mm)"),
            ("jp", "Taille JP 14 (54\u00a0mm)", "Size JP 14 (54\u00a0mm)"),
        ],
    )
    def test_a_size_is_said_on_the_scale_of_the_house(
        self, make_piece: MakePiece, settings: Settings, scale: str, fr: str, en: str
    ) -> None:
        window = settings.CHARTER.window.model_copy(update={"ring_scale": scale})
        settings.CHARTER = settings.CHARTER.model_copy(update={"window": window})
        variant = make_piece().variants.get()
        facts = queries.variant_facts([variant.pk])[variant.pk]
        assert (facts.choice_fr, facts.choice_en) == (fr, en)

    def test_a_piece_without_weight_or_picture(self, make_piece: MakePiece, noon: datetime) -> None:
        piece = make_piece()
        awaited = [{"source": "https://shop.example/a.jpg"}]
        actions.set_media(piece_id=piece.pk, pictures=awaited, actor=STAFF, at=noon)
        row = add_variant(piece, noon, weight_mg=None, circumference_mm=None)
        facts = queries.variant_facts([row.pk, 0])
        assert list(facts) == [row.pk]
        assert (facts[row.pk].weight_g, facts[row.pk].picture, facts[row.pk].choice_fr) == (0, None, "")

    def test_any_number_of_variants_in_one_query(
        self, make_piece: MakePiece, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for _ in range(12):
            make_piece()
        ids = list(Variant.objects.values_list("pk", flat=True))
        for asked in (ids[:1], ids):
            with django_assert_num_queries(1):
                assert len(queries.variant_facts(asked)) == len(asked)

    def test_a_page_in_a_fixed_number_of_queries(
        self, make_piece: MakePiece, noon: datetime, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        piece = make_piece(stones=(StoneFacts("ruby", "natural"),) * 5)
        for size in range(8):
            add_variant(piece, noon, circumference_mm=Decimal(60 + size))
        actions.publish(piece_id=piece.pk, actor=STAFF, at=noon)
        with django_assert_num_queries(5):
            shown = queries.piece_page(piece.slug)
            assert shown is not None
            assert len(queries.piece_facts(shown).stones) == 5
            assert len(shown.variants.all()) == 9


def test_shelves_come_parents_first_in_their_order(shelf: Category) -> None:
    ears = Category.objects.create(
        slug_fr="boucles", slug_en="earrings", name_fr="Boucles", name_en="Earrings", position=1
    )
    hoops = Category.objects.create(
        slug_fr="creoles", slug_en="hoops", name_fr="Créoles", name_en="Hoops", parent=ears
    )
    bands = Category.objects.create(
        slug_fr="alliances", slug_en="bands", name_fr="Alliances", name_en="Bands", parent=shelf
    )
    assert queries.categories() == [shelf, bands, ears, hoops]
    assert queries.category("hoops") == queries.category("creoles") == hoops
    assert queries.category("watches") is None
