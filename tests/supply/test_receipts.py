"""Counting a delivery: by barcode, in part, too much, damaged, twice, by two people."""

from datetime import datetime

import pytest
from tests.inventory.conftest import Make, at_once, books
from tests.supply.conftest import EAN, Order, code

from poincon.catalogue.models import Variant
from poincon.foundation.stepping import Overtaken
from poincon.inventory import actions as inventory
from poincon.inventory import queries as stock
from poincon.supply import queries
from poincon.supply.actions import receipts, scanning
from poincon.supply.models import Purchase, Receipt, Scan


def opened(purchase: Purchase, at: datetime) -> Receipt:
    return receipts.open_receipt(purchase_id=purchase.pk, at=at)


def scan(
    receipt: Receipt, typed: str, at: datetime, quantity: int = 1, aside: str = "", key: str = ""
) -> Scan:
    return receipts.scan(
        receipt_id=receipt.pk,
        key=key or f"key-{Scan.objects.count()}",
        code=typed,
        quantity=quantity,
        aside=aside,
        actor="staff:1",
        at=at,
    )


def book(receipt: Receipt, at: datetime) -> bool:
    return receipts.book(receipt_id=receipt.pk, actor="staff:1", at=at)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [EAN, f" {EAN} ", f"0{EAN}"])
def test_a_barcode_and_a_number_mean_the_same_article(
    make_variants: Make, ordered: Order, noon: datetime, typed: str
) -> None:
    (variant,) = make_variants()
    Variant.objects.filter(pk=variant).update(gtin=EAN)
    receipt = opened(ordered({variant: 2}), noon)
    assert (
        scan(receipt, typed, noon).variant_id
        == scan(receipt, code(variant).lower(), noon).variant_id
        == variant
    )
    assert queries.counted(receipt)[variant].good == 2


@pytest.mark.django_db
def test_of_articles_that_share_a_barcode_the_one_that_is_missing_is_meant(
    make_variants: Make, ordered: Order, noon: datetime
) -> None:
    stranger, wanted, other = make_variants(3)
    Variant.objects.update(gtin=EAN)
    receipt = opened(ordered({wanted: 3, other: 1}), noon)
    for _ in range(4):
        scan(receipt, EAN, noon)
    assert {pk: one.good for pk, one in queries.counted(receipt).items()} == {wanted: 3, other: 1}
    scan(receipt, EAN, noon)
    scan(receipt, EAN, noon, quantity=-1)
    assert stranger not in queries.counted(receipt)
    elsewhere = opened(ordered({stranger: 1}), noon)
    assert scan(elsewhere, EAN, noon).variant_id == stranger


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["NOTHING", "4006381333932", "0", ""])
def test_an_unknown_code_counts_nothing(
    make_variants: Make, ordered: Order, noon: datetime, typed: str
) -> None:
    (variant,) = make_variants()
    receipt = opened(ordered({variant: 2}), noon)
    with pytest.raises(scanning.UnknownCode) as refused:
        scan(receipt, typed, noon)
    assert (refused.value.code, refused.value.status) == ("code_unknown", 422)
    assert not Scan.objects.exists()


@pytest.mark.django_db
def test_in_part_then_the_rest_with_those_ahead_served_first(
    make_variants: Make, ordered: Order, noon: datetime
) -> None:
    (variant,) = make_variants()
    purchase = ordered({variant: 5})
    hold = inventory.reserve(wants={variant: 2}, subject="order:1", until=None, at=noon)
    inventory.claim(hold_id=hold.pk, at=noon)
    first = opened(purchase, noon)
    scan(first, code(variant), noon, quantity=3)
    assert book(first, noon)
    purchase.refresh_from_db()
    assert purchase.state == "partly"
    assert stock.is_filled(hold.pk)
    assert books(variant) == {"free": 1, "promised": 2, "taken": 2, "waiting": 0, "expected": 2}
    second = opened(purchase, noon)
    assert second.pk != first.pk
    scan(second, code(variant), noon, quantity=2)
    assert book(second, noon)
    purchase.refresh_from_db()
    assert purchase.state == "received"
    assert books(variant)["expected"] == 0
    with pytest.raises(receipts.NotAwaited):
        opened(purchase, noon)


@pytest.mark.django_db
def test_too_much_and_what_was_never_ordered_are_shelved_and_seen(
    make_variants: Make, ordered: Order, noon: datetime
) -> None:
    wanted, stranger = make_variants(2)
    purchase = ordered({wanted: 1})
    receipt = opened(purchase, noon)
    scan(receipt, code(wanted), noon, quantity=3)
    scan(receipt, code(stranger), noon)
    book(receipt, noon)
    found = {line.variant_id: (line.quantity, line.received, line.over) for line in queries.lines(purchase)}
    assert found == {wanted: (1, 3, 2), stranger: (0, 1, 1)}
    assert (books(wanted)["free"], books(stranger)["free"]) == (3, 1)


@pytest.mark.django_db
def test_damaged_pieces_are_noted_with_their_reason_and_sold_to_nobody(
    make_variants: Make, ordered: Order, noon: datetime
) -> None:
    (variant,) = make_variants()
    purchase = ordered({variant: 3})
    receipt = opened(purchase, noon)
    scan(receipt, code(variant), noon, quantity=2)
    scan(receipt, code(variant), noon, aside="damaged")
    book(receipt, noon)
    (line,) = queries.lines(purchase)
    assert (line.received, line.set_aside, line.outstanding) == (2, 1, 1)
    assert queries.counted(receipt)[variant].aside == {"damaged": 1}
    assert books(variant)["free"] == 2
    purchase.refresh_from_db()
    assert purchase.state == "partly"


@pytest.mark.django_db
def test_the_same_form_sent_twice_counts_once_and_a_mistake_is_taken_back(
    make_variants: Make, ordered: Order, noon: datetime
) -> None:
    (variant,) = make_variants()
    receipt = opened(ordered({variant: 3}), noon)
    for _ in range(2):
        scan(receipt, code(variant), noon, key="one-form")
    assert queries.counted(receipt)[variant].good == 1
    scan(receipt, code(variant), noon, quantity=-1)
    assert queries.counted(receipt) == {}
    with pytest.raises(scanning.NothingCounted):
        scan(receipt, code(variant), noon, quantity=-1)
    with pytest.raises(scanning.NothingCounted):
        book(receipt, noon)
    receipt.refresh_from_db()
    assert receipt.state == "open"


@pytest.mark.django_db
def test_booked_twice_is_booked_once_and_what_is_over_counts_no_more(
    make_variants: Make, ordered: Order, noon: datetime
) -> None:
    first, second = make_variants(2)
    purchase = ordered({first: 3, second: 1})
    receipt = opened(purchase, noon)
    scan(receipt, code(first), noon)
    assert [book(receipt, noon), book(receipt, noon)] == [True, False]
    assert books(first)["free"] == 1
    with pytest.raises(receipts.ReceiptOver) as refused:
        scan(receipt, code(first), noon)
    assert refused.value.code == "receipt_over"
    dropped = opened(purchase, noon)
    scan(dropped, code(first), noon)
    assert receipts.drop(receipt_id=dropped.pk, actor="staff:1", at=noon)
    with pytest.raises(receipts.ReceiptOver):
        book(dropped, noon)
    assert books(first)["free"] == 1


def received_by_two(purchases: list[Purchase], noon: datetime) -> list[str]:
    """Let two colleagues count and book the same deliveries; return what went wrong."""

    def act(number: int, barrier: object) -> list[str]:
        wrong = []
        for purchase in purchases:
            barrier.wait()  # type: ignore[attr-defined]
            try:
                receipts.book(receipt_id=purchase.receipts.get().pk, actor=f"staff:{number}", at=noon)
            except Overtaken:
                wrong.append("overtaken")
        return wrong

    wrong = [one for found in at_once(2, act) for one in found]
    for purchase in purchases:
        (line,) = queries.lines(purchase)
        if (line.received, books(line.variant_id)["free"]) != (2, 2):
            wrong.append(f"{line.received} received")
    return wrong


@pytest.fixture
def counted_ones(make_variants: Make, ordered: Order, noon: datetime) -> list[Purchase]:
    made = [ordered({variant: 2}) for variant in make_variants(15)]
    for purchase in made:
        receipt = opened(purchase, noon)
        scan(receipt, code(queries.lines(purchase)[0].variant_id), noon, quantity=2)
    return made


@pytest.mark.usefixtures("shared_database")
def test_two_receivers_of_one_delivery_shelve_it_once(counted_ones: list[Purchase], noon: datetime) -> None:
    assert received_by_two(counted_ones, noon) == []


@pytest.mark.usefixtures("shared_database")
def test_without_the_guards_they_shelve_it_twice(
    counted_ones: list[Purchase], noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the lock and the step that only one can take, both would find the delivery open."""

    def careless(row: Receipt, *_flow: object, **_told: object) -> None:
        if isinstance(row, Receipt):
            Receipt.objects.filter(pk=row.pk).update(state="booked")

    monkeypatch.setattr(receipts, "take_step", careless)
    monkeypatch.setattr(Receipt.objects, "select_for_update", Receipt.objects.all)
    assert received_by_two(counted_ones, noon) != []


@pytest.mark.usefixtures("shared_database")
def test_two_who_begin_to_count_count_the_same_delivery(
    make_variants: Make, ordered: Order, noon: datetime
) -> None:
    made = [ordered({variant: 2}) for variant in make_variants(10)]

    def act(_number: int, barrier: object) -> list[int]:
        found = []
        for purchase in made:
            barrier.wait()  # type: ignore[attr-defined]
            found.append(opened(purchase, noon).pk)
        return found

    ours, theirs = at_once(2, act)
    assert ours == theirs
    assert Receipt.objects.count() == len(made)
