"""VAT: whose rate a sale into another country of the Union bears, and what is asked beyond the Union."""

from typing import Annotated, Literal

from poincon.charter.schema.declaring import Strict, promise
from poincon.charter.schema.values import Day


class Vat(Strict):
    """How the house's sales abroad are taxed (docs/decisions/vat-by-destination.md).

    Without `one_stop_shop_from` it sells less abroad than the threshold of the Union and taxes every sale
    there at its own country's rate; from that day on, at the rate of the country of delivery. What leaves the
    Union's VAT area bears none: `outside_union` tells whether the price stays the same or loses the VAT that
    it contains at home; a house that sends nothing there leaves it out, with `duties_paid_by`.
    """

    one_stop_shop_from: Annotated[
        Day | None,
        promise(
            "",
            fr={
                None: "Livré dans un autre pays de l’Union européenne, le bijou est vendu avec la TVA du "
                "nôtre, comprise dans le prix.",
                ...: "Livré dans un autre pays de l’Union européenne, le bijou est vendu avec la TVA de ce "
                "pays, au taux du jour de la commande ; elle est comprise dans le prix, qui reste le même. "
                "Cela vaut pour les commandes passées à partir du {value}.",
            },
            en={
                None: "Delivered to another country of the European Union, a piece is sold with the VAT of "
                "our own, included in the price.",
                ...: "Delivered to another country of the European Union, a piece is sold with the VAT of "
                "that country at the rate of the day of the order; it is included in the price, which stays "
                "the same. This holds for orders placed from {value} on.",
            },
            page="payment",
        ),
    ] = None
    outside_union: Annotated[
        Literal["net", "same"] | None,
        promise(
            "",
            fr={
                "net": "Livré hors de l’Union européenne, le bijou est vendu sans TVA : nous la déduisons du "
                "prix affiché et de celui de la livraison.",
                "same": "Livré hors de l’Union européenne, le bijou est vendu sans TVA, au prix affiché.",
            },
            en={
                "net": "Delivered outside the European Union, a piece is sold without VAT: we take it off "
                "the price shown and off that of delivery.",
                "same": "Delivered outside the European Union, a piece is sold without VAT, at the price "
                "shown.",
            },
            page="delivery",
            better=("net", "same"),
        ),
    ] = None
    duties_paid_by: Annotated[
        Literal["house", "customer"] | None,
        promise(
            "",
            fr={
                "house": "Les droits de douane et les taxes du pays d’arrivée sont à notre charge : vous "
                "n’avez rien à payer à la livraison.",
                "customer": "Les droits de douane et les taxes du pays d’arrivée sont à votre charge : le "
                "transporteur vous les demande à la livraison.",
            },
            en={
                "house": "Customs duties and the taxes of the country of arrival are ours to pay: you owe "
                "nothing on delivery.",
                "customer": "Customs duties and the taxes of the country of arrival are yours to pay: the "
                "carrier asks you for them on delivery.",
            },
            page="delivery",
            better=("house", "customer"),
        ),
    ] = None
