"""What can be done with a cart."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from poincon.cart.models import LARGEST_QUANTITY, Cart, CartLine
from poincon.catalogue import queries as catalogue
from poincon.catalogue import rules as catalogue_rules
from poincon.charter import queries as charters
from poincon.charter.promises import keeps
from poincon.customers import addresses
from poincon.customers import queries as customers
from poincon.inventory import queries as inventory
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal
from poincon.pricing import queries as pricing

PLAIN = catalogue_rules.Wish()


class NotForSale(Refusal):
    """The piece is not sold, or no longer."""

    code = "not_for_sale"
    status = 404


class NoneLeft(Refusal):
    """Fewer pieces are left than were asked for."""

    code = "none_left"


class BadQuantity(Refusal):
    """A quantity is a whole number from 1 to 20."""

    code = "bad_quantity"
    status = 422


class NotDelivered(Refusal):
    """The house does not deliver to that country."""

    code = "not_delivered"
    status = 422


class WrongPostcode(Refusal):
    """No postcode of that country looks so."""

    code = "wrong_postcode"
    status = 422


def start(*, at: datetime, customer_id: int | None = None, country: str = "") -> Cart:
    """Open an empty cart under a fresh token; a customer who has one already keeps it."""
    told = {"token": _token(), "country": country, "created_at": at, "touched_at": at}
    if customer_id is not None:
        return Cart.objects.get_or_create(customer_id=customer_id, defaults=told)[0]
    return Cart.objects.create(**told)


def add(
    *, cart: Cart, variant_id: int, quantity: int, at: datetime, wish: catalogue_rules.Wish = PLAIN
) -> CartLine:
    """Put pieces into the cart, made as wished, on top of those that are there already and are alike.

    Raises NotForSale, NoneLeft, BadQuantity, or why it cannot be made so (NotEngraved, SignNotEngraved,
    TooLongToEngrave, SizeNotMade); then the cart is as it was.
    """
    if quantity < 1:
        raise BadQuantity(quantity=quantity, largest=LARGEST_QUANTITY)
    price, made = _price(variant_id, at), _made(variant_id, wish)
    alike = _alike(made.wish if made else PLAIN)
    with transaction.atomic():
        locked = Cart.objects.select_for_update().get(pk=cart.pk)
        lines = list(locked.lines.filter(variant_id=variant_id))
        line = next((one for one in lines if _alike(one.wish) == alike), None)
        _check(variant_id, quantity + (line.quantity if line else 0), _others(lines, line), at)
        line = line or CartLine(cart=locked, variant_id=variant_id, quantity=0, **alike)
        line.quantity += quantity
        line.shown_minor = price + (made.price_minor if made else 0)
        line.save()
        _touch(locked, at)
    return line


def change(*, cart: Cart, line_id: int, quantity: int, at: datetime) -> None:
    """Set how many of a line the cart holds; nought takes it out, and a line that is gone stays so."""
    with transaction.atomic():
        locked = Cart.objects.select_for_update().get(pk=cart.pk)
        line = locked.lines.filter(pk=line_id).first()
        if line and quantity == 0:
            line.delete()
        elif line:
            others = _others(locked.lines.filter(variant_id=line.variant_id), line)
            _check(line.variant_id, quantity, others, at)
            line.quantity = quantity
            line.save(update_fields=["quantity"])
        _touch(locked, at)


def deliver_to(*, cart: Cart, country: str, at: datetime, postcode: str = "") -> None:
    """Remember where the delivery is reckoned for. Raises NotDelivered or WrongPostcode."""
    if country not in customers.delivered_countries():
        raise NotDelivered(country=country)
    code = addresses.tidy_postcode(postcode, country)
    if code is None:
        raise WrongPostcode(country=country)
    Cart.objects.filter(pk=cart.pk).update(country=country, postcode=code, touched_at=at)


def acknowledge(*, cart: Cart, at: datetime) -> None:
    """Note that today's prices have been shown, so that a change is said once and then settled."""
    lines = list(cart.lines.all())
    prices = pricing.prices([line.variant_id for line in lines], at=at)
    offers = catalogue.engravings([line.variant_id for line in lines if line.words])
    for line in lines:
        offer = offers.get(line.variant_id) if line.words else None
        if price := prices.get(line.variant_id):
            line.shown_minor = price.minor + (offer.price_minor if offer else 0)
    CartLine.objects.bulk_update(lines, ["shown_minor"])


def join(*, token: str, customer_id: int, at: datetime) -> Cart | None:
    """Give the cart of a browser to the customer who has just signed in; returns the customer's cart.

    Their earlier cart and this one become one: no piece is lost, and of a piece in both the larger
    quantity stays, since it is the same wish seen twice. Where to it would go is what the customer had told,
    else what was told in the browser. The token that the browser knows dies with it.
    """
    with transaction.atomic():
        carts = _both(token, customer_id)
        mine = next((cart for cart in carts if cart.customer_id == customer_id), None)
        visitor = next((cart for cart in carts if cart.customer_id is None), None)
        if visitor is None:
            return mine
        if mine is None:
            visitor.customer_id, visitor.token = customer_id, _token()
            visitor.save(update_fields=["customer", "token"])
            return visitor
        if not mine.country:
            mine.country, mine.postcode = visitor.country, visitor.postcode
            mine.save(update_fields=["country", "postcode"])
        _pour(visitor, mine)
        visitor.delete()
        _touch(mine, at)
        return mine


@dataclass(frozen=True, slots=True)
class Returned:
    """Pieces that come back from an order: of which variant, made how, how many, and the price last seen."""

    variant_id: int
    wish: catalogue_rules.Wish
    quantity: int
    seen: Money


def put_back(*, cart_id: int, pieces: Iterable[Returned], at: datetime) -> None:
    """Put pieces of an order that has ended into a cart.

    Of a piece that is there already, made alike, the larger quantity stays, so that doing it twice is
    doing it once. What cannot be had any more, or costs something else today, is said by the cart itself.
    """
    with transaction.atomic():
        locked = Cart.objects.select_for_update().get(pk=cart_id)
        there = {_key(line): line for line in locked.lines.all()}
        for one in pieces:
            if line := there.get((one.variant_id, one.wish)):
                line.quantity = max(line.quantity, one.quantity)
                line.save(update_fields=["quantity"])
            else:
                told = {"quantity": one.quantity, "shown_minor": one.seen.minor, **_alike(one.wish)}
                locked.lines.create(variant_id=one.variant_id, **told)
        _touch(locked, at)


def empty(*, cart: Cart) -> None:
    """Remove a cart that has become an order."""
    cart.delete()


@keeps("cart.kept_days")
def forget_old(*, at: datetime) -> int:
    """Remove the carts of unknown visitors that nobody has touched for the charter's days; tell how many."""
    kept = timedelta(days=charters.charter().cart.kept_days)
    old = Cart.objects.filter(customer=None, touched_at__lt=at - kept)
    return old.delete()[1].get("cart.Cart", 0)


def _token() -> str:
    return secrets.token_urlsafe(24)


def _both(token: str, customer_id: int) -> list[Cart]:
    mine_or_visitor = Q(customer_id=customer_id) | Q(token=token, customer=None)
    return list(Cart.objects.select_for_update().filter(mine_or_visitor).order_by("pk"))


def _pour(source: Cart, target: Cart) -> None:
    kept = {_key(line): line for line in target.lines.all()}
    for line in source.lines.all():
        if twin := kept.get(_key(line)):
            twin.quantity = max(twin.quantity, line.quantity)
            twin.save(update_fields=["quantity"])
        else:
            line.cart = target
            line.save(update_fields=["cart"])


def _key(line: CartLine) -> tuple[int, catalogue_rules.Wish]:
    """Return what two lines have in common that are one."""
    return line.variant_id, line.wish


def _alike(wish: catalogue_rules.Wish) -> dict[str, Any]:
    return asdict(wish)


def _price(variant_id: int, at: datetime) -> int:
    price = pricing.prices([variant_id], at=at).get(variant_id)
    if price is None or catalogue.off_sale([variant_id]):
        raise NotForSale(variant=variant_id)
    return price.minor


def _made(variant_id: int, wish: catalogue_rules.Wish) -> catalogue_rules.Made | None:
    facts = catalogue.variant_facts([variant_id])[variant_id]
    return catalogue_rules.make(wish, facts.engraving, facts.measure)


def _others(lines: Iterable[CartLine], line: CartLine | None) -> int:
    """Return how many of the same variant the other lines hold, which are made otherwise."""
    return sum(one.quantity for one in lines if line is None or one.pk != line.pk)


def _check(variant_id: int, quantity: int, others: int, at: datetime) -> None:
    if not 1 <= quantity <= LARGEST_QUANTITY:
        raise BadQuantity(quantity=quantity, largest=LARGEST_QUANTITY)
    stand = inventory.availability([variant_id], at=at)[variant_id]
    if stand.orderable < quantity + others:
        raise NoneLeft(left=max(stand.orderable - others, 0))


def _touch(cart: Cart, at: datetime) -> None:
    cart.touched_at = at
    cart.save(update_fields=["touched_at"])
