"""Counting a delivery by its barcodes, and putting it on the shelves."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from poincon.foundation.stepping import Overtaken, take_step
from poincon.inventory import actions as inventory
from poincon.kernel.refusal import Refusal
from poincon.supply import queries
from poincon.supply.actions import purchases
from poincon.supply.actions.scanning import NothingCounted, article, insist_on_enough
from poincon.supply.models import Purchase, PurchaseLine, Receipt, Scan
from poincon.supply.states import AWAITED, PURCHASE_FLOW, RECEIPT_FLOW, ReceiptState


class NotAwaited(Refusal):
    """The order is a draft, cancelled, or wholly received: no delivery can be counted for it."""

    code = "delivery_not_awaited"


class ReceiptOver(Refusal):
    """The delivery has been booked or dropped; it counts no more pieces."""

    code = "receipt_over"


def open_receipt(*, purchase_id: int, at: datetime) -> Receipt:
    """Return the delivery that is being counted for an order: one, whoever counts. Raises NotAwaited."""
    with transaction.atomic():
        row = Purchase.objects.select_for_update().get(pk=purchase_id)
        if row.state not in AWAITED:
            raise NotAwaited(state=row.state)
        return queries.open_receipt(row) or Receipt.objects.create(purchase=row, opened_at=at)


def scan(
    *, receipt_id: int, key: str, code: str, quantity: int = 1, aside: str = "", actor: str, at: datetime
) -> Scan:
    """Count pieces whose article number or barcode was read; `aside` says why they are not for the shelf.

    The same form sent twice (`key`) counts once. A negative quantity takes back what was read too often. Of
    articles that share a barcode the one that is missing is meant. Raises UnknownCode, ReceiptOver, and
    Discontinued for the shelf of what is sold no longer.
    """
    with transaction.atomic():
        receipt = Receipt.objects.select_for_update().get(pk=receipt_id)
        known = Scan.objects.filter(key=key).first()
        if known is not None:
            return known
        if receipt.state != ReceiptState.OPEN:
            raise ReceiptOver(state=receipt.state)
        counted = queries.counted(receipt)
        likely = [*counted] if quantity < 0 else _likely(receipt, counted)
        variant_id = article(code=code, likely=likely)
        found = counted.get(variant_id, queries.NOTHING)
        there = found.aside.get(aside, 0) if aside else found.good
        insist_on_enough(there=there, quantity=quantity)
        if quantity > 0 and not aside:
            inventory.insist_on_buyers(variant_id=variant_id, quantity=there + quantity)
        return Scan.objects.create(
            receipt=receipt,
            key=key,
            variant_id=variant_id,
            quantity=quantity,
            aside=aside,
            actor=actor,
            at=at,
        )


def book(*, receipt_id: int, actor: str, at: datetime) -> bool:
    """Put what was counted on the shelves, once: those who ordered ahead are served first.

    False when that was done already, by the same press or by a colleague. What is missing stays awaited, what
    is too much is shelved and shown; pieces set aside are noted with their reason and sold to nobody. Raises
    NothingCounted, ReceiptOver.
    """
    with transaction.atomic():
        receipt = Receipt.objects.select_for_update().get(pk=receipt_id)
        if receipt.state == ReceiptState.BOOKED:
            return False
        if receipt.state != ReceiptState.OPEN:
            raise ReceiptOver(state=receipt.state)
        found = queries.counted(receipt)
        if not found:
            raise NothingCounted
        take_step(receipt, RECEIPT_FLOW, "book", actor=actor, at=at, booked_at=at)
        purchase = Purchase.objects.select_for_update().get(pk=receipt.purchase_id)
        for variant_id in sorted(found):
            _shelve(purchase, variant_id, found[variant_id], actor, at)
        _step(purchase, actor, at)
        lines = queries.lines(purchase)
        touched = {*found, *(line.variant_id for line in lines)}
        purchases.expect(variant_ids=touched, given_up=queries.dated(lines), actor=actor, at=at)
    return True


def drop(*, receipt_id: int, actor: str, at: datetime) -> bool:
    """Throw a count away; False when it was over already."""
    try:
        receipt = Receipt.objects.get(pk=receipt_id)
        if receipt.state == ReceiptState.OPEN:
            take_step(receipt, RECEIPT_FLOW, "drop", actor=actor, at=at)
            return True
    except Overtaken:
        pass
    return False


def _likely(receipt: Receipt, counted: Mapping[int, queries.Counted]) -> list[int]:
    """Return the articles that a delivery is to bring, those first of which the count lacks pieces."""
    lines = [line for line in queries.lines(receipt.purchase) if line.outstanding]
    came = {pk: one.good + one.set_aside for pk, one in counted.items()}
    lines.sort(key=lambda line: came.get(line.variant_id, 0) >= line.outstanding)
    return [line.variant_id for line in lines]


def _shelve(purchase: Purchase, variant_id: int, found: queries.Counted, actor: str, at: datetime) -> None:
    line, _ = PurchaseLine.objects.get_or_create(
        purchase=purchase, variant_id=variant_id, defaults={"quantity": 0, "cost_minor": 0}
    )
    line.received += found.good
    line.set_aside += found.set_aside
    line.save(update_fields=["received", "set_aside"])
    if found.good:
        inventory.receive(
            variant_id=variant_id, quantity=found.good, actor=actor, at=at, cause="supplier_order"
        )


def _step(purchase: Purchase, actor: str, at: datetime) -> None:
    missing = any(line.outstanding for line in purchase.lines.all())
    take_step(purchase, PURCHASE_FLOW, "receive_part" if missing else "receive_all", actor=actor, at=at)
