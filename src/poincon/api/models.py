"""Tokens, the answers kept so that a repeated request is answered alike, and who asked how often."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from poincon.api.states import Scope
from poincon.foundation.privacy import Classes, classes


class Token(models.Model):
    """A program's way in. Of its secret only the digest is kept, and the first letters to know it by.

    A token that acts for a customer buys in that customer's name and sees that customer's orders.
    """

    name = models.CharField(max_length=80)
    start = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=24), size=len(Scope))
    customer = models.ForeignKey("customers.Customer", on_delete=models.CASCADE, null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)

    privacy: ClassVar[Classes] = classes(
        none="id name scopes customer created_at expires_at revoked_at last_used_on",
        technical="start",
        secret="digest",  # noqa: S106 - the name of a column
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(scopes__contained_by=[scope.value for scope in Scope]) & Q(scopes__len__gt=0),
                name="token_known_scopes",
            ),
        ]

    def __str__(self) -> str:
        return f"token {self.pk}"


class KeptAnswer(models.Model):
    """A request that carries an idempotency key, what it did, and what it was answered.

    `outcome` is written in the transaction that does the work, `status` and `body` once the answer is
    known; so a request that was cut off in between is finished, never done again. Bodies of requests are
    not kept, only their fingerprint.
    """

    caller = models.CharField(max_length=80)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    outcome = models.JSONField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)

    privacy: ClassVar[Classes] = classes(
        none="id outcome status at",
        technical="caller key",
        secret="fingerprint body",  # noqa: S106 - names of columns; a body may hold the key of an order
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["caller", "key"], name="answer_once")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Tally(models.Model):
    """How often one caller has asked within one minute, under a name that tells nobody who it is."""

    name = models.UUIDField(primary_key=True)
    minute = models.IntegerField(db_index=True)
    count = models.IntegerField()

    privacy: ClassVar[Classes] = classes(none="minute count", technical="name")

    def __str__(self) -> str:
        return f"tally of minute {self.minute}"
