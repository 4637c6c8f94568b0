"""The whole charter of a house."""

from typing import Annotated, Self

from pydantic import field_validator, model_validator

from poincon.charter.schema.afterwards import Guarantees, Refunds, Withdrawal
from poincon.charter.schema.consistency import contradictions, place
from poincon.charter.schema.declaring import Each, Strict, promise
from poincon.charter.schema.delivery import Carrier, Delivery, Spoken
from poincon.charter.schema.house import House
from poincon.charter.schema.orders import Cart, Orders
from poincon.charter.schema.payments import Payments
from poincon.charter.schema.values import Country, Currency, Day, Language, Slug, Some, TimeZone
from poincon.charter.schema.window import Accounts, Prices, Stock, Window


class Charter(Strict):
    """Everything that one house decides. The first language is the one spoken at `/`."""

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
    stock: Stock
    cart: Cart
    orders: Orders
    payments: Payments
    carriers: Annotated[Some[Carrier], Each("carrier")]
    zones: dict[Slug, Some[Country]]
    zone_words: dict[Slug, Spoken]
    delivery: Delivery
    withdrawal: Withdrawal
    refunds: Refunds
    guarantees: Guarantees

    @field_validator("languages")
    @classmethod
    def _each_language_once(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(languages)) < len(languages):
            raise ValueError("names a language twice")
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
