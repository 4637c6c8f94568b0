"""What a buyer does on the bank's page, and what the bank then sends."""

import hashlib
import hmac
import json
import re
from datetime import UTC, datetime

import httpx
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

GOOD, CHALLENGE = "4970100000000014", "4970100000000022"
ISSUER_REFUSED, NO_MONEY, LATE = "4970100000000063", "4970100000000071", "4970100000000105"


def pay(page_url: str, number: str, *, answer: str = "confirm") -> httpx.Response:
    """Enter a card, and the code if one is asked for; returns the last page or redirect."""
    form = {"number": number, "expiry": "12/31", "security_code": "123"}
    said = httpx.post(page_url, data=form)
    if said.is_redirect and "challenge" in said.headers["location"]:
        said = httpx.get(httpx.URL(page_url).join(said.headers["location"]))
    code = re.search(
        r'data-code="(\d+)"|<strong[^>]*>(\d{4,8})</strong>|<output[^>]*>(\d{4,8})</output>', said.text
    )
    if "/challenge" in said.text and code:
        return httpx.post(
            f"{page_url}/challenge", data={"code": next(filter(None, code.groups())), "answer": answer}
        )
    return said


def message(
    payment_id: str,
    *,
    amount_minor: int,
    reference: str,
    event: str = "evt_1",
    secret: str = "",
    at: float | None = None,
    kind: str = "payment.paid",
) -> tuple[bytes, dict[str, str]]:
    """Make a message as the bank signs it; other secrets, times and amounts make a bad one."""
    data = {"id": payment_id, "amount_minor": amount_minor, "currency": "EUR", "reference": reference}
    body = json.dumps(
        {"event_id": event, "type": kind, "payment_id": payment_id, "created": 0, "data": data}
    ).encode()
    stamp = int(at if at is not None else datetime.now(UTC).timestamp())
    key = (secret or settings.BANK_SECRET).encode()
    seal = hmac.new(key, f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return body, {"Bank-Signature": f"t={stamp},v1={seal}"}


def send(body: bytes, headers: dict[str, str]) -> HttpResponse:
    """Deliver a message to the shop, as the bank's server would: without any browser's headers."""
    return Client().post("/messages/sandbox", body, content_type="application/json", headers=headers)
