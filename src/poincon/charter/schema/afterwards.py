"""What holds after delivery: withdrawal, refunds and guarantees."""

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from poincon.charter.schema.declaring import Strict, promise
from poincon.charter.schema.values import Days, Kept, Years


class Withdrawal(Strict):
    window_days: Annotated[
        Days,
        promise(
            "R080",
            fr="Vous avez {value} après réception pour changer d’avis, sans avoir à dire pourquoi.",
            en="You have {value} from receipt to change your mind, without giving a reason.",
            page="returns",
            floor="withdrawal.window_days",
        ),
    ]
    label_paid_by: Annotated[
        Literal["customer", "house"],
        promise(
            "R081",
            fr={
                "customer": "Les frais de retour sont alors à votre charge.",
                "house": "L’étiquette de retour vous est offerte.",
            },
            en={
                "customer": "The cost of sending back is then yours.",
                "house": "The return label is on us.",
            },
            page="returns",
        ),
    ]


class Refunds(Strict):
    days: Annotated[
        Days,
        Field(ge=1),
        promise(
            "R089",
            fr="Vous êtes remboursé au plus tard {value} après nous l’avoir annoncé ; nous pouvons "
            "seulement attendre la pièce ou la preuve de son envoi.",
            en="You are refunded within {value} of telling us; we may only wait for the piece or for proof "
            "that it was sent.",
            page="returns",
            floor="refunds.days",
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

    @field_validator("arrives_days_max")
    @classmethod
    def _not_before_the_earliest(cls, days: int, info: ValidationInfo) -> int:
        if days < info.data.get("arrives_days_min", days):
            raise ValueError("must not be less than arrives_days_min")
        return days


class Guarantees(Strict):
    conformity_years: Annotated[
        Years,
        promise(
            "R106",
            fr="Chaque pièce neuve est garantie {value} contre les défauts de conformité.",
            en="Every new piece is guaranteed for {value} against lack of conformity.",
            page="legal",
            floor="guarantees.conformity_years",
        ),
    ]
