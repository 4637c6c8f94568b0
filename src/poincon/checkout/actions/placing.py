"""Pressing the button: from a cart to an order, all or nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from poincon.cart import actions as cart_actions
from poincon.cart import queries as carts
from poincon.cart.queries import Cart, CartView
from poincon.catalogue import queries as catalogue
from poincon.catalogue import told
from poincon.charter.actions import clocks
from poincon.charter.promises import keeps
from poincon.charter.queries import Means
from poincon.checkout import promised, quoting, rules
from poincon.checkout.models import Checkout
from poincon.checkout.quoting import Quote
from poincon.content import actions as content
from poincon.customers import queries as customers
from poincon.customers.addresses import AddressData
from poincon.customers.queries import Customer
from poincon.foundation import facts
from poincon.foundation.clock import local_day
from poincon.inventory import actions as inventory
from poincon.kernel import ids
from poincon.kernel.refusal import Refusal
from poincon.orders.actions import record
from poincon.orders.queries import Order
from poincon.payments import actions as payments
from poincon.payments.queries import Attempt
from poincon.pricing import rules as tax
from poincon.shipping import actions as shipping


class CartChanged(Refusal):
    """What is in the cart is no longer what was shown: a price, a stock, a delivery has moved."""

    code = "cart_changed"


class NoticeNotTicked(Refusal):
    """A piece is made for its wearer, and the buyer has not said to know that it is not taken back."""

    code = "notice_not_ticked"
    status = 422


class NotComplete(Refusal):
    """Something that the order needs has not been told yet."""

    code = "checkout_not_complete"


@dataclass(frozen=True, slots=True)
class Placed:
    """An order that now exists, and the attempt by which it is to be paid."""

    order: Order
    attempt: Attempt


@dataclass(frozen=True, slots=True)
class Press:
    """What comes with the button: the seal of what was shown, the means, the language, who presses.

    `knows` says that the buyer has ticked the notice on pieces made for their wearer; `scale` is the one on
    which they read ring sizes, "" for the account's, or the house's own.
    """

    seal: str
    means: str
    language: str
    customer_id: int | None
    knows: bool = False
    scale: str = ""


def place(*, cart: Cart, press: Press, actor: str, at: datetime) -> Placed:
    """Turn the cart into an order that waits for its payment, with its pieces reserved.

    Refused without any change when what was shown has moved (CartChanged), when a piece was sold
    to somebody else meanwhile (inventory's SoldOut), when something is missing (NotComplete), or when a
    piece is made for its wearer and the notice was not ticked (NoticeNotTicked).
    """
    with transaction.atomic(), facts.together():
        checkout = _locked(cart)
        if checkout is None:
            raise NotComplete(missing="cart")
        customer = customers.by_id(press.customer_id) if press.customer_id else None
        buyer = buyer_of(checkout=checkout, customer=customer)
        means = quoting.means_of(press.means)
        place_to = buyer.delivery
        view = carts.view(checkout.cart, at=at, country=place_to.country, postcode=place_to.postcode)
        quoted = quoting.quote(view, cart_id=cart.pk, carrier=checkout.carrier, buyer=buyer, at=at)
        if view.stops:
            raise CartChanged()
        if quoted is None or means is None or not view.lines:
            raise NotComplete(missing="carrier or means")
        if quoted.seal != press.seal:
            raise CartChanged()
        if view.for_the_wearer and not press.knows:
            raise NoticeNotTicked()
        scale = catalogue.scale_kept(press.scale or (customer.ring_scale if customer else ""))
        placed = _write(_Sale(view, quoted, means, buyer, press.language, scale), actor, at)
        cart_actions.empty(cart=checkout.cart)
    return placed


def _locked(cart: Cart) -> Checkout | None:
    """Return what was told at the checkout, with its cart, which nobody else can then fill or order."""
    rows = Checkout.objects.select_related("cart").select_for_update(of=("cart",))
    return rows.filter(cart=cart).first()


def buyer_of(*, checkout: Checkout, customer: Customer | None) -> record.Buyer:
    """Return who buys, as told so far. Raises NotComplete while the address is missing.

    A customer buys under the proven address of the account, whatever was told before signing in.
    """
    email = customer.user.email if customer else checkout.email
    if not email or not checkout.delivery:
        raise NotComplete(missing="address")
    delivery = AddressData(**checkout.delivery)
    billing = AddressData(**checkout.billing) if checkout.billing_differs else delivery
    return record.Buyer(email, delivery, billing, customer.pk if customer else None)


@dataclass(frozen=True, slots=True)
class _Sale:
    view: CartView
    quoted: Quote
    means: Means
    buyer: record.Buyer
    language: str
    scale: str


def _write(sale: _Sale, actor: str, at: datetime) -> Placed:
    """Reserve, owe, consign and record, in the lock order of the house."""
    reference, quoted, until = ids.reference(), sale.quoted, quoting.held_until(sale.means, at)
    hold = inventory.reserve(
        wants=rules.wants(quoted.lines), subject=f"order:{reference}", until=until, at=at
    )
    payable = payments.owe(reference=reference, amount=quoted.total)
    consignment = shipping.consign(
        carrier=quoted.offer.carrier,
        zone=quoted.offer.zone,
        nature=sale.view.nature,
        price=quoted.offer.price,
        weight_g=sale.view.weight_g,
        days=(quoted.offer.days_min, quoted.offer.days_max),
    )
    terms = content.keep_version(page="terms", language=sale.language, at=at)
    draft = record.Draft(
        reference=reference,
        language=sale.language,
        ring_scale=sale.scale,
        means=sale.means.key,
        seal=quoted.seal,
        buyer=sale.buyer,
        lines=_sold(sale, at),
        delivery=quoted.offer.price,
        delivery_vat_bp=quoted.vat_bp,
        taxation=quoted.taxation,
        vat=quoted.vat,
        dates=quoting.dates(quoted, sale.means, at),
        terms_id=terms.pk,
        payable_id=payable.pk,
        consignment_id=consignment.pk,
        hold_id=hold.pk,
    )
    order = record.record(draft=draft, actor=actor, at=at)
    clocks.start(subject=f"order:{order.pk}", of=promised.on_placing(order, sale.means, until), at=at)
    attempt = payments.begin(
        payable=payable, means=sale.means.key, gateway_key=sale.means.gateway, expires_at=until, at=at
    )
    return Placed(order, attempt)


def _sold(sale: _Sale, at: datetime) -> tuple[record.Sold, ...]:
    view, quoted = sale.view, sale.quoted
    pages = told.as_told([line.variant_id for line in view.lines], on=local_day(at))
    notice = _notice(sale, at) if view.for_the_wearer else None
    return tuple(
        record.Sold(
            variant_id=line.variant_id,
            quantity=line.quantity,
            unit=line.unit,
            vat_bp=quoted.vat_bp,
            vat=tax.vat_in(line.total, quoted.vat_bp),
            dispatch_on=quoted.dispatch_on,
            as_sold=rules.as_sold(
                line.facts,
                line.struck.prior.amount if line.struck else None,
                told=pages.get(line.facts.piece_id),
                made=line.made,
            ),
            made=line.made,
            made_price=line.extra,
            notice_id=notice,
        )
        for line in view.lines
        if line.facts
    )


@keeps("services.bespoke.told_before")
def _notice(sale: _Sale, at: datetime) -> int:
    """Keep the words that told before the payment that what is made for the buyer is not taken back."""
    return content.keep_version(page=quoting.NOTICE, language=sale.language, at=at).pk
