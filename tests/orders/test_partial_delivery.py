import pytest
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.checkout.actions import settling
from poincon.foundation import clock
from poincon.orders.actions import work
from poincon.orders.actions.work import NotToBePrepared, WrongContents
from poincon.orders.models import Order, ParcelLine
from poincon.shipping.actions import ParcelNumberTaken
from poincon.shipping.models import Parcel

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready():
    """An order of two rings and one more, paid, packed and ready, and the browser that placed it."""
    browser, two = a_browser(), a_variant()
    browser.post("/panier/ajout", {"variant": two.pk, "quantity": 1})
    press(browser, to_recap(browser, two, a_variant()), "transfer")
    order, now = Order.objects.get(), clock.now()
    settling.receive_transfer(order_id=order.pk, amount=order.total, key="l", actor="staff:1", at=now)
    work.prepare(order_id=order.pk, actor="staff:1", at=now)
    work.make_ready(order_id=order.pk, actor="staff:1", at=now)
    return browser, Order.objects.get()


def ship(order, contents, number="AB1234567"):
    return work.ship(
        order_id=order.pk,
        carrier="colissimo",
        number=number,
        contents=contents,
        actor="staff:1",
        at=clock.now(),
    )


def test_two_parcels_leave_one_after_the_other_and_the_page_says_so(ready):
    browser, order = ready
    first, second = order.lines.order_by("position")
    assert (first.quantity, second.quantity) == (2, 1)

    ship(order, {first.pk: 1})
    order.refresh_from_db()
    assert order.headline == "ready_to_ship"
    told = browser.get(f"/commandes/{order.reference}/").content.decode()
    assert "1 bijou sur 3 est parti." in told
    assert "Une partie de votre commande est en route" in told

    ship(order, {first.pk: 1, second.pk: 1}, "CD1234567")
    order.refresh_from_db()
    assert order.headline == "shipped"

    one, other = Parcel.objects.order_by("id")
    work.deliver(order_id=order.pk, parcel_id=one.pk, actor="carrier", at=clock.now())
    order.refresh_from_db()
    assert order.headline == "shipped"
    assert "1 bijou sur 3 est arrivé." in browser.get(f"/commandes/{order.reference}/").content.decode()
    work.deliver(order_id=order.pk, parcel_id=other.pk, actor="carrier", at=clock.now())
    order.refresh_from_db()
    assert order.headline == "delivered"


@pytest.mark.parametrize("contents", [{}, {0: 3}, {0: 0}, {0: -1}, {7: 1}])
def test_a_parcel_holds_something_and_no_more_than_is_left(ready, contents):
    _browser, order = ready
    first = order.lines.order_by("position").first()
    asked = {first.pk + line: quantity for line, quantity in contents.items()}
    with pytest.raises(WrongContents):
        ship(order, asked)
    assert not Parcel.objects.exists()
    assert not ParcelLine.objects.exists()


def test_the_same_number_twice_is_refused_and_nothing_leaves(ready):
    _browser, order = ready
    first, second = order.lines.order_by("position")
    ship(order, {first.pk: 2})
    with pytest.raises(ParcelNumberTaken):
        ship(order, {second.pk: 1})
    assert Parcel.objects.count() == 1
    order.refresh_from_db()
    assert order.work == "ready"


def test_an_order_that_waits_for_its_customer_does_not_leave(ready):
    _browser, order = ready
    from poincon.orders.actions import life

    life.ask(order_id=order.pk, actor="staff:1", at=clock.now(), cause="desk")
    with pytest.raises(NotToBePrepared):
        ship(order, {order.lines.first().pk: 1})
    assert not Parcel.objects.exists()
