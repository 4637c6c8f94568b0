"""How a parcel travels: carriers, zones, delays and prices."""

from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from poincon.charter.schema.calendar import WEEKDAYS, Weekday
from poincon.charter.schema.declaring import Clock, Strict, Unit, promise
from poincon.charter.schema.values import (
    Country,
    Grams,
    Kept,
    Line,
    Minor,
    Several,
    Slug,
    Some,
    TrackingUrl,
    WorkingDays,
)
from poincon.kernel.reason import because

type Nature = Literal["letter", "parcel", "valuable"]


class Spoken(Strict):
    """A few words in both languages."""

    fr: Line
    en: Line

    def in_(self, language: str) -> str:
        return self.fr if language.startswith("fr") else self.en


class Transit(Strict):
    """From hand-over to delivery, in working days, within one zone."""

    zone: Slug
    days_min: WorkingDays
    days_max: Annotated[WorkingDays, Field(ge=1)]

    @field_validator("days_max")
    @classmethod
    def _not_before_the_earliest(cls, days: int, info: ValidationInfo) -> int:
        if days < info.data.get("days_min", days):
            raise ValueError(because("max_below_min", "must not be less than days_min"))
        return days


class Carrier(Strict):
    """One way of sending, with what it promises and what it may carry.

    It calls on the days that the house works, or on those named in `collects`. `max_value_minor` and
    `max_weight_g` are included in what it takes; without one there is no limit.
    `handed` says how it comes where its name makes no sentence: "handed over in person".
    """

    key: Slug
    name: Line
    phone: Annotated[
        Line,
        Unit.TELEPHONE,
        promise(
            "R067 R068 R069 R070",
            fr="{carrier} répond au {value}.",
            en="{carrier} answers on {value}.",
            page="delivery",
        ),
    ]
    tracking_url: TrackingUrl
    tracking_from_next_day: Annotated[
        bool,
        promise(
            "R072",
            fr={
                True: "{carrier} : le suivi s’ouvre le lendemain de la remise du colis.",
                False: "{carrier} : le suivi s’ouvre dès la remise du colis.",
            },
            en={
                True: "{carrier}: tracking starts the day after the parcel is handed over.",
                False: "{carrier}: tracking starts as soon as the parcel is handed over.",
            },
            page="delivery",
            better=(False, True),
        ),
    ] = True
    delivery: Annotated[
        Some[Transit],
        promise(
            "R067 R068 R069 R070",
            fr="{carrier} : livraison {value}.",
            en="{carrier}: delivery {value}.",
            page="delivery",
        ),
    ]
    collects: Annotated[
        Several[Weekday],
        WEEKDAYS,
        promise(
            "R056",
            fr="{carrier} vient chercher les colis : {value}.",
            en="{carrier} collects parcels on {value}.",
            page="delivery",
            better="more",
        ),
    ] = ()
    needs_phone: Annotated[
        bool,
        promise(
            "R022",
            fr={True: "{carrier} vous prévient par téléphone : votre numéro est demandé.", False: ""},
            en={True: "{carrier} announces itself by telephone: your number is asked for.", False: ""},
            page="delivery",
            better=(False, True),
        ),
    ] = False
    natures: Some[Nature]
    max_value_minor: Annotated[Minor, Field(ge=1)] | None = None
    max_weight_g: Grams | None = None
    insured_to_minor: Annotated[
        Minor,
        promise(
            "R078",
            fr={0: "", ...: "{carrier} : colis assuré jusqu’à {value}."},
            en={0: "", ...: "{carrier}: insured up to {value}."},
            page="delivery",
            better="more",
        ),
    ] = 0
    relay: bool = False
    free_delivery: bool = True
    handed: Spoken | None = None

    def how(self, language: str) -> str:
        """Return how a parcel comes, for a sentence: "with Colissimo", or the house's own words."""
        if self.handed:
            return self.handed.in_(language)
        return f"{'avec' if language.startswith('fr') else 'with'} {self.name}"

    @field_validator("delivery")
    @classmethod
    def _each_zone_once(cls, delivery: tuple[Transit, ...]) -> tuple[Transit, ...]:
        zones = [transit.zone for transit in delivery]
        if twice := sorted({zone for zone in zones if zones.count(zone) > 1}):
            raise ValueError(because("zone_twice", "promises zone {zone} twice", zone=twice[0]))
        return delivery

    @model_validator(mode="after")
    def _valuables_travel_insured(self) -> Self:
        if "valuable" in self.natures and (
            self.max_value_minor is None or self.max_value_minor > self.insured_to_minor
        ):
            raise ValueError(
                because(
                    "uninsured",
                    "what carries valuables must be insured to all it may carry (max_value_minor)",
                )
            )
        return self

    def transit_to(self, zone: str) -> Transit | None:
        return next((transit for transit in self.delivery if transit.zone == zone), None)


class Rate(Strict):
    """The price for one carrier and zone: up to a weight (included), from a value of the pieces on."""

    carrier: Slug
    zone: Slug
    up_to_g: Grams | None = None
    from_value_minor: Minor = 0
    price_minor: Minor


class Delivery(Strict):
    """Prices of delivery, and what kind of parcel an order makes.

    A letter weighs and is worth at most `letter_up_to_*` (0 grams: this house sends none); from
    `valuable_from_minor` on a parcel is valuable.
    """

    rates: Annotated[
        Several[Rate],
        promise(
            "R066",
            fr="Le prix de la livraison s’affiche dans votre panier avant toute adresse, pour le pays le "
            "plus probable ; il suit le transporteur, la destination, le poids et la valeur.",
            en="The price of delivery is shown in your cart before any address, for the most likely "
            "country; it follows carrier, destination, weight and value.",
            page="delivery",
        ),
    ] = ()
    free_from_minor: Annotated[
        dict[Slug, Annotated[Minor, Field(ge=1)]],
        Unit.MONEY,
        promise(
            "",
            fr="Livraison offerte dès {value}.",
            en="Free delivery from {value}.",
            page="delivery",
            better="less",
        ),
    ] = Field(default_factory=dict)
    likely_country: Country
    letter_up_to_g: Annotated[int, Field(ge=0, le=3000)] = 0
    letter_up_to_minor: Minor = 0
    valuable_from_minor: Annotated[
        Minor,
        Field(ge=1),
        promise(
            "R078",
            fr="À partir de {value}, votre commande voyage en envoi sécurisé et assuré.",
            en="From {value} on, your order travels secured and insured.",
            page="delivery",
            better="less",
        ),
    ]
    at_most_days: Annotated[
        int,
        Field(ge=1, le=366),
        Unit.DAYS,
        promise(
            "R066",
            fr="Sauf date annoncée, une commande vous parvient au plus tard {value} après avoir été passée ; "
            "au-delà, vous pouvez y mettre fin et être remboursé.",
            en="Unless a date was announced, an order reaches you within {value} of being placed; after that "
            "you may end it and be refunded.",
            page="delivery",
            floor="delivery.at_most_days",
            clock=Clock("orders.placed", "order", "by", ends="orders.delivered", remind=5),
            better="less",
        ),
    ] = 30
    chosen_by_parcel: Annotated[
        Kept,
        promise(
            "R066",
            fr="Les transporteurs proposés dépendent de la nature du colis et de l’adresse de livraison.",
            en="Which carriers we offer depends on the kind of parcel and on the delivery address.",
            page="delivery",
        ),
    ] = True
    dispatch_mail: Annotated[
        Kept,
        promise(
            "R071",
            fr="Au départ du colis, un e-mail vous donne son numéro et le lien de suivi.",
            en="When the parcel leaves, an e-mail gives you its number and the tracking link.",
            page="delivery",
        ),
    ] = True
    tracking_in_words: Annotated[
        Kept,
        promise(
            "R073",
            fr="Ce que dit le transporteur est expliqué sur votre commande : « Colis prêt », « Colis en "
            "cours d’acheminement », « Tri effectué », « Colis en cours de livraison », « Livraison "
            "effectuée », « Instruction de livraison reçue ».",
            en="What the carrier says is explained on your order: “Parcel ready”, “On its way”, “Sorted”, "
            "“Out for delivery”, “Delivered”, “Delivery instruction received”.",
            page="delivery",
        ),
    ] = True
    only_for_delivery: Annotated[
        Kept,
        promise(
            "R079",
            fr="Le transporteur reçoit vos coordonnées pour cette livraison seulement, et doit les effacer "
            "ensuite.",
            en="The carrier gets your details for this delivery alone, and must delete them afterwards.",
            page="delivery",
        ),
    ] = True
