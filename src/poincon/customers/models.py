"""Customers and their address book."""

from typing import ClassVar

from django.db import models

from poincon.customers.states import ContactBy, Measured, RingScale
from poincon.foundation.privacy import Classes, classes


class Customer(models.Model):
    """The person behind a user who buys; everything else about them hangs on this row."""

    user = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="customer")
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    phone = models.CharField(max_length=20, blank=True)
    contact_by = models.CharField(max_length=8, choices=ContactBy, default=ContactBy.EMAIL)
    # "" until it is said: then each browser goes by what was chosen there.
    ring_scale = models.CharField(max_length=2, choices=RingScale, blank=True, default="")
    created_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(
        none="id user contact_by ring_scale created_at", identity="first_name last_name", contact="phone"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ring_scale__in=["", *RingScale.values]), name="customer_ring_scale_known"
            )
        ]

    def __str__(self) -> str:
        return f"customer {self.pk}"

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class Address(models.Model):
    """One entry of a customer's address book, in the shape its country prescribes."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="addresses")
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    company = models.CharField(max_length=120, blank=True)
    line1 = models.CharField(max_length=120)
    line2 = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=16, blank=True)
    city = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2)
    phone = models.CharField(max_length=20, blank=True)
    is_default_delivery = models.BooleanField(default=False)
    is_default_billing = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(
        none="id customer is_default_delivery is_default_billing created_at",
        identity="first_name last_name company",
        address="line1 line2 postcode city region country",
        contact="phone",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer"],
                condition=models.Q(is_default_delivery=True),
                name="address_one_default_delivery",
            ),
            models.UniqueConstraint(
                fields=["customer"],
                condition=models.Q(is_default_billing=True),
                name="address_one_default_billing",
            ),
            models.CheckConstraint(
                condition=models.Q(country__regex="^[A-Z]{2}$"), name="address_country_code"
            ),
        ]

    def __str__(self) -> str:
        return f"address {self.pk}"


class Size(models.Model):
    """A measure that a customer has us remember, in millimetres: their own, or under a label of their choice.

    A ring's is the inner circumference, of bracelets and chains the length.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="sizes")
    label = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=8, choices=Measured)
    size_mm = models.DecimalField(max_digits=5, decimal_places=1)

    privacy: ClassVar[Classes] = classes(none="id customer kind", identity="label", measurement="size_mm")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "label", "kind"], name="size_kept_once"),
            models.CheckConstraint(
                condition=models.Q(kind=Measured.RING, size_mm__range=(30, 80))
                | models.Q(kind__in=[Measured.BRACELET, Measured.CHAIN], size_mm__range=(100, 1200)),
                name="size_of_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"size {self.pk}"


class Registration(models.Model):
    """Somebody wants an account; it comes into being when the link that we mail is opened.

    The password is chosen there, by whoever reads the mail. Nothing else is written before that, for known
    and unknown addresses alike, so that registering tells nobody who is a customer. Rows are deleted when
    used, and when the link is too old.
    """

    email = models.EmailField(db_index=True)
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    address = models.JSONField(null=True)
    language = models.CharField(max_length=2)
    next_path = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(
        none="id language next_path asked_at",
        contact="email",
        identity="first_name last_name",
        address="address",
    )

    def __str__(self) -> str:
        return f"registration {self.pk}"
