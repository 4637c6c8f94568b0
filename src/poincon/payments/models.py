"""What is owed, the attempts to pay it, what moved, and what the banks said."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from poincon.foundation.privacy import Classes, classes
from poincon.kernel.money import Money
from poincon.payments.states import AttemptState, RefundState, Verdict


class Payable(models.Model):
    """Something that is owed under a reference; the feature above that owns it holds the key."""

    reference = models.CharField(max_length=16, unique=True)
    amount_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    paid_minor = models.PositiveBigIntegerField(default=0)
    refunded_minor = models.PositiveBigIntegerField(default=0)

    privacy: ClassVar[Classes] = classes(none="id reference amount_minor currency paid_minor refunded_minor")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(refunded_minor__lte=F("paid_minor")), name="refund_within_paid"
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def kept(self) -> Money:
        """What has come in and not gone back."""
        return Money(self.paid_minor - self.refunded_minor, self.currency)


class Attempt(models.Model):
    """One try at paying by one means. Its operation id is the provider's idempotency key."""

    payable = models.ForeignKey(Payable, on_delete=models.PROTECT, related_name="attempts")
    operation_id = models.UUIDField(unique=True)
    means = models.CharField(max_length=24)
    gateway = models.CharField(max_length=24)
    amount_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=12, default=AttemptState.CREATED)
    provider_ref = models.CharField(max_length=80, blank=True)
    page_url = models.URLField(max_length=400, blank=True)
    refusal = models.CharField(max_length=32, blank=True)
    card_brand = models.CharField(max_length=16, blank=True)
    card_last4 = models.CharField(max_length=4, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)

    privacy: ClassVar[Classes] = classes(
        none="id payable operation_id means gateway amount_minor currency state refusal created_at"
        " expires_at settled_at asked_at",
        technical="provider_ref page_url card_brand card_last4",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(AttemptState)), name="attempt_state_known"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="attempt_of_something"),
            models.UniqueConstraint(
                fields=["gateway", "provider_ref"], condition=~Q(provider_ref=""), name="provider_ref_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "created_at"], name="attempt_open")]

    def __str__(self) -> str:
        return f"{self.means} {self.operation_id}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)


class Movement(models.Model):
    """Money that moved: the append-only ledger. Captures are positive, refunds negative."""

    payable = models.ForeignKey(Payable, on_delete=models.PROTECT, related_name="movements")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, null=True, related_name="movements")
    key = models.CharField(max_length=80, unique=True)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(none="id payable attempt key amount_minor currency at")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(amount_minor=0), name="movement_of_something")]

    def __str__(self) -> str:
        return f"{self.key} {self.amount_minor}"


class Refund(models.Model):
    """Money that is to go back by the means it came (R091). Committed before the provider is asked."""

    payable = models.ForeignKey(Payable, on_delete=models.PROTECT, related_name="refunds")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, null=True, related_name="refunds")
    operation_id = models.UUIDField(unique=True)
    amount_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=12, default=RefundState.ASKED)
    cause = models.CharField(max_length=32)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    privacy: ClassVar[Classes] = classes(
        none="id payable attempt operation_id amount_minor currency state cause asked_at done_at"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(RefundState)), name="refund_state_known"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="refund_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.operation_id}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)


class BankMessage(models.Model):
    """A message that claimed to come from a provider, kept as it came, and what became of it."""

    gateway = models.CharField(max_length=24)
    event_id = models.CharField(max_length=80, blank=True)
    provider_ref = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64)
    body = models.TextField()
    verdict = models.CharField(max_length=12)
    received_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(
        none="id gateway event_id digest verdict received_at", technical="provider_ref body"
    )

    class Meta:
        indexes = [models.Index(fields=["digest"], name="message_by_digest")]
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=list(Verdict)), name="verdict_known"),
            models.UniqueConstraint(
                fields=["gateway", "event_id"],
                condition=Q(verdict=Verdict.ACCEPTED),
                name="message_accepted_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.event_id} {self.verdict}"
