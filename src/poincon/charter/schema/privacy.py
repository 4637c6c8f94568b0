"""Personal data: rights, those who work for us, cookies, checks of identity and fraud, disclosures."""

from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from poincon.charter.schema.declaring import Clock, Floor, Named, Strict, Unit, promise
from poincon.charter.schema.values import (
    Country,
    Day,
    Days,
    Kept,
    Line,
    Minor,
    Months,
    Several,
    Slug,
    Some,
    Years,
)
from poincon.kernel.reason import because

type Role = Literal[
    "carrier",
    "distribution_centre",
    "host",
    "insurer",
    "newsletter",
    "payment",
    "shop_system",
    "statistics",
    "workshop",
]
type Datum = Literal["address", "email", "name", "nothing_personal", "order", "payment", "phone", "piece"]
type Purpose = Literal["advertising", "audience", "experience", "retargeting"]
type Document = Literal["identity_card", "passport", "residence_permit"]
ROLES = Named(
    {
        "carrier": ("transporteur", "carrier"),
        "distribution_centre": ("centre de distribution", "distribution centre"),
        "host": ("hébergeur", "host"),
        "insurer": ("assureur", "insurer"),
        "newsletter": ("envoi de la lettre", "newsletter"),
        "payment": ("prestataire de paiement", "payment provider"),
        "shop_system": ("hébergement de la boutique", "hosting of the shop"),
        "statistics": ("statistiques", "statistics"),
        "workshop": ("atelier", "workshop"),
    }
)
DATA = Named(
    {
        "address": ("adresse", "address"),
        "email": ("e-mail", "e-mail"),
        "name": ("nom", "name"),
        "nothing_personal": ("rien de personnel", "nothing personal"),
        "order": ("commande", "order"),
        "payment": ("montant et référence", "amount and reference"),
        "phone": ("téléphone", "telephone"),
        "piece": ("pièce", "piece"),
    }
)
SAFEGUARDS = Named(
    {
        "adequacy": ("décision d’adéquation", "adequacy decision"),
        "clauses": ("clauses contractuelles types", "standard contractual clauses"),
        "nameless": ("données rendues anonymes avant l’envoi", "data made anonymous before it is sent"),
        "none": ("pays dont la loi protège vos données", "a country whose law protects your data"),
    }
)
PURPOSES = Named(
    {
        "advertising": ("publicité", "advertising"),
        "audience": ("mesure d’audience", "audience measurement"),
        "experience": ("confort de navigation", "comfort"),
        "retargeting": ("publicité sur d’autres sites", "advertising on other sites"),
    }
)
DOCUMENTS = Named(
    {
        "identity_card": ("carte d’identité", "identity card"),
        "passport": ("passeport", "passport"),
        "residence_permit": ("titre de séjour", "residence permit"),
    },
    either=True,
)


class Processor(Strict):
    """Somebody who handles personal data for the house (GDPR, art. 28), where, and under which contract."""

    key: Slug
    name: Line
    role: Annotated[Role, ROLES]
    countries: Annotated[
        Some[Country],
        promise(
            "R120 R132",
            fr="{name} ({role}) : données traitées ici : {value} ({safeguard}).",
            en="{name} ({role}): data handled here: {value} ({safeguard}).",
            page="privacy",
        ),
    ]
    gets: Annotated[
        Some[Datum],
        DATA,
        promise(
            "R079 R105 R109 R134",
            fr="{name} ne reçoit que : {value}.",
            en="{name} gets only: {value}.",
            page="privacy",
            better="less",
            burden=True,
        ),
    ]
    safeguard: Annotated[Literal["adequacy", "clauses", "nameless", "none"], SAFEGUARDS] = "none"
    contract_on: Day
    review_on: Annotated[
        Day,
        promise(
            "R134",
            fr="Le contrat avec {name}, du {contract_on}, est revu avant le {value}.",
            en="The contract with {name} of {contract_on} is reviewed before {value}.",
            page="privacy",
            clock=Clock(
                "privacy.contract_signed", "processor", "by", ends="privacy.contract_reviewed", remind=30
            ),
        ),
    ]
    deletes_after_days: Annotated[
        int | None,
        Field(ge=0, le=3660),
        Unit.DAYS,
        promise(
            "R079",
            fr="{name} efface ces données au plus tard {value} après la livraison.",
            en="{name} deletes this data within {value} of delivery.",
            page="privacy",
            clock=Clock("orders.delivered", "hand_over", "by", ends="privacy.deletion_confirmed", remind=5),
            better="less",
        ),
    ] = None

    @field_validator("review_on")
    @classmethod
    def _reviewed_after_signing(cls, day: str, info: ValidationInfo) -> str:
        if day <= info.data.get("contract_on", ""):
            raise ValueError(because("review_early", "must come after contract_on"))
        return day


class Cookies(Strict):
    """`purposes` go beyond what the shop needs to work, and wait for consent; none needs no banner."""

    purposes: Annotated[
        Several[Purpose],
        PURPOSES,
        promise(
            "R133",
            fr={
                (): "Nous ne posons que les cookies dont la boutique a besoin : panier, langue, connexion, "
                "sécurité. Rien d’autre, donc pas de bandeau.",
                ...: "Au-delà des cookies nécessaires, et seulement si vous l’acceptez : {value}.",
            },
            en={
                (): "We set only the cookies that the shop needs: cart, language, sign-in, security. Nothing "
                "else, so there is no banner.",
                ...: "Beyond the necessary cookies, and only if you accept: {value}.",
            },
            page="cookies",
            better="less",
        ),
    ] = ()
    choice_months: Annotated[
        int | None,
        Field(ge=1, le=600),
        Unit.MONTHS,
        promise(
            "R133",
            fr="Votre choix, accepter ou refuser d’un même geste, est gardé {value} et se change de chaque "
            "page.",
            en="Your choice, accepting or refusing with the same ease, is kept for {value} and can be "
            "changed on every page.",
            page="cookies",
            floor="cookies.choice_months",
            clock=Clock("privacy.choice_made", "choice", "at", ends="privacy.choice_changed"),
        ),
    ] = None
    in_your_hands: Annotated[
        Kept,
        promise(
            "R021 R133",
            fr="Vous pouvez voir, effacer ou bloquer les cookies ; la boutique se regarde toujours sans eux.",
            en="You can see, delete or block cookies; the shop can always be looked at without them.",
            page="cookies",
        ),
    ] = True
    counted_without_names: Annotated[
        Kept,
        promise(
            "R132",
            fr="Nos statistiques de visite sont anonymes : ni nom, ni adresse, ni suivi d’une personne.",
            en="Our visitor statistics are anonymous: no name, no address, nobody followed.",
            page="cookies",
        ),
    ] = True

    @model_validator(mode="after")
    def _a_choice_is_kept_where_there_is_one(self) -> Self:
        if bool(self.purposes) != (self.choice_months is not None):
            raise ValueError(
                because(
                    "choice_of_nothing",
                    "a choice is kept (choice_months) where there are purposes to choose from",
                )
            )
        return self


class IdentityChecks(Strict):
    """Checks that the law asks of dealers in precious metals from an amount on (law.md 13)."""

    threshold_minor: Annotated[
        Minor,
        Field(ge=1),
        promise(
            "R139",
            fr="À partir de {value} d’achats liés, la loi nous fait vérifier votre identité, par : "
            "{documents}.",
            en="From {value} of linked purchases the law makes us verify your identity, by: {documents}.",
            page="privacy",
            floor="identity.threshold_minor",
            better="more",
            burden=True,
        ),
    ]
    documents: Annotated[Some[Document], DOCUMENTS]
    linked_months: Annotated[Months, Field(ge=1), Floor("identity.linked_months")] = 12
    record_years: Annotated[
        Years,
        promise(
            "R139",
            fr="Ce dossier se garde {value} après la fin de la relation, à part de tout le reste.",
            en="This file is kept for {value} after the relation ends, apart from everything else.",
            page="privacy",
            floor="identity.record_years",
            clock=Clock("risk.relation_ended", "identity_file", "at"),
        ),
    ] = 5


class FraudChecks(Strict):
    """`from_minor` is the value from which an order is looked at by a person before it leaves."""

    from_minor: Annotated[
        Minor,
        Field(ge=1),
        promise(
            "R138",
            fr="À partir de {value}, une commande est vérifiée avant de partir ; c’est une personne qui "
            "décide, jamais un calcul seul.",
            en="From {value} on, an order is checked before it leaves; a person decides, never a computation "
            "alone.",
            page="privacy",
            better="more",
            burden=True,
        ),
    ]
    decided_within_days: Annotated[
        Days,
        Field(ge=1),
        promise(
            "R138",
            fr="Cette vérification prend au plus {value}.",
            en="This check takes {value} at most.",
            page="privacy",
            clock=Clock("risk.held", "order", "by", ends="risk.decided", remind=1),
            better="less",
            burden=True,
        ),
    ]
