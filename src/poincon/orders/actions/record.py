"""Writing a new order down, once and for ever."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from poincon.catalogue.rules import Made
from poincon.charter.promises import keeps
from poincon.customers.addresses import AddressData
from poincon.foundation import journal
from poincon.foundation.facts import announce
from poincon.kernel.money import Money
from poincon.orders.events import OrderPlaced
from poincon.orders.models import Making, Order, OrderAddress, OrderContact, OrderLine
from poincon.orders.states import Exclusion
from poincon.pricing.queries import Taxation


@dataclass(frozen=True, slots=True)
class Sold:
    """One line as it is sold; `as_sold` is its facts and words in every language of the house.

    What is made of it for its wearer costs `made_price` of the `unit`, and is told by the `notice_id` kept.
    """

    variant_id: int
    quantity: int
    unit: Money
    vat_bp: int
    vat: Money
    dispatch_on: date
    as_sold: dict[str, object]
    made: Made | None = None
    made_price: Money | None = None
    notice_id: int | None = None

    @property
    def total(self) -> Money:
        return self.unit * self.quantity


@dataclass(frozen=True, slots=True)
class Dates:
    """The instants and days that the order promises."""

    change_until: datetime
    cancel_until: datetime
    pay_until: datetime
    dispatch_on: date
    arrives_from: date
    arrives_until: date


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who buys; the account is None for a guest."""

    email: str
    delivery: AddressData
    billing: AddressData
    customer_id: int | None


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything an order is made of, decided before it is written."""

    reference: str
    language: str
    ring_scale: str
    means: str
    seal: str
    buyer: Buyer
    lines: tuple[Sold, ...]
    delivery: Money
    delivery_vat_bp: int
    taxation: Taxation
    vat: Money
    dates: Dates
    terms_id: int
    payable_id: int
    consignment_id: int
    hold_id: int


@keeps("prices.as_ordered")
def record(*, draft: Draft, actor: str, at: datetime) -> Order:
    """Write the order with its lines, contact and addresses, and announce that it was placed.

    What fails here fails the caller's transaction too: there is no order in part.
    """
    items = sum(line.total.minor for line in draft.lines)
    with transaction.atomic(savepoint=False):
        order = Order.objects.create(
            reference=draft.reference,
            access_key=secrets.token_urlsafe(24),
            customer_id=draft.buyer.customer_id,
            language=draft.language,
            ring_scale=draft.ring_scale,
            country=draft.buyer.delivery.country,
            currency=draft.delivery.currency,
            items_minor=items,
            delivery_minor=draft.delivery.minor,
            total_minor=items + draft.delivery.minor,
            vat_minor=draft.vat.minor,
            delivery_vat_bp=draft.delivery_vat_bp,
            vat_scope=draft.taxation.scope,
            vat_destination=draft.taxation.destination,
            vat_country=draft.taxation.country,
            means=draft.means,
            seal=draft.seal,
            terms_id=draft.terms_id,
            payable_id=draft.payable_id,
            consignment_id=draft.consignment_id,
            hold_id=draft.hold_id,
            placed_at=at,
            placed_by=actor,
            change_until=draft.dates.change_until,
            cancel_until=draft.dates.cancel_until,
            pay_until=draft.dates.pay_until,
            dispatch_on=draft.dates.dispatch_on,
            arrives_from=draft.dates.arrives_from,
            arrives_until=draft.dates.arrives_until,
        )
        _write_lines(order, draft.lines)
        _write_buyer(order, draft.buyer)
        journal.write(subject=journal.subject_of(order), verb="place", actor=actor, at=at)
        announce(OrderPlaced(order.pk), at=at)
    return order


def _write_lines(order: Order, lines: tuple[Sold, ...]) -> None:
    rows = OrderLine.objects.bulk_create(_lines(order, lines))
    made = [(row, line.made.wish) for row, line in zip(rows, lines, strict=True) if line.made]
    if made:
        Making.objects.bulk_create(
            [Making(line=row, words=wish.words, size_mm=wish.size_mm) for row, wish in made]
        )


def _lines(order: Order, lines: tuple[Sold, ...]) -> list[OrderLine]:
    return [
        OrderLine(
            order=order,
            position=position,
            variant_id=line.variant_id,
            quantity=line.quantity,
            unit_minor=line.unit.minor,
            total_minor=line.total.minor,
            vat_bp=line.vat_bp,
            vat_minor=line.vat.minor,
            currency=line.unit.currency,
            dispatch_on=line.dispatch_on,
            as_sold=line.as_sold,
            made_minor=line.made_price.minor if line.made_price else 0,
            engraving_id=line.made.engraving.id if line.made and line.made.engraving else None,
            exclusion=Exclusion.MADE_FOR_YOU if line.made else "",
            notice_id=line.notice_id if line.made else None,
        )
        for position, line in enumerate(lines, start=1)
    ]


def _write_buyer(order: Order, buyer: Buyer) -> None:
    OrderContact.objects.create(
        order=order,
        email=buyer.email,
        email_key=buyer.email.casefold(),
        first_name=buyer.delivery.first_name,
        last_name=buyer.delivery.last_name,
        phone=buyer.delivery.phone,
    )
    OrderAddress.objects.bulk_create(
        [
            _address(order, OrderAddress.DELIVERY, buyer.delivery),
            _address(order, OrderAddress.BILLING, buyer.billing),
        ]
    )


def _address(order: Order, kind: str, data: AddressData) -> OrderAddress:
    return OrderAddress(
        order=order,
        kind=kind,
        first_name=data.first_name,
        last_name=data.last_name,
        company=data.company,
        line1=data.line1,
        line2=data.line2,
        postcode=data.postcode,
        city=data.city,
        region=data.region,
        country=data.country,
        phone=data.phone,
    )
