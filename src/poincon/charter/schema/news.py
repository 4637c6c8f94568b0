"""Writing to people who asked for it: newsletter, birthdays, contests, and what is measured."""

from typing import Annotated, Literal

from pydantic import Field

from poincon.charter.schema.declaring import Clock, Named, Strict, promise
from poincon.charter.schema.values import Country, Days, Hours, Kept, Minor, Several, Some

type Topic = Literal["collections", "exhibitions", "offers"]
TOPICS = Named(
    {
        "collections": ("les nouvelles collections", "new collections"),
        "exhibitions": ("les invitations aux expositions", "invitations to exhibitions"),
        "offers": ("les offres limitées", "limited offers"),
    }
)


class Newsletter(Strict):
    topics: Annotated[
        Some[Topic],
        TOPICS,
        promise(
            "R119 R123",
            fr="Notre lettre, pour qui l’a demandée : {value}.",
            en="Our letter, for those who asked for it: {value}.",
            page="news",
        ),
    ]
    confirm_hours: Annotated[
        Hours,
        promise(
            "R119",
            fr="Vous confirmez votre inscription par le lien d’un e-mail, valable {value} ; sans lui, nous "
            "n’écrivons pas.",
            en="You confirm your subscription by the link in an e-mail, good for {value}; without it we do "
            "not write.",
            page="news",
            clock=Clock("outreach.asked", "subscription", "at", ends="outreach.confirmed"),
        ),
    ]
    stored_in: Annotated[
        Several[Country],
        promise(
            "R120",
            fr="Les adresses de la lettre sont conservées dans les pays suivants : {value}.",
            en="The letter’s addresses are kept in these countries: {value}.",
            page="privacy",
        ),
    ] = ()
    unsubscribe: Annotated[
        Kept,
        promise(
            "R119 R123 R129",
            fr="Le lien de désinscription est au bas de chaque lettre et agit aussitôt, sans connexion.",
            en="The unsubscribe link is at the foot of every letter and works at once, without signing in.",
            page="news",
        ),
    ] = True
    measured_together: Annotated[
        Kept,
        promise(
            "R122",
            fr="Nous comptons les réponses à nos envois et à nos annonces dans leur ensemble, jamais "
            "personne par personne.",
            en="We count the response to our letters and advertisements as a whole, never person by person.",
            page="news",
        ),
    ] = True


class Birthdays(Strict):
    """A present on a birthday, for those who gave the date for it."""

    gift_minor: Annotated[
        Minor,
        Field(ge=1),
        promise(
            "R123",
            fr="Donnez votre date de naissance si vous voulez : elle ne sert qu’à vous offrir {value} à "
            "votre anniversaire.",
            en="Give your date of birth if you like: it serves only to give you {value} on your birthday.",
            page="news",
            better="more",
        ),
    ]
    valid_days: Annotated[
        Days,
        Field(ge=1),
        promise(
            "R123",
            fr="Ce cadeau est valable {value}.",
            en="This present is good for {value}.",
            page="news",
            clock=Clock("outreach.birthday", "gift", "at", ends="wallet.spent"),
            better="more",
        ),
    ]
    leap_day: Annotated[
        Literal["february", "march"],
        promise(
            "R123",
            fr={
                "february": "Né un 29 février ? Les autres années, c’est le 28.",
                "march": "Né un 29 février ? Les autres années, c’est le 1er mars.",
            },
            en={
                "february": "Born on 29 February? In other years it is the 28th.",
                "march": "Born on 29 February? In other years it is 1 March.",
            },
            page="news",
        ),
    ] = "february"


class Contests(Strict):
    winners_told_days: Annotated[
        Days,
        Field(ge=1),
        promise(
            "R121",
            fr="Pour un concours, nous demandons nom, adresse et e-mail, seulement pour le mener ; les "
            "gagnants sont prévenus sous {value} après le tirage.",
            en="For a contest we ask name, address and e-mail, only to run it; the winners are told within "
            "{value} of the draw.",
            page="news",
            clock=Clock("outreach.drawn", "contest", "by", ends="outreach.winners_told", remind=1),
            better="less",
        ),
    ]


class News(Strict):
    """A house without one of these leaves it out."""

    newsletter: Newsletter | None = None
    birthdays: Birthdays | None = None
    contests: Contests | None = None
    only_with_consent: Annotated[
        Kept,
        promise(
            "R123 R129",
            fr="Nous ne vous écrivons pour vous proposer quelque chose qu’avec votre accord, que vous "
            "reprenez quand vous voulez.",
            en="We write to offer you something only with your consent, which you take back whenever you "
            "like.",
            page="news",
        ),
    ] = True
