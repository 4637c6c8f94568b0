"""The sandbox bank: a stand-in that speaks a real protocol over HTTP (docs/sandbox-bank.md)."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx

from poincon.foundation.middleware.legible import writable
from poincon.kernel.money import Money
from poincon.payments.gateways.contract import (
    TIMEOUT_SECONDS,
    Ask,
    Notice,
    Opened,
    ProviderRefused,
    ProviderSilent,
    Report,
)
from poincon.payments.states import AttemptState, Verdict

TOLERANCE_SECONDS = 300
LONGEST_NAME = 80
STAMP = re.compile(r"[0-9]{1,12}")  # seconds since 1970, until long after the last of us
PASSING = {"in_progress", "signature_expired"}
STATES = {
    "created": AttemptState.PENDING,
    "pending": AttemptState.PENDING,
    "paid": AttemptState.PAID,
    "refused": AttemptState.REFUSED,
    "cancelled": AttemptState.CANCELLED,
    "expired": AttemptState.EXPIRED,
}


class SandboxBank:
    """The gateway to the sandbox bank at `url`, sealed with `secret`."""

    key = "sandbox"
    asks = True

    def __init__(self, url: str, secret: str) -> None:
        self._url = url.rstrip("/")
        self._secret = secret.encode()

    def create(self, ask: Ask) -> Opened:
        answer = self._call(
            "POST",
            "/payments",
            {
                "operation_id": str(ask.operation_id),
                "amount_minor": ask.amount.minor,
                "currency": ask.amount.currency,
                "reference": ask.reference,
                "merchant": ask.merchant,
                "return_url": ask.return_url,
                "cancel_url": ask.cancel_url,
                "notify_url": ask.notify_url,
                "language": ask.language,
                "mode": "test",
            }
            | ({"expires_at": int(ask.expires_at.timestamp())} if ask.expires_at else {}),
        )
        return Opened(str(answer["id"]), str(answer["page_url"]))

    def verify(self, body: bytes, headers: Mapping[str, str], at: datetime) -> Notice:
        stamp, seals = _read_seal(headers.get("Bank-Signature", ""))
        ours = self._seal(stamp, body).encode()
        if not any(hmac.compare_digest(seal.encode("utf-8", "replace"), ours) for seal in seals):
            return Notice(Verdict.FORGED)
        if abs(at.timestamp() - int(stamp)) > TOLERANCE_SECONDS:
            return Notice(Verdict.STALE)
        try:
            told = json.loads(body)
            data = told["data"]
            claim = Money(_whole(data["amount_minor"]), _text(data["currency"])), _text(data["reference"])
            return Notice(Verdict.ACCEPTED, _text(told["event_id"]), _text(told["payment_id"]), *claim)
        except (ValueError, TypeError, KeyError, RecursionError):
            return Notice(Verdict.MALFORMED)

    def fetch(self, provider_ref: str) -> Report:
        answer = self._call("GET", f"/payments/{provider_ref}", None)
        card = answer.get("card") or {}
        if answer.get("mode") != "test" or answer.get("state") not in STATES:
            raise ProviderSilent("not a payment of the sandbox")
        return Report(
            state=STATES[answer["state"]],
            amount=Money(int(answer["amount_minor"]), str(answer["currency"])),
            reference=str(answer["reference"]),
            refusal=str((answer.get("refusal") or {}).get("code", "")),
            card_brand=str(card.get("brand", "")),
            card_last4=str(card.get("last4", "")),
        )

    def cancel(self, provider_ref: str) -> None:
        self._call("POST", f"/payments/{provider_ref}/cancel", {"operation_id": f"cancel-{provider_ref}"})

    def refund(self, provider_ref: str, operation_id: UUID, amount: Money) -> None:
        asked = {"operation_id": str(operation_id), "amount_minor": amount.minor}
        self._call("POST", f"/payments/{provider_ref}/refunds", asked)

    def _call(self, method: str, path: str, content: dict[str, Any] | None) -> dict[str, Any]:
        body = b"" if content is None else json.dumps(content, separators=(",", ":")).encode()
        stamp = str(int(datetime.now(UTC).timestamp()))
        headers = {
            "Bank-Signature": f"t={stamp},v1={self._seal(stamp, body)}",
            "Content-Type": "application/json",
        }
        try:
            answer = httpx.request(
                method, self._url + path, content=body, headers=headers, timeout=TIMEOUT_SECONDS
            )
            told = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise ProviderSilent(type(error).__name__) from error
        if answer.is_server_error or not isinstance(told, dict):
            raise ProviderSilent(str(answer.status_code))
        if answer.is_client_error:
            code = str(told.get("error", {}).get("code", answer.status_code))
            raise (ProviderSilent if code in PASSING else ProviderRefused)(code)
        return told

    def _seal(self, stamp: str, body: bytes) -> str:
        return hmac.new(self._secret, f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()


def _read_seal(header: str) -> tuple[str, list[str]]:
    pairs = [part.strip().partition("=") for part in header.split(",")]
    stamps = [value for name, _, value in pairs if name == "t" and STAMP.fullmatch(value)]
    return (stamps or ["0"])[0], [value for name, _, value in pairs if name == "v1"]


def _whole(value: object) -> int:
    """Return a number of minor units; ValueError for a fraction, an infinity, a text or a truth value."""
    if type(value) is not int:
        raise ValueError("not a whole number")
    return value


def _text(value: object) -> str:
    """Return a name that a column can hold; ValueError for anything else."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME or not writable(value):
        raise ValueError("not a name")
    return value
