"""Importing a product file: all or nothing, the same again changes nothing, and what came in can be sold."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from tests import jobs
from tests.intake.conftest import WriteCsv, more, row
from tests.shopping import bought_directly

from poincon.catalogue import actions as catalogue
from poincon.catalogue import queries
from poincon.catalogue.models import Brand, Category, Media, Piece, Variant
from poincon.catalogue.states import PieceState, StatedBy
from poincon.foundation.models import Entry, Fact
from poincon.intake import actions
from poincon.intake.dialects.shopify import SHOPIFY
from poincon.intake.models import Origin
from poincon.intake.planning import plan
from poincon.intake.reports import Report
from poincon.intake.sheets import read
from poincon.inventory import actions as inventory
from poincon.inventory import queries as stock
from poincon.inventory.states import Availability
from poincon.kernel.money import Money
from poincon.pricing import actions as pricing
from poincon.pricing import queries as prices

pytestmark = pytest.mark.django_db


def bring_in(data: bytes, at: datetime, **how: Any) -> Report:
    planned = plan(read(data, SHOPIFY), currency="EUR")
    return actions.bring_in(plans=[planned], language="en", actor="import:shopify", at=at, **how)


def did(report: Report) -> tuple[int, int, int]:
    return report.created, report.changed, report.same


def everything() -> list[tuple[str, int]]:
    """Count the rows of every table, to see that nothing at all was written."""
    tables = [
        name for name in connection.introspection.table_names() if name.startswith(("catalogue", "intake"))
    ]
    tables += ["inventory_stock", "inventory_unit", "pricing_price", "foundation_entry", "foundation_fact"]
    counts = [f"select '{name}', count(*) from {name}" for name in sorted(tables)]  # noqa: S608 - our tables
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(counts))
        return cursor.fetchall()


def complete(slug: str, at: datetime, *, show: bool = True) -> Piece:
    """Give a piece that came in what the law asks for and, unless told otherwise, put it on show."""
    piece = Piece.objects.get(slug=slug)
    Brand.objects.update(maker_name="N", maker_address="A", maker_email="E", maker_country="FR")
    picture = {"stem": slug, "width": 10, "height": 10}
    catalogue.set_media(piece_id=piece.pk, pictures=[picture], actor="staff:1", at=at)
    words = {"stated_by": "house", "materials": ["cotton"], "name_fr": "Lune", "name_en": "Moon"}
    words |= {"description_fr": "Doux.", "description_en": "Soft.", "tags": [], "supplier": bought_directly()}
    catalogue.edit_piece(piece_id=piece.pk, words=words, actor="staff:1", at=at)
    if show:
        catalogue.publish(piece_id=piece.pk, actor="staff:1", at=at)
    return Piece.objects.get(slug=slug)


@pytest.fixture
def file(write: WriteCsv) -> bytes:
    return write(
        row(
            "dainty-necklace",
            title="Dainty Gold Necklace",
            type="Necklace",
            body_html="<p>With two pendants of 14k gold.</p>",
            image_src="https://pictures.example/a.jpg",
            image_position="1",
        ),
        row("moon-bracelet", option1_name="Color", option1_value="Blue", variant_inventory_qty="25"),
        more("moon-bracelet", option1_value="Black", variant_price="40", variant_inventory_qty="0"),
        row("hidden-ring", title="Hidden ring", type="Ring", published="false"),
    )


def test_what_the_file_says_is_in_the_shop(file: bytes, noon: datetime) -> None:
    report = bring_in(file, noon)
    assert (did(report), report.held_back, report.kept, report.faults) == ((3, 0, 0), 2, True, [])
    piece = Piece.objects.get(slug="dainty-necklace")
    assert (piece.name_en, piece.name_fr, piece.kind) == ("Dainty Gold Necklace", "", "necklace")
    assert piece.description_en == "With two pendants of 14k gold."
    assert (piece.state, piece.published_at) == (PieceState.DRAFT, None)
    assert Piece.objects.get(slug="hidden-ring").state == PieceState.DRAFT
    assert (piece.brand.name, piece.category.slug_fr) == ("Atelier Nord", "colliers")
    blue, black = Variant.objects.filter(piece__slug="moon-bracelet")
    assert prices.prices([blue.pk, black.pk], at=noon) == {
        blue.pk: Money(4299, "EUR"),
        black.pk: Money(4000, "EUR"),
    }
    stands = stock.availability([blue.pk, black.pk], at=noon)
    assert (stands[blue.pk].free, stands[black.pk].state) == (25, Availability.SOLD_OUT)
    assert queries.variant_facts([blue.pk])[blue.pk].choice_fr == "Couleur\u202f: bleu"


def test_metal_is_never_guessed_from_a_title(file: bytes, noon: datetime) -> None:
    report = bring_in(file, noon)
    piece = Piece.objects.get(slug="dainty-necklace")
    assert (piece.metals.count(), piece.stated_by) == (0, StatedBy.SUPPLIER)
    assert piece.matter_en == ""
    assert {"metal_unproven", "carats_for_thousandths", "matter_missing", "maker_name_missing"} <= set(
        report.incomplete["dainty-necklace"]
    )


def test_pictures_are_awaited_never_fetched(file: bytes, noon: datetime) -> None:
    bring_in(file, noon)
    (picture,) = Media.objects.all()
    assert (picture.stem, picture.source) == ("", "https://pictures.example/a.jpg")
    assert queries.first_pictures([picture.piece_id]) == {}


def test_what_the_law_asks_for_and_a_file_lacks_keeps_its_piece_a_draft(file: bytes, noon: datetime) -> None:
    """One line is told for each thing that is missing; the desk lists the pieces, and completes them."""
    report = bring_in(file, noon)
    assert (report.published, report.held_back) == (0, 2)
    assert report.lacks == {
        "matter_missing": 2,
        "picture_missing": 2,
        "maker_name_missing": 2,
        "maker_address_missing": 2,
        "maker_email_missing": 2,
        "not_direct": 2,
        "french_missing": 2,
        "description_missing": 1,
        "metal_unproven": 1,
        "carats_for_thousandths": 1,
    }
    catalogue.judge_all(at=noon)
    listed = queries.lacking(state="draft", blocks=True)
    assert {one.slug for one in listed} == {"dainty-necklace", "moon-bracelet", "hidden-ring"}
    assert not Fact.objects.filter(name="catalogue.piece_published").exists()


def test_a_complete_draft_is_put_on_show_by_a_newer_file(
    file: bytes, write: WriteCsv, noon: datetime
) -> None:
    bring_in(file, noon)
    complete("moon-bracelet", noon, show=False)
    newer = row("moon-bracelet", option1_name="Color", option1_value="Blue", body_html="Softer.")
    report = bring_in(write(newer), noon)
    assert (did(report), report.published, report.held_back) == ((0, 1, 0), 1, 0)
    assert Piece.objects.get(slug="moon-bracelet").state == PieceState.PUBLISHED


def test_what_came_in_can_be_sold_once_it_is_complete(file: bytes, noon: datetime) -> None:
    bring_in(file, noon)
    complete("dainty-necklace", noon)
    variant = Variant.objects.get(piece__slug="dainty-necklace")
    hold = inventory.reserve(wants={variant.pk: 1}, subject="order:1", until=None, at=noon)
    inventory.claim(hold_id=hold.pk, at=noon)
    assert stock.availability([variant.pk], at=noon)[variant.pk].state == Availability.SOLD_OUT
    again = bring_in(file, noon)
    assert did(again) == (0, 0, 3)
    assert stock.availability([variant.pk], at=noon)[variant.pk].state == Availability.SOLD_OUT


def test_the_same_file_again_changes_nothing(file: bytes, noon: datetime) -> None:
    bring_in(file, noon)
    before = everything()
    report = bring_in(file, noon)
    assert (did(report), report.kept) == ((0, 0, 3), True)
    assert everything() == before


def test_what_the_desk_has_written_survives_the_same_file(file: bytes, noon: datetime) -> None:
    bring_in(file, noon)
    piece = Piece.objects.get(slug="moon-bracelet")
    catalogue.edit_piece(piece_id=piece.pk, words={"name_en": "Lunar bracelet"}, actor="staff:1", at=noon)
    pricing.set_price(
        variant_id=piece.variants.all()[0].pk, amount=Money(9900, "EUR"), actor="staff:1", at=noon
    )
    bring_in(file, noon)
    piece.refresh_from_db()
    assert piece.name_en == "Lunar bracelet"
    assert prices.prices([piece.variants.all()[0].pk], at=noon) == {
        piece.variants.all()[0].pk: Money(9900, "EUR")
    }


def test_a_newer_file_changes_what_it_changes(file: bytes, write: WriteCsv, noon: datetime) -> None:
    bring_in(file, noon)
    newer = write(
        row("moon-bracelet", option1_name="Color", option1_value="Blue", variant_price="45"),
        more("moon-bracelet", option1_value="Black", variant_price="40"),
        more("moon-bracelet", option1_value="Red", variant_price="41", variant_inventory_qty="2"),
        row("hidden-ring", title="Hidden ring", type="Ring"),
    )
    report = bring_in(newer, noon)
    assert (did(report), report.published, report.held_back) == ((0, 2, 0), 0, 2)
    blue, black, red = Variant.objects.filter(piece__slug="moon-bracelet")
    assert prices.prices([blue.pk], at=noon)[blue.pk] == Money(4500, "EUR")
    assert len(prices.history(blue.pk)) == 2
    assert stock.availability([blue.pk, red.pk], at=noon)[blue.pk].free == 25
    assert stock.availability([red.pk], at=noon)[red.pk].free == 2
    assert Piece.objects.get(slug="hidden-ring").state == PieceState.DRAFT
    assert black.retired_at is None


class TestNothingIsHalfImported:
    def test_a_rehearsal_counts_and_writes_nothing(self, file: bytes, noon: datetime) -> None:
        before = everything()
        report = bring_in(file, noon, rehearse=True)
        assert (did(report), report.held_back, report.kept) == ((3, 0, 0), 2, False)
        assert everything() == before

    def test_one_refused_row_stops_the_file(self, noon: datetime, write: WriteCsv) -> None:
        before = everything()
        report = bring_in(write(row("a"), row("b", variant_price="x")), noon)
        assert (report.kept, [(fault.line, fault.code) for fault in report.faults]) == (
            False,
            [(3, "not_a_price")],
        )
        assert everything() == before

    def test_or_only_its_piece_when_asked(self, noon: datetime, write: WriteCsv) -> None:
        data = write(row("a"), more("a", option1_value="Red", variant_price="x"), row("b"))
        report = bring_in(data, noon, skip_refused=True)
        assert (did(report), report.kept) == ((1, 0, 0), True)
        assert [piece.slug for piece in Piece.objects.all()] == ["b"]

    def test_an_interruption_keeps_what_was_done_and_the_same_again_goes_on(
        self, noon: datetime, write: WriteCsv, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(actions, "AT_ONCE", 2)
        data = write(*(row(f"p{n}", variant_sku=f"S{n}", variant_inventory_qty="3") for n in range(5)))
        done: list[int] = []

        def killed() -> None:
            done.append(1)
            if len(done) == 4:  # between the last piece of the second part and its being kept
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            bring_in(data, noon, skip_refused=True, advance=killed)
        assert sorted(Origin.objects.values_list("key", flat=True)) == ["p0", "p1"]
        assert did(bring_in(data, noon, skip_refused=True)) == (3, 0, 2)
        counted = stock.in_house(Variant.objects.values_list("pk", flat=True))
        assert sorted(counted.values()) == [3] * 5, "what was kept is not counted in once more"

    def test_all_or_nothing_keeps_nothing_of_what_was_interrupted(self, file: bytes, noon: datetime) -> None:
        def killed() -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            bring_in(file, noon, advance=killed)
        assert Piece.objects.count() == 0

    def test_what_another_piece_has_is_not_taken_from_it(self, noon: datetime, write: WriteCsv) -> None:
        shelf = Category.objects.create(slug_fr="x", slug_en="x", name_fr="X", name_en="X")
        brand = Brand.objects.create(slug="own", name="Own")
        words = {"slug": "taken", "reference": "T", "kind": "ring", "brand": brand, "category": shelf}
        own = catalogue.create_piece(words=words, actor="staff:1", at=noon)
        catalogue.add_variant(piece_id=own.pk, columns={"sku": "S1"}, actor="staff:1", at=noon)
        report = bring_in(write(row("taken"), row("b", variant_sku="S1"), row("c")), noon, skip_refused=True)
        assert [(fault.line, fault.code) for fault in report.faults] == [
            (2, "address_taken"),
            (3, "sku_taken"),
        ]
        assert [origin.key for origin in Origin.objects.all()] == ["c"]

    def test_a_change_that_would_unfit_a_checked_piece_is_refused(
        self, file: bytes, noon: datetime, write: WriteCsv
    ) -> None:
        bring_in(file, noon)
        piece = complete("moon-bracelet", noon)
        newer = row("moon-bracelet", title="Gold bracelet", option1_name="Color", option1_value="Blue")
        report = bring_in(write(newer), noon)
        assert [(fault.line, fault.code) for fault in report.faults] == [(2, "piece_unfit")]
        assert "metal_unproven" in report.faults[0].value
        piece.refresh_from_db()
        assert piece.name_en == "Moon"

    def test_words_that_nothing_carries_are_reported_with_their_line_and_column(
        self, noon: datetime, write: WriteCsv
    ) -> None:
        rows = [
            row("chain", title="Gold chain", body_html="<p>Nickel-free, with semi-precious stones.</p>"),
            row("plain", title="Linen bracelet", tags="Crystal"),
        ]
        report = bring_in(write(*rows), noon)
        assert (did(report), report.published, report.held_back) == ((2, 0, 0), 0, 2)
        assert [(one.line, one.code, one.column, one.value) for one in report.words] == [
            (2, "metal_unproven", "Title", "Gold"),
            (2, "semi_precious", "Body (HTML)", "semi-precious"),
            (2, "nickel_claim", "Body (HTML)", "Nickel-free"),
            (3, "crystal", "Tags", "Crystal"),
        ]
        assert set(Piece.objects.values_list("state", flat=True)) == {"draft"}

    def test_who_brought_it_in_is_written_down(self, file: bytes, noon: datetime) -> None:
        bring_in(file, noon)
        assert set(Entry.objects.values_list("actor", flat=True)) == {"import:shopify"}
        assert Fact.objects.filter(name="catalogue.piece_changed").exists()


@pytest.mark.django_db(transaction=True)
def test_a_file_queues_as_many_jobs_however_long_it_is(write: WriteCsv, noon: datetime) -> None:
    """A job for each article would hold memory in the database until the end of the file."""
    queued = []
    for number in (1, 4):
        before = len(jobs.waiting())
        rows = [row(f"ring-{number}-{n}", variant_sku=f"R{number}-{n}") for n in range(number)]
        assert bring_in(write(*rows), noon).created == number
        assert inventory_units(number) == number
        queued.append(len(jobs.waiting()) - before)
    assert queued[0] == queued[1] > 0


def inventory_units(number: int) -> int:
    """Count the articles of the file so numbered that are in the house."""
    ids = [variant.pk for variant in Variant.objects.filter(sku__startswith=f"R{number}-")]
    return sum(quantity > 0 for quantity in stock.in_house(ids).values())
