"""What is kept of messages with a false seal: that they came, and how much; never what a stranger wrote.

Anybody can send one, so an address fills no more than a few rows an hour, and all together no more than
some hundreds. Counts are kept in the cache that all processes share; two that count at the same instant
may let one more pass, which harms nobody.
"""

import hashlib
import hmac
from datetime import datetime

import structlog
from django.conf import settings
from django.core.cache import cache

from poincon.payments.models import BankMessage
from poincon.payments.states import Verdict

HOUR = 3600
MOST_OF_ADDRESS = 20
MOST_OF_ALL = 500

log = structlog.get_logger("poincon.payments")


def record(*, gateway_key: str, body: bytes, address: str, at: datetime) -> bool:
    """Write down that a forged message came; beyond the hour’s limits False, and a line in the log alone."""
    if not (_within(address, MOST_OF_ADDRESS, at) and _within("all", MOST_OF_ALL, at)):
        log.warning("forged bank message not kept", gateway=gateway_key, size=len(body))
        return False
    BankMessage.objects.create(
        gateway=gateway_key,
        digest=hashlib.sha256(body).hexdigest(),
        body=f"{len(body)} bytes",
        verdict=Verdict.FORGED,
        received_at=at,
    )
    return True


def _within(counted: str, most: int, at: datetime) -> bool:
    """Count one message of the hour, and tell whether it is among the first `most`."""
    sealed = hmac.new(settings.SECRET_KEY.encode(), counted.encode(), hashlib.sha256).hexdigest()[:32]
    name = f"forged:{sealed}:{int(at.timestamp()) // HOUR}"
    seen: int = cache.get(name, 0)
    if seen < most:
        cache.set(name, seen + 1, 2 * HOUR)
    return seen < most
