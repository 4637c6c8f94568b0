"""An order in the shapes that programs are answered in."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from poincon.api.shapes import MoneyShape, PictureShape, TaxationShape
from poincon.catalogue.shapes import MadeShape
from poincon.charter import running
from poincon.foundation import clock, journal
from poincon.kernel.money import Money
from poincon.orders import queries, shapes, telling
from poincon.orders.actions import work
from poincon.orders.desk_words import steps_on_offer
from poincon.orders.models import Order, OrderAddress, OrderLine
from poincon.orders.states import Headline
from poincon.orders.telling import ParcelTold, headline_words
from poincon.orders.words import LABELS


def label(order: Order) -> shapes.Label:
    head = Headline(order.headline)
    return shapes.Label(code=head.value, words=str(LABELS[head]))


def standing(order: Order) -> shapes.StandingShape:
    return shapes.StandingShape.model_validate(order, from_attributes=True)


def summary(order: Order) -> dict[str, Any]:
    """Return what a list tells of an order."""
    return {
        "reference": order.reference,
        "placed_at": order.placed_at,
        "label": label(order),
        "standing": standing(order),
        "total": MoneyShape.of(order.total),
        "dispatch_on": order.dispatch_on,
    }


def desk_summary(order: Order) -> shapes.DeskSummaryShape:
    return shapes.DeskSummaryShape(**summary(order), carrier=order.consignment.carrier, country=order.country)


def whole(order: Order, at: datetime, *, scale: str) -> dict[str, Any]:
    """Return everything that the order's page tells its customer, ring sizes on that scale."""
    parcels, lines = telling.parcels_told(order, at), list(queries.lines(order.pk))
    title, meaning = headline_words(order, parcels)
    days = ("dispatch_on", "arrives_from", "arrives_until", "change_until", "cancel_until", "pay_until")
    return {
        **summary(order),
        **{name: getattr(order, name) for name in ("language", "means", "country", *days)},
        "title": str(title),
        "meaning": str(meaning),
        "lines": [line(one, order.language, scale) for one in lines],
        "ring_scale": scale,
        "items": MoneyShape.of(order.items),
        "delivery": MoneyShape.of(order.delivery),
        "vat": MoneyShape.of(order.vat),
        "taxation": TaxationShape.of(order.taxation),
        "duties_paid_by": telling.customs(order) or None,
        "parcels": [_parcel(one) for one in parcels],
        "timeline": _timeline(order, clock.local_day(at)),
        "clocks": [_clock(one) for one in running.everything_on(journal.subject_of(order))],
    }


def at_desk(order: Order, at: datetime) -> shapes.DeskOrderShape:
    """Return an order as the counter needs it: with its addresses and the steps on offer."""
    contact = getattr(order, "contact", None)  # None once the person has been erased
    places = {address.kind: address for address in order.addresses.all()}
    return shapes.DeskOrderShape(
        **whole(order, at, scale=""),
        email=contact.email if contact else None,
        delivery_address=_address(places.get(OrderAddress.DELIVERY)),
        billing_address=_address(places.get(OrderAddress.BILLING)),
        steps=steps_on_offer(order, at),
        unsent=[shapes.Packed(line=line, quantity=n) for line, n in work.unsent(order=order).items()],
    )


def desk_standing(order: Order, at: datetime) -> shapes.DeskStanding:
    return shapes.DeskStanding(
        reference=order.reference,
        label=label(order),
        standing=standing(order),
        steps=steps_on_offer(order, at),
    )


def line(sold: OrderLine, language: str, scale: str) -> shapes.OrderLineShape:
    """Return a line as it was sold, with what is made of it as it stands now."""
    kept, making = sold.as_sold, getattr(sold, "making", None)
    return shapes.OrderLineShape(
        line=sold.pk,
        variant=sold.variant_id,
        sku=kept["sku"],
        slug=kept["slug"],
        name=kept[f"name_{language}"],
        matter=kept[f"matter_{language}"],
        choice=sold.choice(language, scale),
        quantity=sold.quantity,
        unit=MoneyShape.of(sold.unit),
        total=MoneyShape.of(sold.total),
        vat=MoneyShape.of(Money(sold.vat_minor, sold.currency)),
        vat_rate_bp=sold.vat_bp,
        dispatch_on=sold.dispatch_on,
        picture=PictureShape.of(sold.picture) if sold.picture else None,
        made=MadeShape.of(
            sold.wish, sold.told_on(scale), MoneyShape.of(Money(sold.made_minor, sold.currency))
        ),
        round=making.round if making else 0,
        exclusion=sold.exclusion,
    )


def _parcel(told: ParcelTold) -> shapes.ParcelShape:
    parcel = told.parcel
    moments = ("packed_at", "shipped_at", "delivered_at", "returned_at")
    return shapes.ParcelShape(
        parcel=parcel.pk,
        number=parcel.number,
        carrier=told.carrier,
        phone=told.phone,
        tracking_url=told.track.url,
        tracking_opens_on=told.track.opens_on,
        contents=[shapes.Packed(line=line.pk, quantity=n) for line, n in told.inside],
        **{name: getattr(parcel, name) for name in moments},
    )


def _timeline(order: Order, today: date) -> Sequence[shapes.MomentShape]:
    return [
        shapes.MomentShape(
            words=str(one.label),
            state=one.state,
            at=one.when if isinstance(one.when, datetime) else None,
            on=one.when if isinstance(one.when, date) and not isinstance(one.when, datetime) else None,
            note=str(one.note),
        )
        for one in telling.timeline(order, today)
    ]


def _clock(one: running.Clock) -> shapes.ClockShape:
    return shapes.ClockShape(
        promise=one.promise,
        state=one.state,
        started_at=one.opened_at,
        due_at=one.due_at,
        closed_at=one.closed_at,
        made_good_at=one.made_good_at,
    )


def _address(row: OrderAddress | None) -> shapes.AddressShape | None:
    return shapes.AddressShape.model_validate(row, from_attributes=True) if row else None
