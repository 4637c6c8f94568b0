"""Signatures of requests and messages.

Bank-Signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">
"""

import hashlib
import hmac
from collections.abc import Sequence
from enum import StrEnum

HEADER = "Bank-Signature"
TOLERANCE = 300


class Verdict(StrEnum):
    """What a signature is worth; the values are the error codes of the API."""

    GOOD = "good"
    MISSING = "signature_missing"
    INVALID = "signature_invalid"
    EXPIRED = "signature_expired"


def sign(secrets: Sequence[str], body: bytes, at: int) -> str:
    """The header's value, with one `v1` for each secret, so that a secret can be replaced without a gap."""
    return ",".join([f"t={at}", *(f"v1={_seal(secret, body, at)}" for secret in secrets)])


def verify(secrets: Sequence[str], body: bytes, header: str, now: int) -> Verdict:
    """Whether one of the seals was made with one of the secrets, at most 300 s before or after `now`."""
    parts = [part.strip().partition("=") for part in header.split(",")]
    times = [
        value
        for name, _, value in parts
        if name == "t" and value.isascii() and value.isdigit() and len(value) < 12
    ]
    seals = [value for name, _, value in parts if name == "v1"]
    if len(times) != 1 or not seals:
        return Verdict.MISSING
    expected = [_seal(secret, body, int(times[0])) for secret in secrets]
    if not any(_same(seal, known) for seal in seals for known in expected):
        return Verdict.INVALID
    return Verdict.GOOD if abs(now - int(times[0])) <= TOLERANCE else Verdict.EXPIRED


def _seal(secret: str, body: bytes, at: int) -> str:
    return hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
