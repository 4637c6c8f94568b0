"""Decisions about tokens: plain values in, plain values out."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

PREFIX = "poincon_"
START = len(PREFIX) + 4


@dataclass(frozen=True, slots=True)
class Minted:
    """A fresh secret, the letters that it is known by, and the digest that is kept."""

    secret: str
    start: str
    digest: str


def minted() -> Minted:
    """Return a new secret of 256 random bits."""
    secret = f"{PREFIX}{secrets.token_urlsafe(32)}"
    return Minted(secret, secret[:START], digest(secret))


def digest(secret: str) -> str:
    """Return what is kept of a secret: drawn at random, it needs no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_valid(*, revoked_at: datetime | None, expires_at: datetime | None, at: datetime) -> bool:
    """Tell whether a token opens anything at that instant."""
    return revoked_at is None and (expires_at is None or at < expires_at)
