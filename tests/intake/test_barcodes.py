"""A barcode is one article's: in files, at the desk, and for whoever reads it."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils.translation import override
from tests.catalogue.conftest import MakePiece, add_variant
from tests.intake.conftest import WriteCsv, row
from tests.intake.desk import address
from tests.intake.test_bringings import carried, rehearsed
from tests.intake.test_importing import bring_in, did

from poincon.catalogue import actions, queries
from poincon.catalogue.models import Piece, Variant
from poincon.intake import actions as intake
from poincon.intake.models import RowTold
from poincon.intake.reasons import ROW_REASONS

pytestmark = pytest.mark.django_db
EAN, OTHER = "4006381333931", "3700123456780"


def borne() -> dict[str, str]:
    """Return the barcodes by article."""
    return dict(Variant.objects.values_list("sku", "gtin"))


def bar(name: str, barcode: str = EAN, **cells: str) -> dict[str, str]:
    return row(name, variant_sku=name.upper(), variant_barcode=barcode, **cells)


def test_of_one_barcode_in_two_rows_the_second_comes_in_without_it(write: WriteCsv, noon: datetime) -> None:
    file = write(bar("one"), bar("two", f"0{EAN}"), bar("three", OTHER))
    report = bring_in(file, noon)
    assert borne() == {"ONE": EAN, "TWO": "", "THREE": OTHER}
    assert [(one.line, one.code, one.column, one.value) for one in report.notes] == [
        (3, "barcode_taken", "Variant Barcode", f"0{EAN} (ONE)")
    ]
    assert "barcode_taken" in ROW_REASONS
    again = bring_in(file, noon)
    assert (did(again), [one.line for one in again.notes]) == ((0, 0, 3), [3])


def test_a_barcode_of_the_shop_stays_with_its_article(
    write: WriteCsv, make_piece: MakePiece, noon: datetime
) -> None:
    own = make_piece().variants.get()
    actions.edit_variant(variant_id=own.pk, columns={"gtin": EAN}, actor="staff:1", at=noon)
    report = bring_in(write(bar("one")), noon)
    assert (borne(), [one.value for one in report.notes]) == (
        {own.sku: EAN, "ONE": ""},
        [f"{EAN} ({own.sku})"],
    )
    actions.retire_variant(variant_id=own.pk, actor="staff:1", at=noon)
    assert bring_in(write(bar("one")), noon).notes == []
    assert borne()["ONE"] == EAN
    assert queries.variant_by_code(EAN) == Variant.objects.get(sku="ONE").pk, "what is sold comes first"


def test_a_shared_barcode_of_before_is_left_to_the_first_of_a_file(write: WriteCsv, noon: datetime) -> None:
    bring_in(write(bar("one"), bar("two", OTHER)), noon)
    Variant.objects.update(gtin=EAN)
    assert [one.line for one in bring_in(write(bar("two", title="Anew")), noon).notes] == []
    assert borne() == {"ONE": EAN, "TWO": EAN}, "nothing is taken from an article that stands alone"
    assert [one.line for one in bring_in(write(bar("one"), bar("two")), noon).notes] == [3]
    assert borne() == {"ONE": EAN, "TWO": ""}


def test_what_is_refused_bears_no_barcode(write: WriteCsv, noon: datetime) -> None:
    bring_in(write(row("zero", variant_sku="ONE")), noon)
    report = bring_in(write(bar("one"), bar("two")), noon, skip_refused=True)
    assert ([one.code for one in report.faults], report.notes) == (["sku_taken"], [])
    assert borne() == {"ONE": "", "TWO": EAN}


def test_a_rehearsal_by_parts_tells_the_same_as_the_bringing(
    write: WriteCsv, noon: datetime, monkeypatch: pytest.MonkeyPatch, browser: Client
) -> None:
    monkeypatch.setattr(intake, "AT_ONCE", 1)
    made = rehearsed(write(bar("one"), bar("two", OTHER), bar("three")), noon)
    assert list(RowTold.objects.values_list("line", "code")) == [(4, "barcode_taken")]
    with override("fr"):
        shown = browser.get(address("bringing", made.pk)).text
    assert "un autre article a déjà ce code-barres" in shown
    carried(made, noon)
    assert list(RowTold.objects.values_list("line", "code")) == [(4, "barcode_taken")]
    assert borne() == {"ONE": EAN, "TWO": OTHER, "THREE": ""}


def test_the_desk_refuses_the_barcode_of_another_article(
    browser: Client, make_piece: MakePiece, noon: datetime
) -> None:
    first, piece = make_piece().variants.get(), make_piece()
    actions.edit_variant(variant_id=first.pk, columns={"gtin": EAN}, actor="staff:1", at=noon)
    second = piece.variants.get()
    typed = {"sku": second.sku, "size": "FR 54", "gtin": f"0{EAN}"}
    refused = browser.post(address("variant", second.pk), typed)
    assert refused.status_code == 422
    assert refused.context["facts"].errors == {"gtin": [f"L’article {first.sku} a déjà ce code-barres."]}
    new = browser.post(address("new_variant", piece.pk), typed | {"sku": "NEW", "size": "FR 58"})
    assert (new.status_code, list(new.context["form"].errors)) == (422, ["gtin"])
    assert borne() == {first.sku: EAN, second.sku: ""}
    actions.retire_variant(variant_id=first.pk, actor="staff:1", at=noon)
    assert browser.post(address("variant", second.pk), typed).status_code == 302


def test_what_shares_a_barcode_from_before_can_still_be_described(
    browser: Client, make_piece: MakePiece, noon: datetime
) -> None:
    first, second = make_piece().variants.get(), make_piece().variants.get()
    Variant.objects.update(gtin=EAN)
    typed = {"sku": second.sku, "size": "FR 55", "gtin": EAN}
    assert browser.post(address("variant", second.pk), typed).status_code == 302
    assert (queries.variant_by_code(EAN), queries.variants_by_code(EAN)) == (None, [first.pk, second.pk])
    assert queries.variant_by_code(EAN, likely=[0, second.pk]) == second.pk
    with pytest.raises(actions.BarcodeTaken):
        add_variant(Piece.objects.get(pk=first.piece_id), noon, circumference_mm=50, gtin=EAN)
