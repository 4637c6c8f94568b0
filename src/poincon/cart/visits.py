"""Which cart a request is about: the customer's, or that of the browser's cookie."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from poincon.cart import actions, queries
from poincon.cart.models import Cart, CartLine
from poincon.cart.words import WITH_VAT, WITHOUT_VAT
from poincon.charter import queries as charters
from poincon.charter.promises import keeps
from poincon.customers import browsers
from poincon.customers import queries as customers
from poincon.customers.addresses import Place
from poincon.design import words
from poincon.design.templatetags.words import speaking
from poincon.foundation import clock
from poincon.kernel import territories
from poincon.kernel.refusal import Refusal
from poincon.pricing import queries as pricing
from poincon.pricing.queries import Scope

COOKIE = "cart"
KEPT = "cart_of_this_request"


class NoCart(Refusal):
    """There is no such cart, or no longer: it has become an order, or was forgotten after its days."""

    code = "no_cart"
    status = 404


def cart_by(token: str, *, customer_id: int | None) -> Cart:
    """Return the cart that a program speaks of: its customer's, or the one with that token. Raises NoCart."""
    mine = queries.cart_of(customer_id) if customer_id else None
    found = mine or queries.find(token[:64])
    if found is None:
        raise NoCart
    return found


def cart_of(request: HttpRequest) -> Cart | None:
    """Return the cart of the person behind the request, or None; the database is asked once a request."""
    if not hasattr(request, KEPT):
        customer = customers.customer_of(request.user)
        found = queries.cart_of(customer.pk) if customer else queries.find(token_of(request))
        setattr(request, KEPT, found)
    kept: Cart | None = getattr(request, KEPT)
    return kept


def cart_for(request: HttpRequest, at: datetime) -> Cart:
    """Return the person's cart, opening one when there is none."""
    customer = customers.customer_of(request.user)
    found = cart_of(request) or actions.start(at=at, customer_id=customer.pk if customer else None)
    setattr(request, KEPT, found)
    return found


def remember(response: HttpResponse, cart: Cart) -> None:
    """Have the browser bring a visitor's cart along next time.

    A customer's cart is found by whoever is signed in, so the browser is told nothing of it.
    """
    if cart.customer_id is None:
        browsers.remember(response, COOKIE, cart.token)


def place_of(request: HttpRequest) -> Place:
    """Return where a parcel of the person behind the request would go, as far as they have told it.

    That is the place kept with their cart, else a customer's own address, else where most customers live.
    """
    cart = cart_of(request)
    if cart and cart.country in customers.delivered_countries():
        return Place(cart.country, cart.postcode)
    customer = customers.customer_of(request.user)
    home = customers.default_delivery(customer) if customer else None
    if home and home.country in customers.delivered_countries():
        return Place(home.country, home.postcode)
    return Place(charters.charter().delivery.likely_country)


def deliver_to(request: HttpRequest, cart: Cart, place: Place, *, at: datetime) -> None:
    """Keep with the cart where it would go, and say what that changes of its price."""
    before = place_of(request)
    actions.deliver_to(cart=cart, country=place.country, postcode=place.postcode, at=at)
    tell_of_place(
        request,
        cart,
        before=(before.country, before.postcode),
        after=(place.country, place.postcode),
        at=at,
    )


def tell_of_place(
    request: HttpRequest, cart: Cart, *, before: tuple[str, str], after: tuple[str, str], at: datetime
) -> None:
    """Say what the pieces cost now, where another destination takes their VAT off or puts it on again.

    A place is a country and a postcode, and is named as people there know it: Monaco, whose VAT is France’s.
    """
    if pricing.asks_alike(before, after, clock.local_day(at)):
        return
    was, now = (
        queries.view(cart, at=at, country=country, postcode=code) for country, code in (before, after)
    )
    if was.items == now.items or now.taxation is None:
        return
    told = WITHOUT_VAT if now.taxation.scope is Scope.OUTSIDE else WITH_VAT
    figures = {"before": words.money(was.items, speaking()), "now": words.money(now.items, speaking())}
    where = words.country(territories.part_of(*after), speaking())
    messages.info(request, str(told) % {"where": where, **figures})


def token_of(request: HttpRequest) -> str:
    return browsers.token_of(request, COOKIE)


@keeps("cart.everywhere")
def count(request: HttpRequest) -> int:
    """Return how many pieces the header shows; no question is asked for a visitor without a cart.

    Nor one more on a page that has looked into the cart and changes nothing in it.
    """
    if request.method in {"GET", "HEAD"} and hasattr(request, KEPT):
        found: Cart | None = getattr(request, KEPT)
        return queries.pieces_in(found) if found else 0
    user = getattr(request, "user", None)  # a page that says no may come before anybody knows who asks
    if user is not None and user.is_authenticated:
        lines = CartLine.objects.filter(cart__customer__user_id=user.pk)
    elif token := token_of(request):
        lines = CartLine.objects.filter(cart__token=token, cart__customer=None)
    else:
        return 0
    return sum(lines.values_list("quantity", flat=True))
