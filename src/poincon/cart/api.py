"""Carts for programs."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Path

from poincon.api.endpoints import Endpoints
from poincon.api.guard import caller_of
from poincon.api.once import CART, once
from poincon.api.shapes import Id, MoneyShape, PictureShape, TaxationShape
from poincon.api.states import Scope
from poincon.cart import actions, queries, visits
from poincon.cart.actions import BadQuantity, NoneLeft, NotDelivered, NotForSale, WrongPostcode
from poincon.cart.queries import Cart, LineView
from poincon.cart.shapes import CartShape, LineShape, NewCart, NewLine, Notice, Place, Quantity
from poincon.cart.visits import NoCart
from poincon.cart.words import SAID
from poincon.catalogue.rules import NotEngraved, SignNotEngraved, SizeNotMade, TooLongToEngrave
from poincon.catalogue.shapes import MadeShape, wish
from poincon.foundation import clock
from poincon.foundation.languages import spoken
from poincon.pricing.shapes import ReductionShape

endpoints = Endpoints("cart", Scope.WRITE_CART, carries_cart=True)
"""Every address finds its cart by the header Cart-Token, or by the customer whom the token acts for."""

UNMADE = (NotEngraved, SignNotEngraved, TooLongToEngrave, SizeNotMade)


@endpoints.post(
    "/cart", CartShape, refuses=(NoCart, NotDelivered, WrongPostcode), example={"country": "FR"}, cart=False
)
def new_cart(request: HttpRequest, told: NewCart) -> HttpResponse:
    """Open a cart; a customer's token finds the customer's own."""

    def act(at: datetime) -> Mapping[str, object]:
        opened = actions.start(at=at, customer_id=caller_of(request).customer_id)
        if told.country:
            actions.deliver_to(cart=opened, country=told.country, postcode=told.postcode, at=at)
        return {"cart": opened.pk}

    return once(request, act, _told)


@endpoints.get("/cart", CartShape, refuses=(NoCart,))
def cart(request: HttpRequest) -> CartShape:
    """Tell what is in the cart, at today's prices, with stock and the cheapest delivery."""
    return _shape(_mine(request), clock.now())


@endpoints.post(
    "/cart/lines",
    CartShape,
    refuses=(NoCart, NotForSale, NoneLeft, BadQuantity, *UNMADE),
    example={"variant": 1, "quantity": 1},
)
def add_line(request: HttpRequest, told: NewLine) -> HttpResponse:
    """Put pieces into the cart, on top of those of the same variant, made alike, that are there already."""

    def act(at: datetime) -> Mapping[str, object]:
        mine = _mine(request)
        made = wish(told.engraving, told.size_mm)
        actions.add(cart=mine, variant_id=told.variant, quantity=told.quantity, at=at, wish=made)
        return {"cart": mine.pk}

    return once(request, act, _told)


@endpoints.patch(
    "/cart/lines/{variant}", CartShape, refuses=(NoCart, NoneLeft, BadQuantity), example={"quantity": 2}
)
def change_line(request: HttpRequest, variant: Path[Id], told: Quantity) -> CartShape:
    """Set how many of a variant, as it is shown, the cart holds."""
    return _changed(request, queries.plain_line, variant, told.quantity)


@endpoints.delete("/cart/lines/{variant}", CartShape, refuses=(NoCart, NoneLeft, BadQuantity))
def remove_line(request: HttpRequest, variant: Path[Id]) -> CartShape:
    """Take a variant, as it is shown, out of the cart; what is not in it is out of it already."""
    return _changed(request, queries.plain_line, variant, 0)


@endpoints.patch(
    "/cart/made-lines/{line}", CartShape, refuses=(NoCart, NoneLeft, BadQuantity), example={"quantity": 2}
)
def change_made_line(request: HttpRequest, line: Path[Id], told: Quantity) -> CartShape:
    """Set how many of a line, made for its wearer or not, the cart holds."""
    return _changed(request, _same, line, told.quantity)


@endpoints.delete("/cart/made-lines/{line}", CartShape, refuses=(NoCart, NoneLeft, BadQuantity))
def remove_made_line(request: HttpRequest, line: Path[Id]) -> CartShape:
    """Take a line out of the cart; what is not in it is out of it already."""
    return _changed(request, _same, line, 0)


@endpoints.put(
    "/cart/destination",
    CartShape,
    refuses=(NoCart, NotDelivered, WrongPostcode),
    example={"country": "BE", "postcode": "1000"},
)
def destination(request: HttpRequest, told: Place) -> CartShape:
    """Reckon the delivery for another country, or for a postcode there."""
    mine, at = _mine(request), clock.now()
    actions.deliver_to(cart=mine, country=told.country, postcode=told.postcode, at=at)
    return _shape(_mine(request), at)


def _changed(request: HttpRequest, find: Callable[[Cart, int], int], number: int, quantity: int) -> CartShape:
    mine, at = _mine(request), clock.now()
    actions.change(cart=mine, line_id=find(mine, number), quantity=quantity, at=at)
    return _shape(mine, at)


def _same(_cart: Cart, line_id: int) -> int:
    return line_id


def _mine(request: HttpRequest) -> Cart:
    return visits.cart_by(request.headers.get(CART, ""), customer_id=caller_of(request).customer_id)


def _told(outcome: Mapping[str, object], at: datetime) -> CartShape:
    found = queries.by_id(int(str(outcome["cart"])))
    if found is None:
        raise NoCart
    return _shape(found, at)


def _shape(found: Cart, at: datetime) -> CartShape:
    view = queries.view(found, at=at)
    return CartShape(
        token=found.token,
        country=view.country,
        postcode=view.postcode,
        lines=[_line(line) for line in view.lines],
        count=view.count,
        items=MoneyShape.of(view.items),
        delivery=MoneyShape.maybe(view.delivery),
        total=MoneyShape.of(view.total),
        taxation=TaxationShape.of(view.taxation) if view.taxation else None,
        missing_for_free_delivery=MoneyShape.maybe(view.missing_for_free),
        dispatch_on=view.leaves_on,
        stops=view.stops,
    )


def _line(line: LineView) -> LineShape:
    facts, stand = line.facts, line.stand
    return LineShape(
        line=line.id,
        variant=line.variant_id,
        sku=facts.sku if facts else "",
        slug=facts.slug if facts else "",
        name=spoken(facts, "name") if facts else "",
        matter=spoken(facts, "matter") if facts else "",
        choice=spoken(facts, "choice") if facts else "",
        quantity=line.quantity,
        unit=MoneyShape.of(line.unit),
        shown=MoneyShape.of(line.before),
        total=MoneyShape.of(line.total),
        reduction=ReductionShape.of(line.tag) if line.tag else None,
        availability=stand.state.value if stand else "sold_out",
        standing=line.standing,
        dispatch_on=line.leaves_on,
        notice=Notice(code=line.said.value, words=str(SAID[line.said])) if line.said else None,
        stops=line.stops,
        picture=PictureShape.of(facts.picture, spoken(facts.picture, "alt"))
        if facts and facts.picture
        else None,
        made=MadeShape.of(line.wish, line.told, MoneyShape.of(line.extra)),
    )


offered = (endpoints,)
