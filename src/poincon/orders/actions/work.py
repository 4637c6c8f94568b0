"""Preparing an order, packing and shipping its parcels, and seeing them delivered."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum

from poincon.charter.actions import clocks
from poincon.charter.actions.clocks import Term
from poincon.charter.promises import keeps
from poincon.foundation import journal
from poincon.foundation.facts import announce
from poincon.inventory import actions as stock
from poincon.kernel.refusal import Refusal
from poincon.orders import locking, queries
from poincon.orders.events import OrderDelivered, OrderReady, OrderShipped, ParcelShipped
from poincon.orders.models import Making, Order, OrderLine, ParcelLine
from poincon.orders.states import WORK_FLOW, Funds, Life, Query, Work
from poincon.shipping import actions as shipping
from poincon.shipping import queries as parcels


class NotToBePrepared(Refusal):
    """The order is unpaid, ended, or waits for its customer: nobody may prepare or ship it."""

    code = "not_to_be_prepared"


class WrongContents(Refusal):
    """The parcel would hold more than is left to send, or nothing."""

    code = "wrong_parcel_contents"
    status = 422


def prepare(*, order_id: int, actor: str, at: datetime) -> Order:
    """Hand the order to whoever prepares it.

    What is made for its wearer is begun only once they can no longer change it: that was promised (R059).
    """
    with transaction.atomic():
        order = locking.locked(order_id)
        if obstacle := obstacle_to(order=order, at=at):
            raise NotToBePrepared(**obstacle)
        return _work(order_id, "prepare", actor, at)


def obstacle_to(*, order: Order, at: datetime) -> dict[str, Any]:
    """Return what the preparation of an order waits for, as its refusal tells it; empty if for nothing."""
    if obstacle := _obstacle(order):
        return obstacle
    if at < order.change_until and Making.objects.filter(line__order=order).exists():
        return {"awaited": "words", "until": order.change_until}
    return {}


def make_ready(*, order_id: int, actor: str, at: datetime) -> Order:
    """Say that everything is packed and the carrier may come (R056)."""
    with transaction.atomic():
        order = _work(order_id, "make_ready", actor, at)
        announce(OrderReady(order.pk), at=at)
        clocks.start(subject=journal.subject_of(order), of=[Term("orders.ready_escalation_days")], at=at)
    return order


def reopen(*, order_id: int, actor: str, at: datetime) -> Order:
    """Take a ready order back to the bench."""
    with transaction.atomic():
        order = _work(order_id, "reopen", actor, at)
        subject = journal.subject_of(order)
        clocks.drop(subject=subject, at=at, cause="reopened", only=["orders.ready_escalation_days"])
    return order


def ship(
    *, order_id: int, carrier: str, number: str, contents: dict[int, int], actor: str, at: datetime
) -> Order:
    """Hand a parcel with `contents` (line id to quantity) to its carrier and tell the customer.

    The order counts as shipped when the last piece has left; until then it is partly shipped.
    Refused when the order may not be served, the number is bad or taken, or the contents are wrong.
    """
    with transaction.atomic():
        order = _servable(order_id)
        if order.work != Work.READY:
            raise NotToBePrepared(work=order.work)
        left = unsent(order=order)
        if not contents or any(not 0 < quantity <= left.get(line, 0) for line, quantity in contents.items()):
            raise WrongContents(left=left)
        parcel = shipping.pack(consignment_id=order.consignment_id, carrier=carrier, number=number, at=at)
        shipping.hand_over(parcel=parcel, actor=actor, at=at)
        ParcelLine.objects.bulk_create(
            [ParcelLine(parcel=parcel, line_id=line, quantity=n) for line, n in contents.items()]
        )
        _hand_out(order, contents)
        announce(ParcelShipped(order.pk, parcel.pk), at=at)
        if not unsent(order=order):
            locking.step(order, WORK_FLOW, "ship", field="work", actor=actor, at=at)
            announce(OrderShipped(order.pk), at=at)
        return order


def _hand_out(order: Order, contents: dict[int, int]) -> None:
    if order.hold_id is not None:
        variants = OrderLine.objects.filter(pk__in=contents).values_list("variant_id", "pk")
        stock.hand_out(hold_id=order.hold_id, contents={pk: contents[line] for pk, line in variants if pk})


def deliver(*, order_id: int, parcel_id: int, actor: str, at: datetime) -> Order:
    """Book a parcel as received; with the last one, the order is delivered."""
    with transaction.atomic():
        order = locking.locked(order_id)
        parcel = parcels.parcel_of(order.consignment_id, parcel_id)
        shipping.deliver(parcel=parcel, actor=actor, at=at)
        if order.work == Work.SHIPPED and parcels.all_delivered(order.consignment_id):
            locking.step(order, WORK_FLOW, "deliver", field="work", actor=actor, at=at)
            announce(OrderDelivered(order.pk), at=at)
        return order


def unsent(*, order: Order) -> dict[int, int]:
    """Return what has not left yet, as line id to quantity."""
    lines = OrderLine.objects.filter(order=order).annotate(gone=Sum("sent__quantity", default=0))
    return {line.pk: left for line in lines.order_by("position") if (left := line.quantity - line.gone)}


def _work(order_id: int, verb: str, actor: str, at: datetime) -> Order:
    with transaction.atomic():
        order = _servable(order_id)
        locking.step(order, WORK_FLOW, verb, field="work", actor=actor, at=at)
    return order


def _servable(order_id: int) -> Order:
    order = locking.locked(order_id)
    if obstacle := _obstacle(order):
        raise NotToBePrepared(**obstacle)
    return order


@keeps("payments.transfer.sent_on_receipt")
def _obstacle(order: Order) -> dict[str, Any]:
    if order.life != Life.OPEN or order.funds != Funds.PAID or order.query != Query.NONE:
        return {"life": order.life, "funds": order.funds, "query": order.query}
    if queries.awaits(order):
        return {"awaited": "pieces"}
    return {}
