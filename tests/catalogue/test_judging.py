"""What pieces lack, written down: fresh after every change, counted, and found again."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import jobs
from tests.catalogue.conftest import MakePiece, add_variant
from tests.catalogue.tested import a_tested_supplier

from poincon.catalogue import actions, queries
from poincon.catalogue.models import Brand, Category, Piece, Shortcoming, Supplier
from poincon.catalogue.rules import MetalFacts

pytestmark = pytest.mark.django_db
MARKED = (MetalFacts("gold", "rose", 750, marks=("lozenge",)),)


@pytest.fixture
def supplier() -> Supplier:
    return a_tested_supplier()


@pytest.fixture
def piece(make_piece: MakePiece, supplier: Supplier) -> Piece:
    """A draft that lacks nothing at all."""
    return make_piece(metals=MARKED, supplier=supplier)


def codes(piece: Piece) -> set[str]:
    return set(Shortcoming.objects.filter(piece=piece).values_list("code", flat=True))


class TestWrittenDown:
    def test_once_judged_a_piece_has_its_lacks_and_twice_not_double(
        self, piece: Piece, noon: datetime
    ) -> None:
        Piece.objects.filter(pk=piece.pk).update(description_fr="", description_en="")
        assert actions.judge(piece_ids=[piece.pk], at=noon) == 1
        assert actions.judge(piece_ids=[piece.pk], at=noon) == 1
        assert Shortcoming.objects.values_list("code", "field", "blocks").get() == (
            "description_missing",
            "description_fr",
            True,
        )

    def test_what_is_put_right_is_gone(self, piece: Piece, noon: datetime) -> None:
        Piece.objects.filter(pk=piece.pk).update(name_fr="Bague vermeil")
        actions.judge_all(at=noon)
        assert codes(piece) == {"vermeil_unproven"}
        actions.edit_piece(piece_id=piece.pk, words={"name_fr": "Bague Aurore"}, actor="staff:1", at=noon)
        jobs.run()
        assert codes(piece) == set()

    def test_a_withdrawn_piece_lacks_nothing(self, piece: Piece, noon: datetime) -> None:
        Piece.objects.filter(pk=piece.pk).update(name_fr="Bague vermeil")
        actions.withdraw(piece_id=piece.pk, actor="staff:1", at=noon)
        assert actions.judge_all(at=noon) == 0

    def test_the_words_of_pictures_choices_and_shelves_count(
        self, piece: Piece, shelf: Category, noon: datetime
    ) -> None:
        actions.describe_picture(
            media_id=piece.media.get().pk, alt_fr="Une perle", alt_en="", actor="staff:1", at=noon
        )
        variant = add_variant(piece, noon, options=[["Matière", "platine"]])
        Category.objects.filter(pk=shelf.pk).update(name_fr="Diamants")
        jobs.run()
        found = set(Shortcoming.objects.values_list("code", "field", "row"))
        assert found == {
            ("stone_unproven", "alt_fr", piece.media.get().pk),
            ("metal_unproven", "options", variant.pk),
            ("stone_unproven", "category", shelf.pk),
        }


class TestAfterAChange:
    def test_of_the_maker(self, piece: Piece, brand: Brand, noon: datetime) -> None:
        actions.edit_brand(brand_id=brand.pk, columns={"maker_address": ""}, actor="staff:1", at=noon)
        jobs.run()
        assert codes(piece) == {"maker_address_missing"}

    def test_of_the_supplier(self, piece: Piece, supplier: Supplier, noon: datetime) -> None:
        actions.edit_supplier(supplier_id=supplier.pk, columns={"direct": False}, actor="staff:1", at=noon)
        jobs.run()
        assert codes(piece) == {"not_direct"}
        actions.edit_supplier(supplier_id=supplier.pk, columns={"direct": True}, actor="staff:1", at=noon)
        jobs.run()
        assert codes(piece) == set()

    @pytest.mark.promise("window.authentic")
    def test_what_is_promised_of_a_piece_on_show_cannot_be_taken_away(
        self, piece: Piece, supplier: Supplier, noon: datetime
    ) -> None:
        actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
        with pytest.raises(actions.PieceUnfit) as refused:
            actions.edit_supplier(
                supplier_id=supplier.pk, columns={"direct": False}, actor="staff:1", at=noon
            )
        assert [one.code for one in refused.value.reasons] == ["not_direct"]
        supplier.refresh_from_db()
        assert supplier.direct

    def test_of_the_shelf(self, piece: Piece, shelf: Category, noon: datetime) -> None:
        names = {"name_fr": "Bagues en platine", "name_en": "Rings"}
        actions.edit_category(category_id=shelf.pk, columns=names, actor="staff:1", at=noon)
        jobs.run()
        assert codes(piece) == {"metal_unproven"}


class TestCounted:
    def test_by_what_is_missing_what_blocks_first(
        self, make_piece: MakePiece, brand: Brand, noon: datetime
    ) -> None:
        other = make_piece(metals=MARKED, supplier=None)
        Piece.objects.filter(pk=other.pk).update(name_fr="Bague vermeil", description_en="")
        actions.judge_all(at=noon)
        assert [(one.code, one.pieces, one.blocked) for one in queries.lacks()] == [
            ("not_direct", 1, 1),
            ("vermeil_unproven", 1, 1),
            ("language_missing", 1, 0),
            ("report_missing", 1, 0),
        ]
        assert queries.count_kept_off() == 1
        assert list(queries.lacking("vermeil_unproven")) == [other]
        assert list(queries.lacking(blocks=True)) == [other]
        assert list(queries.lacking()) == [other]
        assert queries.lacks(brand=str(brand.pk))
        assert queries.lacks(state="published") == []
        assert queries.lacks(supplier="999") == []

    def test_any_number_of_pieces_in_a_fixed_number_of_questions(
        self, make_piece: MakePiece, noon: datetime
    ) -> None:
        ids = [make_piece(metals=MARKED).pk for _ in range(5)]
        asked = []
        for some in (ids[:1], ids):
            with CaptureQueriesContext(connection) as questions:
                actions.judge(piece_ids=some, at=noon)
            asked.append(len(questions))
        assert asked[0] == asked[1] <= 12


class TestForbiddenWords:
    @pytest.mark.parametrize(
        ("column", "words", "reason"),
        [
            ("story_fr", "Nos pierres semi-précieuses", "semi_precious"),
            ("story_en", "Lab-grown diamonds since 2020", "laboratory"),
            ("sizes_fr", "Nos créoles hypoallergéniques", "allergy_claim"),
        ],
    )
    def test_a_brand_may_not_tell_what_may_be_said_of_no_piece(
        self, brand: Brand, noon: datetime, column: str, words: str, reason: str
    ) -> None:
        with pytest.raises(actions.WordsForbidden) as refused:
            actions.edit_brand(brand_id=brand.pk, columns={column: words}, actor="staff:1", at=noon)
        assert refused.value.code == "words_forbidden"
        assert (refused.value.context["column"], refused.value.context["reason"]) == (column, reason)
        brand.refresh_from_db()
        assert getattr(brand, column) == ""
        with pytest.raises(actions.WordsForbidden):
            actions.create_brand(columns={"name": "New", column: words}, actor="staff:1", at=noon)
        assert Brand.objects.count() == 1

    def test_nor_a_shelf_be_called_so(self, shelf: Category, noon: datetime) -> None:
        names = {"name_fr": "Bagues 18 carats", "name_en": "Rings"}
        with pytest.raises(actions.WordsForbidden) as refused:
            actions.edit_category(category_id=shelf.pk, columns=names, actor="staff:1", at=noon)
        assert refused.value.context["column"] == "name_fr"
        shelf.refresh_from_db()
        assert shelf.name_fr == "Bagues"

    def test_nor_a_picture_of_a_piece_on_show(self, piece: Piece, noon: datetime) -> None:
        actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
        picture = piece.media.get()
        with pytest.raises(actions.PieceUnfit):
            actions.describe_picture(
                media_id=picture.pk, alt_fr="Bague en platine", alt_en="", actor="staff:1", at=noon
            )
        picture.refresh_from_db()
        assert picture.alt_fr == "Une bague"

    def test_a_size_that_would_unfit_a_piece_on_show_is_not_added(self, piece: Piece, noon: datetime) -> None:
        actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
        with pytest.raises(actions.PieceUnfit) as refused:
            add_variant(piece, noon, weight_mg=3_500, circumference_mm=Decimal(56))
        assert [one.code for one in refused.value.reasons] == ["guarantee_mark_missing"]
        assert piece.variants.count() == 1
