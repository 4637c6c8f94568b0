"""What the cart and the order promise, from the first piece to the hand-over."""

from datetime import time
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from poincon.charter.schema.calendar import WEEKDAYS, Closing, Weekday
from poincon.charter.schema.declaring import Clock, Strict, Unit, promise
from poincon.charter.schema.values import Days, Hours, Kept, LocalTime, Minutes, Several, Some, WorkingDays
from poincon.kernel.reason import because


class Cart(Strict):
    kept_days: Annotated[
        Days,
        Field(ge=1),
        promise(
            "R021",
            fr="Votre panier vous attend {value}, avec votre langue et vos préférences, grâce à un cookie.",
            en="Your cart waits for you for {value}, with your language and preferences, thanks to a cookie.",
            page="orders",
        ),
    ]
    everywhere: Annotated[
        Kept,
        promise(
            "R021",
            fr="Le panier est accessible de chaque page ; sans cookies, vous pouvez toujours tout regarder.",
            en="The cart is within reach on every page; without cookies you can still look at everything.",
            page="orders",
        ),
    ] = True


class Orders(Strict):
    """From the pressed button to the hand-over. Clock times are the shop's local time."""

    change_until: Annotated[
        LocalTime,
        promise(
            "R059",
            fr="Vous pouvez modifier votre commande le jour même avant {value} ; passée plus tard, ou "
            "un jour où nous ne travaillons pas, jusqu’à {value} le jour ouvré suivant.",
            en="You can change your order before {value} on the day you place it; placed later, or on "
            "a day we do not work, until {value} on the next working day.",
            page="orders",
            clock=Clock("orders.placed", "order", "until"),
            better="more",
        ),
    ]
    cancel_until: Annotated[
        LocalTime,
        promise(
            "R060",
            fr="Vous pouvez annuler votre commande le jour même avant {value} ; passée plus tard, ou "
            "un jour où nous ne travaillons pas, jusqu’à {value} le jour ouvré suivant.",
            en="You can cancel your order before {value} on the day you place it; placed later, or on "
            "a day we do not work, until {value} on the next working day.",
            page="orders",
            clock=Clock("orders.placed", "order", "until"),
            better="more",
        ),
    ]
    collection_at: Annotated[
        LocalTime,
        promise(
            "R056",
            fr="« Prête à être expédiée » : le transporteur vient la chercher le jour même, à {value}.",
            en="“Ready for dispatch”: the carrier collects it the same day, at {value}.",
            page="orders",
        ),
    ]
    working_days: Annotated[
        Some[Weekday],
        WEEKDAYS,
        promise(
            "R056",
            fr="Nous préparons les commandes : {value}.",
            en="We prepare orders on {value}.",
            page="orders",
            better="more",
        ),
    ] = ("monday", "tuesday", "wednesday", "thursday", "friday")
    public_holidays: Literal["FR", "FR-alsace-moselle", "none"] = "FR"
    closings: Annotated[
        Several[Closing],
        promise(
            "R056 R059 R060",
            fr="La maison ferme {value} : les dates que nous annonçons en tiennent compte.",
            en="We close {value}: the dates that we announce allow for it.",
            page="orders",
            better="less",
        ),
    ] = ()
    dispatch_within_days: Annotated[
        WorkingDays,
        promise(
            "R054",
            fr={
                0: "Une commande payée et en stock part le jour où elle ne peut plus être modifiée.",
                ...: "Une commande payée et en stock part au plus tard {value} après le jour où elle ne "
                "peut plus être modifiée.",
            },
            en={
                0: "An order that is paid and in stock leaves on the day it can no longer be changed.",
                ...: "An order that is paid and in stock leaves within {value} of the day it can no longer "
                "be changed.",
            },
            page="orders",
            clock=Clock(
                "orders.paid",
                "order",
                "by",
                ends="orders.shipped",
                pauses="orders.asked",
                resumes="orders.answered",
                remind=1,
            ),
            better="less",
        ),
    ]
    reservation_minutes: Annotated[
        Minutes,
        promise(
            "R013",
            fr="Dès que vous passez au paiement, vos pièces vous sont réservées pendant {value}.",
            en="From the moment you go to pay, your pieces are reserved for you for {value}.",
            page="orders",
            clock=Clock("orders.placed", "order", "until", ends="orders.paid"),
            better="more",
        ),
    ]
    unpaid_card_hours: Annotated[
        Hours,
        promise(
            "R048 R053",
            fr="Une commande par carte restée impayée est annulée au bout de {value}.",
            en="An order by card that stays unpaid is cancelled after {value}.",
            page="orders",
            clock=Clock("orders.placed", "order", "at", ends="orders.paid"),
            better="more",
        ),
    ]
    ready_escalation_days: Annotated[
        Days,
        Field(ge=1),
        promise(
            "R074",
            fr="Si « Prête à être expédiée » dure plus de {value}, écrivez-nous : nous cherchons avec vous.",
            en="If “Ready for dispatch” lasts more than {value}, write to us: we look into it with you.",
            page="orders",
            clock=Clock("orders.ready", "order", "by", ends="orders.shipped", remind=1),
            better="less",
        ),
    ]
    anonymous_packaging: Annotated[
        bool,
        promise(
            "R065",
            fr={True: "Le colis ne porte aucun signe distinctif.", False: ""},
            en={True: "The parcel carries no distinguishing sign.", False: ""},
            page="delivery",
            better=(True, False),
        ),
    ]
    told_in_words: Annotated[
        Kept,
        promise(
            "R053 R054 R055",
            fr="La page de votre commande dit où elle en est, en mots simples, et ce que nous attendons de "
            "vous.",
            en="The page of your order says where it stands, in plain words, and what we need from you.",
            page="orders",
        ),
    ] = True
    missing_asked: Annotated[
        Kept,
        promise(
            "R055",
            fr="S’il nous manque un renseignement (adresse, téléphone), nous vous le demandons par un lien "
            "sûr, et la commande reprend dès votre réponse.",
            en="If something is missing (address, telephone), we ask you by a safe link, and the order goes "
            "on as soon as you answer.",
            page="orders",
        ),
    ] = True
    missing_waits_days: Annotated[
        int | None,
        Field(ge=1, le=3660),
        Unit.DAYS,
        promise(
            "R055",
            fr="Nous attendons ce renseignement {value}, puis nous vous appelons.",
            en="We wait {value} for it, then we call you.",
            page="orders",
            clock=Clock("orders.asked", "order", "by", ends="orders.answered", remind=1),
        ),
    ] = None
    refuse_the_parcel: Annotated[
        Kept,
        promise(
            "R061",
            fr="Passé ce délai, le colis ne peut plus être arrêté : refusez-le à la livraison, il nous "
            "revient, et nous échangeons ou remboursons.",
            en="After that the parcel cannot be stopped: refuse it at the door, it comes back to us, and we "
            "exchange or refund.",
            page="orders",
        ),
    ] = True
    cancel_while_restocking: Annotated[
        Kept,
        promise(
            "R063",
            fr="Si votre commande attend un réapprovisionnement, demandez-nous de l’annuler : nous le "
            "faisons chaque fois que c’est possible.",
            en="While your order waits for stock, you can ask us to cancel it: we do so wherever we can.",
            page="orders",
        ),
    ] = True

    @field_validator("collection_at")
    @classmethod
    def _collected_after_the_cut_off(cls, clock: time, info: ValidationInfo) -> time:
        ends = {name: info.data[name] for name in ("change_until", "cancel_until") if name in info.data}
        if late := [name for name, end in ends.items() if clock <= end]:
            raise ValueError(
                because("collects_early", "the carrier cannot collect before {name} has passed", name=late[0])
            )
        return clock

    @field_validator("working_days")
    @classmethod
    def _each_day_once(cls, days: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
        if len(set(days)) < len(days):
            raise ValueError(because("day_twice", "names a day twice"))
        return days
