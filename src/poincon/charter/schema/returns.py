"""Changing one's mind: the withdrawal, and the way back of a piece."""

from typing import Annotated, Literal

from pydantic import Field

from poincon.charter.schema.declaring import Clock, Named, Strict, Unit, promise
from poincon.charter.schema.values import Days, Kept, Minor, Several, Slug

type Sealed = Literal["pierced_earrings", "body_jewellery"]
SEALED = Named(
    {
        "pierced_earrings": ("boucles pour oreilles percées", "earrings for pierced ears"),
        "body_jewellery": ("bijoux de piercing", "body jewellery"),
    }
)


class Withdrawal(Strict):
    window_days: Annotated[
        Days,
        promise(
            "R080",
            fr="Vous avez {value} après réception pour changer d’avis, sans avoir à dire pourquoi.",
            en="You have {value} from receipt to change your mind, without giving a reason.",
            page="returns",
            floor="withdrawal.window_days",
            clock=Clock("orders.delivered", "order", "until", ends="aftersales.withdrawn", rolls=True),
            better="more",
        ),
    ]
    presents_days: Annotated[
        int | None,
        Field(ge=0, le=3660),
        Unit.DAYS,
        promise(
            "R080",
            fr="Pour un cadeau, vous avez {value} au lieu du délai habituel.",
            en="For a present you have {value} instead of the usual time.",
            page="returns",
            clock=Clock("orders.delivered", "order", "until", ends="aftersales.withdrawn", rolls=True),
            better="more",
        ),
    ] = None
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
            better=("house", "customer"),
        ),
    ]
    function_online: Annotated[
        Kept,
        promise(
            "R080",
            fr="« Renoncer au contrat ici » est au bas de chaque page, sans compte et sans motif ; nous en "
            "accusons réception aussitôt, avec le contenu, la date et l’heure.",
            en="“Withdraw from the contract here” is at the foot of every page, without an account and "
            "without a reason; we acknowledge it at once, with content, date and time.",
            page="returns",
        ),
    ] = True


class ReturnLabel(Strict):
    """A carrier that brings pieces back, and what its prepaid label costs when the customer pays."""

    carrier: Annotated[Slug, Unit.CARRIER]
    price_minor: Minor


class Returns(Strict):
    """How a piece comes back. `labels` names the carriers; a house that pays for labels asks nothing."""

    labels: Annotated[
        Several[ReturnLabel],
        promise(
            "R081",
            fr="Étiquettes de retour : {value}.",
            en="Return labels: {value}.",
            page="returns",
        ),
    ]
    self_service: Annotated[
        Kept,
        promise(
            "R080 R082",
            fr="Vous faites votre retour vous-même, à toute heure : « Suivi de mes commandes », « Effectuer "
            "un retour », les pièces choisies, et c’est validé.",
            en="You arrange a return yourself, at any hour: “My orders”, “Return something”, the pieces you "
            "choose, and it is done.",
            page="returns",
        ),
    ] = True
    papers_by_mail: Annotated[
        Kept,
        promise(
            "R083",
            fr="Dès la validation, un e-mail vous apporte le bon de retour rempli et l’étiquette ; le colis "
            "se dépose au point relais ou à la poste.",
            en="As soon as it is done, an e-mail brings you the completed return slip and the label; the "
            "parcel goes to the relay point or the post office.",
            page="returns",
        ),
    ] = True
    reprint: Annotated[
        Kept,
        promise(
            "R084",
            fr="Bon et étiquette se réimpriment quand vous voulez, dans « Gestion de mes retours ».",
            en="Slip and label can be printed again whenever you like, under “My returns”.",
            page="returns",
        ),
    ] = True
    without_papers: Annotated[
        Kept,
        promise(
            "R084",
            fr="Un colis arrivé sans ses documents n’est pas perdu : nous cherchons à qui il est, et cela "
            "prend un peu plus de temps.",
            en="A parcel that arrives without its papers is not lost: we find out whose it is, which takes a "
            "little longer.",
            page="returns",
        ),
    ] = True
    followed: Annotated[
        Kept,
        promise(
            "R088",
            fr="Le numéro de votre preuve de dépôt vous permet de suivre le retour.",
            en="The number on your proof of posting lets you follow the return.",
            page="returns",
        ),
    ] = True
    abroad: Annotated[
        Literal["slip", "label"],
        promise(
            "R090",
            fr={
                "slip": "D’un autre pays, le délai est le même : déclarez le retour en ligne, imprimez le "
                "bon et joignez-le au colis ; un e-mail résume la marche à suivre, et notre équipe vous "
                "attend.",
                "label": "D’un autre pays, le délai est le même, et l’étiquette vous est fournie comme en "
                "France.",
            },
            en={
                "slip": "From another country the time is the same: declare the return online, print the "
                "slip and put it in the parcel; an e-mail sums up the steps, and our team expects you.",
                "label": "From another country the time is the same, and you get the label as at home.",
            },
            page="returns",
            better=("label", "slip"),
        ),
    ]
    send_back_days: Annotated[
        Days,
        promise(
            "R080",
            fr="La pièce repart vers nous dans les {value} qui suivent votre déclaration.",
            en="You send the piece back within {value} of telling us.",
            page="returns",
            floor="returns.send_back_days",
            clock=Clock("aftersales.withdrawn", "return", "until", ends="aftersales.posted", rolls=True),
            better="more",
        ),
    ] = 14
    stages: Annotated[
        Kept,
        promise(
            "R058 R085",
            fr="À son arrivée, votre retour est déballé, examiné, remis en rayon, puis remboursé ; la page "
            "de la commande dit à quelle étape il en est.",
            en="On arrival your return is unpacked, looked at, put back in stock, then refunded; the page of "
            "the order says which step it has reached.",
            page="returns",
        ),
    ] = True
    fair_inspection: Annotated[
        Kept,
        promise(
            "R086",
            fr="Vous pouvez essayer une pièce comme en boutique. Si elle revient portée ou abîmée, nous ne "
            "retenons que ce qu’elle a perdu, photos à l’appui ; l’emballage d’origine est apprécié, jamais "
            "exigé.",
            en="You may try a piece on as in a shop. If it comes back worn or damaged, we keep back only "
            "what it has lost, with photographs; the original packaging is welcome, never required.",
            page="returns",
        ),
    ] = True
    sealed: Annotated[
        Several[Sealed],
        SEALED,
        promise(
            "R087",
            fr="Scellés pour l’hygiène, une fois ouverts, ils ne se reprennent pas : {value}[ (code de la "
            "consommation, art. L221-28)]. Le sceau intact, le retour est accepté.",
            en="Sealed for hygiene and once opened, these are not taken back: {value}[ (Code de la "
            "consommation, art. L221-28)]. With the seal whole, the return is accepted.",
            page="returns",
            better="less",
        ),
    ] = ()


class Exchanges(Strict):
    """Another size or another piece instead of money."""

    offered: Annotated[
        bool,
        promise(
            "R061 R101",
            fr={
                True: "Plutôt qu’un remboursement, vous pouvez échanger contre une autre taille ou une autre "
                "pièce, réservée dès que vous la choisissez.",
                False: "",
            },
            en={
                True: "Instead of a refund you can exchange for another size or another piece, reserved as "
                "soon as you choose it.",
                False: "",
            },
            page="returns",
            better=(True, False),
        ),
    ]
    complement_hours: Annotated[
        int | None,
        Field(ge=1, le=8784),
        Unit.HOURS,
        promise(
            "R062",
            fr="Si la nouvelle pièce est plus chère, un lien vous permet de régler la différence par carte "
            "pendant {value}.",
            en="If the new piece costs more, a link lets you pay the difference by card for {value}.",
            page="returns",
            clock=Clock("payments.link_sent", "payment", "at", ends="payments.captured"),
            better="more",
        ),
    ] = None
