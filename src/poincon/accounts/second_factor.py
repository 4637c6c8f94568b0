"""The second factor: its words, and its secrets kept unreadable in the database."""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from poincon.charter.queries import charter


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not the right one, or it is no longer valid."),
        "rate_limited": _("That was a little fast. Please try again in a few minutes."),
    }

    def get_totp_issuer(self) -> str:
        """Return the name that authenticator apps show: the house's, not a host that a request claims."""
        return charter().house.name

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    """A stolen copy of the database alone opens no second factor: the key comes from the settings."""
    return MultiFernet(
        [_lock(key) for key in (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS))]
    )


def _lock(key: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"poincon second factor").derive(
        key.encode()
    )
    return Fernet(base64.urlsafe_b64encode(derived))
