"""Questions about payables, attempts and refunds."""

from datetime import datetime

from django.db.models import Q, QuerySet

from poincon.kernel.money import Money
from poincon.payments.gateways.contract import Report
from poincon.payments.models import Attempt, Movement, Payable, Refund
from poincon.payments.states import AttemptState, RefundState
from poincon.payments.words import STATES, advice

__all__ = [
    "STATES",
    "Attempt",
    "Payable",
    "Report",
    "advice",
    "attempt",
    "attempts",
    "find_refund",
    "is_booked",
    "latest_attempt",
    "paid_attempts",
    "refund",
    "refunds_by_hand",
    "unsettled",
]


def attempt(attempt_id: int) -> Attempt:
    return Attempt.objects.select_related("payable").get(pk=attempt_id)


def latest_attempt(payable: Payable) -> Attempt | None:
    """Return the newest attempt, which is the one that the payer thinks of."""
    return payable.attempts.order_by("-id").first()


def attempts(payable: Payable) -> QuerySet[Attempt]:
    """Return every attempt to pay, oldest first."""
    return payable.attempts.order_by("id")


def refunds_by_hand() -> QuerySet[Refund]:
    """Refunds that somebody at the desk must see to, oldest first (R092).

    Transfers are sent from the house's account, and so is what the bank refused to give back.
    """
    by_hand = Q(state=RefundState.ASKED, attempt__gateway="transfer") | Q(state=RefundState.REFUSED)
    return Refund.objects.filter(by_hand).select_related("payable", "attempt").order_by("asked_at", "id")


def refund(refund_id: int) -> Refund:
    return Refund.objects.get(pk=refund_id)


def find_refund(refund_id: int) -> Refund | None:
    return Refund.objects.select_related("payable", "attempt").filter(pk=refund_id).first()


def is_booked(line: str) -> bool:
    """Tell whether a line of the bank statement was booked already."""
    return Movement.objects.filter(key=f"transfer:{line}").exists()


def unsettled(before: datetime) -> QuerySet[Attempt]:
    """Attempts at a provider that nobody has heard of since `before`: their truth is to be fetched."""
    return (
        Attempt.objects.filter(state=AttemptState.PENDING, created_at__lt=before)
        .exclude(provider_ref="")
        .exclude(gateway="transfer")
        .select_related("payable")
        .order_by("id")
    )


def paid_attempts(payable: Payable) -> list[tuple[Attempt, Money]]:
    """Return each attempt that brought money, with what of it has neither gone back nor is on its way."""
    going = {RefundState.ASKED, RefundState.DONE}
    found = []
    for attempt in payable.attempts.prefetch_related("movements", "refunds").order_by("id"):
        came = sum(move.amount_minor for move in attempt.movements.all() if move.amount_minor > 0)
        gone = sum(refund.amount_minor for refund in attempt.refunds.all() if refund.state in going)
        if came > gone:
            found.append((attempt, Money(came - gone, payable.currency)))
    return found
