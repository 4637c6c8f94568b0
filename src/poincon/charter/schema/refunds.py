"""Money on its way back."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from poincon.charter.schema.declaring import Clock, Strict, Unit, promise
from poincon.charter.schema.values import Days, Kept
from poincon.kernel.reason import because


class Refunds(Strict):
    days: Annotated[
        Days,
        Field(ge=1),
        promise(
            "R089",
            fr="Vous êtes remboursé au plus tard {value} après nous avoir annoncé votre retour ; nous "
            "pouvons seulement attendre la pièce ou la preuve de son envoi.",
            en="You are refunded within {value} of telling us that you return a piece; we may only wait for "
            "the piece or for proof that it was sent.",
            page="returns",
            floor="refunds.days",
            clock=Clock(
                "aftersales.withdrawn",
                "return",
                "by",
                ends="aftersales.refunded",
                not_before=("aftersales.posted", "aftersales.received"),
                remind=4,
            ),
            better="less",
        ),
    ]
    arrives_days_min: Annotated[int, Field(ge=0)]
    arrives_days_max: Annotated[
        Days,
        promise(
            "R057 R093",
            fr="« Remboursée » : l’argent vous parvient {arrives_days_min} à {value} après ; avec une carte "
            "à débit différé, en fin de mois.",
            en="“Refunded”: the money reaches you {arrives_days_min} to {value} later; with a deferred "
            "debit card, at the end of the month.",
            page="returns",
            better="less",
        ),
    ]
    to_the_same_means: Annotated[
        Kept,
        promise(
            "R091",
            fr="Le remboursement revient toujours au moyen de paiement de la commande.",
            en="A refund always returns to the means of payment of the order.",
            page="returns",
        ),
    ] = True
    bank_details: Annotated[
        Kept,
        promise(
            "R052 R092",
            fr="Pour une commande réglée par virement ou par chèque, nous vous demandons un RIB et "
            "remboursons ce compte.",
            en="For an order paid by transfer or cheque we ask for your bank details and refund that "
            "account.",
            page="returns",
        ),
    ] = True
    standard_delivery: Annotated[
        Kept,
        promise(
            "R089",
            fr="La livraison au tarif le moins cher est remboursée avec les pièces.",
            en="Delivery at the cheapest rate is refunded with the pieces.",
            page="returns",
        ),
    ] = True
    store_credit: Annotated[
        bool,
        promise(
            "R085 R094",
            fr={
                True: "Si vous le préférez, et seulement alors, vous recevez un avoir à la place de "
                "l’argent.",
                False: "",
            },
            en={
                True: "If you prefer it, and only then, you get store credit in place of money.",
                False: "",
            },
            page="returns",
            better=(True, False),
        ),
    ]
    credit_valid_months: Annotated[
        int | None,
        Field(ge=1, le=600),
        Unit.MONTHS,
        promise(
            "R094",
            fr="Un avoir est valable {value}, en une ou plusieurs fois.",
            en="Store credit is good for {value}, at once or in parts.",
            page="returns",
            clock=Clock("wallet.credited", "credit", "at", ends="wallet.spent", remind=30),
            better="more",
        ),
    ] = None

    @field_validator("arrives_days_max")
    @classmethod
    def _not_before_the_earliest(cls, days: int, info: ValidationInfo) -> int:
        if days < info.data.get("arrives_days_min", days):
            raise ValueError(because("arrives_early", "must not be less than arrives_days_min"))
        return days

    @field_validator("credit_valid_months")
    @classmethod
    def _only_credit_has_a_term(cls, months: int | None, info: ValidationInfo) -> int | None:
        if months and not info.data.get("store_credit", True):
            raise ValueError(because("no_credit", "this house gives no store credit (store_credit)"))
        return months
