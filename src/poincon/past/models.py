"""Customers of the former shop who have yet to prove their address, and what was bought there."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from poincon.foundation.privacy import Classes, classes
from poincon.kernel.money import Money


class Person(models.Model):
    """Somebody whom the former shop knew by an e-mail address: the row that erasure removes.

    Once the address is proved by an account of this shop, the row says whose it is, and no more than that.
    Consent stands here with all that proves it, or not at all; never beside the instant of its withdrawal.
    `agreed_here` is one that its person gave in this shop: no file changes it.
    """

    email = models.EmailField(max_length=254)
    email_key = models.CharField(max_length=254, unique=True)
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, blank=True)
    company = models.CharField(max_length=120, blank=True)
    line1 = models.CharField(max_length=120, blank=True)
    line2 = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=16, blank=True)
    city = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2, blank=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_to = models.TextField(blank=True)
    agreed_from = models.CharField(max_length=45, blank=True)
    agreed_here = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.CASCADE, null=True, related_name="former_selves"
    )
    brought_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(
        none="id language agreed_at agreed_to agreed_here withdrawn_at customer brought_at",
        contact="email email_key phone",
        identity="first_name last_name company",
        address="line1 line2 postcode city region country",
        technical="agreed_from",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_to="", agreed_from="")
                | (Q(agreed_at__isnull=False) & ~Q(agreed_to="") & ~Q(agreed_from="")),
                name="past_consent_with_its_proof",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="past_withdrawn_is_no_consent",
            ),
            models.CheckConstraint(
                condition=Q(agreed_here=False) | Q(agreed_at__isnull=False),
                name="past_agreed_here_is_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def name(self) -> str:
        """What they are called: here, where they have an account, else in the former shop."""
        return self.customer.name if self.customer else f"{self.first_name} {self.last_name}".strip()


class Forgotten(models.Model):
    """The sealed digest of an address whose person was erased here: no later file brings them back."""

    digest = models.CharField(max_length=64, unique=True)
    forgotten_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(none="id forgotten_at", technical="digest")

    def __str__(self) -> str:
        return f"forgotten {self.pk}"


class Withdrawal(models.Model):
    """The sealed digest of an address whose consent was taken back here: no later file brings that back.

    Nor does one that comes when the person has been let go of meanwhile, or their account closed.
    """

    digest = models.CharField(max_length=64, unique=True)
    withdrawn_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(none="id withdrawn_at", technical="digest")

    def __str__(self) -> str:
        return f"withdrawal {self.pk}"


class PastOrder(models.Model):
    """An order of the former shop: a record to be read, which has no state and no money to move.

    It names nobody. `kept_until` is the last day on which there is a reason to keep it.
    """

    system = models.CharField(max_length=16)
    number = models.CharField(max_length=64)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="orders")
    ordered_on = models.DateField()
    sent_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    currency = models.CharField(max_length=3)
    total_minor = models.PositiveBigIntegerField()
    kept_until = models.DateField(db_index=True)
    digest = models.CharField(max_length=64)

    privacy: ClassVar[Classes] = classes(
        none="id system number person ordered_on sent_on delivered_on currency total_minor kept_until digest"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "number"], name="past_order_once")]

    def __str__(self) -> str:
        return f"{self.system}:{self.number}"

    @property
    def total(self) -> Money:
        return Money(self.total_minor, self.currency)


class PastLine(models.Model):
    """One piece as it was sold there; what one cost with tax, where the file tells it."""

    order = models.ForeignKey(PastOrder, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    sku = models.CharField(max_length=80, blank=True)
    quantity = models.PositiveSmallIntegerField()
    unit_minor = models.PositiveBigIntegerField(null=True)

    privacy: ClassVar[Classes] = classes(none="id order position words sku quantity unit_minor")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="past_line_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="past_line_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.sku}"

    @property
    def unit(self) -> Money | None:
        return Money(self.unit_minor, self.order.currency) if self.unit_minor is not None else None
