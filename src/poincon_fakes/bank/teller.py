"""What the bank does with payments: each verb in one transaction, its messages put out with it."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from poincon_fakes.bank import cards
from poincon_fakes.bank.cards import Card, Ending, Reason
from poincon_fakes.bank.ledger import Ledger, Payment, State
from poincon_fakes.bank.wishes import Amounted, Fault, Faults, Named, NewPayment

MAX_ATTEMPTS = 5
MAX_WRONG_CODES = 3
REORDER_SECONDS = 2.0


class Step(StrEnum):
    """What the payer sees next."""

    FORM = "form"
    CHALLENGE = "challenge"
    RETURN = "return"
    STAY = "stay"  # the browser is left on the bank's page


@dataclass(frozen=True, slots=True)
class Entry:
    """What the payer typed."""

    number: str
    expiry: str
    security_code: str

    def faults(self) -> dict[str, str]:
        """Field to code of what cannot be right, all at once."""
        found = {}
        digits = self.digits
        card = cards.find(digits)
        if not cards.is_luhn(digits):
            found["number"] = "number_invalid"
        elif card is None:
            found["number"] = "number_unknown"
        if cards.expiry(self.expiry) is None:
            found["expiry"] = "expiry_invalid"
        length = 4 if card is not None and card.brand == "amex" else 3
        if not (
            self.security_code.isascii()
            and self.security_code.isdigit()
            and len(self.security_code) == length
        ):
            found["security_code"] = "security_code_invalid"
        return found

    @property
    def digits(self) -> str:
        return "".join(self.number.split()).replace("-", "")


class Teller:
    """The bank's counter. Time and chance come from outside: `now()` in seconds, unguessable `token()`."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        now: Callable[[], float],
        token: Callable[[], str],
        digits: Callable[[], str],
        page_url: Callable[[str], str],
        notify_url: str = "",
        late_seconds: float = 20,
    ) -> None:
        self._ledger, self._now, self._token, self._digits = ledger, now, token, digits
        self._page_url, self._notify_url, self._late_seconds = page_url, notify_url, late_seconds

    # What the shop asks

    def create(self, wish: NewPayment) -> dict[str, Any]:
        """The id and page of a new payment, or of the one created before under the same operation."""

        def act() -> dict[str, Any]:
            now = self._now()
            if wish.expires_at <= now:
                raise Fault(400, "invalid_request", "expires_at: is in the past")
            asked = wish.model_dump(exclude={"mode", "faults", "notify_url"})
            payment = Payment(
                id=f"pay_{self._token()}",
                page=self._token(),
                created_at=int(now),
                faults=wish.faults.chosen(),
                notify_url=wish.notify_url or self._notify_url,
                **asked,
            )
            self._ledger.save(payment)
            return {"id": payment.id, "page_url": self._page_url(payment.page), "state": payment.state}

        return self._once(wish.operation_id, f"create {wish.canonical()}", act)

    def payment(self, payment_id: str) -> dict[str, Any]:
        """All that is known of a payment."""
        with self._ledger.transaction():
            return self.view(self._aged(self._known(payment_id)))

    def payments(
        self, *, operation_id: str = "", since: int = 0, until: int = 10**11
    ) -> list[dict[str, Any]]:
        """The payment of one creating operation, or those created in [since, until) for reconciliation."""
        with self._ledger.transaction():
            if operation_id:
                found = self._ledger.payment_of_operation(operation_id)
                return [self.view(self._aged(found))] if found else []
            return [self.view(self._aged(payment)) for payment in self._ledger.payments_between(since, until)]

    def refund(self, payment_id: str, wish: Amounted) -> dict[str, Any]:
        """Gives back a part or all of what was captured."""

        def act() -> dict[str, Any]:
            payment = self._in_state(payment_id, State.PAID)
            if self.faults(payment).refuse_refunds:
                raise Fault(422, "refund_refused", "the card's issuer does not take the refund")
            if payment.refunded_minor + wish.amount_minor > payment.captured_minor:
                raise Fault(422, "amount_exceeds_captured", "more than what is left of the captured amount")
            payment.refunded_minor += wish.amount_minor
            return self._done(payment, wish.operation_id, "refund", wish.amount_minor, "payment.refunded")

        return self._once(wish.operation_id, f"refund {payment_id} {wish.canonical()}", act)

    def capture(self, payment_id: str, wish: Amounted) -> dict[str, Any]:
        """Takes an authorised amount, or a part of it, once; the rest is let go."""

        def act() -> dict[str, Any]:
            payment = self._in_state(payment_id, State.AUTHORISED)
            if wish.amount_minor > payment.amount_minor:
                raise Fault(422, "amount_exceeds_authorised", "more than the authorised amount")
            payment.state, payment.captured_minor = State.PAID, wish.amount_minor
            return self._done(payment, wish.operation_id, "capture", wish.amount_minor, "payment.paid")

        return self._once(wish.operation_id, f"capture {payment_id} {wish.canonical()}", act)

    def cancel(self, payment_id: str, wish: Named) -> dict[str, Any]:
        """Ends a payment that has not been taken; one that the bank is still processing cannot be stopped."""

        def act() -> dict[str, Any]:
            payment = self._in_state(
                payment_id, State.CREATED, State.PENDING, State.REFUSED, State.AUTHORISED
            )
            if payment.settles_at is not None:
                raise Fault(409, "in_progress", "the bank is processing this payment")
            if payment.state is State.REFUSED and not payment.retryable:
                raise Fault(409, "wrong_state", "the payment is finally refused")
            _end(payment, State.CANCELLED)
            return self._done(payment, wish.operation_id, "cancel", 0, "payment.cancelled")

        return self._once(wish.operation_id, f"cancel {payment_id} {wish.canonical()}", act)

    # What the payer does on the page

    def opened(self, page: str) -> tuple[Payment, Step]:
        """The payment of a page and what to show there."""
        with self._ledger.transaction():
            payment = self._aged(self._of_page(page))
            return payment, _step(payment)

    def pay(self, page: str, entry: Entry) -> tuple[Payment, Step]:
        """Tries a card whose entry has no faults."""
        with self._ledger.transaction():
            payment = self._aged(self._of_page(page))
            if _step(payment) not in (Step.FORM, Step.CHALLENGE):
                return payment, _step(payment)
            card = cards.find(entry.digits)
            if card is None or entry.faults():
                raise Fault(422, "entry_invalid", "the entry has faults")
            self._start(payment, card)
            if _is_past(entry.expiry, self._now()):
                self._refuse(payment, Reason.EXPIRED_CARD)
            elif card.challenge:
                payment.code, payment.wrong_codes = self._digits(), 0
            else:
                self._conclude(payment, card)
            self._ledger.save(payment)
            return payment, _step(payment)

    def answer(self, page: str, code: str) -> tuple[Payment, Step, bool]:
        """Compares the strong authentication's code; the boolean is whether it was right."""
        with self._ledger.transaction():
            payment = self._aged(self._of_page(page))
            if _step(payment) is not Step.CHALLENGE:
                return payment, _step(payment), True
            card = cards.BY_KEY[payment.card]
            is_right = code.strip() == payment.code
            if is_right:
                payment.code = ""
                self._conclude(payment, card)
            else:
                payment.wrong_codes += 1
                if payment.wrong_codes >= MAX_WRONG_CODES:
                    self._refuse(payment, Reason.AUTHENTICATION_FAILED)
            self._ledger.save(payment)
            return payment, _step(payment), is_right

    def decline(self, page: str) -> tuple[Payment, Step]:
        """The payer refuses the strong authentication."""
        with self._ledger.transaction():
            payment = self._aged(self._of_page(page))
            if _step(payment) is Step.CHALLENGE:
                self._refuse(payment, Reason.AUTHENTICATION_FAILED)
                self._ledger.save(payment)
            return payment, _step(payment)

    def give_up(self, page: str) -> Payment:
        """The payer cancels on the page; a payment that is already decided stays as it is."""
        with self._ledger.transaction():
            payment = self._aged(self._of_page(page))
            if _step(payment) in (Step.FORM, Step.CHALLENGE):
                _end(payment, State.CANCELLED)
                self._tell(payment, "payment.cancelled")
                self._ledger.save(payment)
            return payment

    # What happens by itself

    def sweep(self) -> None:
        """Settles what was promised for later and expires what was left."""
        with self._ledger.transaction():
            for payment in self._ledger.due(self._now()):
                self._aged(payment)

    def _aged(self, payment: Payment) -> Payment:
        now = self._now()
        if payment.due_at is None or payment.due_at > now:
            return payment
        if payment.settles_at is not None:
            card, payment.settles_at = cards.BY_KEY[payment.card], None
            if card.ending is Ending.PAID_LATER:
                self._take(payment)
            else:
                self._refuse(payment, card.reason or Reason.ISSUER_REFUSED)
        else:
            _end(payment, State.EXPIRED)
            self._tell(payment, "payment.expired")
        self._ledger.save(payment)
        return payment

    # Steps

    def _start(self, payment: Payment, card: Card) -> None:
        payment.state, payment.attempts = State.PENDING, payment.attempts + 1
        payment.reason, payment.retryable, payment.code = "", False, ""
        payment.card, payment.brand, payment.last4 = card.key, card.brand, card.last4
        self._tell(payment, "payment.pending")

    def _conclude(self, payment: Payment, card: Card) -> None:
        if card.ending is Ending.PAID:
            self._take(payment)
        elif card.ending is Ending.REFUSED:
            self._refuse(payment, card.reason or Reason.ISSUER_REFUSED)
        else:
            payment.settles_at = self._now() + self._late_seconds

    def _take(self, payment: Payment) -> None:
        if payment.capture == "manual":
            payment.state = State.AUTHORISED
            self._tell(payment, "payment.authorised")
        else:
            payment.state, payment.captured_minor = State.PAID, payment.amount_minor
            self._tell(payment, "payment.paid")

    def _refuse(self, payment: Payment, reason: Reason) -> None:
        payment.state, payment.reason, payment.code = State.REFUSED, reason, ""
        payment.retryable = reason not in cards.FINAL and payment.attempts < MAX_ATTEMPTS
        self._tell(payment, "payment.refused")

    def _done(
        self, payment: Payment, operation_id: str, kind: str, amount_minor: int, event: str
    ) -> dict[str, Any]:
        at = int(self._now())
        payment.operations.append(
            {"operation_id": operation_id, "kind": kind, "amount_minor": amount_minor, "at": at}
        )
        self._tell(payment, event)
        self._ledger.save(payment)
        return self.view(payment)

    # Messages

    def faults(self, payment: Payment | None = None) -> Faults:
        """The misbehaviour in force: what is switched on for all, and over it what the payment asked for."""
        return Faults(**self._ledger.control() | (payment.faults if payment else {}))

    def _tell(self, payment: Payment, kind: str) -> None:
        faults = self.faults(payment)
        is_first, payment.events = payment.events == 0, payment.events + 1
        card = cards.BY_KEY.get(payment.card)
        if faults.never or (card is not None and not card.notifies) or not payment.notify_url:
            return
        now, data = self._now(), self.view(payment)
        if faults.altered_amount_minor is not None:
            data["amount_minor"] = faults.altered_amount_minor
        event = {"event_id": f"evt_{self._token()}", "type": kind, "payment_id": payment.id}
        body = json.dumps(event | {"created": int(now), "data": data}).encode()
        due = now + faults.delay_seconds + (REORDER_SECONDS if faults.reorder and is_first else 0)
        forged = {"bad_signature": faults.bad_signature, "stale_signature": faults.stale_signature}
        for _ in range(1 + faults.duplicate):
            self._ledger.post(event["event_id"], payment, body, forged, due)

    # Looking up

    def view(self, payment: Payment) -> dict[str, Any]:
        """The payment as the shop sees it."""
        return {
            "id": payment.id,
            "state": payment.state,
            "mode": "test",
            "amount_minor": payment.amount_minor,
            "currency": payment.currency,
            "reference": payment.reference,
            "merchant": payment.merchant,
            "capture": payment.capture,
            "page_url": self._page_url(payment.page),
            "card": {"brand": payment.brand, "last4": payment.last4} if payment.brand else None,
            "refusal": {"code": payment.reason, "retryable": payment.retryable} if payment.reason else None,
            "attempts": payment.attempts,
            "captured_minor": payment.captured_minor,
            "refunded_minor": payment.refunded_minor,
            "operations": payment.operations,
            "created_at": payment.created_at,
            "expires_at": payment.expires_at,
        }

    def _once(self, operation_id: str, asked: str, act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        asked = hashlib.sha256(asked.encode()).hexdigest()
        with self._ledger.transaction():
            found = self._ledger.operation(operation_id)
            if found is None:
                answer = act()
                self._ledger.record(operation_id, asked, json.dumps(answer))
                return answer
        if found[0] != asked:
            raise Fault(409, "operation_conflict", "this operation_id was used for something else")
        before: dict[str, Any] = json.loads(found[1])
        return before

    def _known(self, payment_id: str) -> Payment:
        payment = self._ledger.payment(payment_id)
        if payment is None:
            raise Fault(404, "unknown_payment", "there is no such payment")
        return payment

    def _of_page(self, page: str) -> Payment:
        payment = self._ledger.payment_of_page(page)
        if payment is None:
            raise Fault(404, "unknown_payment", "there is no such payment")
        return payment

    def _in_state(self, payment_id: str, *states: State) -> Payment:
        payment = self._aged(self._known(payment_id))
        if payment.state not in states:
            raise Fault(409, "wrong_state", f"the payment is {payment.state}")
        return payment


def _end(payment: Payment, state: State) -> None:
    payment.state, payment.code, payment.reason, payment.retryable = state, "", "", False


def _step(payment: Payment) -> Step:
    if payment.state is State.CREATED or (payment.state is State.REFUSED and payment.retryable):
        return Step.FORM
    if payment.state is State.PENDING and payment.code:
        return Step.CHALLENGE
    card = cards.BY_KEY.get(payment.card)
    return Step.STAY if card is not None and not card.returns else Step.RETURN


def _is_past(expiry: str, now: float) -> bool:
    """A card is good until the last day of the month printed on it."""
    month, today = cards.expiry(expiry) or date.min, datetime.fromtimestamp(now, UTC).date()
    return (month.year, month.month) < (today.year, today.month)
