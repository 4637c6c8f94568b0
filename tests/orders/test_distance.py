"""What a house below the threshold has sold in the Union, and when its owner is warned."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse
from tests.accounts.people import a_member, signed_in
from tests.charter.conftest import house
from tests.checkout.test_vat_by_destination import ordered

from poincon.checkout.actions import ending, settling
from poincon.foundation import clock
from poincon.kernel.money import Money
from poincon.orders import distance
from poincon.orders.models import Order

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HEADING = "Ventes vers les autres pays de l’Union"


@pytest.fixture
def below(settings):
    settings.CHARTER = house("sebastienne")
    with time_machine.travel(NOON, tick=False):
        yield settings.CHARTER


def sold(code: str, price: int) -> Order:
    order = ordered(code, price=price)
    settling.receive_transfer(
        order_id=order.pk, amount=order.total, key=f"l{order.pk}", actor="staff:1", at=clock.now()
    )
    return Order.objects.get(pk=order.pk)


def net(*found: Order) -> Money:
    return Money(sum(order.total_minor - order.vat_minor for order in found), "EUR")


def test_paid_sales_to_the_union_count_without_vat_and_no_others(below):
    counted = [sold("BE", 129_000), sold("FI", 45_000), sold("XI", 80_000)]
    for elsewhere in ("FR", "MC", "CH", "GB"):
        sold(elsewhere, 99_000)
    ordered("BE", price=77_000)  # never paid
    gone = sold("BE", 66_000)
    ending.cancel_at_desk(order_id=gone.pk, actor="staff:1", at=clock.now())

    found = distance.standing(TODAY)
    assert found is not None
    assert found.sold == net(*counted)
    assert found.sold_before == Money(0, "EUR")
    assert found.threshold == Money(1_000_000, "EUR")


def test_a_year_ends_on_the_shop_s_own_clock(below):
    moments = {
        "2024-12-31T22:59:59Z": None,
        "2024-12-31T23:00:00Z": "sold_before",
        "2025-12-31T22:59:59Z": "sold_before",
        "2025-12-31T23:00:00Z": "sold",
    }
    order = sold("BE", 129_000)
    for moment, counts_as in moments.items():
        Order.objects.update(placed_at=moment)
        found = distance.standing(TODAY)
        assert found is not None
        amounts = {name: getattr(found, name) for name in ("sold", "sold_before")}
        assert amounts == {name: net(order) if name == counts_as else Money(0, "EUR") for name in amounts}


@pytest.mark.parametrize(
    ("minor", "before", "percent", "near", "passed"),
    [
        (799_999, 0, 79, False, False),
        (800_000, 0, 80, True, False),
        (0, 800_000, 80, True, False),
        (1_000_000, 0, 100, True, False),
        (1_000_001, 0, 100, True, True),
        (0, 1_000_001, 100, True, True),
    ],
)
def test_the_warning_comes_at_four_fifths_and_the_threshold_itself_is_not_passed(
    minor, before, percent, near, passed
):
    figures = (Money(amount, "EUR") for amount in (minor, before, 1_000_000))
    found = distance.Standing(2026, *figures)
    assert (found.percent, found.near, found.passed) == (percent, near, passed)


def test_one_question_however_many_were_sold(below, django_assert_num_queries):
    sold("BE", 129_000)
    sold("FI", 129_000)
    with django_assert_num_queries(1):
        distance.standing(TODAY)


@pytest.mark.parametrize("name", ["carme", "bijourama", "dorada", "najma"])
def test_whom_the_threshold_does_not_concern(settings, name):
    settings.CHARTER = house(name)
    assert distance.standing(TODAY) is None


def test_a_house_is_concerned_until_the_day_of_its_one_stop_shop(settings):
    calmea = house("calmea")
    vat = calmea.vat.model_copy(update={"one_stop_shop_from": "2026-11-24"})
    settings.CHARTER = calmea.model_copy(update={"vat": vat})
    assert distance.standing(date(2026, 11, 23)) is not None
    assert distance.standing(date(2026, 11, 24)) is None


def test_the_owner_sees_it_and_nobody_else(below):
    order = sold("BE", 480_000)
    Order.objects.filter(pk=order.pk).update(items_minor=1_000_000, delivery_minor=0, total_minor=1_000_000)
    home, owner = reverse("staff_desk:home"), signed_in(a_member("owner"))
    page = owner.get(home).content.decode()
    assert HEADING in page
    assert "92\u00a0% du seuil sont atteints" in page
    assert HEADING not in signed_in(a_member("counter")).get(home).content.decode()

    Order.objects.filter(pk=order.pk).update(items_minor=1_100_000, total_minor=1_100_000)
    assert "Le seuil est dépassé" in owner.get(home).content.decode()
