"""Questions about accounts."""

from allauth.mfa.models import Authenticator

from poincon.accounts.models import User
from poincon.accounts.rules import tidy

__all__ = ["User", "has_second_factor", "tidy_email", "user_by_email"]

tidy_email = tidy


def user_by_email(email: str) -> User | None:
    """Return the user whose proven address this is, however it was typed."""
    return User.objects.filter(email=tidy(email)).first()


def has_second_factor(user: User) -> bool:
    """True when signing in asks for more than the password."""
    kept = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP)
    return bool(kept.exists())
