"""The order: what was bought and at what price, frozen; who bought it, erasable; where it stands."""

from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from poincon.catalogue import made_words
from poincon.catalogue import queries as catalogue
from poincon.catalogue.rules import Wish
from poincon.customers.states import RingScale
from poincon.design.shapes import Picture
from poincon.foundation.privacy import Classes, classes
from poincon.kernel.money import Money
from poincon.orders.states import Back, Exclusion, Funds, Headline, Life, Query, Standing, Work
from poincon.pricing.queries import Scope, Taxation


def _known(column: str, states: type[StrEnum]) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{column}__in": list(states)}), name=f"order_{column}_known"
    )


class Order(models.Model):
    """One order. The columns of its flows are the only ones that change after the button is pressed."""

    reference = models.CharField(max_length=16, unique=True)
    access_key = models.CharField(max_length=64)
    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.SET_NULL, null=True, related_name="orders"
    )
    language = models.CharField(max_length=2)
    # The scale on which the buyer read ring sizes when the button was pressed; "" for the house's own.
    ring_scale = models.CharField(max_length=2, blank=True, default="")
    country = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    items_minor = models.PositiveBigIntegerField()
    delivery_minor = models.PositiveBigIntegerField()
    total_minor = models.PositiveBigIntegerField()
    vat_minor = models.PositiveBigIntegerField()
    delivery_vat_bp = models.PositiveSmallIntegerField()
    # Where it goes, seen from the house; the tax territory that is; and whose VAT it bears, "" where none.
    vat_scope = models.CharField(max_length=8, default=Scope.HOME)
    vat_destination = models.CharField(max_length=6, default="")
    vat_country = models.CharField(max_length=6, default="", blank=True)
    means = models.CharField(max_length=24)
    seal = models.CharField(max_length=64)
    terms = models.ForeignKey("content.TermsVersion", on_delete=models.PROTECT)
    payable = models.OneToOneField("payments.Payable", on_delete=models.PROTECT)
    consignment = models.OneToOneField("shipping.Consignment", on_delete=models.PROTECT)
    hold = models.ForeignKey("inventory.Hold", on_delete=models.PROTECT, null=True)
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=64, blank=True, default="")
    change_until = models.DateTimeField()
    cancel_until = models.DateTimeField()
    pay_until = models.DateTimeField()
    dispatch_on = models.DateField()
    arrives_from = models.DateField()
    arrives_until = models.DateField()
    reminders_sent = models.PositiveSmallIntegerField(default=0)
    life = models.CharField(max_length=12, default=Life.OPEN)
    funds = models.CharField(max_length=12, default=Funds.UNPAID)
    work = models.CharField(max_length=12, default=Work.WAITING)
    query = models.CharField(max_length=12, default=Query.NONE)
    back = models.CharField(max_length=12, default=Back.NONE)
    headline = models.CharField(max_length=20, default=Headline.AWAITING_PAYMENT)

    privacy: ClassVar[Classes] = classes(
        none="id reference customer language ring_scale country currency items_minor delivery_minor"
        " total_minor vat_minor delivery_vat_bp vat_scope vat_destination vat_country means seal terms"
        " payable consignment hold placed_at placed_by change_until cancel_until pay_until dispatch_on"
        " arrives_from arrives_until reminders_sent life funds work query back headline",
        secret="access_key",  # noqa: S106 - the name of a column
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(total_minor=F("items_minor") + F("delivery_minor")), name="order_total_adds_up"
            ),
            models.CheckConstraint(
                condition=Q(vat_country="", vat_scope=Scope.OUTSIDE, vat_minor=0, delivery_vat_bp=0)
                | ~Q(vat_country=""),
                name="order_without_vat_has_left",
            ),
            models.CheckConstraint(
                condition=Q(ring_scale__in=["", *RingScale.values]), name="order_ring_scale_known"
            ),
            _known("vat_scope", Scope),
            _known("life", Life),
            _known("funds", Funds),
            _known("work", Work),
            _known("query", Query),
            _known("back", Back),
            _known("headline", Headline),
        ]
        indexes = [
            models.Index(fields=["headline", "placed_at", "id"], name="order_queue"),
            models.Index(fields=["customer", "-placed_at"], name="order_of_customer"),
            models.Index(fields=["access_key"], name="order_by_key"),
            models.Index(
                fields=["placed_by", "-placed_at"],
                condition=Q(placed_by__startswith="token:"),
                name="order_of_program",
            ),
            models.Index(
                fields=["placed_at"], condition=Q(vat_scope=Scope.UNION), name="order_sold_at_a_distance"
            ),
            models.Index(
                fields=["pay_until"], condition=Q(life=Life.OPEN, funds=Funds.UNPAID), name="order_unpaid"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def total(self) -> Money:
        return Money(self.total_minor, self.currency)

    @property
    def items(self) -> Money:
        return Money(self.items_minor, self.currency)

    @property
    def delivery(self) -> Money:
        return Money(self.delivery_minor, self.currency)

    @property
    def vat(self) -> Money:
        return Money(self.vat_minor, self.currency)

    @property
    def taxation(self) -> Taxation:
        """How the order was taxed; its amounts are those asked at the destination."""
        return Taxation(Scope(self.vat_scope), self.vat_destination, self.vat_country, self.delivery_vat_bp)

    @property
    def standing(self) -> Standing:
        return Standing(
            Life(self.life), Funds(self.funds), Work(self.work), Query(self.query), Back(self.back)
        )


class OrderLine(models.Model):
    """One piece as it was sold: its facts and words are kept here and follow no later change (R007)."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    variant = models.ForeignKey("catalogue.Variant", on_delete=models.PROTECT)
    quantity = models.PositiveSmallIntegerField()
    unit_minor = models.PositiveBigIntegerField()
    total_minor = models.PositiveBigIntegerField()
    vat_bp = models.PositiveSmallIntegerField()
    vat_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    dispatch_on = models.DateField()
    as_sold = models.JSONField()
    # Made for its wearer: what it added to the price of one, the offer that said so, why it is not taken
    # back (L221-28 of the Code de la consommation), and the words that told of it before the payment.
    made_minor = models.PositiveBigIntegerField(default=0)
    engraving = models.ForeignKey("catalogue.Engraving", on_delete=models.PROTECT, null=True)
    exclusion = models.CharField(max_length=12, blank=True, default="")
    notice = models.ForeignKey("content.TermsVersion", on_delete=models.PROTECT, null=True)

    privacy: ClassVar[Classes] = classes(
        none="id order position variant quantity unit_minor total_minor vat_bp vat_minor currency"
        " dispatch_on as_sold made_minor engraving exclusion notice"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="order_line_once"),
            models.CheckConstraint(
                condition=Q(total_minor=F("unit_minor") * F("quantity")), name="order_line_adds_up"
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="order_line_of_something"),
            models.CheckConstraint(
                condition=Q(exclusion="", notice__isnull=True)
                | Q(exclusion__in=list(Exclusion), notice__isnull=False),
                name="order_line_excluded_with_notice",
            ),
            models.CheckConstraint(
                condition=Q(made_minor__lte=F("unit_minor")), name="order_line_made_within_price"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant_id}"

    @property
    def total(self) -> Money:
        return Money(self.total_minor, self.currency)

    @property
    def unit(self) -> Money:
        return Money(self.unit_minor, self.currency)

    @property
    def struck(self) -> Money | None:
        """What was struck through beside the line's total on the day of the order; None where nothing was."""
        kept = self.as_sold.get("struck_minor")
        return Money(kept * self.quantity, self.currency) if kept else None

    @property
    def picture(self) -> Picture | None:
        """The first picture that the piece had on the day of the order."""
        kept = self.as_sold.get("picture")
        return Picture(kept["stem"], kept["width"], kept["height"]) if kept else None

    @property
    def made_days(self) -> int:
        """The working days that making it for its wearer added; 0 for what came off the shelf."""
        return int((self.as_sold.get("made") or {}).get("days", 0))

    @property
    def wish(self) -> Wish:
        """What was to be made of it; nothing once the person has been erased."""
        making, kept = getattr(self, "making", None), self.as_sold.get("made") or {}
        return Wish(making.words, making.face or kept.get("face", ""), making.size_mm) if making else Wish()

    @property
    def told(self) -> list[str]:
        """What is made of it, line by line, in the reader's language and on the house's scale."""
        return self.told_on("")

    def told_on(self, scale: str) -> list[str]:
        """Return what is made of it, line by line, in the reader's language and on their scale."""
        kept = self.as_sold.get("made") or {}
        return made_words.said(self.wish, kept.get("place", ""), ring=bool(kept.get("ring")), scale=scale)

    def choice(self, language: str, scale: str = "") -> str:
        """Return the size and options that were chosen, on the reader's scale; without one as they were sold.

        What was sold before sizes were kept by themselves is said as it was sold on every scale.
        """
        kept, other = self.as_sold, "en" if language == "fr" else "fr"
        if scale and kept.get("circumference_mm"):
            return catalogue.choice_for(Decimal(kept["circumference_mm"]), kept["options"], scale, language)
        return str(kept.get(f"choice_{language}") or kept.get(f"choice_{other}") or "")

    @property
    def cut(self) -> list[str]:
        """The words to engrave, line under line, letter for letter."""
        return self.wish.words.splitlines()


class Making(models.Model):
    """What is engraved in a piece, and the size it is made in: the row that erasure removes.

    `face` are the letters where others were chosen after the order than those it was sold with; `round`
    counts how often it was changed.
    """

    line = models.OneToOneField(OrderLine, on_delete=models.CASCADE, related_name="making")
    words = models.TextField(blank=True)
    face = models.CharField(max_length=8, blank=True, default="")
    size_mm = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    round = models.PositiveSmallIntegerField(default=0)

    privacy: ClassVar[Classes] = classes(none="id line face round", free_text="words", measurement="size_mm")

    def __str__(self) -> str:
        return f"making of line {self.line_id}"


class OrderContact(models.Model):
    """Who ordered: the row that erasure removes while the order stays."""

    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="contact")
    email = models.EmailField(max_length=254)
    email_key = models.CharField(max_length=254, db_index=True)
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    phone = models.CharField(max_length=32, blank=True)

    privacy: ClassVar[Classes] = classes(
        none="id order", contact="email email_key phone", identity="first_name last_name"
    )

    def __str__(self) -> str:
        return f"contact of {self.order_id}"


class OrderAddress(models.Model):
    """Where an order goes, or who is billed, as written on the day of the order."""

    DELIVERY, BILLING = "delivery", "billing"

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=8)
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    company = models.CharField(max_length=80, blank=True)
    line1 = models.CharField(max_length=120)
    line2 = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=16, blank=True)
    city = models.CharField(max_length=80)
    region = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2)
    phone = models.CharField(max_length=32, blank=True)

    privacy: ClassVar[Classes] = classes(
        none="id order kind country",
        identity="first_name last_name company",
        address="line1 line2 postcode city region",
        contact="phone",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "kind"], name="order_address_once"),
            models.CheckConstraint(condition=Q(kind__in=["delivery", "billing"]), name="order_address_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.order_id}"


class ParcelLine(models.Model):
    """How many of an order's line are in a parcel."""

    parcel = models.ForeignKey("shipping.Parcel", on_delete=models.PROTECT, related_name="contents")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="sent")
    quantity = models.PositiveSmallIntegerField()

    privacy: ClassVar[Classes] = classes(none="id parcel line quantity")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["parcel", "line"], name="parcel_line_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="parcel_line_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of line {self.line_id} in {self.parcel_id}"
