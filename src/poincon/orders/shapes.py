"""The shapes in which orders answer programs."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from poincon.api.shapes import Id, Line, MoneyShape, PictureShape, Shape, TaxationShape, Told
from poincon.catalogue.rules import Wish
from poincon.catalogue.shapes import MadeShape, NewEngraving, SizeMm, wish


class Label(Shape):
    """The one public label of an order, as a stable code and in words."""

    code: str = Field(examples=["in_preparation"])
    words: str


class StandingShape(Shape):
    """Where an order stands in each of its flows."""

    life: str = Field(examples=["open"])
    funds: str = Field(examples=["paid"])
    work: str = Field(examples=["preparing"])
    query: str = Field(examples=["none"])
    back: str = Field(examples=["none"])


class SummaryShape(Shape):
    """An order in a list."""

    reference: str
    placed_at: datetime
    label: Label
    standing: StandingShape
    total: MoneyShape
    dispatch_on: date


class SummariesShape(Shape):
    """Some orders, the newest first; `next` leads to those that follow, and is null at the end."""

    items: list[SummaryShape]
    cursor: str | None
    next: str | None


class OrderLineShape(Shape):
    """A line as it was sold. `exclusion` says why it bears no right of withdrawal, "" where it bears one.

    `dispatch_on` is the day that was told when it was sold; the order's own says when it leaves now.

    `round` counts how often what is `made` of it was changed since the order.
    """

    line: int
    variant: int
    sku: str
    slug: str
    name: str
    matter: str
    choice: str
    quantity: int
    unit: MoneyShape
    total: MoneyShape
    vat: MoneyShape
    vat_rate_bp: int
    dispatch_on: date
    picture: PictureShape | None
    made: MadeShape | None
    round: int
    exclusion: str = Field(examples=["made_for_you"])


class Remaking(Told):
    """What is to be made of a line instead; what is left out stays as it is. `seen` is the `round` shown."""

    seen: Annotated[int, Field(ge=0, le=32_767)]
    engraving: NewEngraving | None = None
    size_mm: SizeMm | None = None

    def wish(self, before: Wish) -> Wish:
        """Return the whole wish, where `before` is the one that stands."""
        told = wish(self.engraving, self.size_mm)
        words = told if self.engraving else before
        return Wish(words.words, words.face, told.size_mm or before.size_mm)


class Packed(Shape):
    """How many of a line are in a parcel."""

    line: int
    quantity: int


class ParcelShape(Shape):
    """A parcel; `tracking_url` answers from `tracking_opens_on` on."""

    parcel: int
    number: str
    carrier: str
    phone: str
    tracking_url: str
    tracking_opens_on: date
    packed_at: datetime
    shipped_at: datetime | None
    delivered_at: datetime | None
    returned_at: datetime | None
    contents: list[Packed]


class MomentShape(Shape):
    """A line of the order's life: done, now, next or stopped."""

    words: str
    state: str
    at: datetime | None
    on: date | None
    note: str


class ClockShape(Shape):
    """A promise that runs on the order: until when, and whether it was kept.

    `state` is one of running, paused, kept, broken and void.
    """

    promise: str = Field(examples=["orders.cancel_until"])
    state: str
    started_at: datetime
    due_at: datetime
    closed_at: datetime | None
    made_good_at: datetime | None


class OrderShape(Shape):
    """An order: what was bought, where it stands, what was promised for it.

    `duties_paid_by` is customer or house where the parcel crosses a customs border, else null. `ring_scale`
    is the one on which ring sizes are told here, "" for the house's own.
    """

    reference: str
    language: str
    ring_scale: str
    placed_at: datetime
    label: Label
    title: str
    meaning: str
    standing: StandingShape
    means: str
    country: str
    lines: list[OrderLineShape]
    items: MoneyShape
    delivery: MoneyShape
    total: MoneyShape
    vat: MoneyShape
    taxation: TaxationShape
    duties_paid_by: str | None
    change_until: datetime
    cancel_until: datetime
    pay_until: datetime
    dispatch_on: date
    arrives_from: date
    arrives_until: date
    parcels: list[ParcelShape]
    timeline: list[MomentShape]
    clocks: list[ClockShape]


class AddressShape(Shape):
    first_name: str
    last_name: str
    company: str
    line1: str
    line2: str
    postcode: str
    city: str
    region: str
    country: str
    phone: str


class DeskOrderShape(OrderShape):
    """An order with whom it goes to, and the steps that can be taken with it now."""

    email: str | None
    delivery_address: AddressShape | None
    billing_address: AddressShape | None
    steps: list[str]
    unsent: list[Packed]


class DeskSummaryShape(SummaryShape):
    """An order in a queue of the desk."""

    carrier: str
    country: str


class QueueShape(Shape):
    """Some orders of a queue, what is due first on top."""

    items: list[DeskSummaryShape]
    cursor: str | None
    next: str | None


class Step(Told):
    """A step on offer: prepare, make_ready, reopen, ask, settle or take_back."""

    verb: str = Field(pattern="^(prepare|make_ready|reopen|ask|settle|take_back)$")


class NewPacked(Told):
    line: Id
    quantity: Annotated[int, Field(ge=1, le=1000)]


class NewParcel(Told):
    """A parcel that is handed to its carrier; without contents it holds all that has not left yet."""

    carrier: Annotated[str, Field(pattern="^[a-z_]{1,40}$")]
    number: Annotated[Line, Field(max_length=60)]
    contents: Annotated[list[NewPacked], Field(max_length=200)] = []


class DeskStanding(Shape):
    """What became of an order after a step."""

    reference: str
    label: Label
    standing: StandingShape
    steps: list[str]
