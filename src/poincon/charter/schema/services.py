"""What a house does for a piece beyond selling it: guarantee, repair, cleaning, sizing, work to measure."""

from typing import Annotated, Literal

from pydantic import Field

from poincon.charter.schema.declaring import Clock, Each, Named, Strict, Unit, promise
from poincon.charter.schema.values import (
    Days,
    Kept,
    Line,
    Minor,
    Percent,
    Several,
    Slug,
    Some,
    WorkingDays,
    Years,
)

type Measure = Literal["bracelet", "engraving", "necklace", "ring"]
MEASURES = Named(
    {
        "bracelet": ("tour de poignet", "bracelet size"),
        "engraving": ("texte à graver", "engraving"),
        "necklace": ("longueur de collier", "necklace length"),
        "ring": ("tour de doigt", "ring size"),
    }
)


class Warranty(Strict):
    """A guarantee beyond the law's, given by the house or a brand (Code de la consommation, art. L217-21)."""

    key: Slug
    name_fr: Line
    name_en: Line
    given_by: Line
    territory: Line
    years: Annotated[
        Years,
        Field(ge=1),
        promise(
            "R106",
            fr="{name} : {value}, donnée par {given_by} ({territory}), en plus des garanties de la loi.",
            en="{name}: {value}, given by {given_by} ({territory}), on top of the guarantees of the law.",
            page="services",
            clock=Clock("orders.delivered", "piece", "until"),
            better="more",
        ),
    ]


class Guarantees(Strict):
    conformity_years: Annotated[
        Years,
        promise(
            "R106",
            fr="Chaque pièce neuve est garantie {value} contre les défauts de conformité.",
            en="Every new piece is guaranteed for {value} against lack of conformity.",
            page="legal",
            floor="guarantees.conformity_years",
            clock=Clock("orders.delivered", "piece", "until"),
            better="more",
        ),
    ]
    after_repair_months: Annotated[
        int,
        Field(ge=0, le=600),
        Unit.MONTHS,
        promise(
            "R106",
            fr="Une réparation au titre de cette garantie la prolonge de {value}.",
            en="A repair under this guarantee extends it by {value}.",
            page="legal",
            floor="guarantees.after_repair_months",
            better="more",
        ),
    ] = 12  # twice the French minimum: docs/decisions/charter-repair-extension.md
    warranties: Annotated[Several[Warranty], Each("warranty")] = ()


class Repair(Strict):
    """Repairs at the bench or at an outside workshop."""

    quote_within_days: Annotated[
        WorkingDays,
        promise(
            "R106",
            fr="Confiez-nous une pièce à réparer : le devis arrive sous {value}, et rien ne se fait sans "
            "votre accord.",
            en="Leave a piece with us to repair: the quote comes within {value}, and nothing is done without "
            "your consent.",
            page="services",
            clock=Clock("repairs.received", "repair", "by", ends="repairs.quoted", remind=1),
            better="less",
        ),
    ]
    done_within_days: Annotated[
        WorkingDays,
        promise(
            "R106",
            fr="Devis accepté, votre pièce est réparée sous {value}.",
            en="Once you accept the quote, your piece is repaired within {value}.",
            page="services",
            clock=Clock(
                "repairs.accepted",
                "repair",
                "by",
                ends="repairs.done",
                pauses="repairs.waiting_for_customer",
                resumes="repairs.customer_answered",
                remind=2,
            ),
            better="less",
        ),
    ]
    bought_elsewhere: Annotated[
        bool,
        promise(
            "R106",
            fr={True: "Nous réparons aussi les pièces achetées ailleurs.", False: ""},
            en={True: "We also repair pieces bought elsewhere.", False: ""},
            page="services",
            better=(True, False),
        ),
    ]
    outside_workshop: Annotated[
        bool,
        promise(
            "R105",
            fr={
                True: "Un atelier partenaire peut s’en charger : il reçoit la pièce et ce qu’il lui faut "
                "pour y travailler, rien d’autre.",
                False: "Tout se fait à notre établi : votre pièce et vos données ne sortent pas de la "
                "maison.",
            },
            en={
                True: "A partner workshop may do the work: it gets the piece and what it needs for it, "
                "nothing else.",
                False: "All is done at our own bench: your piece and your data stay in the house.",
            },
            page="services",
            better=(False, True),
        ),
    ]


class Cleaning(Strict):
    """Cleaning and checking of settings; `price_minor` 0 is free."""

    price_minor: Annotated[
        Minor,
        promise(
            "R106",
            fr={
                0: "Le nettoyage et le contrôle des sertis de nos pièces vous sont offerts.",
                ...: "Le nettoyage et le contrôle des sertis coûtent {value}.",
            },
            en={
                0: "Cleaning our pieces and checking their settings is on us.",
                ...: "Cleaning and checking of settings costs {value}.",
            },
            page="services",
            better="less",
        ),
    ]
    done_within_days: Annotated[
        WorkingDays,
        promise(
            "R106",
            fr="Une pièce à nettoyer vous revient sous {value}.",
            en="A piece to clean is back with you within {value}.",
            page="services",
            clock=Clock("repairs.received", "cleaning", "by", ends="repairs.done", remind=1),
            better="less",
        ),
    ]


class Resizing(Strict):
    free_within_days: Annotated[
        Days,
        promise(
            "R106",
            fr={
                0: "La mise à taille d’une bague est possible, sur devis, sauf si sa page dit qu’elle ne s’y "
                "prête pas.",
                ...: "La première mise à taille d’une bague vous est offerte pendant {value} après "
                "réception, sauf si sa page dit qu’elle ne s’y prête pas.",
            },
            en={
                0: "A ring can be resized, on a quote, unless its page says that it cannot.",
                ...: "The first resizing of a ring is on us for {value} after you receive it, unless its "
                "page says that it cannot be resized.",
            },
            page="services",
            clock=Clock("orders.delivered", "piece", "until"),
            better="more",
        ),
    ]


class Bespoke(Strict):
    """Work to measure. `lead_days` runs from the approved drawing and the deposit."""

    measures: Annotated[
        Some[Measure],
        MEASURES,
        promise(
            "R011",
            fr="Sur mesure, nous notons avec votre commande : {value}.",
            en="For work to measure we note with your order: {value}.",
            page="services",
        ),
    ]
    deposit_percent: Annotated[
        Percent,
        promise(
            "R011",
            fr="Une pièce sur mesure commence par un dessin que vous approuvez et un acompte de {value}.",
            en="A piece made to measure begins with a drawing that you approve and a deposit of {value}.",
            page="services",
            better="less",
        ),
    ]
    lead_days: Annotated[
        WorkingDays,
        promise(
            "R011",
            fr="Elle est prête sous {value}.",
            en="It is ready within {value}.",
            page="services",
            clock=Clock("repairs.drawing_approved", "bespoke", "by", ends="repairs.done", remind=5),
            better="less",
        ),
    ]
    told_before: Annotated[
        Kept,
        promise(
            "R011",
            fr="Faite pour vous, elle ne se reprend pas : nous vous le disons avant le paiement.",
            en="Made for you, it cannot be taken back: we say so before you pay.",
            page="services",
        ),
    ] = True


class Services(Strict):
    """A service that a house does not offer is left out, and promises nothing."""

    repair: Repair | None = None
    cleaning: Cleaning | None = None
    resizing: Resizing | None = None
    bespoke: Bespoke | None = None
    sizes_remembered: Annotated[
        bool,
        promise(
            "R011",
            fr={
                True: "Vos tailles peuvent rester dans votre compte, pour la prochaine fois.",
                False: "",
            },
            en={True: "Your sizes can stay in your account, for the next time.", False: ""},
            page="account",
            better=(True, False),
        ),
    ] = False
