"""Signing in by e-mail: one look-up and one hash, whoever knocks."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser

from poincon.accounts.models import User
from poincon.accounts.rules import tidy
from poincon.foundation.registries import user_rows


class ByEmail(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Find the user by the one address of the account, never by one that is still to be proven.

    An unknown address costs the same hash as a wrong password (allauth's `authenticate` sees to it),
    and the same single query, so that neither answer nor time tells which it was.
    """

    def get_user(self, user_id: int) -> User | None:
        """Return who is signed in, together with the rows of other features that are one with them."""
        beside = [row.relation for row in user_rows]
        user = User.objects.select_related(*beside).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def _authenticate_by_email(self, email: str, password: str) -> AbstractBaseUser | None:
        user = User.objects.filter(email=tidy(email)).first()
        found: AbstractBaseUser | None = self._check_password(user, password)
        return found
