"""What regular customers get: points, referral, and circles of members."""

from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from poincon.charter.schema.declaring import Clock, Each, Named, Strict, Unit, promise
from poincon.charter.schema.values import Days, Kept, Line, Minor, Points, Several, Slug, Some
from poincon.kernel.reason import because

type Benefit = Literal[
    "dedicated_adviser", "early_access", "free_resizing", "invitations", "priority_answers"
]
BENEFITS = Named(
    {
        "dedicated_adviser": ("un conseiller attitré", "an adviser of your own"),
        "early_access": ("les nouveautés en avant-première", "new pieces before others"),
        "free_resizing": ("la mise à taille offerte", "free resizing"),
        "invitations": ("des invitations", "invitations"),
        "priority_answers": ("des réponses en priorité", "answers first"),
    }
)


class PointsRules(Strict):
    """Points on what was paid for pieces: `earned` for every whole `for_minor`, each worth `worth_minor`."""

    for_minor: Annotated[Minor, Field(ge=1)]
    earned: Annotated[
        Points,
        promise(
            "R031",
            fr="Pour {for_minor} de pièces payées, vous gagnez {value} ; un point vaut {worth_minor}.",
            en="For every {for_minor} paid for your pieces you earn {value}; a point is worth {worth_minor}.",
            page="loyalty",
            better="more",
        ),
    ]
    worth_minor: Annotated[Minor, Field(ge=1)]
    valid_days: Annotated[
        Days,
        Field(ge=1),
        promise(
            "R032",
            fr="Vos points sont valables {value} à partir du jour où ils sont crédités.",
            en="Your points are good for {value} from the day they are credited.",
            page="loyalty",
            clock=Clock("loyalty.points_credited", "lot", "at", ends="loyalty.points_spent"),
            better="more",
        ),
    ]
    credited_after_days: Annotated[
        Days,
        promise(
            "R033",
            fr="Ils sont crédités {value} après l’expédition de la commande.",
            en="They are credited {value} after the order is dispatched.",
            page="loyalty",
            clock=Clock("orders.parcel_shipped", "order", "at", ends="loyalty.points_credited"),
            better="less",
        ),
    ]
    remind_before_days: Annotated[
        Days,
        promise(
            "R032",
            fr={0: "", ...: "Nous vous prévenons {value} avant leur fin."},
            en={0: "", ...: "We tell you {value} before they end."},
            page="loyalty",
            better="more",
        ),
    ] = 0
    spent_once: Annotated[
        Kept,
        promise(
            "R031",
            fr="Un point ne sert qu’une fois.",
            en="A point is spent once.",
            page="loyalty",
        ),
    ] = True
    signed_in: Annotated[
        Kept,
        promise(
            "R036",
            fr="Pour les utiliser : connectez-vous, saisissez-les dans la case des codes, puis « Recalculer "
            "».",
            en="To use them: sign in, enter them in the box for codes, then “Recalculate”.",
            page="loyalty",
        ),
    ] = True
    pay_delivery: Annotated[
        bool,
        promise(
            "R034",
            fr={
                False: "Les points ne paient pas la livraison.",
                True: "Les points paient aussi la livraison.",
            },
            en={False: "Points do not pay for delivery.", True: "Points also pay for delivery."},
            page="loyalty",
            better=(True, False),
        ),
    ] = False
    cancelled_by_return: Annotated[
        Literal["returned_pieces", "whole_order"],
        promise(
            "R035",
            fr={
                "returned_pieces": "Une demande de retour annule les points gagnés sur les pièces rendues ; "
                "si le retour n’a pas lieu, ils reviennent.",
                "whole_order": "Une demande de retour annule tous les points gagnés sur cette commande.",
            },
            en={
                "returned_pieces": "A return request cancels the points earned on the pieces returned; if "
                "the return does not happen, they come back.",
                "whole_order": "A return request cancels all points earned on that order.",
            },
            page="loyalty",
            better=("returned_pieces", "whole_order"),
        ),
    ]
    given_back_days: Annotated[
        Days,
        promise(
            "R032",
            fr="Des points dépensés pour une pièce rendue vous reviennent, pour au moins {value}.",
            en="Points spent on a piece that you return come back to you, for at least {value}.",
            page="loyalty",
            better="more",
        ),
    ] = 30

    @field_validator("remind_before_days")
    @classmethod
    def _reminded_while_they_live(cls, days: int, info: ValidationInfo) -> int:
        if days >= info.data.get("valid_days", days + 1):
            raise ValueError(
                because("points_early", "points cannot be reminded of before they are credited (valid_days)")
            )
        return days


class Referral(Strict):
    """What a sponsor earns for each order of a friend; exactly `threshold_minor` has reached it."""

    threshold_minor: Annotated[Minor, Field(ge=1)]
    below_minor: Annotated[
        Minor,
        promise(
            "R038",
            fr="Pour chaque commande de votre filleul de moins de {threshold_minor}, vous gagnez {value}.",
            en="For every order of your friend below {threshold_minor}, you earn {value}.",
            page="loyalty",
            better="more",
        ),
    ]
    from_minor: Annotated[
        Minor,
        promise(
            "R039",
            fr="À partir de {threshold_minor}, {threshold_minor} compris, vous gagnez {value}.",
            en="From {threshold_minor} on, {threshold_minor} included, you earn {value}.",
            page="loyalty",
            better="more",
        ),
    ]
    basis: Annotated[
        Literal["pieces_paid", "order_total"],
        promise(
            "R038 R039",
            fr={
                "pieces_paid": "Compte ce que votre filleul a payé pour ses pièces, remises déduites, sans "
                "la livraison, une fois le délai de retour passé.",
                "order_total": "Compte le total de sa commande, livraison comprise, une fois le délai de "
                "retour passé.",
            },
            en={
                "pieces_paid": "What counts is what your friend paid for pieces, after discounts and without "
                "delivery, once the time to return is over.",
                "order_total": "What counts is the order’s total with delivery, once the time to return is "
                "over.",
            },
            page="loyalty",
            better=("order_total", "pieces_paid"),
        ),
    ]
    valid_days: Annotated[
        Days,
        Field(ge=1),
        promise(
            "R038 R039",
            fr="Ce gain est valable {value}.",
            en="What you earn is good for {value}.",
            page="loyalty",
            clock=Clock("loyalty.referral_credited", "credit", "at", ends="wallet.spent"),
            better="more",
        ),
    ]
    by_email: Annotated[
        Kept,
        promise(
            "R037",
            fr="Pour être parrain, il suffit que votre filleul indique votre e-mail en s’inscrivant ; à son "
            "tour, il a droit à tous les avantages du club.",
            en="To be a sponsor, your friend only has to give your e-mail when registering; in turn your "
            "friend has all the benefits of the club.",
            page="loyalty",
        ),
    ] = True

    @model_validator(mode="after")
    def _more_brings_more(self) -> Self:
        if self.from_minor < self.below_minor:
            raise ValueError(
                because("earns_less", "a larger order cannot earn less (from_minor, below_minor)")
            )
        return self


class Tier(Strict):
    """A circle of members: by what was bought in twelve months, or by invitation (no amount)."""

    key: Slug
    name: Line
    from_minor: Annotated[
        int | None,
        Field(ge=1),
        Unit.MONEY,
        promise(
            "R124",
            fr={
                None: "{name} : sur invitation.",
                ...: "{name} : à partir de {value} d’achats sur douze mois.",
            },
            en={
                None: "{name}: by invitation.",
                ...: "{name}: from {value} of purchases in twelve months.",
            },
            page="loyalty",
            better="less",
        ),
    ] = None
    benefits: Annotated[
        Some[Benefit],
        BENEFITS,
        promise(
            "R113 R124",
            fr="{name} : {value}.",
            en="{name}: {value}.",
            page="loyalty",
            better="more",
        ),
    ]


class Loyalty(Strict):
    """A house without one of these leaves it out, and promises nothing of it."""

    points: PointsRules | None = None
    referral: Referral | None = None
    tiers: Annotated[Several[Tier], Each("tier")] = ()
