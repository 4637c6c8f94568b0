"""The proof that everybody was asked the same: each order beside the price of its instant."""

import re
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.accounts.people import a_member, signed_in
from tests.charter.conftest import house
from tests.reduced import DAY, reduce
from tests.shopping import AT, a_browser, a_variant, press, to_recap
from typer.testing import CliRunner

from poincon.catalogue.models import Variant
from poincon.config.cli import app
from poincon.foundation import journal
from poincon.kernel.money import Money
from poincon.orders import queries as orders
from poincon.orders.models import Order, OrderLine
from poincon.pricing import actions as pricing
from poincon.pricing import queries as prices
from poincon.pricing.queries import Verdict
from poincon.reporting import actions, proving, queries

pytestmark = pytest.mark.django_db
STARTS = AT.replace(hour=8) + 60 * DAY
MINUTE = timedelta(minutes=1)


def bought(ring: Variant, at: datetime, **told: str) -> Order:
    with time_machine.travel(at, tick=False):
        browser = a_browser()
        press(browser, to_recap(browser, ring, **told), "transfer")
    return Order.objects.latest("pk")


def verdicts() -> list[str]:
    return [one.verdict.value for one in proving.judged(orders.sold_lines(most=100))]


@pytest.mark.promise("prices.same_for_all", "prices.as_ordered")
def test_orders_before_in_and_after_a_reduction_paid_what_all_were_asked() -> None:
    ring = a_variant(price=100_000)
    reduce([ring.pk], 20, starts=STARTS)
    for at in (STARTS - MINUTE, STARTS, STARTS + 7 * DAY - MINUTE, STARTS + 7 * DAY):
        bought(ring, at)
    pricing.set_price(variant_id=ring.pk, amount=Money(90_000, "EUR"), actor="s", at=STARTS + 8 * DAY)
    bought(ring, STARTS + 9 * DAY)
    proof = actions.prove_prices(at=STARTS + 10 * DAY)
    assert (proof.lines, proof.crossed, proof.differences) == (5, 0, [])
    units = list(OrderLine.objects.order_by("pk").values_list("unit_minor", flat=True))
    assert units == [100_000, 80_000, 80_000, 100_000, 90_000]
    last = queries.last_proof()
    assert last is not None
    assert (last.lines, last.differences) == (5, 0)


def test_a_price_that_nobody_else_was_asked_is_found_and_reported() -> None:
    """The negative control: one cent in one line of one order, as a personalised price would be."""
    ring = a_variant(price=100_000)
    for minute in range(3):
        bought(ring, STARTS + minute * MINUTE)
    second = OrderLine.objects.order_by("pk")[1]
    OrderLine.objects.filter(pk=second.pk).update(unit_minor=99_999, total_minor=99_999)
    proof = actions.prove_prices(at=STARTS + DAY)
    assert [one.line.id for one in proof.differences] == [second.pk]
    (found,) = proof.differences
    assert (found.line.unit, found.asked) == (Money(99_999, "EUR"), Money(100_000, "EUR"))
    last = queries.last_proof()
    assert last is not None
    assert last.differences == 1
    page = signed_in(a_member("owner")).get(reverse("staff_desk:home")).content.decode()
    assert "n’a pas été vendue au prix demandé à tous" in page


def test_a_change_within_the_same_minutes_is_told_apart() -> None:
    ring = a_variant(price=100_000)
    bought(ring, STARTS + MINUTE)
    pricing.set_price(variant_id=ring.pk, amount=Money(90_000, "EUR"), actor="s", at=STARTS)
    assert verdicts() == ["crossed"]
    bought(ring, STARTS + DAY)
    OrderLine.objects.update(unit_minor=100_000, total_minor=100_000)
    assert verdicts() == ["crossed", "never"]


def test_what_leaves_the_union_is_asked_without_its_tax(settings) -> None:
    settings.CHARTER = house("carme")
    ring = a_variant(price=120_000)
    order = bought(
        ring, STARTS, **{"shipping-country": "CH", "shipping-postcode": "1204", "shipping-city": "Genève"}
    )
    line = order.lines.get()
    assert (order.vat_scope, line.unit_minor) == ("outside", 100_000)
    assert verdicts() == ["asked"]
    OrderLine.objects.update(unit_minor=99_000, total_minor=99_000)
    assert verdicts() == ["never"]


@pytest.mark.parametrize(
    ("minutes", "minor", "verdict"),
    [
        (-1, 100, Verdict.NEVER),
        (0, 100, Verdict.ASKED),
        (9, 100, Verdict.ASKED),
        (10, 80, Verdict.ASKED),
        (10, 100, Verdict.CROSSED),
        (14, 100, Verdict.CROSSED),
        (15, 100, Verdict.NEVER),
        (9, 80, Verdict.NEVER),
        (30, 80, Verdict.ASKED),
    ],
)
def test_the_edges_of_a_crossing(minutes: int, minor: int, verdict: Verdict) -> None:
    ring = a_variant(price=100, publish=False)
    pricing.set_price(variant_id=ring.pk, amount=Money(80, "EUR"), actor="s", at=AT + 10 * MINUTE)
    history = prices.history(ring.pk)
    assert prices.judged(history, Money(minor, "EUR"), AT + minutes * MINUTE) is verdict


def test_many_orders_are_held_a_portion_at_a_time(monkeypatch, django_assert_num_queries) -> None:
    ring = a_variant(price=100_000)
    for minute in range(5):
        bought(ring, STARTS + minute * MINUTE)
    monkeypatch.setattr(proving, "AT_ONCE", 2)
    told: list[int] = []
    with django_assert_num_queries(7):  # three portions and the end, two questions each, but for the last
        proof = proving.all_orders(told=told.append)
    assert (told, proof.lines, proof.holds) == ([2, 4, 5], 5, True)


class TestAtTheDesk:
    def seen(self, **asked: str) -> str:
        return signed_in(a_member("owner")).get(reverse("reporting_desk:prices"), asked).content.decode()

    def test_who_asked_what_when_and_what_was_paid(self) -> None:
        ring = a_variant(price=100_000)
        member = a_member("catalogue")
        pricing.set_price(
            variant_id=ring.pk, amount=Money(90_000, "EUR"), actor=f"staff:{member.pk}", at=STARTS
        )
        order = bought(ring, STARTS + DAY)
        html = self.seen(sku=ring.sku, at=f"{STARTS - DAY:%Y-%m-%dT%H:%M}")
        assert "tous se voyaient demander <strong>1\u202f000,00\u00a0€</strong>" in html
        assert "Saisi à la main" in html
        assert order.reference in html
        assert "Le même" in html
        assert len(re.findall("<tr>", html)) == 5

    @pytest.mark.parametrize(
        "asked", [{}, {"sku": "NOBODY"}, {"sku": "x" * 500, "at": "32-13"}, {"at": "2026-02-30T10:00"}]
    )
    def test_whatever_is_asked_for_is_answered(self, asked: dict[str, str]) -> None:
        assert "<h1>" in self.seen(**asked)


class TestTheCommands:
    def test_prove(self) -> None:
        ring = a_variant(price=100_000)
        order = bought(ring, STARTS)
        done = CliRunner().invoke(app, ["prices", "prove", ring.sku, "--at", "2026-12-24"])
        assert done.exit_code == 0, done.output
        assert "1000.00 EUR" in done.output
        assert f"{order.reference}  paid 1000.00 EUR  asked 1000.00 EUR  asked" in done.output
        OrderLine.objects.update(unit_minor=1, total_minor=1)
        assert CliRunner().invoke(app, ["prices", "prove", ring.sku]).exit_code == 1
        assert CliRunner().invoke(app, ["prices", "prove", "NOBODY"]).exit_code == 2

    def test_check(self) -> None:
        ring = a_variant(price=100_000)
        bought(ring, STARTS)
        assert "1 lines of orders, 0 differ" in CliRunner().invoke(app, ["prices", "check"]).output
        OrderLine.objects.update(unit_minor=1, total_minor=1)
        done = CliRunner().invoke(app, ["prices", "check"])
        assert done.exit_code == 1
        assert "paid 0.01 EUR  asked 1000.00 EUR  never" in done.output
        assert journal.entries(queries.PROVED).count() == 2

    def test_sales(self) -> None:
        done = CliRunner().invoke(app, ["prices", "sales", "2027"])
        assert done.output.splitlines() == [
            "2027-01-06 08:00:00 – 2027-02-03 00:00:00",
            "2027-06-23 08:00:00 – 2027-07-21 00:00:00",
        ]


def test_the_same_price_in_the_hands_of_different_buyers(client: Client) -> None:
    """Two people, two countries of the Union, a guest and a customer: one price of one instant."""
    ring = a_variant(price=100_000)
    bought(ring, STARTS)
    bought(
        ring, STARTS, **{"shipping-country": "BE", "shipping-postcode": "1000", "shipping-city": "Bruxelles"}
    )
    units = OrderLine.objects.values_list("unit_minor", flat=True)
    assert [Decimal(unit) / 100 for unit in units] == [Decimal(1000), Decimal(1000)]
