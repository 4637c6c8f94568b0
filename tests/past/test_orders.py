"""Past orders: a record to be read, whose guarantees go on and which goes when its time is over."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.past.files import (
    MOON,
    PRESTA_ORDERS,
    SEA,
    SHOPIFY_ORDERS,
    STAR,
    WOO_ORDERS,
    orders,
)

from poincon.foundation.clock import local_day
from poincon.intake.sheets import Sheet
from poincon.kernel.money import Money
from poincon.past import actions, queries
from poincon.past.actions import Report
from poincon.past.models import PastLine, PastOrder, Person
from poincon.past.rules import Terms, delivered_by, guaranteed_until, kept_until
from poincon.past.words import ROW_REASONS

pytestmark = pytest.mark.django_db
TERMS = Terms(guarantee_years=2, delivery_days=30, orders_months=26, archive_years=5, large_years=10)


def bring(sheet: Sheet, at: datetime, **how: bool) -> Report:
    report = actions.bring_orders(sheets=[sheet], currency="EUR", at=at, **how)
    assert {one.code for one in (*report.faults, *report.notes)} <= ROW_REASONS.keys()
    return report


def test_an_order_of_shopify_has_the_rows_of_its_number(noon: datetime) -> None:
    report = bring(orders(SHOPIFY_ORDERS, *MOON), noon)
    assert (report.created, report.faults) == (1, [])
    order = PastOrder.objects.get()
    assert (order.system, order.number, order.total) == ("shopify", "#1001", Money(14_980, "EUR"))
    assert (order.ordered_on, order.sent_on, order.delivered_on) == (date(2026, 2, 1), date(2026, 2, 3), None)
    lines = [(one.words, one.sku, one.quantity, one.unit) for one in order.lines.order_by("position")]
    assert lines == [
        ("Bague Lune - 54", "LUNE-54", 1, Money(9_990, "EUR")),
        ("Collier Soleil", "SOLEIL", 1, Money(4_990, "EUR")),
    ]
    assert Person.objects.get().email_key == "ada@example.org"


def test_an_order_of_woocommerce_has_its_pieces_in_columns_without_tax(noon: datetime) -> None:
    bring(orders(WOO_ORDERS, STAR), noon)
    line = PastLine.objects.get()
    assert (line.words, line.sku, line.quantity, line.unit) == ("Bague Étoile", "ETOILE", 2, None)
    assert line.order.total == Money(8_000, "EUR")


def test_an_order_of_prestashop_says_its_delivery(noon: datetime) -> None:
    bring(orders(PRESTA_ORDERS, SEA), noon)
    (told,) = queries.of_person(Person.objects.get().pk, local_day(noon))
    assert (told.order.delivered_on, told.guaranteed_until) == (date(2025, 1, 14), date(2027, 1, 14))
    assert not told.over


def test_the_guarantee_never_ends_too_soon() -> None:
    ordered, sent, delivered = date(2025, 1, 1), date(2025, 1, 3), date(2025, 1, 9)
    assert delivered_by(ordered, sent, delivered, TERMS) == delivered
    assert delivered_by(ordered, sent, None, TERMS) == sent + timedelta(days=30)
    assert delivered_by(ordered, None, None, TERMS) == ordered + timedelta(days=30)
    assert guaranteed_until(date(2024, 2, 29), TERMS) == date(2026, 2, 28)


def test_a_large_contract_is_kept_for_longer() -> None:
    day = date(2020, 5, 4)
    assert kept_until(day, Money(11_999, "EUR"), TERMS) == date(2025, 5, 4)
    assert kept_until(day, Money(12_000, "EUR"), TERMS) == date(2030, 5, 4)


def test_the_same_file_again_changes_nothing_and_one_that_knows_more_does(noon: datetime) -> None:
    bring(orders(SHOPIFY_ORDERS, *MOON), noon)
    again = bring(orders(SHOPIFY_ORDERS, *MOON), noon)
    assert (again.created, again.changed, again.same) == (0, 0, 1)
    sent = MOON[0].replace("2026-02-03", "2026-02-09")
    assert bring(orders(SHOPIFY_ORDERS, sent, MOON[1]), noon).changed == 1
    assert (PastOrder.objects.get().sent_on, PastLine.objects.count()) == (date(2026, 2, 9), 2)


def test_nobody_rewrites_a_past_order(noon: datetime) -> None:
    bring(orders(SHOPIFY_ORDERS, *MOON), noon)
    for change in (
        lambda: PastOrder.objects.update(total_minor=1),
        lambda: PastOrder.objects.update(ordered_on=date(2020, 1, 1)),
        lambda: PastLine.objects.update(words="Autre chose"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert PastOrder.objects.get().total_minor == 14_980
    assert PastOrder.objects.update(person=None) == 1


@pytest.mark.parametrize("state", ["pending", "refunded", "voided", "authorized", ""])
def test_what_was_not_bought_is_no_history(state: str, noon: datetime) -> None:
    report = bring(orders(SHOPIFY_ORDERS, MOON[0].replace(",paid,", f",{state},"), MOON[1]), noon)
    assert ([one.code for one in report.notes], PastOrder.objects.count()) == (["not_bought"], 0)
    assert Person.objects.count() == 0


def test_a_cancelled_order_is_no_history(noon: datetime) -> None:
    line = MOON[0].replace("Ada Marchand,,", "Ada Marchand,2026-02-02 10:00:00 +0100,")
    assert [one.code for one in bring(orders(SHOPIFY_ORDERS, line), noon).notes] == ["not_bought"]


def test_what_there_is_no_reason_to_keep_does_not_come_in(noon: datetime) -> None:
    old = SEA.replace("2025-01", "2015-01")
    report = bring(orders(PRESTA_ORDERS, old), noon)
    assert ([one.code for one in report.notes], PastOrder.objects.count()) == (["kept_long_enough"], 0)


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("2025-01-10 08:00:00", "10/01/2025", "not_a_day"),
        ("2025-01-10 08:00:00", "", "not_a_day"),
        ("2025-01-10 08:00:00", "2025-02-30 08:00:00", "not_a_day"),
        ("2025-01-10 08:00:00", "2031-01-10 08:00:00", "day_to_come"),
        ("2025-01-14 10:00:00", "2025-01-04 10:00:00", "days_turned"),
        ("cleo@example.org", "", "email_missing"),
        ("cleo@example.org", "cleo", "not_an_email"),
        ("EUR", "ZWL", "unknown_currency"),
        (";59.000000;Bracelet", ";-5;Bracelet", "not_an_amount"),
        (";59.000000;Bracelet", ";59.005;Bracelet", "not_an_amount"),
        ("MER;1;", "MER;0;", "not_a_quantity"),
        ("MER;1;", "MER;1,5;", "not_a_quantity"),
        ("Bracelet Mer", "", "line_unnamed"),
        ("Bracelet Mer", "=1+1", "formula"),
        ("Bracelet Mer", "x" * 301, "too_long"),
        ("XKBKNABJK", "", "number_missing"),
    ],
)
def test_a_row_is_refused_with_its_reason_and_the_others_come_in(
    was: str, now: str, code: str, noon: datetime
) -> None:
    bad = SEA.replace("XKBKNABJK", "BAD").replace(was, now) if was != "XKBKNABJK" else SEA.replace(was, now)
    report = bring(orders(PRESTA_ORDERS, bad, SEA), noon)
    assert code in {one.code for one in report.faults}
    assert (report.kept, PastOrder.objects.count()) == (False, 0)
    assert {one.line for one in report.faults} == {2}
    assert bring(orders(PRESTA_ORDERS, bad, SEA), noon, skip_refused=True).kept
    assert [one.number for one in PastOrder.objects.all()] == ["XKBKNABJK"]


def test_a_piece_that_a_spreadsheet_would_compute_is_refused_in_a_column_of_its_own(noon: datetime) -> None:
    report = bring(orders(WOO_ORDERS, STAR.replace("name:Bague Étoile", "name:=cmd")), noon)
    assert [(one.code, one.column, one.value) for one in report.faults] == [("formula", "line_item_1", "")]


def test_an_order_of_nothing_and_one_with_a_torn_row_stay_out_whole(noon: datetime) -> None:
    empty = "9,9,2025-06-01,completed,80.00,EUR,bea@example.org,Bea,Roy,,"
    assert [one.code for one in bring(orders(WOO_ORDERS, empty), noon).faults] == ["lines_missing"]
    torn = bring(orders(SHOPIFY_ORDERS, MOON[0], "#1001,ada@example.org"), noon, skip_refused=True)
    assert ([one.code for one in torn.faults], PastOrder.objects.count()) == (["cell_count"], 0)
