"""What can be done with a payable and its attempts. Calls to providers are made outside transactions."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import F

from poincon.charter.promises import keeps
from poincon.charter.queries import charter
from poincon.foundation.facts import announce
from poincon.foundation.stepping import Overtaken, begin_with, take_step
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal
from poincon.payments import queries
from poincon.payments.events import AttemptDropped, AttemptReported, RefundAsked, RefundDone
from poincon.payments.gateways.contract import Ask, Notice, ProviderRefused, ProviderSilent, Report
from poincon.payments.gateways.register import gateway
from poincon.payments.models import Attempt, BankMessage, Movement, Payable, Refund
from poincon.payments.states import ATTEMPT_FLOW, REFUND_FLOW, AttemptState, RefundState, Verdict

BODY_LIMIT = 20_000
REFUSED = frozenset({Verdict.STALE, Verdict.MALFORMED, Verdict.ALTERED})


class BankSilent(Refusal):
    """The bank does not answer at the moment; nothing was charged and the order is kept."""

    code = "bank_silent"
    status = 503


class RefundTooLarge(Refusal):
    """More would go back than came in."""

    code = "refund_too_large"


class RefundNotWaiting(Refusal):
    """Nobody at the desk needs to see to the refund: it has gone back, or the bank is being asked."""

    code = "refund_not_waiting"


class Altered(Refusal):
    """The provider speaks of another amount, currency or reference than ours."""

    code = "payment_altered"


def owe(*, reference: str, amount: Money) -> Payable:
    """Open a debt under a reference that the payer will read."""
    return Payable.objects.create(reference=reference, amount_minor=amount.minor, currency=amount.currency)


def begin(
    *, payable: Payable, means: str, gateway_key: str, expires_at: datetime | None, at: datetime
) -> Attempt:
    """Start the first attempt, for all that is still owed.

    Where nobody outside is asked for the payment, it is awaited from this moment on.
    """
    attempt = Attempt(
        payable=payable,
        operation_id=uuid4(),
        means=means,
        gateway=gateway_key,
        amount_minor=payable.amount_minor - payable.kept.minor,
        currency=payable.currency,
        created_at=at,
        expires_at=expires_at,
    )
    if gateway(gateway_key).asks:
        attempt.save(force_insert=True)
    else:
        begin_with(attempt, ATTEMPT_FLOW, "open", actor="shop", at=at)
    return attempt


def begin_another(
    *, payable: Payable, means: str, gateway_key: str, expires_at: datetime | None, at: datetime
) -> Attempt:
    """Start one more attempt for all that is still owed, and drop the earlier ones that were left open."""
    drop_open(payable=payable, at=at, cause="another_attempt")
    return begin(payable=payable, means=means, gateway_key=gateway_key, expires_at=expires_at, at=at)


def drop_open(*, payable: Payable, at: datetime, cause: str) -> None:
    """Cancel every open attempt; a provider that takes the money all the same is met by a refund."""
    open_states = [AttemptState.CREATED, AttemptState.PENDING, AttemptState.REFUSED]
    left = list(payable.attempts.filter(state__in=open_states).order_by("id"))
    if not left:
        return
    with transaction.atomic():
        for attempt in left:
            take_step(attempt, ATTEMPT_FLOW, "cancel", actor="shop", at=at, cause=cause)
            announce(AttemptDropped(attempt.pk), at=at)


def open_page(
    *, attempt: Attempt, reference: str, language: str, urls: tuple[str, str, str], at: datetime
) -> Attempt:
    """Ask the provider for the page where the buyer pays; `urls` are return, cancel and message addresses.

    Raises BankSilent when the provider does not answer: the same attempt can then be opened again,
    under the same operation id, so that nothing is ever asked twice.
    """
    if attempt.state != AttemptState.CREATED:
        return attempt
    Attempt.objects.filter(pk=attempt.pk).update(asked_at=at)
    until, merchant = attempt.expires_at, charter().house.name
    ask = Ask(attempt.operation_id, attempt.amount, reference, language, *urls, until, merchant)
    try:
        opened = gateway(attempt.gateway).create(ask)
    except (ProviderSilent, ProviderRefused) as error:
        raise BankSilent(reason=str(error)) from error
    try:
        take_step(
            attempt,
            ATTEMPT_FLOW,
            "open",
            actor="shop",
            at=at,
            provider_ref=opened.provider_ref,
            page_url=opened.page_url,
        )
    except Overtaken:
        attempt.refresh_from_db()
    return attempt


def look(*, attempt: Attempt) -> Report | None:
    """Return the provider's truth about an attempt, or None when it cannot be had now.

    Raises Altered when the truth is about another amount, currency or reference.
    """
    if not attempt.provider_ref:
        return None
    try:
        report = gateway(attempt.gateway).fetch(attempt.provider_ref)
    except (ProviderSilent, ProviderRefused):
        return None
    if report.amount != attempt.amount or report.reference != attempt.payable.reference:
        raise Altered(attempt=attempt.pk)
    return report


@keeps("payments.no_card_data_kept")
def record_payment(*, attempt: Attempt, report: Report, actor: str, at: datetime) -> None:
    """Book the money of an attempt, once. Raises Overtaken when it is booked already."""
    with transaction.atomic():
        take_step(
            attempt,
            ATTEMPT_FLOW,
            "pay",
            actor=actor,
            at=at,
            settled_at=at,
            refusal="",
            card_brand=report.card_brand,
            card_last4=report.card_last4,
        )
        _move(attempt.payable, attempt, f"pay:{attempt.operation_id}", report.amount, at)


def record_refusal(*, attempt: Attempt, report: Report, at: datetime) -> bool:
    """Book that the provider refused, cancelled or let lapse; False when that was known already."""
    verbs = {
        AttemptState.REFUSED: "refuse",
        AttemptState.CANCELLED: "cancel",
        AttemptState.EXPIRED: "expire",
        AttemptState.PENDING: "retry",
    }
    verb = verbs[report.state]
    if not ATTEMPT_FLOW.offers(verb, AttemptState(attempt.state)):
        return False
    take_step(attempt, ATTEMPT_FLOW, verb, actor="bank", at=at, cause=report.refusal, refusal=report.refusal)
    return verb == "refuse"


@dataclass(frozen=True, slots=True)
class Received:
    """A transfer as booked: by which attempt it came, whether all is now paid, and what was too much.

    `fresh` is False for a line of the bank statement that was booked before; nothing was then changed.
    """

    attempt: Attempt
    fresh: bool
    covered: bool
    excess: Money


def record_transfer(*, payable: Payable, amount: Money, key: str, actor: str, at: datetime) -> Received:
    """Book money that came by bank transfer; `key` is the statement line.

    The same line twice is booked once. A part payment is kept and the rest stays owed. Money that comes by
    transfer for an order that was to be paid otherwise gets an attempt of its own, so that it can go back.
    """
    with transaction.atomic():
        locked = Payable.objects.select_for_update().get(pk=payable.pk)
        attempt = locked.attempts.filter(gateway="transfer").order_by("-id").first()
        if attempt is None:
            attempt = _by_transfer(locked, amount, at)
        fresh = not Movement.objects.filter(key=f"transfer:{key}").exists()
        if fresh:
            _move(locked, attempt, f"transfer:{key}", amount, at)
            locked.refresh_from_db()
        covered = locked.kept.minor >= locked.amount_minor
        if covered and attempt.state != AttemptState.PAID:
            take_step(attempt, ATTEMPT_FLOW, "pay", actor=actor, at=at, settled_at=at)
        excess = max(0, min(amount.minor, locked.kept.minor - locked.amount_minor)) if fresh else 0
        return Received(attempt, fresh, covered, Money(excess, locked.currency))


def _by_transfer(payable: Payable, amount: Money, at: datetime) -> Attempt:
    return Attempt.objects.create(
        payable=payable,
        operation_id=uuid4(),
        means="transfer",
        gateway="transfer",
        amount_minor=amount.minor,
        currency=amount.currency,
        created_at=at,
    )


def ask_refund(
    *, payable: Payable, attempt: Attempt | None, amount: Money, cause: str, at: datetime
) -> Refund:
    """Decide that money goes back. Raises RefundTooLarge beyond what came in and is not yet on its way."""
    with transaction.atomic():
        locked = Payable.objects.select_for_update().get(pk=payable.pk)
        _within(locked, amount)
        refund = Refund.objects.create(
            payable=locked,
            attempt=attempt,
            operation_id=uuid4(),
            amount_minor=amount.minor,
            currency=amount.currency,
            cause=cause,
            asked_at=at,
        )
        announce(RefundAsked(refund.pk), at=at)
        return refund


def send_refund(*, refund: Refund, at: datetime) -> None:
    """Have the provider send the money, under the refund's own operation id, and book it.

    Raises ProviderSilent when the outcome is unknown: asking again is safe and is what must be done.
    """
    if refund.attempt is None or refund.state != RefundState.ASKED or refund.attempt.gateway == "transfer":
        return
    provider = gateway(refund.attempt.gateway)
    try:
        provider.refund(refund.attempt.provider_ref, refund.operation_id, refund.amount)
    except ProviderRefused as no:
        take_step(refund, REFUND_FLOW, "refuse", actor="bank", at=at, cause=str(no)[:120])
        return
    finish_refund(refund=refund, actor="bank", at=at)


def ask_again(*, refund: Refund, actor: str, at: datetime) -> None:
    """Ask the bank once more for a refund that it refused.

    Raises RefundNotWaiting when it is not refused any more, RefundTooLarge when its money went back since.
    """
    with transaction.atomic():
        locked = Payable.objects.select_for_update().get(pk=refund.payable_id)
        refund.refresh_from_db(fields=["state"])
        if refund.state != RefundState.REFUSED:
            raise RefundNotWaiting
        _within(locked, refund.amount)
        take_step(refund, REFUND_FLOW, "ask_again", actor=actor, at=at)
        announce(RefundAsked(refund.pk), at=at)


def _within(payable: Payable, amount: Money) -> None:
    """Refuse what goes beyond the money that came in and is not yet on its way back."""
    waiting = sum(one.amount_minor for one in payable.refunds.filter(state=RefundState.ASKED))
    if amount.minor > payable.kept.minor - waiting:
        raise RefundTooLarge(asked=amount.minor, left=payable.kept.minor - waiting)


def book_sent(*, refund: Refund, actor: str, at: datetime) -> None:
    """Book that somebody has sent a refund from the house's account (R092).

    Raises RefundNotWaiting when it was sent already, or is the bank's to send.
    """
    if not queries.refunds_by_hand().filter(pk=refund.pk).exists():
        raise RefundNotWaiting
    finish_refund(refund=refund, actor=actor, at=at)


def finish_refund(*, refund: Refund, actor: str, at: datetime) -> None:
    """Book that the money of a refund has left."""
    with transaction.atomic():
        take_step(refund, REFUND_FLOW, "finish", actor=actor, at=at, done_at=at)
        _move(refund.payable, refund.attempt, f"refund:{refund.operation_id}", -refund.amount, at)
        announce(RefundDone(refund.pk, refund.payable_id), at=at)


def hear(*, gateway_key: str, body: bytes, headers: Mapping[str, str], at: datetime) -> Verdict:
    """Take in a message that claims to come from a provider: keep it, judge it, and pass it on once."""
    notice = gateway(gateway_key).verify(body, headers, at)
    known = Attempt.objects.filter(gateway=gateway_key, provider_ref=notice.provider_ref or "-")
    attempt = known.select_related("payable").first()
    verdict = _judge(notice, attempt)
    try:
        with transaction.atomic():
            message = _keep(gateway_key, body, notice, verdict, at)
            if verdict is Verdict.ACCEPTED and attempt is not None:
                announce(AttemptReported(attempt.pk, message.pk), at=at)
    except IntegrityError:
        verdict = _again(gateway_key, body, notice)
        _keep(gateway_key, body, notice, verdict, at)
    return verdict


def _again(key: str, body: bytes, notice: Notice) -> Verdict:
    """Judge a message whose name was told before: the same words again, or others under its name."""
    accepted = BankMessage.objects.get(gateway=key, event_id=notice.event_id, verdict=Verdict.ACCEPTED)
    same = accepted.digest == hashlib.sha256(body).hexdigest()
    return Verdict.REPEATED if same else Verdict.ALTERED


def _judge(notice: Notice, attempt: Attempt | None) -> Verdict:
    """Hold a well-sealed message against what we asked for."""
    if notice.verdict is not Verdict.ACCEPTED:
        return notice.verdict
    if attempt is None:
        return Verdict.UNKNOWN
    ours = (attempt.amount, attempt.payable.reference)
    return Verdict.ACCEPTED if (notice.amount, notice.reference) == ours else Verdict.ALTERED


def _keep(key: str, body: bytes, notice: Notice, verdict: Verdict, at: datetime) -> BankMessage:
    """Write a message down; one that is refused is sent again and again, and written down once."""
    digest = hashlib.sha256(body).hexdigest()
    if verdict in REFUSED:
        known = BankMessage.objects.filter(gateway=key, digest=digest, verdict=verdict).first()
        if known is not None:
            return known
    return BankMessage.objects.create(
        gateway=key,
        event_id=notice.event_id[:80],
        provider_ref=notice.provider_ref[:80],
        digest=digest,
        body=body[:BODY_LIMIT].decode("utf-8", "replace").replace("\x00", ""),
        verdict=verdict,
        received_at=at,
    )


def _move(payable: Payable, attempt: Attempt | None, key: str, amount: Money, at: datetime) -> None:
    Movement.objects.create(
        payable=payable, attempt=attempt, key=key, amount_minor=amount.minor, currency=amount.currency, at=at
    )
    side = {"paid_minor": F("paid_minor") + amount.minor}
    if amount.minor < 0:
        side = {"refunded_minor": F("refunded_minor") - amount.minor}
    Payable.objects.filter(pk=payable.pk).update(**side)
