"""The shapes in which the checkout answers programs."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from poincon.api.shapes import Country, Line, MoneyShape, Shape, TaxationShape, Told
from poincon.customers.states import RingScale


class Address(Told):
    """A postal address; which fields it needs, and how a postcode looks, is for its country to say."""

    first_name: Annotated[Line, Field(max_length=80)]
    last_name: Annotated[Line, Field(max_length=80)]
    company: Annotated[Line, Field(max_length=80)] = ""
    line1: Annotated[Line, Field(max_length=120)]
    line2: Annotated[Line, Field(max_length=120)] = ""
    postcode: Annotated[Line, Field(max_length=16)] = ""
    city: Annotated[Line, Field(max_length=80)] = ""
    region: Annotated[Line, Field(max_length=80)] = ""
    country: Country


class Details(Told):
    """Who orders and where to; `billing` only where it differs."""

    email: Annotated[Line, Field(max_length=254)]
    delivery: Address
    billing: Address | None = None


class Choice(Told):
    """The carrier, and the telephone number that some carriers need."""

    carrier: Annotated[str, Field(pattern="^[a-z_]{1,40}$")]
    phone: Annotated[Line, Field(max_length=32)] = ""


ReturnUrl = Annotated[
    str,
    Field(
        max_length=300,
        pattern=r"^(https://[A-Za-z0-9.-]+|http://(127\.0\.0\.1|localhost))(:[0-9]{1,5})?(/[!-~]*)?$",
        examples=["https://front.example/thank-you"],
    ),
]


class Placing(Told):
    """The button: the seal of the quote that was shown, the means, and where the bank sends the buyer.

    Where the quote has a `notice`, `notice_ticked` says that the buyer has read and ticked it.
    `ring_scale` is the one on which the buyer reads ring sizes: left out, the account's or the house's own.
    """

    seal: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    means: Annotated[str, Field(pattern="^[a-z_]{1,24}$")]
    return_url: ReturnUrl
    notice_ticked: bool = False
    ring_scale: RingScale | None = None


class Paying(Told):
    means: Annotated[str, Field(pattern="^[a-z_]{1,24}$")]
    return_url: ReturnUrl


class Answering(Told):
    """Whether to wait for the pieces, or to be refunded."""

    wait: bool


class OfferShape(Shape):
    """A carrier that takes this parcel to that country."""

    carrier: str
    name: str
    price: MoneyShape
    needs_phone: bool
    days_min: int
    days_max: int
    arrives_from: date
    arrives_until: date


class OffersShape(Shape):
    country: str
    items: list[OfferShape]


class MeansShape(Shape):
    """A means of payment; with `opens_page` the buyer pays at the bank's page."""

    key: str
    label: str
    brands: list[str]
    opens_page: bool


class AllMeansShape(Shape):
    items: list[MeansShape]


class ToldAddress(Shape):
    first_name: str
    last_name: str
    company: str
    line1: str
    line2: str
    postcode: str
    city: str
    region: str
    country: str


class CheckoutShape(Shape):
    """What has been told so far, and what is still missing: details, delivery."""

    email: str
    delivery: ToldAddress | None
    billing: ToldAddress | None
    carrier: str
    missing: list[str]


class QuotedLineShape(Shape):
    variant: int
    quantity: int
    unit: MoneyShape
    total: MoneyShape
    vat: MoneyShape


class QuoteShape(Shape):
    """Everything that is about to be sold. `button` are the words that the law wants on the button.

    `duties_paid_by` is customer or house where the parcel crosses a customs border, else null. `notice` is
    what the buyer must tick before the order, because a piece is made for them; null where none is.
    """

    seal: str
    lines: list[QuotedLineShape]
    carrier: str
    country: str
    items: MoneyShape
    delivery: MoneyShape
    total: MoneyShape
    vat: MoneyShape
    vat_rate_bp: int = Field(description="Basis points: 2000 is 20 %.")
    taxation: TaxationShape
    duties_paid_by: str | None
    dispatch_on: date
    arrives_from: date
    arrives_until: date
    cancel_until: datetime
    terms_version: str
    notice: str | None
    button: str


class TransferShape(Shape):
    """Where to send a bank transfer; the reference belongs into its text."""

    holder: str
    bank: str
    iban: str
    bic: str
    reference: str


class PaymentShape(Shape):
    """An attempt to pay. The buyer pays at `page_url`: null for a transfer, or while the bank is silent."""

    state: str = Field(examples=["pending"])
    means: str
    amount: MoneyShape
    page_url: str | None
    expires_at: datetime | None
    transfer: TransferShape | None


class PlacedShape(Shape):
    """An order that now exists. `key` opens it without a token: give it to nobody but its buyer."""

    reference: str
    key: str
    placed_at: datetime
    total: MoneyShape
    headline: str
    pay_until: datetime
    cancel_until: datetime
    payment: PaymentShape


class PaidShape(Shape):
    reference: str
    headline: str
    payment: PaymentShape


class EndedShape(Shape):
    """What became of an order after a wish of its customer."""

    reference: str
    headline: str
    life: str
    funds: str
