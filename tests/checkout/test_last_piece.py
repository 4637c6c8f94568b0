"""Sixty-four buyers press the button for one last piece, fifty times over."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from django.db import connection
from tests.shopping import a_variant

from poincon.cart.models import Cart, CartLine
from poincon.cart.queries import view
from poincon.checkout import quoting
from poincon.checkout.actions import placing
from poincon.checkout.actions.placing import CartChanged, Press
from poincon.checkout.models import Checkout
from poincon.foundation import clock
from poincon.inventory import actions as inventory
from poincon.inventory import moves
from poincon.inventory.actions import SoldOut
from poincon.inventory.models import Stock, Unit
from poincon.orders.models import Order
from poincon.payments.models import Attempt, Payable

BUYERS, ROUNDS = 64, 50
HOME = {
    "first_name": "Claire",
    "last_name": "Moreau",
    "line1": "12 rue des Lilas",
    "postcode": "75011",
    "city": "Paris",
    "country": "FR",
}


def carts_for(variant, count):
    """Return that many carts, each ready for its button, and the seals of what they were shown."""
    now = clock.now()
    carts = Cart.objects.bulk_create(
        [Cart(token=f"{variant.pk}-{n}", country="FR", created_at=now, touched_at=now) for n in range(count)]
    )
    CartLine.objects.bulk_create(
        [CartLine(cart=cart, variant=variant, quantity=1, shown_minor=129_000) for cart in carts]
    )
    shown = view(carts[0], at=now, country="FR")
    carrier = quoting.offers(shown)[0].carrier
    told = {"email": "claire@example.org", "delivery": HOME, "carrier": carrier, "touched_at": now}
    checkouts = Checkout.objects.bulk_create([Checkout(cart=cart, **told) for cart in carts])
    buyer = placing.buyer_of(checkout=checkouts[0], customer=None)
    seals = {
        cart.pk: quoting.quote(shown, cart_id=cart.pk, carrier=carrier, buyer=buyer, at=now).seal
        for cart in carts
    }
    return carts, seals


@contextmanager
def at_once(buyers):
    """So many threads, which keep their connections from one round to the next."""
    end = Barrier(buyers)

    def leave(_number):
        connection.close()
        end.wait()

    with ThreadPoolExecutor(buyers) as pool:
        try:
            yield pool
        finally:
            list(pool.map(leave, range(buyers)))


def race(variant, buyers, pool):
    carts, seals = carts_for(variant, buyers)
    gate = Barrier(buyers)

    def buy(cart):
        try:
            press = Press(seal=seals[cart.pk], means="transfer", language="fr", customer_id=None)
            gate.wait()
            placing.place(cart=cart, press=press, actor="visitor", at=clock.now())
        except SoldOut:
            return "told"
        except CartChanged:  # seen as sold out already when the cart was read again
            return "told"
        return "bought"

    return Counter(pool.map(buy, carts))


@pytest.mark.django_db(transaction=True)
@pytest.mark.promise("stock.in_stock_is_in_stock")
def test_sixty_four_buyers_of_one_last_piece_make_one_order_each_round():
    bought = 0
    with at_once(BUYERS) as pool:
        for _ in range(ROUNDS):
            outcome = race(a_variant(stock=1), BUYERS, pool)
            assert outcome == {"bought": 1, "told": BUYERS - 1}
            bought += outcome["bought"]

    assert bought == ROUNDS
    assert Order.objects.count() == Payable.objects.count() == Attempt.objects.count() == ROUNDS
    assert Unit.objects.filter(state="taken").count() == ROUNDS


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_race_oversells(monkeypatch):
    """The negative control: pieces counted at one moment and taken at another are sold several times."""

    def naive(*, wants, subject, until, at):
        [(variant_id, _quantity)] = wants.items()
        if not moves.free_now(Stock.objects.get(pk=variant_id)):
            raise SoldOut({variant_id: 0})
        seen.wait(timeout=20)
        return inventory.Hold.objects.create(subject=subject, expires_at=until, created_at=at)

    seen = Barrier(8)
    monkeypatch.setattr(inventory, "reserve", naive)

    with at_once(8) as pool:
        assert race(a_variant(stock=1), 8, pool)["bought"] == 8
