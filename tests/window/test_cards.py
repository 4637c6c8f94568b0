"""Cards are true to catalogue, prices and stock, and the sets that count them are true to the cards."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection, connections
from tests import jobs
from tests.window.conftest import DIAMOND, PICTURES, ROSE, SILVER, TODAY, Size, a_brand, a_shelf

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Brand, Variant
from poincon.inventory import actions as inventory
from poincon.kernel.money import Money
from poincon.pricing import actions as pricing
from poincon.window import actions
from poincon.window.actions import cards as writing
from poincon.window.models import Card, Facet, Word
from poincon.window.rules import facets, sets

pytestmark = pytest.mark.django_db


def sets_match_cards() -> bool:
    """Whether every facet holds exactly the places of the cards that carry its code."""
    expected: dict[str, set[int]] = {}
    for place, codes in Card.objects.values_list("place", "facets"):
        for code in codes:
            expected.setdefault(code, set()).add(place)
    kept = {row.code: sets.unpacked(row.bits) for row in Facet.objects.all()}
    return kept == {code: sets.of_places(places) for code, places in expected.items()}


def test_a_card_tells_the_piece(make):
    rings = a_shelf()
    piece = make(
        metals=[ROSE],
        stones=[DIAMOND],
        sizes=[Size("52", 129_000), Size("54", 135_000), Size("56", 135_000, stock=0)],
        category=a_shelf("solitaires", "solitaires", under=rings),
    )
    card = piece.card
    assert (card.price_from_minor, card.price_to_minor, card.currency) == (129_000, 135_000, "EUR")
    assert (card.availability, card.sold_out, card.dispatch_on) == ("in_stock", False, None)
    assert (card.first_stem, card.first_width) == (PICTURES[0]["stem"], 960)
    assert card.second_stem == PICTURES[1]["stem"]
    assert card.matter_fr == piece.matter_fr != ""
    assert set(card.facets) == {
        "all",
        facets.MADE,
        f"shelf:{rings.pk}",
        f"shelf:{piece.category_id}",
        "kind:ring",
        "metal:gold",
        "fineness:750",
        "colour:rose",
        "stone:diamond.synthetic",
        "size:52",
        "size:54",  # 56 is sold out: filtering by it would disappoint
        "size@in_stock:52",
        "size@in_stock:54",
        "price:1000-2500",
        "brand:maison-aurore",
        "stock:in_stock",
    }
    assert sets_match_cards()


@pytest.mark.parametrize(
    ("sizes", "state", "day"),
    [
        ([Size("52", stock=0), Size("54", stock=1)], "in_stock", None),
        (
            [Size("52", stock=0), Size("54", stock=0, restock_on=date(2026, 12, 3))],
            "restocking",
            date(2026, 12, 3),
        ),
        ([Size("52", stock=0), Size("54", stock=0)], "sold_out", None),
    ],
)
def test_a_card_tells_the_best_that_any_size_can_offer(make, sizes, state, day):
    card = make(sizes=sizes).card
    assert (card.availability, card.dispatch_on, card.sold_out) == (state, day, state == "sold_out")


@pytest.mark.parametrize("words", [{"publish": False}, {"sizes": [Size(price=0)]}])
def test_a_draft_and_a_piece_without_a_price_have_no_card(make, words):
    make(**words)
    assert not Card.objects.exists()
    assert not Facet.objects.exists()


def test_a_piece_that_leaves_takes_its_card_along(make, noon):
    kept, gone = make(), make(metals=[SILVER])
    catalogue.withdraw(piece_id=gone.pk, actor="test", at=noon)
    assert actions.refresh(piece_ids=[gone.pk, kept.pk], at=noon) == 1
    assert list(Card.objects.values_list("pk", flat=True)) == [kept.pk]
    assert not Facet.objects.filter(code="metal:silver").exists()
    assert sets_match_cards()


def test_the_window_hears_of_what_changes(make, noon):
    """Prices, stock, words and withdrawal reach the card through facts, each as its own job."""
    piece = make(shown=False)
    jobs.run()
    variant = Variant.objects.get(piece=piece)
    assert piece.card.price_from_minor == 129_000

    pricing.set_price(variant_id=variant.pk, amount=Money(99_000, "EUR"), actor="test", at=noon)
    catalogue.edit_piece(piece_id=piece.pk, words={"name_fr": "Anneau Brume"}, actor="test", at=noon)
    inventory.reserve(wants={variant.pk: 3}, subject="order:1", until=None, at=noon)
    jobs.run()
    card = Card.objects.get(pk=piece.pk)
    assert (card.price_from_minor, card.name_fr, card.availability) == (99_000, "Anneau Brume", "sold_out")

    catalogue.withdraw(piece_id=piece.pk, actor="test", at=noon)
    jobs.run()
    assert not Card.objects.exists()


def test_refreshing_again_changes_nothing(make, noon):
    make(stones=[DIAMOND])
    make(metals=[SILVER])
    before = list(Card.objects.order_by("pk").values()), list(Facet.objects.order_by("pk").values())
    assert actions.refresh(piece_ids=Card.objects.values_list("pk", flat=True), at=noon) == 2
    assert actions.rebuild(at=noon) == 2
    assert (list(Card.objects.order_by("pk").values()), list(Facet.objects.order_by("pk").values())) == before


def test_rebuilding_mends_whatever_is_wrong(make, noon):
    right, drafted = make(), make(metals=[SILVER])
    Facet.objects.filter(code="metal:gold").update(bits=b"\xff")
    Facet.objects.filter(code="brand:maison-aurore").update(label="Maison Aurore")
    catalogue.unpublish(piece_id=drafted.pk, actor="test", at=noon)
    Word.objects.create(language="fr", folded="perime", written="périmé")
    told = []
    assert actions.rebuild(at=noon, told=lambda done, whole: told.append((done, whole))) == 1
    assert told == [(2, 2)]
    assert list(Card.objects.values_list("pk", flat=True)) == [right.pk]
    assert sets_match_cards()
    assert not Word.objects.filter(folded="perime").exists()


def test_a_batch_asks_as_often_as_one_piece(make, noon, django_assert_max_num_queries):
    ids = [make().pk for _ in range(8)]
    with django_assert_max_num_queries(20):
        actions.refresh(piece_ids=ids, at=noon)


def test_an_announced_day_that_passed_is_not_promised_any_longer(make, noon):
    """Nobody does anything, and yet the card would be wrong tomorrow (R014)."""
    day = TODAY + timedelta(days=5)
    piece = make(sizes=[Size(stock=0, restock_on=day)])
    assert actions.refresh_overdue(at=noon + timedelta(days=5)) == 0
    assert actions.refresh_overdue(at=noon + timedelta(days=6)) == 1
    assert Card.objects.get(pk=piece.pk).availability == "sold_out"


def test_names_of_brands_come_with_their_facets(make):
    make(brand=a_brand("Orée Blanche"))
    assert Facet.objects.get(code="brand:oree-blanche").label == "Orée Blanche"


def test_a_brand_that_is_renamed_is_told_by_its_new_name(make, noon):
    piece = make()
    Brand.objects.update(name="Aurore")
    actions.rebuild(at=noon)
    assert Card.objects.get(pk=piece.pk).brand == "Aurore"
    assert Facet.objects.get(code="brand:maison-aurore").label == "Aurore"


def test_a_half_size_is_written_with_a_point(make):
    assert "size:54.5" in make(sizes=[Size("54.5")]).card.facets


@pytest.mark.django_db(transaction=True)
class TestTwoWorkers:
    """The price changes twice; whichever worker writes last, the card shows the last price."""

    def last_price_shown(self, make, noon) -> int:
        piece = make()
        variant = Variant.objects.get(piece=piece)
        barrier = Barrier(2, timeout=30)

        def change(amount: int) -> None:
            try:
                barrier.wait()
                for step in range(12):
                    price = Money(amount + step, "EUR")
                    pricing.set_price(variant_id=variant.pk, amount=price, actor="test", at=noon)
                    actions.refresh(piece_ids=[piece.pk], at=noon)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(change, (100_000, 200_000)))
        shown = Card.objects.get(pk=piece.pk).price_from_minor
        asked = pricing_now(variant.pk)
        with connection.cursor() as cursor:
            cursor.execute("truncate procrastinate_jobs restart identity cascade")
        return shown - asked

    def test_the_newest_truth_wins(self, make, noon):
        assert [self.last_price_shown(make, noon) for _ in range(4)] == [0] * 4

    def test_without_the_lock_an_old_truth_can_win(self, make, noon, monkeypatch):
        """Negative control: one worker reads, the other overtakes it, and the first writes what it read."""
        piece = make()
        variant = Variant.objects.get(piece=piece)
        monkeypatch.setattr(writing, "_lock", lambda: None)
        real, reading = writing.gathered, Barrier(2, timeout=30)

        def slow(ids, *, at):
            found = real(ids, at=at)
            reading.wait()  # the other worker's turn
            reading.wait()
            return found

        monkeypatch.setattr(writing, "gathered", slow)

        def first() -> None:
            try:
                actions.refresh(piece_ids=[piece.pk], at=noon)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(1) as pool:
            late = pool.submit(first)
            reading.wait()
            pricing.set_price(variant_id=variant.pk, amount=Money(1_00, "EUR"), actor="test", at=noon)
            monkeypatch.setattr(writing, "gathered", real)
            actions.refresh(piece_ids=[piece.pk], at=noon)
            assert Card.objects.get(pk=piece.pk).price_from_minor == 1_00
            reading.wait()
            late.result()
        assert Card.objects.get(pk=piece.pk).price_from_minor == 129_000
        with connection.cursor() as cursor:
            cursor.execute("truncate procrastinate_jobs restart identity cascade")


def pricing_now(variant_id: int) -> int:
    from poincon.foundation import clock
    from poincon.pricing import queries

    return queries.prices([variant_id], at=clock.now())[variant_id].minor


def test_the_weight_of_words_puts_names_first(make):
    piece = make(name_fr="Solitaire Aube", stones=[DIAMOND])
    with connection.cursor() as cursor:
        cursor.execute("SELECT words_fr::text FROM window_card WHERE piece_id = %s", [piece.pk])
        (words,) = cursor.fetchone()
    assert {"'solitair':1A", "'diam':1C", "'bagu':1B"} <= set(words.split())


def test_cards_of_an_older_version_are_written_anew(make, noon):
    old, present = make(), make()
    codes = [code for code in old.card.facets if code != facets.MADE]
    Card.objects.filter(pk=old.pk).update(facets=[*codes, "made:1"], name_fr="Avant")
    Card.objects.filter(pk=present.pk).update(name_fr="Tel quel")
    assert actions.refresh_older(at=noon) == 1
    told = dict(Card.objects.values_list("pk", "name_fr"))
    assert told == {old.pk: old.name_fr, present.pk: "Tel quel"}
    assert actions.refresh_older(at=noon) == 0
