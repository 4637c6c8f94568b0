"""The user: an e-mail address, a password's hash, and nothing else about the person."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from poincon.accounts.rules import tidy
from poincon.foundation.privacy import Classes, classes


class Users(BaseUserManager["User"]):
    """Finds users however their address was typed."""

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


class ResetRequest(models.Model):
    """Somebody typed this address to get a new password; the background job that answers deletes the row.

    It is written for known and unknown addresses alike, so that asking tells nothing.
    """

    email = models.EmailField()
    language = models.CharField(max_length=2)
    asked_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(none="id language asked_at", contact="email")

    def __str__(self) -> str:
        return f"reset request {self.pk}"
