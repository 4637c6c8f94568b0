"""Promotion codes, and the rules that hold for each."""

from typing import Annotated

from poincon.charter.schema.declaring import Strict, promise
from poincon.charter.schema.values import Kept


class Codes(Strict):
    """A house without promotion codes leaves the section out."""

    once: Annotated[
        bool,
        promise(
            "R024",
            fr={
                True: "Un code ne sert qu’une fois par client.",
                False: "Un code peut servir plusieurs fois, tant qu’il est valable.",
            },
            en={
                True: "A code can be used once by each customer.",
                False: "A code can be used again while it is valid.",
            },
            page="loyalty",
            better=(False, True),
        ),
    ] = True
    signed_in: Annotated[
        bool,
        promise(
            "R026",
            fr={
                True: "Les codes s’activent quand vous êtes connecté.",
                False: "Les codes s’utilisent avec ou sans compte.",
            },
            en={
                True: "Codes work while you are signed in.",
                False: "Codes work with or without an account.",
            },
            page="loyalty",
            better=(False, True),
        ),
    ] = True
    cumulative: Annotated[
        bool,
        promise(
            "R028",
            fr={
                False: "Un seul code par commande.",
                True: "Plusieurs codes peuvent servir à la même commande.",
            },
            en={False: "One code for each order.", True: "Several codes can serve the same order."},
            page="loyalty",
            better=(True, False),
        ),
    ] = False
    named: Annotated[
        Kept,
        promise(
            "R025",
            fr="Un code nominatif ne fonctionne qu’avec le compte auquel il est destiné.",
            en="A code in somebody’s name works with that account alone.",
            page="loyalty",
        ),
    ] = True
    dated: Annotated[
        Kept,
        promise(
            "R027",
            fr="Chaque code porte sa date de fin ; passé ce jour, il n’est plus accepté.",
            en="Every code carries its last day; after it the code is refused.",
            page="loyalty",
        ),
    ] = True
    not_on_reduced: Annotated[
        Kept,
        promise(
            "R029",
            fr="Certains codes ne valent pas sur les pièces déjà remisées : le panier le dit ligne par "
            "ligne.",
            en="Some codes leave out pieces already reduced: the cart says so line by line.",
            page="loyalty",
        ),
    ] = True
    box: Annotated[
        Kept,
        promise(
            "R023",
            fr="La case des codes est à la validation de la commande ; « Recalculer » les applique.",
            en="The box for codes is where you confirm the order; “Recalculate” applies them.",
            page="loyalty",
        ),
    ] = True
    refusal_explained: Annotated[
        Kept,
        promise(
            "R030",
            fr="Si un code est refusé, nous disons pourquoi, et ce qui marcherait.",
            en="When a code is refused we say why, and what would work.",
            page="loyalty",
        ),
    ] = True
