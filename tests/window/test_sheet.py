"""The sheet, asked in one written-out question, says the same as the rows do."""

from decimal import Decimal

import pytest
from django.db.models import F
from tests.window.conftest import DIAMOND, PICTURES, ROSE, SILVER, Size

from poincon.catalogue import actions, queries, sheets
from poincon.catalogue.models import Media, Variant

pytestmark = pytest.mark.django_db


def test_a_sheet_says_what_the_rows_say(make, noon, django_assert_num_queries):
    piece = make(
        metals=[ROSE, SILVER],
        stones=[DIAMOND],
        sizes=[
            Size("54"),
            Size("52.5", columns={"position": 0, "options": [["Color", "blue"]]}),
            Size(None, columns={"length_mm": 420}),
        ],
        materials=["leather", "silk"],
        height_mm=Decimal("24.5"),
        width_mm=Decimal(18),
        fixed_size=True,
        warnings_fr="À garder loin des enfants.",
    )
    Media.objects.create(piece=piece, position=9, source="https://elsewhere.example/a.jpg")
    retired = Variant.objects.filter(piece=piece).last()
    actions.retire_variant(variant_id=retired.pk, actor="test", at=noon)
    with django_assert_num_queries(1):
        sheet = sheets.sheet(piece.slug)
    rows = queries.piece_page(piece.slug)
    for name in sheets.PIECE:
        assert getattr(sheet, name) == getattr(rows, name)
    for name in sheets.BRAND:
        assert getattr(sheet.brand, name) == getattr(rows.brand, name)
    ordered = list(rows.variants.order_by(F("circumference_mm").asc(nulls_first=True), "length_mm"))
    variants = [
        (row.pk, row.sku, row.gtin, row.circumference_mm, row.length_mm, tuple(map(tuple, row.options)))
        for row in ordered
    ]
    assert [
        (one.id, one.sku, one.gtin, one.circumference_mm, one.length_mm, one.options)
        for one in sheet.variants
    ] == variants
    facts = queries.piece_facts(rows)
    assert (sheet.metals, sheet.stones) == (facts.metals, facts.stones)
    assert [one.stem for one in sheet.pictures] == [one["stem"] for one in PICTURES]
    assert sheet.metal_names("fr") == queries.metal_names(rows, "fr")
    assert [one.parts("fr") for one in sheet.variants] == [queries.choice_parts(row, "fr") for row in ordered]
    assert sheet.variants[0].weight_g == 3
    assert sheet.stones[0].carat == Decimal("0.700")


def test_drafts_and_strangers_have_no_sheet(make):
    assert sheets.sheet(make(publish=False).slug) is None
    assert sheets.sheet("nobody") is None


def test_a_withdrawn_piece_still_has_one(make, noon):
    piece = make()
    actions.withdraw(piece_id=piece.pk, actor="test", at=noon)
    sheet = sheets.sheet(piece.slug)
    assert sheet is not None
    assert sheet.withdrawn
