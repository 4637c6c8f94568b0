"""The checkout for programs: the same four steps as on its pages, and what may be wished for an order."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path

from poincon.api.endpoints import Endpoints
from poincon.api.guard import caller_of
from poincon.api.once import CART, once
from poincon.api.refusals import AccountNeeded, Invalid, NotFound
from poincon.api.shapes import MoneyShape, Reference, TaxationShape
from poincon.api.states import Scope
from poincon.cart import actions as carts
from poincon.cart import visits
from poincon.cart.actions import NotDelivered, WrongPostcode
from poincon.cart.queries import Cart, CartView
from poincon.cart.visits import NoCart
from poincon.charter import queries as charters
from poincon.checkout import queries, quoting, rules
from poincon.checkout.actions import ending, paying, placing, settling, telling
from poincon.checkout.actions.ending import TooLate
from poincon.checkout.actions.paying import NothingAsked, OrderNotPayable
from poincon.checkout.actions.placing import CartChanged, NotComplete, NoticeNotTicked, Placed, Press
from poincon.checkout.forms import CarrierForm
from poincon.checkout.models import Checkout
from poincon.checkout.reading import details_of, faults_of
from poincon.checkout.shapes import (
    AllMeansShape,
    Answering,
    CheckoutShape,
    Choice,
    Details,
    EndedShape,
    MeansShape,
    OfferShape,
    OffersShape,
    PaidShape,
    Paying,
    PaymentShape,
    PlacedShape,
    Placing,
    QuotedLineShape,
    QuoteShape,
    ToldAddress,
    TransferShape,
)
from poincon.checkout.words import BUTTON, KNOWS
from poincon.customers import queries as customers
from poincon.customers.addresses import AddressData
from poincon.design.templatetags.words import speaking
from poincon.foundation import clock
from poincon.foundation.languages import spoken
from poincon.foundation.stepping import Overtaken
from poincon.inventory.actions import HoldGone, SoldOut
from poincon.kernel.flow import StepRefused
from poincon.orders import access
from poincon.orders import queries as orders
from poincon.orders.queries import Order
from poincon.payments import queries as payments
from poincon.payments.actions import Altered, BankSilent, RefundTooLarge
from poincon.payments.queries import Attempt
from poincon.pricing.queries import NoVatRate

steps = Endpoints("checkout", Scope.WRITE_CHECKOUT, carries_cart=True)
wishes = Endpoints("orders", Scope.WRITE_ORDERS, by_key=True)
offered = (steps, wishes)

OPENING = (NoCart, AccountNeeded)
ADDRESS = {
    "first_name": "Claire",
    "last_name": "Moreau",
    "line1": "12 rue des Lilas",
    "postcode": "75011",
    "city": "Paris",
    "country": "FR",
}
BACK = "https://front.example/thank-you"


@steps.post("/checkout", CheckoutShape, refuses=OPENING)
def begin_checkout(request: HttpRequest) -> HttpResponse:
    """Begin: the cart's prices of today have been shown, so that a change is told no longer."""

    def act(at: datetime) -> Mapping[str, object]:
        mine = _open(request)
        carts.acknowledge(cart=mine, at=at)
        return {"checkout": telling.begin(cart=mine, at=at).pk}

    return once(request, act, _begun)


@steps.get("/checkout", CheckoutShape, refuses=OPENING)
def checkout(request: HttpRequest) -> CheckoutShape:
    """Tell what is known so far, and what is missing."""
    return _shape(_current(request, clock.now()))


@steps.put(
    "/checkout/details",
    CheckoutShape,
    refuses=(*OPENING, NotDelivered, WrongPostcode),
    example={"email": "claire@example.org", "delivery": ADDRESS, "billing": None},
)
def tell_details(request: HttpRequest, told: Details) -> CheckoutShape:
    """Tell who orders and where to; a carrier chosen before stays only if the country does."""
    at = clock.now()
    found, read = _current(request, at), details_of(told)
    telling.tell_who(
        checkout=found,
        email=read.email,
        delivery=AddressData(**read.delivery.as_dict() | {"phone": found.delivery.get("phone", "")}),
        billing=read.billing,
        at=at,
    )
    there = read.delivery
    carts.deliver_to(cart=found.cart, country=there.country, postcode=there.postcode, at=at)
    return _shape(found)


@steps.get("/checkout/offers", OffersShape, refuses=(*OPENING, NotComplete))
def offers(request: HttpRequest) -> OffersShape:
    """List the ways of sending this cart to the address, cheapest first."""
    at = clock.now()
    view = _view(_current(request, at), at)
    return OffersShape(
        country=view.country,
        items=[
            OfferShape(
                carrier=way.carrier,
                name=way.name,
                price=MoneyShape.of(way.price),
                needs_phone=way.needs_phone,
                days_min=way.days_min,
                days_max=way.days_max,
                arrives_from=days[0],
                arrives_until=days[1],
            )
            for way, days in quoting.arrivals(view, at)
        ],
    )


@steps.put(
    "/checkout/delivery",
    CheckoutShape,
    refuses=(*OPENING, NotComplete),
    example={"carrier": "colissimo", "phone": "06 12 34 56 78"},
)
def choose_delivery(request: HttpRequest, told: Choice) -> CheckoutShape:
    """Choose the carrier among those on offer; some need a telephone number."""
    at = clock.now()
    found = _current(request, at)
    view = _view(found, at)
    form = CarrierForm(told.model_dump(), offers=quoting.offers(view), country=view.country)
    if not form.is_valid():
        raise Invalid(errors=faults_of(form))
    chosen = form.cleaned_data
    telling.choose_carrier(checkout=found, carrier=chosen["carrier"], phone=chosen["phone"], at=at)
    return _shape(found)


@steps.get("/checkout/means", AllMeansShape, cart=False)
def means(request: HttpRequest) -> AllMeansShape:  # noqa: ARG001 - Ninja names it so
    """List the means of payment of this house."""
    return AllMeansShape(
        items=[
            MeansShape(
                key=one.key,
                label=spoken(one, "label"),
                brands=list(one.brands),
                opens_page=one.gateway != "transfer",
            )
            for one in charters.charter().payments.means
        ]
    )


@steps.get("/checkout/quote", QuoteShape, refuses=(*OPENING, NotComplete, NoVatRate))
def quote(request: HttpRequest) -> QuoteShape:
    """Tell everything that is about to be sold, under the seal that comes back with the order."""
    at, charter = clock.now(), charters.charter()
    found = _current(request, at)
    view = _view(found, at)
    customer_id = caller_of(request).customer_id
    customer = customers.by_id(customer_id) if customer_id else None
    buyer = placing.buyer_of(checkout=found, customer=customer)
    quoted = quoting.quote(view, cart_id=found.cart_id, carrier=found.carrier, buyer=buyer, at=at)
    if quoted is None:
        raise NotComplete(missing="delivery")
    return QuoteShape(
        seal=quoted.seal,
        lines=[
            QuotedLineShape(
                variant=line.variant_id,
                quantity=line.quantity,
                unit=MoneyShape.of(line.unit),
                total=MoneyShape.of(line.total),
                vat=MoneyShape.of(quoted.taxation.vat_in(line.total)),
            )
            for line in quoted.lines
        ],
        carrier=quoted.offer.carrier,
        country=quoted.shown.country,
        items=MoneyShape.of(quoted.items),
        delivery=MoneyShape.of(quoted.offer.price),
        total=MoneyShape.of(quoted.total),
        vat=MoneyShape.of(quoted.vat),
        vat_rate_bp=quoted.vat_bp,
        taxation=TaxationShape.of(quoted.taxation),
        duties_paid_by=quoted.duties_paid_by,
        dispatch_on=quoted.dispatch_on,
        arrives_from=quoted.arrives[0],
        arrives_until=quoted.arrives[1],
        cancel_until=charters.cutoff(charter, at, "cancel"),
        terms_version=charter.terms_version,
        notice=str(KNOWS) if view.for_the_wearer else None,
        button=str(BUTTON),
    )


@steps.post(
    "/checkout/order",
    PlacedShape,
    refuses=(*OPENING, NotComplete, CartChanged, NoticeNotTicked, SoldOut, NoVatRate, StepRefused, Overtaken),
    example={"seal": "0" * 64, "means": "card", "return_url": BACK},
)
def place_order(request: HttpRequest, told: Placing) -> HttpResponse:
    """Order with obligation to pay: the pieces are reserved, and the bank's page waits for the buyer.

    While the bank is silent `page_url` is null; the order is kept, and its payment can be asked for again.
    """
    caller, made = caller_of(request), list[Placed]()

    def act(at: datetime) -> Mapping[str, object]:
        press = Press(
            *(told.seal, told.means, speaking(), caller.customer_id),
            knows=told.notice_ticked,
            scale=told.ring_scale or "",
        )
        placed = placing.place(cart=_open(request), press=press, actor=caller.actor, at=at)
        made.append(placed)
        return {"order": placed.order.pk, "attempt": placed.attempt.pk}

    def tell(outcome: Mapping[str, object], at: datetime) -> PlacedShape:
        placed = made[0] if made else _placed(outcome)
        order, attempt = placed.order, placed.attempt
        try:
            attempt = _at_the_bank(attempt, told.return_url, at)
        except BankSilent:
            attempt = payments.attempt(attempt.pk)
        return PlacedShape(
            reference=order.reference,
            key=order.access_key,
            placed_at=order.placed_at,
            total=MoneyShape.of(order.total),
            headline=order.headline,
            pay_until=order.pay_until,
            cancel_until=order.cancel_until,
            payment=_payment(order, attempt),
        )

    return once(request, act, tell, outside=True)


@wishes.post(
    "/orders/{reference}/payments",
    PaidShape,
    refuses=(
        *(NotFound, OrderNotPayable, SoldOut, HoldGone, BankSilent),
        *(StepRefused, Overtaken, Altered, RefundTooLarge),
    ),
    example={"means": "card", "return_url": BACK},
)
def pay_order(request: HttpRequest, reference: Path[Reference], told: Paying) -> HttpResponse:
    """Let an unpaid order be paid, by the same means or another; earlier attempts are dropped."""
    found = access.of_program(request, reference, Scope.WRITE_ORDERS)
    actor = caller_of(request).actor
    settling.settle_latest(order_id=found.pk, at=clock.now())  # outside the transaction in which it is done

    def act(at: datetime) -> Mapping[str, object]:
        attempt = paying.pay_again(order_id=found.pk, means_key=told.means, actor=actor, at=at)
        return {"attempt": attempt.pk}

    def tell(outcome: Mapping[str, object], at: datetime) -> PaidShape:
        attempt = _at_the_bank(payments.attempt(int(str(outcome["attempt"]))), told.return_url, at)
        order = orders.order(found.pk)
        return PaidShape(reference=order.reference, headline=order.headline, payment=_payment(order, attempt))

    return once(request, act, tell, outside=True)


@wishes.post(
    "/orders/{reference}/cancellation",
    EndedShape,
    refuses=(NotFound, TooLate, StepRefused, Overtaken, RefundTooLarge),
)
def cancel_order(request: HttpRequest, reference: Path[Reference]) -> HttpResponse:
    """Cancel until the cut-off: the pieces are free again, and all that was paid goes back."""
    found = access.of_program(request, reference, Scope.WRITE_ORDERS)
    actor = caller_of(request).actor

    def act(at: datetime) -> Mapping[str, object]:
        return {"order": ending.cancel(order_id=found.pk, actor=actor, at=at).pk}

    return once(request, act, _ended)


@wishes.post(
    "/orders/{reference}/choice",
    EndedShape,
    refuses=(NotFound, NothingAsked, StepRefused, Overtaken, RefundTooLarge),
    example={"wait": True},
)
def answer_question(request: HttpRequest, reference: Path[Reference], told: Answering) -> HttpResponse:
    """Answer when money came after the pieces had gone: wait for others, or be refunded."""
    found = access.of_program(request, reference, Scope.WRITE_ORDERS)
    actor = caller_of(request).actor

    def act(at: datetime) -> Mapping[str, object]:
        choice = "wait" if told.wait else "refund"
        return {"order": paying.answer(order_id=found.pk, choice=choice, actor=actor, at=at).pk}

    return once(request, act, _ended)


def _open(request: HttpRequest) -> Cart:
    """Return the cart that may be ordered. Raises NoCart and AccountNeeded."""
    customer_id = caller_of(request).customer_id
    if rules.needs_account(charters.charter()) and customer_id is None:
        raise AccountNeeded
    return visits.cart_by(request.headers.get(CART, ""), customer_id=customer_id)


def _begun(outcome: Mapping[str, object], _at: datetime) -> CheckoutShape:
    found = queries.by_id(int(str(outcome["checkout"])))
    if found is None:
        raise NoCart
    return _shape(found)


def _current(request: HttpRequest, at: datetime) -> Checkout:
    return telling.begin(cart=_open(request), at=at)


def _view(found: Checkout, at: datetime) -> CartView:
    """Return the cart with what it costs to the address told. Raises NotComplete before there is one."""
    if not found.delivery:
        raise NotComplete(missing="details")
    return quoting.cart_there(found, at)


def _shape(found: Checkout) -> CheckoutShape:
    delivery, billing = queries.delivery_of(found), queries.billing_of(found)
    missing = [name for name, told in (("details", found.delivery), ("delivery", found.carrier)) if not told]
    return CheckoutShape(
        email=found.email,
        delivery=ToldAddress.model_validate(delivery, from_attributes=True) if delivery else None,
        billing=ToldAddress.model_validate(billing, from_attributes=True) if billing else None,
        carrier=found.carrier,
        missing=missing,
    )


def _at_the_bank(attempt: Attempt, back: str, at: datetime) -> Attempt:
    """Have the bank open its page, once however often it is asked. Raises BankSilent."""
    if attempt.gateway == "transfer":
        return attempt
    told = settings.BASE_URL + reverse("payments_plain:message", args=[attempt.gateway])
    return paying.open_page(attempt=attempt, urls=(back, back, told), at=at)


def _placed(outcome: Mapping[str, object]) -> Placed:
    order, attempt = int(str(outcome["order"])), int(str(outcome["attempt"]))
    return Placed(orders.order(order), payments.attempt(attempt))


def _payment(order: Order, attempt: Attempt) -> PaymentShape:
    transfer = charters.charter().payments.transfer if attempt.gateway == "transfer" else None
    account = ("holder", "bank", "iban", "bic")
    return PaymentShape(
        state=attempt.state,
        means=attempt.means,
        amount=MoneyShape.of(attempt.amount),
        page_url=attempt.page_url or None,
        expires_at=attempt.expires_at,
        transfer=TransferShape(
            **{name: getattr(transfer, name) for name in account}, reference=order.reference
        )
        if transfer
        else None,
    )


def _ended(outcome: Mapping[str, object], _at: datetime) -> EndedShape:
    order = orders.order(int(str(outcome["order"])))
    return EndedShape(reference=order.reference, headline=order.headline, life=order.life, funds=order.funds)
