"""The sizes that customers have us remember."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from poincon.charter.promises import keeps
from poincon.customers.models import Customer, Size
from poincon.customers.states import Measured
from poincon.foundation import journal
from poincon.kernel.refusal import Refusal

MOST = 30
BOUNDS = {Measured.RING: (30, 80), Measured.BRACELET: (100, 1200), Measured.CHAIN: (100, 1200)}


class SizeUnlikely(Refusal):
    """No finger, wrist or neck is of that size: it goes in millimetres from `first` to `last`."""

    code = "size_unlikely"
    status = 422


class TooManySizes(Refusal):
    """More sizes than anybody gives presents for."""

    code = "too_many_sizes"


@keeps("services.sizes_remembered")
def remember_size(
    *, customer: Customer, label: str, kind: Measured, size_mm: Decimal, actor: str, at: datetime
) -> Size:
    """Keep a size under its label, "" for the customer's own, in place of the one that was there.

    Raises SizeUnlikely or TooManySizes; then nothing has changed. The journal tells that, not which.
    """
    first, last = BOUNDS[kind]
    if not (size_mm.is_finite() and first <= size_mm <= last):
        raise SizeUnlikely(first=first, last=last)
    with transaction.atomic():
        mine = Customer.objects.select_for_update().get(pk=customer.pk).sizes
        if mine.count() >= MOST and not mine.filter(label=label, kind=kind).exists():
            raise TooManySizes
        told = {"size_mm": size_mm.quantize(Decimal("0.1"))}
        row, _ = mine.update_or_create(label=label, kind=kind, defaults=told)
        journal.write(subject=journal.subject_of(customer), verb="remember_size", actor=actor, at=at)
    return row


def forget_size(*, customer: Customer, size_id: int, actor: str, at: datetime) -> bool:
    """Erase a size; False when it was not there."""
    with transaction.atomic():
        gone = customer.sizes.filter(pk=size_id).delete()[0]
        if gone:
            journal.write(subject=journal.subject_of(customer), verb="forget_size", actor=actor, at=at)
    return bool(gone)
