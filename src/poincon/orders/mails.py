"""The mails about an order: each is written once for the fact that it tells."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from poincon.catalogue.rules import Share
from poincon.charter import queries as charters
from poincon.charter.promises import keeps
from poincon.content import queries as content
from poincon.customers.addresses import AddressData, label_lines
from poincon.design import words
from poincon.inventory import queries as inventory
from poincon.inventory.states import HoldState
from poincon.kernel.money import Money
from poincon.notifications import actions as notifications
from poincon.notifications.actions import File
from poincon.notifications.rendering import NO_SLOTS, render
from poincon.orders import queries, telling
from poincon.orders.mail_kinds import slots_of
from poincon.orders.models import Order, OrderAddress, OrderLine
from poincon.orders.words import CAUSES
from poincon.payments import queries as payments


def received(order: Order, at: datetime) -> None:
    """Confirm the order on a durable medium: recap, terms accepted, withdrawal form (L221-13, O5).

    With them the notice that was ticked, where a piece is made for its wearer; where all are, there is
    nothing to withdraw from, and no form for it.
    """
    lines = list(queries.lines(order.pk))
    files = [content.as_file(order.terms)]
    if telling.share_made(lines) is not Share.ALL:
        files.append(content.as_file(content.current("withdrawal_form", order.language)))
    files += [content.as_file(line.notice) for line in lines if line.notice][:1]
    _write(order, "received", at, files=files)


@keeps("stock.sells_ahead")
def paid(order: Order, at: datetime) -> None:
    """Tell that the money is here, and which pieces are still to come where some are (R014)."""
    _write(order, "paid", at, awaited=_awaited(order))


def refused(order: Order, attempt_id: int, at: datetime) -> None:
    """Tell the buyer who has closed the page that the order is kept, and what to try (R048)."""
    attempt = payments.attempt(attempt_id)
    with translation.override(order.language):
        advice = payments.advice(attempt.refusal)
    _write(order, "refused", at, key=f"refused:{attempt_id}", advice=advice)


@keeps("delivery.dispatch_mail", "carriers.*.phone", "carriers.*.tracking_from_next_day")
def shipped(order: Order, parcel_id: int, at: datetime) -> None:
    """Send the parcel's number and the carrier's page (R071)."""
    with translation.override(order.language):
        told = next(one for one in telling.parcels_told(order, at) if one.parcel.pk == parcel_id)
    slots = {"carrier": told.carrier, "number": told.parcel.number}
    _write(order, "shipped", at, key=f"shipped:{parcel_id}", slots=slots, told=told)


def delivered(order: Order, at: datetime) -> None:
    _write(order, "delivered", at)


def cancelled(order: Order, cause: str, at: datetime) -> None:
    _write(order, "cancelled", at, cause=CAUSES.get(cause, ""), owed_back=order.payable.kept or None)


@keeps("stock.sells_ahead")
def redated(order: Order, round_: int, at: datetime, *, known: bool) -> None:
    """Tell that awaited pieces come on another day, or that nobody can say any more when (R014)."""
    lines = _awaited(order) or list(queries.lines(order.pk))
    _write(order, "redated", at, key=f"redated:{round_}", dated=True, known=known, lines=lines)


@keeps("stock.sells_ahead")
def complete(order: Order, round_: int, at: datetime) -> None:
    """Tell that the last awaited piece is here, and when the order leaves now (R014)."""
    _write(order, "complete", at, key=f"complete:{round_}")


def short(order: Order, variant_id: int, quantity: int, at: datetime) -> None:
    """Tell that pieces of a variant that was bought are not there, and what can be chosen (R017)."""
    missing = [line for line in queries.lines(order.pk) if line.variant_id == variant_id][:1]
    _write(order, "short", at, key=f"short:{at.isoformat()}", missing=missing, quantity=quantity)


@keeps("stock.oversold_is_told")
def yielded(order: Order, hold_id: int, at: datetime) -> None:
    """Tell that what was kept for an order not paid yet is not there: nothing should be paid for now."""
    _write(order, "yielded", at, key=f"yielded:{hold_id}")


def remade(order: Order, line_id: int, round_: int, at: datetime) -> None:
    """Confirm what is made for the wearer after a change, word for word."""
    changed = [line for line in queries.lines(order.pk) if line.pk == line_id]
    _write(order, "remade", at, key=f"remade:{line_id}:{round_}", changed=changed)


def unservable(order: Order, at: datetime) -> None:
    _write(order, "unservable", at)


def transfer_details(order: Order, at: datetime) -> None:
    _write(order, "transfer_details", at)


def refunded(order: Order, at: datetime) -> None:
    _write(order, "refunded", at)


def returned(order: Order, refund_id: int, amount: Money, at: datetime) -> None:
    """Tell that money has gone back which the order did not need, or no longer."""
    slots = {"amount": words.money(amount, order.language)}
    _write(order, "returned", at, key=f"returned:{refund_id}", slots=slots)


@keeps("payments.transfer.remind_after_days")
def reminder(order: Order, round_: int, at: datetime) -> None:
    """Remind of an awaited transfer (R046), with the days that are left: they began when it was ordered."""
    reserved = order.hold.expires_at if order.hold and order.hold.state == HoldState.HELD else None
    left = reserved if reserved and reserved > at else None
    _write(order, "reminder", at, key=f"reminder:{round_}", dated=True, reserved=left)


def _awaited(order: Order) -> list[OrderLine]:
    """Return the lines of which a piece is still to come."""
    waited = inventory.waited_for(order.hold_id or 0)
    return [line for line in queries.lines(order.pk) if line.variant_id in waited]


def link(order: Order) -> str:
    """Return the address that opens the order's page without an account."""
    with translation.override(order.language):
        path = reverse("orders:order", args=[order.reference])
    return f"{settings.BASE_URL}{path}?key={order.access_key}"


def _write(
    order: Order,
    name: str,
    at: datetime,
    *,
    key: str = "",
    files: Sequence[File] = (),
    slots: Mapping[str, str] = NO_SLOTS,
    **context: object,
) -> None:
    contact = getattr(order, "contact", None)
    if contact is None:
        return  # erased: there is nobody to write to
    with translation.override(order.language):
        named = {**slots_of(order, order.total), **slots}
        mail = render(f"orders/{name}", _context(order) | context, order.language, named)
    notifications.post(
        key=f"order:{order.pk}:{key or name}",
        kind=f"orders.{name}",
        to=contact.email,
        language=order.language,
        subject=mail.subject,
        html=mail.html,
        text=mail.text,
        subject_ref=f"order:{order.pk}",
        at=at,
        attachments=files,
    )


def _context(order: Order) -> dict[str, object]:
    delivery = order.addresses.filter(kind=OrderAddress.DELIVERY).first()
    running = charters.charter()
    lines = list(queries.lines(order.pk))
    return {
        "order": order,
        "contact": order.contact,
        "lines": lines,
        "share_made": telling.share_made(lines),
        "scale": queries.scale_read(order),
        "sums": telling.sums(order),
        "border": telling.at_the_border(order),
        "how": telling.carrier_of(order.consignment.carrier).how(order.language),
        "delivery_lines": label_lines(AddressData.of(delivery), home=running.country) if delivery else [],
        "transfer": running.payments.transfer if order.means == "transfer" else None,
        "link": link(order),
        "unpaid": order.funds == "unpaid",
    }
