"""Links to choose a new password: good for as long as the charter in force says, not the one at the start."""

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from django.contrib.auth.models import AbstractBaseUser
from django.utils.http import base36_to_int

from poincon.charter.queries import charter


class NewPassword(EmailAwarePasswordResetTokenGenerator):  # type: ignore[misc]  # allauth has no types
    """Signs and reads the links; settings hold the longest time that any charter can give."""

    def check_token(self, user: AbstractBaseUser | None, token: str | None) -> bool:
        """Tell whether the link is this user's, unused, and not older than the house promises."""
        return bool(super().check_token(user, token)) and self._age(str(token)) <= _valid_seconds()

    def _age(self, token: str) -> int:
        made: int = base36_to_int(token.partition("-")[0])
        now: int = self._num_seconds(self._now())
        return now - made


def _valid_seconds() -> int:
    return charter().accounts.reset_valid_minutes * 60
