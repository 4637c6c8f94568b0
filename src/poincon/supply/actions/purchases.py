"""Writing an order to a supplier, sending it, and following when it comes."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction

from poincon.catalogue import queries as catalogue
from poincon.foundation import journal
from poincon.foundation.clock import local_day
from poincon.foundation.stepping import take_step
from poincon.inventory import actions as inventory
from poincon.kernel.ids import reference
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal
from poincon.supply import expecting, queries
from poincon.supply.models import Purchase, PurchaseLine
from poincon.supply.states import AWAITED, PURCHASE_FLOW, PurchaseState


class NotADraft(Refusal):
    """The order has been sent: what it asks for stands."""

    code = "purchase_not_a_draft"


class OnItAlready(Refusal):
    """The order has a line of this article: that one is changed, a second delivery is an order of its own."""

    code = "purchase_line_there"

    def __init__(self, line: PurchaseLine) -> None:
        self.line = line
        super().__init__(line_id=line.pk)


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


def create(*, key: str, supplier_id: int, currency: str, actor: str, at: datetime) -> Purchase:
    """Begin an order to a supplier, the same form sent twice (`key`) once; nobody but the desk sees it."""
    with transaction.atomic():
        told = {"supplier_id": supplier_id, "currency": currency, "created_at": at}
        row, fresh = Purchase.objects.get_or_create(key=key, defaults=told | {"reference": reference()})
        if fresh:
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
    line_id: int | None = None,
) -> PurchaseLine:
    """Order so many of a variant; with `line_id`, in place of what that line of the draft said of it.

    Raises NotADraft, OtherCurrency, DayPassed, OnItAlready, Discontinued.
    """
    inventory.insist_on_buyers(variant_id=variant_id, quantity=quantity)
    with transaction.atomic():
        row = _draft(purchase_id)
        if cost.currency != row.currency:
            raise OtherCurrency(currency=row.currency)
        if expected_on and expected_on < local_day(at):
            raise DayPassed(on=expected_on.isoformat())
        line = row.lines.filter(pk=line_id or 0).first() or PurchaseLine(purchase=row)
        there = row.lines.filter(variant=variant_id).exclude(pk=line.pk).first()
        if there:
            raise OnItAlready(there)
        verb, before = ("change_line", str(line.quantity)) if line.pk else ("put_line", "")
        line.variant_id, line.quantity = variant_id, quantity
        line.cost_minor, line.expected_on = cost.minor, expected_on
        line.save()
        _note(row, line, verb, before=before, after=str(quantity), actor=actor, at=at)
    return line


def remove_line(*, purchase_id: int, line_id: int, actor: str, at: datetime) -> bool:
    """Take a line off a draft; False when it was gone. Raises NotADraft."""
    with transaction.atomic():
        row = _draft(purchase_id)
        line = row.lines.filter(pk=line_id).first()
        if line is None:
            return False
        line.delete()
        _note(row, line, "remove_line", before=str(line.quantity), after="", actor=actor, at=at)
    return True


def send(*, purchase_id: int, actor: str, at: datetime) -> Purchase:
    """Note that the supplier has the order: customers are told its days (`expecting.written_to` how many).

    A line without a day takes from nobody the day that they know. Raises EmptyPurchase, Discontinued.
    """
    with transaction.atomic():
        row = Purchase.objects.select_for_update().get(pk=purchase_id)
        wanted = dict(row.lines.values_list("variant", "quantity"))
        if not wanted:
            raise EmptyPurchase
        for variant_id in catalogue.gone_for_good(wanted):
            inventory.insist_on_buyers(variant_id=variant_id, quantity=wanted[variant_id])
        take_step(row, PURCHASE_FLOW, "send", actor=actor, at=at, sent_at=at)
        expect(variant_ids=wanted, actor=actor, at=at)
    return row


def cancel(*, purchase_id: int, actor: str, at: datetime) -> Purchase:
    """End an order of which nothing has come; its days are promised to nobody any more."""
    return _end(purchase_id, "cancel", actor, at)


def close(*, purchase_id: int, actor: str, at: datetime) -> Purchase:
    """End an order whose rest will not come."""
    return _end(purchase_id, "close", actor, at)


def redate(*, purchase_id: int, on: date | None, actor: str, at: datetime, line_id: int | None = None) -> int:
    """Expect what is still to come on another day, or on none that is known; returns on how many lines.

    Customers who ordered ahead are told once of the move (R014); whoever waits for an alert hears of no day.
    Raises DayPassed.
    """
    if on and on < local_day(at):
        raise DayPassed(on=on.isoformat())
    with transaction.atomic():
        row = Purchase.objects.select_for_update().get(pk=purchase_id)
        rows = row.lines.select_for_update().order_by("id")
        moved = [
            one for one in rows if line_id in (None, one.pk) and one.outstanding and one.expected_on != on
        ]
        known = queries.dated(moved)
        for line in moved:
            before, line.expected_on = line.expected_on, on
            line.save(update_fields=["expected_on"])
            _note(row, line, "redate", before=_written(before), after=_written(on), actor=actor, at=at)
        if row.state in AWAITED:
            ids = [line.variant_id for line in moved]
            expect(variant_ids=ids, given_up=known, actor=actor, at=at)
    return len(moved)


def expect(*, variant_ids: Iterable[int], actor: str, at: datetime, given_up: Collection[int] = ()) -> None:
    """Tell the window when variants can leave, and how many may be sold ahead, by all orders to suppliers.

    Where they name no day, only those `given_up` lose the one they have.
    """
    days = expecting.planned(variant_ids, at=at, given_up=given_up)
    for pk, (on, quantity) in days.items():
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
            lines = queries.lines(row)
            ids = [line.variant_id for line in lines]
            expect(variant_ids=ids, given_up=queries.dated(lines), actor=actor, at=at)
    return row


def _note(
    row: Purchase, line: PurchaseLine, verb: str, *, before: str, after: str, actor: str, at: datetime
) -> None:
    """Write in the journal of the order what was done to which of its articles."""
    journal.write(
        subject=journal.subject_of(row),
        verb=verb,
        field=f"variant:{line.variant_id}",
        before=before,
        after=after,
        actor=actor,
        at=at,
    )


def _written(on: date | None) -> str:
    return on.isoformat() if on else ""
