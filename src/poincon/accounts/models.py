"""The user: an e-mail address, a password's hash, and nothing else about the person."""

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from poincon.foundation.privacy import Classes, classes


def tidy(email: str) -> str:
    """Return an address as it is stored and compared: without spaces around it, in small letters."""
    return email.strip().lower()


class Users(BaseUserManager["User"]):
    """Makes users, and finds them however their address was typed."""

    def create_user(self, email: str, password: str | None, *, at: datetime, language: str = "fr") -> "User":
        """Return a stored user whose address is still to be proven; without a password nobody can sign in."""
        user = self.model(email=tidy(email), language=language, joined_at=at)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=tidy(username or ""))


class User(AbstractBaseUser):
    """Whoever can sign in, customer or staff. Names live where they are needed, never here."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=2, default="fr")
    joined_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[Users] = Users()

    privacy: ClassVar[Classes] = classes(
        none="id is_active language joined_at",
        contact="email",
        technical="last_login",
        secret="password",  # noqa: S106 - a class, no password
    )

    class Meta:
        constraints = [
            # With the unique column this makes an address one user's, in whatever case it is typed,
            # and the plain index serves every look-up by the stored form.
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower"),
        ]

    def __str__(self) -> str:
        return f"user {self.pk}"
