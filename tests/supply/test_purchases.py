"""Orders to suppliers: what may be changed when, and what customers are told of their days."""

from datetime import date, datetime, timedelta

import pytest
from tests.inventory.conftest import Make
from tests.supply.conftest import SOON, Order, draft, line

from poincon.foundation.models import Entry
from poincon.inventory import actions as inventory
from poincon.inventory import queries as stock
from poincon.inventory.models import Stock
from poincon.inventory.states import Availability
from poincon.kernel.flow import StepRefused
from poincon.kernel.money import Money
from poincon.pricing.queries.edits import _costs
from poincon.supply import queries, rules
from poincon.supply.actions import purchases
from poincon.supply.models import PurchaseLine

pytestmark = pytest.mark.django_db
LATER = SOON + timedelta(days=10)  # a Sunday
TODAY = date(2026, 11, 21)
ONE = timedelta(days=1)
"""What comes in on a working day leaves on the next."""


def told(variant: int) -> tuple[date | None, int]:
    row = Stock.objects.get(pk=variant)
    return row.restock_on, row.restock_free


def test_customers_hear_of_a_day_once_the_supplier_has_the_order(make_variants: Make, noon: datetime) -> None:
    (variant,) = make_variants()
    row = draft(noon)
    line(row, variant, 4, noon)
    assert not Stock.objects.filter(pk=variant).exists()
    purchases.send(purchase_id=row.pk, actor="staff:1", at=noon)
    stand = stock.availability([variant], at=noon)[variant]
    assert (stand.state, stand.dispatch_on, stand.orderable) == (Availability.RESTOCKING, SOON + ONE, 4)
    purchases.cancel(purchase_id=row.pk, actor="staff:1", at=noon)
    assert stock.availability([variant], at=noon)[variant].state is Availability.SOLD_OUT


def test_what_is_promised_already_is_not_sold_ahead_again(
    make_variants: Make, ordered: Order, noon: datetime
) -> None:
    (variant,) = make_variants()
    ordered({variant: 4})
    inventory.reserve(wants={variant: 3}, subject="order:1", until=None, at=noon)
    assert told(variant) == (SOON + ONE, 1)
    ordered({variant: 5}, on=LATER)
    assert told(variant) == (SOON + ONE, 1)


@pytest.mark.parametrize(
    ("awaited", "ahead", "expected"),
    [
        ([], 0, (None, 0)),
        ([(None, 5)], 0, (None, 0)),
        ([(LATER, 2), (SOON, 3)], 1, (SOON, 2)),
        ([(SOON, 3)], 7, (SOON, 0)),
        ([(TODAY - timedelta(days=1), 3), (SOON, 1)], 0, (SOON, 1)),
        ([(TODAY - timedelta(days=1), 3)], 0, (TODAY - timedelta(days=1), 3)),
        ([(SOON, 0), (LATER, 2)], 0, (LATER, 2)),
    ],
)
def test_the_next_day_counts_with_its_own_pieces(
    awaited: list[tuple[date | None, int]], ahead: int, expected: tuple[date | None, int]
) -> None:
    assert rules.restock(awaited, ahead=ahead, today=TODAY) == expected


def test_what_was_sent_stands(make_variants: Make, ordered: Order, noon: datetime) -> None:
    first, second = make_variants(2)
    row = ordered({first: 2})
    with pytest.raises(purchases.NotADraft) as refused:
        line(row, second, 1, noon)
    assert refused.value.code == "purchase_not_a_draft"
    with pytest.raises(purchases.NotADraft):
        purchases.remove_line(purchase_id=row.pk, line_id=row.lines.get().pk, actor="staff:1", at=noon)
    with pytest.raises(StepRefused):
        purchases.send(purchase_id=row.pk, actor="staff:1", at=noon)
    assert [one.variant_id for one in row.lines.all()] == [first]


def test_refusals_change_nothing(make_variants: Make, noon: datetime) -> None:
    (variant,) = make_variants()
    row = draft(noon)
    entries = Entry.objects.count()
    with pytest.raises(purchases.EmptyPurchase):
        purchases.send(purchase_id=row.pk, actor="staff:1", at=noon)
    with pytest.raises(purchases.DayPassed):
        line(row, variant, 1, noon, TODAY - timedelta(days=1))
    with pytest.raises(purchases.OtherCurrency):
        purchases.put_line(
            purchase_id=row.pk,
            variant_id=variant,
            quantity=1,
            cost=Money(1, "CHF"),
            expected_on=None,
            actor="staff:1",
            at=noon,
        )
    assert not PurchaseLine.objects.exists()
    assert Entry.objects.count() == entries
    row.refresh_from_db()
    assert row.state == "draft"


def test_an_article_has_one_line_which_is_changed_on_purpose(make_variants: Make, noon: datetime) -> None:
    (variant,) = make_variants()
    row = draft(noon)
    line(row, variant, 4, noon)
    entries = Entry.objects.count()
    with pytest.raises(purchases.OnItAlready) as refused:
        line(row, variant, 1, noon, LATER)
    found = row.lines.get()
    assert (refused.value.code, refused.value.line) == ("purchase_line_there", found)
    assert (found.quantity, found.expected_on) == (4, SOON)
    assert Entry.objects.count() == entries
    line(row, variant, 6, noon, None, line_id=found.pk)
    found = row.lines.get()
    assert (found.quantity, found.expected_on) == (6, None)
    said = Entry.objects.latest("pk")
    assert (said.verb, said.field, said.before, said.after) == ("change_line", f"variant:{variant}", "4", "6")


def test_a_line_without_a_day_takes_nobody_the_day_they_know(
    make_variants: Make, ordered: Order, noon: datetime
) -> None:
    (variant,) = make_variants()
    inventory.set_restock(variant_id=variant, on=SOON, quantity=2, actor="staff:1", at=noon)
    row = ordered({variant: 1}, on=None)
    assert told(variant) == (SOON, 2)
    purchases.cancel(purchase_id=row.pk, actor="staff:1", at=noon)
    assert told(variant) == (SOON, 2)
    dated = ordered({variant: 1}, on=LATER)
    assert told(variant) == (LATER + 2 * ONE, 1)
    purchases.redate(purchase_id=dated.pk, on=None, actor="staff:1", at=noon)
    assert told(variant) == (None, 0)


def test_a_day_moves_for_one_line_or_for_all(make_variants: Make, ordered: Order, noon: datetime) -> None:
    first, second = make_variants(2)
    row = ordered({first: 1, second: 1})
    one = row.lines.get(variant=first).pk
    assert purchases.redate(purchase_id=row.pk, on=LATER, line_id=one, actor="staff:1", at=noon) == 1
    assert (told(first)[0], told(second)[0]) == (LATER + 2 * ONE, SOON + ONE)
    assert purchases.redate(purchase_id=row.pk, on=LATER, actor="staff:1", at=noon) == 1
    assert purchases.redate(purchase_id=row.pk, on=LATER, actor="staff:1", at=noon) == 0
    assert purchases.redate(purchase_id=row.pk, on=None, actor="staff:1", at=noon) == 2
    assert told(first) == told(second) == (None, 0)


def test_the_last_cost_is_known_to_whoever_shows_a_margin(
    make_variants: Make, ordered: Order, noon: datetime
) -> None:
    (variant,) = make_variants()
    ordered({variant: 1})
    line(draft(noon), variant, 9, noon)
    assert queries.costs([variant]) == {variant: Money(41_250, "EUR")} == _costs([variant])
