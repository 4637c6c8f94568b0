"""The whole charter of a house."""

from typing import Annotated, Literal, Self

from pydantic import field_validator, model_validator

from poincon.charter.schema import (  # noqa: F401 (their checks register)
    consistency_after,
    consistency_live,
    consistency_vat,
)
from poincon.charter.schema.claims import Claims
from poincon.charter.schema.codes import Codes
from poincon.charter.schema.consistency import contradictions, place
from poincon.charter.schema.declaring import Each, Strict, promise
from poincon.charter.schema.delivery import Carrier, Delivery, Spoken
from poincon.charter.schema.desk import Desk, Wholesale
from poincon.charter.schema.house import House
from poincon.charter.schema.loyalty import Loyalty
from poincon.charter.schema.news import News
from poincon.charter.schema.orders import Cart, Orders
from poincon.charter.schema.payments import Payments
from poincon.charter.schema.privacy import Cookies, FraudChecks, IdentityChecks, Processor
from poincon.charter.schema.refunds import Refunds
from poincon.charter.schema.retention import Retention
from poincon.charter.schema.returns import Exchanges, Returns, Withdrawal
from poincon.charter.schema.rights import Rights
from poincon.charter.schema.services import Guarantees, Services
from poincon.charter.schema.values import (
    Country,
    Currency,
    Day,
    Language,
    Place,
    Several,
    Slug,
    Some,
    TimeZone,
)
from poincon.charter.schema.vat import Vat
from poincon.charter.schema.window import Accounts, Prices, Stock, Window
from poincon.kernel.reason import because


class Charter(Strict):
    """Everything that one house decides. The first language is the one spoken at `/`.

    A draft may leave open what a house on sale must have (`readiness.ready_for_sale` says what).
    """

    state: Literal["draft", "live"] = "live"
    languages: Some[Language]
    currency: Currency
    time_zone: TimeZone
    country: Country
    terms_version: Annotated[
        Day,
        promise(
            "R131",
            fr="Conditions de vente du {value} ; celles que vous avez acceptées restent jointes à votre "
            "commande.",
            en="Terms of sale of {value}; those that you accepted stay with your order.",
            page="legal",
        ),
    ]
    house: House
    accounts: Accounts
    window: Window = Window()
    prices: Prices = Prices()
    vat: Vat | None = None
    stock: Stock
    cart: Cart
    orders: Orders
    payments: Payments
    carriers: Annotated[Several[Carrier], Each("carrier")] = ()
    zones: dict[Slug, Some[Place]]
    zone_words: dict[Slug, Spoken]
    delivery: Delivery
    withdrawal: Withdrawal
    returns: Returns
    exchanges: Exchanges
    refunds: Refunds
    claims: Claims
    guarantees: Guarantees
    services: Services = Services()
    codes: Codes | None = None
    loyalty: Loyalty = Loyalty()
    news: News = News()
    desk: Desk
    wholesale: Wholesale | None = None
    rights: Rights = Rights()
    retention: Retention
    processors: Annotated[Several[Processor], Each("processor")] = ()
    cookies: Cookies = Cookies()
    identity: IdentityChecks | None = None
    fraud: FraudChecks | None = None

    @field_validator("languages")
    @classmethod
    def _each_language_once(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(languages)) < len(languages):
            raise ValueError(because("language_twice", "names a language twice"))
        return languages

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if found := contradictions(self):
            raise ValueError("; ".join(f"{place(fault.path)}: {fault.reason}" for fault in found))
        return self

    def carrier(self, key: str) -> Carrier:
        """Return the carrier called `key`; a LookupError for one that the house does not use."""
        for carrier in self.carriers:
            if carrier.key == key:
                return carrier
        raise LookupError(f"{self.house.key} sends nothing by {key!r}")
