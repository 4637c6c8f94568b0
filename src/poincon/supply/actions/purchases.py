"""Writing an order to a supplier, sending it, and following when it comes."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from poincon.foundation import journal
from poincon.foundation.clock import local_day
from poincon.foundation.stepping import take_step
from poincon.inventory import actions as inventory
from poincon.inventory import queries as stock
from poincon.kernel.ids import reference
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal
from poincon.supply import queries, rules
from poincon.supply.models import Purchase, PurchaseLine
from poincon.supply.states import AWAITED, PURCHASE_FLOW, PurchaseState


class NotADraft(Refusal):
    """The order has been sent: what it asks for stands."""

    code = "purchase_not_a_draft"


class EmptyPurchase(Refusal):
    """An order without a line cannot be sent."""

    code = "purchase_empty"
    status = 422


class OtherCurrency(Refusal):
    """The cost is in another currency than the order."""

    code = "purchase_other_currency"
    status = 422


class DayPassed(Refusal):
    """Nothing can be expected on a day that has passed."""

    code = "purchase_day_passed"
    status = 422


def create(*, supplier_id: int, currency: str, actor: str, at: datetime) -> Purchase:
    """Begin an order to a supplier; nobody but the desk sees it before it is sent."""
    with transaction.atomic():
        row = Purchase.objects.create(
            reference=reference(), supplier_id=supplier_id, currency=currency, created_at=at
        )
        journal.write(subject=journal.subject_of(row), verb="create", actor=actor, at=at)
    return row


def put_line(
    *,
    purchase_id: int,
    variant_id: int,
    quantity: int,
    cost: Money,
    expected_on: date | None,
    actor: str,
    at: datetime,
) -> PurchaseLine:
    """Order so many of a variant, in place of what the draft said of it before.

    Raises NotADraft, OtherCurrency, DayPassed.
    """
    with transaction.atomic():
        row = _draft(purchase_id)
        if cost.currency != row.currency:
            raise OtherCurrency(currency=row.currency)
        if expected_on and expected_on < local_day(at):
            raise DayPassed(on=expected_on.isoformat())
        line, _ = PurchaseLine.objects.update_or_create(
            purchase=row,
            variant_id=variant_id,
            defaults={"quantity": quantity, "cost_minor": cost.minor, "expected_on": expected_on},
        )
        journal.write(
            subject=journal.subject_of(row), verb="put_line", after=str(quantity), actor=actor, at=at
        )
    return line


def remove_line(*, purchase_id: int, line_id: int, actor: str, at: datetime) -> bool:
    """Take a line off a draft; False when it was gone. Raises NotADraft."""
    with transaction.atomic():
        row = _draft(purchase_id)
        gone = bool(row.lines.filter(pk=line_id).delete()[0])
        if gone:
            journal.write(subject=journal.subject_of(row), verb="remove_line", actor=actor, at=at)
    return gone


def send(*, purchase_id: int, actor: str, at: datetime) -> Purchase:
    """Note that the supplier has the order: customers are told its days. Raises EmptyPurchase."""
    with transaction.atomic():
        row = Purchase.objects.select_for_update().get(pk=purchase_id)
        variants = list(row.lines.values_list("variant", flat=True))
        if not variants:
            raise EmptyPurchase
        take_step(row, PURCHASE_FLOW, "send", actor=actor, at=at, sent_at=at)
        expect(variant_ids=variants, actor=actor, at=at)
    return row


def cancel(*, purchase_id: int, actor: str, at: datetime) -> Purchase:
    """End an order of which nothing has come; its days are promised to nobody any more."""
    return _end(purchase_id, "cancel", actor, at)


def close(*, purchase_id: int, actor: str, at: datetime) -> Purchase:
    """End an order whose rest will not come."""
    return _end(purchase_id, "close", actor, at)


def redate(*, purchase_id: int, on: date | None, actor: str, at: datetime, line_id: int | None = None) -> int:
    """Expect what is still to come on another day, or on none that is known; returns on how many lines.

    Customers who ordered ahead, and those who wait for an alert, are told once of the move (R014). Raises
    DayPassed.
    """
    if on and on < local_day(at):
        raise DayPassed(on=on.isoformat())
    with transaction.atomic():
        row = Purchase.objects.select_for_update().get(pk=purchase_id)
        rows = row.lines.select_for_update().order_by("id")
        moved = [
            one for one in rows if line_id in (None, one.pk) and one.outstanding and one.expected_on != on
        ]
        for line in moved:
            line.expected_on = on
            line.save(update_fields=["expected_on"])
        if moved:
            after = on.isoformat() if on else ""
            journal.write(subject=journal.subject_of(row), verb="redate", after=after, actor=actor, at=at)
        if row.state in AWAITED:
            expect(variant_ids=[line.variant_id for line in moved], actor=actor, at=at)
    return len(moved)


def expect(*, variant_ids: Iterable[int], actor: str, at: datetime) -> None:
    """Tell the window when variants come, and how many may be sold ahead, by all orders to suppliers."""
    ids = sorted(set(variant_ids))
    sheets = stock.sheets(ids, at=at)
    for pk, coming in queries.awaited(ids).items():
        ahead = sheets[pk].ahead if pk in sheets else 0
        on, quantity = rules.restock(coming, ahead=ahead, today=local_day(at))
        inventory.set_restock(variant_id=pk, on=on, quantity=quantity, actor=actor, at=at)


def _draft(purchase_id: int) -> Purchase:
    row = Purchase.objects.select_for_update().get(pk=purchase_id)
    if row.state != PurchaseState.DRAFT:
        raise NotADraft(state=row.state)
    return row


def _end(purchase_id: int, verb: str, actor: str, at: datetime) -> Purchase:
    with transaction.atomic():
        row = Purchase.objects.select_for_update().get(pk=purchase_id)
        was_awaited = row.state in AWAITED
        take_step(row, PURCHASE_FLOW, verb, actor=actor, at=at)
        if was_awaited:
            expect(variant_ids=list(row.lines.values_list("variant", flat=True)), actor=actor, at=at)
    return row
