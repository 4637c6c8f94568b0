"""Facts, their deliveries, the journal and the number series."""

from typing import ClassVar

from django.db import models

from poincon.foundation.privacy import Classes, classes

# The number of the transaction that is under way, the same in all of its savepoints.
CURRENT = models.Func(
    function="txid_current", template="%(function)s()", output_field=models.BigIntegerField()
)


class Fact(models.Model):
    """Something that happened, stored in the transaction that made it happen; ids and codes only.

    `batch` is the number of that transaction, which nobody needs once the fact is delivered.
    """

    name = models.CharField(max_length=64)
    subject = models.CharField(max_length=64, db_index=True)
    payload = models.JSONField()
    at = models.DateTimeField()
    batch = models.BigIntegerField(null=True, db_default=CURRENT)

    privacy: ClassVar[Classes] = classes(none="id name subject payload at batch")

    class Meta:
        indexes = [models.Index(fields=["batch", "name", "id"], name="fact_batch")]

    def __str__(self) -> str:
        return f"{self.name} {self.subject}"


class Delivery(models.Model):
    """Proof that one handler has dealt with one fact; its uniqueness makes handling idempotent."""

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="deliveries")
    handler = models.CharField(max_length=120)
    at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(none="id fact handler at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact", "handler"], name="delivery_once")]

    def __str__(self) -> str:
        return f"{self.fact_id} → {self.handler}"


class Entry(models.Model):
    """A line of the journal: who did what to which subject, and why. The database refuses to change it."""

    subject = models.CharField(max_length=64)
    field = models.CharField(max_length=32, blank=True)
    verb = models.CharField(max_length=32)
    before = models.CharField(max_length=32, blank=True)
    after = models.CharField(max_length=32, blank=True)
    actor = models.CharField(max_length=64)
    cause = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(none="id subject field verb before after actor cause at")

    class Meta:
        indexes = [models.Index(fields=["subject", "id"], name="entry_subject")]

    def __str__(self) -> str:
        return f"{self.subject}: {self.verb}"


class NumberSeries(models.Model):
    """The last number given in a series that may have no gaps."""

    name = models.CharField(max_length=32, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)

    privacy: ClassVar[Classes] = classes(none="name last")

    def __str__(self) -> str:
        return f"{self.name} {self.last}"
