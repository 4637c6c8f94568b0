"""The unguessable end of a mailed link, computed and never stored."""

from django.core.signing import BadSignature, Signer

_signer = Signer(salt="customers.registration")


def sealed(registration_id: int) -> str:
    return _signer.sign(str(registration_id))


def opened(seal: str) -> int:
    """Return the registration that a seal stands for, or raise BadSignature."""
    number = _signer.unsign(seal)
    if not number.isdecimal():
        raise BadSignature(seal)
    return int(number)
