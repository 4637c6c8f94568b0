"""The unguessable ends of mailed links, computed and never stored: one confirms, another stops."""

from django.core.signing import BadSignature, Signer

CONFIRM, STOP = "confirm", "stop"


def sealed(purpose: str, alert_id: int) -> str:
    return _signer(purpose).sign(str(alert_id))


def opened(purpose: str, seal: str) -> int:
    """Return the alert that a seal stands for, or raise BadSignature."""
    number = _signer(purpose).unsign(seal)
    if not number.isdecimal():
        raise BadSignature(seal)
    return int(number)


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"alerts.{purpose}")
