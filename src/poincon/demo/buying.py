"""Buying as a customer does, from the cart to the bank; each verb is one step of a story."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from poincon.cart import actions as carts
from poincon.cart import queries as cart_queries
from poincon.catalogue import queries as catalogue
from poincon.catalogue import rules
from poincon.charter.queries import Offer
from poincon.checkout import queries as checkouts
from poincon.checkout.actions import paying, placing, settling, telling
from poincon.checkout.actions.placing import Placed, Press
from poincon.demo import bank, people, timeline
from poincon.demo.people import Person
from poincon.foundation import clock
from poincon.orders import queries as orders
from poincon.payments import queries as payments

BANK_WAITS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody means to buy: one piece of each SKU, engraved or not, by card or transfer."""

    who: Person
    skus: Sequence[str]
    means: str
    words: str = ""


def place(wish: Wish, at: datetime) -> int:
    """Fill a cart, tell what the checkout asks, and press the button; returns the order's id."""
    customer_id = timeline.ref(f"customer:{wish.who.key}") if wish.who.registered else None
    address = people.living_near(wish.who.address)
    country = address.country
    cart = carts.start(at=at, customer_id=customer_id, country=country)
    for variant_id in catalogue.variants_by_sku(wish.skus).values():
        carts.add(cart=cart, variant_id=variant_id, quantity=1, at=at, wish=_wish(wish, variant_id))
    checkout = telling.begin(cart=cart, at=at)
    telling.tell_who(checkout=checkout, email=wish.who.email, delivery=address, billing=None, at=at)
    view = cart_queries.view(cart, at=at, country=country, postcode=address.postcode)
    offer = _carried(checkouts.offers(view))
    telling.choose_carrier(checkout=checkout, carrier=offer.carrier, phone=address.phone, at=at)
    buyer = placing.buyer_of(checkout=checkout, customer=cart.customer)
    quoted = checkouts.quote(view, cart_id=cart.pk, carrier=offer.carrier, buyer=buyer, at=at)
    seal = quoted.seal if quoted else ""
    press = Press(seal, wish.means, wish.who.language, customer_id, knows=bool(wish.words))
    placed = placing.place(cart=cart, press=press, actor="visitor", at=at)
    _go_on(placed, at)
    return placed.order.pk


def _wish(wish: Wish, variant_id: int) -> rules.Wish:
    """Return the words in the first letters that are cut; nothing in what is not engraved."""
    offer = catalogue.engravings([variant_id]).get(variant_id) if wish.words else None
    return rules.Wish(wish.words, offer.faces[0]) if offer else rules.Wish()


def pay(order_id: int, at: datetime, *, card: str = bank.PAID) -> None:
    """Pay at the bank's page, or by the transfer that the statement shows."""
    order = orders.order(order_id)
    attempt = payments.latest_attempt(order.payable)
    if attempt is None:
        raise LookupError(f"{order} has nothing to pay")
    if attempt.gateway == "transfer":
        settling.receive_transfer(
            order_id=order_id, amount=order.total, key=f"scene-{order_id}", actor="scene", at=at
        )
        return
    bank.type_in(attempt.page_url, card)
    settling.settle(attempt_id=attempt.pk, at=at)


def refuse(order_id: int, at: datetime) -> None:
    """Try a card that the bank refuses; the order stays payable. Who pays by transfer is only slow."""
    attempt = payments.latest_attempt(orders.order(order_id).payable)
    if attempt is not None and attempt.gateway != "transfer":
        pay(order_id, at, card=bank.REFUSED)


def _carried(offers: Sequence[Offer]) -> Offer:
    """Return the cheapest way to the door, or else to a pick-up point."""
    return min(offers, key=lambda offer: (offer.relay, offer.price))


def _go_on(placed: Placed, at: datetime) -> None:
    """Open the bank's page; whoever pays by transfer is told where to send it already."""
    attempt = placed.attempt
    if attempt.gateway == "transfer":
        return
    if attempt.expires_at is not None:
        # The bank lives by the real clock, and would find an end in the scene's past absurd.
        attempt.expires_at = max(attempt.expires_at, clock.now() + BANK_WAITS)
        attempt.save(update_fields=["expires_at"])
    back = settings.BASE_URL + reverse("checkout:wait", args=[placed.order.reference])
    told = settings.BASE_URL + reverse("payments_plain:message", args=[attempt.gateway])
    paying.open_page(attempt=attempt, urls=(back, back, told), at=at)
