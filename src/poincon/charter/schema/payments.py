"""How a customer pays: the means on offer, those to come, and the bank transfer."""

from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from poincon.charter.schema.declaring import Clock, Each, Strict, promise
from poincon.charter.schema.values import Bic, Days, Iban, Kept, Line, Several, Slug, Text
from poincon.kernel.reason import because

type Brand = Literal["cb", "visa", "mastercard", "amex"]


class Means(Strict):
    """A means of payment that customers can choose today; `gateway` names who carries it out."""

    key: Slug
    gateway: Literal["sandbox", "transfer"]
    brands: Several[Brand] = ()
    label_fr: Line
    label_en: Line

    @field_validator("brands")
    @classmethod
    def _brands_are_for_cards(cls, brands: tuple[Brand, ...], info: ValidationInfo) -> tuple[Brand, ...]:
        if len(set(brands)) < len(brands):
            raise ValueError(because("brand_twice", "names a brand twice"))
        if (info.data.get("key") == "card") != bool(brands):
            raise ValueError(
                because("brands_of_no_card", "a card names its brands, and nothing else has any")
            )
        return brands

    @model_validator(mode="after")
    def _transfer_goes_through_the_transfer_gateway(self) -> Self:
        if (self.key == "transfer") != (self.gateway == "transfer"):
            raise ValueError(because("transfer_by_half", "key and gateway must both be transfer, or neither"))
        if self.key == "card" and not self.brands:
            raise ValueError(because("no_brands", "a card names its brands"))
        return self


class PlannedMeans(Strict):
    """A means that the house wants and no gateway carries yet: shown nowhere."""

    key: Slug
    provider: Line
    label_fr: Line
    label_en: Line


class Transfer(Strict):
    """Payment by bank transfer (the account may be missing in a draft): how long we wait, how long the "
    "pieces stay reserved, when we remind."""

    cancel_after_days: Annotated[
        Days,
        Field(ge=1),
        promise(
            "R046",
            fr="Sans virement reçu sous {value}, la commande est annulée.",
            en="If no transfer has arrived within {value}, the order is cancelled.",
            page="payment",
            clock=Clock("orders.placed", "order", "at", ends="orders.paid"),
            better="more",
        ),
    ]
    reserve_days: Annotated[
        Days,
        Field(ge=1),
        promise(
            "R045 R046",
            fr="Vos pièces vous restent réservées {value} en attendant votre virement.",
            en="Your pieces stay reserved for {value} while we wait for your transfer.",
            page="payment",
            clock=Clock("orders.placed", "order", "until", ends="orders.paid"),
            better="more",
        ),
    ]
    remind_after_days: Annotated[
        Several[Annotated[int, Field(ge=1, le=3660)]],
        promise(
            "R046",
            fr="Nous vous rappelons le virement attendu après {value} jours.",
            en="We remind you of the transfer after {value} days.",
            page="payment",
        ),
    ]
    holder: Text = ""
    bank: Text = ""
    iban: Iban = ""
    bic: Bic = ""
    sent_on_receipt: Annotated[
        Kept,
        promise(
            "R045",
            fr="Réglée par virement, votre commande part dès que le virement est reçu.",
            en="Paid by transfer, your order leaves as soon as the transfer has arrived.",
            page="payment",
        ),
    ] = True
    reference_asked: Annotated[
        Kept,
        promise(
            "R047",
            fr="Indiquez la référence de la commande dans l’intitulé du virement : sans elle, la "
            "préparation prend du retard.",
            en="Give the order’s reference with your transfer: without it, preparation is delayed.",
            page="payment",
        ),
    ] = True
    fees_paid_by: Annotated[
        Literal["customer", "house"],
        promise(
            "R047",
            fr={
                "customer": "Les frais d’un virement venu de l’étranger sont à votre charge.",
                "house": "Les frais d’un virement venu de l’étranger sont à notre charge.",
            },
            en={
                "customer": "The fees of a transfer from abroad are yours to pay.",
                "house": "We pay the fees of a transfer from abroad.",
            },
            page="payment",
            better=("house", "customer"),
        ),
    ]

    @field_validator("reserve_days")
    @classmethod
    def _reserved_while_we_wait(cls, days: int, info: ValidationInfo) -> int:
        if days > info.data.get("cancel_after_days", days):
            raise ValueError(
                because(
                    "reserved_too_long",
                    "pieces cannot stay reserved after the order is cancelled (cancel_after_days)",
                )
            )
        return days

    @field_validator("remind_after_days")
    @classmethod
    def _reminders_come_before_the_end(cls, days: tuple[int, ...], info: ValidationInfo) -> tuple[int, ...]:
        if list(days) != sorted(set(days)):
            raise ValueError(because("not_rising", "must be in rising order, none twice"))
        if days and days[-1] >= info.data.get("cancel_after_days", days[-1] + 1):
            raise ValueError(
                because(
                    "reminded_late", "a reminder must come before the order is cancelled (cancel_after_days)"
                )
            )
        return days

    @field_validator("bic")
    @classmethod
    def _one_bank(cls, bic: str, info: ValidationInfo) -> str:
        if bic and info.data.get("iban") and bic[4:6] != info.data["iban"][:2]:
            raise ValueError(because("two_banks", "IBAN and BIC name banks in different countries"))
        return bic


class Payments(Strict):
    """Every house takes transfers, and names its other means."""

    means: Annotated[
        Several[Means],
        Each("means"),
        promise(
            "R040 R041 R045",
            fr="Moyens de paiement : {value}.",
            en="Ways to pay: {value}.",
            page="payment",
            better="more",
        ),
    ] = ()
    planned: Annotated[
        Several[PlannedMeans],
        promise(
            "R042 R043 R044",
            fr="Bientôt aussi : {value}.",
            en="Soon also: {value}.",
            page="payment",
        ),
    ] = ()
    transfer: Transfer
    no_card_data_kept: Annotated[
        Kept,
        promise(
            "R040 R050",
            fr="Votre carte est saisie sur la page de la banque : nous n’en voyons ni n’en gardons le "
            "numéro.",
            en="Your card is entered on the bank’s own page: we neither see nor keep its number.",
            page="payment",
        ),
    ] = True
    encrypted: Annotated[
        Kept,
        promise(
            "R051",
            fr="Tout ce que vous nous confiez voyage chiffré : vérifiez le cadenas et « https » dans la "
            "barre d’adresse.",
            en="All you entrust to us travels encrypted: look for the padlock and “https” in the address "
            "bar.",
            page="payment",
        ),
    ] = True
    another_means_after_refusal: Annotated[
        Kept,
        promise(
            "R048",
            fr="Un paiement refusé ne perd pas la commande : nous vous disons quoi vérifier, et vous pouvez "
            "payer autrement.",
            en="A refused payment does not lose the order: we say what to check, and you can pay another "
            "way.",
            page="payment",
        ),
    ] = True
