"""When something is wrong: the kinds of claim, what each needs as evidence, and what may come of it."""

from typing import Annotated, Literal

from pydantic import Field

from poincon.charter.schema.declaring import Clock, Floor, Named, Strict, Unit, promise
from poincon.charter.schema.values import Kept, Several, Some, WorkingDays, Years

type Evidence = Literal[
    "bank_statement",
    "barcode",
    "identity_copy",
    "photo_of_parcel",
    "photo_of_piece",
    "photos_of_fault",
    "supplier_reference",
    "sworn_statement",
]
type Outcome = Literal["other_piece", "refund", "repair", "replacement", "resend", "store_credit"]
EVIDENCE = Named(
    {
        "bank_statement": ("une copie du relevé de compte", "a copy of the bank statement"),
        "barcode": ("le code-barres", "the bar code"),
        "identity_copy": ("une copie de pièce d’identité", "a copy of an identity document"),
        "photo_of_parcel": (
            "une photo du colis (adhésif, étiquettes, intérieur)",
            "a photograph of the parcel (tape, labels, inside)",
        ),
        "photo_of_piece": ("une photo de la pièce reçue", "a photograph of the piece you got"),
        "photos_of_fault": (
            "plusieurs photos de la pièce qui montrent le défaut",
            "several photographs of the piece that show the fault",
        ),
        "supplier_reference": ("la référence du fournisseur", "the supplier’s reference"),
        "sworn_statement": ("une attestation sur l’honneur", "a sworn statement"),
    }
)
OUTCOMES = Named(
    {
        "other_piece": ("une autre pièce", "another piece"),
        "refund": ("un remboursement", "a refund"),
        "repair": ("une réparation", "a repair"),
        "replacement": ("un échange contre une pièce sans défaut", "a sound piece in exchange"),
        "resend": ("un nouvel envoi à nos frais", "a new parcel at our cost"),
        "store_credit": ("un avoir si vous le préférez", "store credit if you prefer it"),
    },
    either=True,
)


class Claim(Strict):
    """One kind of claim: all of `evidence` is asked, one of `outcomes` is chosen with the customer."""

    evidence: Annotated[Several[Evidence], EVIDENCE, Floor("claims.evidence")] = ()
    outcomes: Annotated[Some[Outcome], OUTCOMES]


class SwornStatement(Strict):
    """What the law says of a false statement; the figures are the law's own (code pénal, art. 441-7)."""

    prison_years: Annotated[Years, Floor("claims.false_statement.prison_years")] = 1
    fine_minor: Annotated[
        int,
        Field(ge=0),
        Unit.MONEY,
        promise(
            "R103",
            fr="Une fausse attestation expose à {prison_years} d’emprisonnement et à {value} d’amende "
            "(code pénal, art. 441-7).",
            en="A false statement is punished by {prison_years} of imprisonment and a fine of {value} (code "
            "pénal, art. 441-7).",
            page="returns",
            floor="claims.false_statement.fine_minor",
        ),
    ] = 15_000_00


class Claims(Strict):
    defective: Annotated[
        Claim,
        promise(
            "R095 R096",
            fr="Une pièce défectueuse : envoyez-nous {evidence}. Nous vous proposons {outcomes}, selon le "
            "cas.",
            en="A faulty piece: send us {evidence}. We offer {outcomes}, as the case requires.",
            page="returns",
        ),
    ]
    damaged: Annotated[
        Claim,
        promise(
            "R099",
            fr="Un colis abîmé en route : dites-le-nous au plus vite, avec {evidence}, pour que nous "
            "saisissions le transporteur. Nous vous proposons {outcomes}.",
            en="A parcel damaged on its way: tell us as soon as you can, with {evidence}, so that we can "
            "turn to the carrier. We offer {outcomes}.",
            page="returns",
        ),
    ]
    wrong: Annotated[
        Claim,
        promise(
            "R100 R101",
            fr="Une autre pièce que la vôtre : envoyez-nous {evidence}. À votre choix : {outcomes}.",
            en="Another piece than yours: send us {evidence}. Yours to choose: {outcomes}.",
            page="returns",
        ),
    ]
    missing: Annotated[
        Claim,
        promise(
            "R102",
            fr="Une pièce qui manque : envoyez-nous {evidence}. Nous vous proposons {outcomes}.",
            en="A missing piece: send us {evidence}. We offer {outcomes}.",
            page="returns",
        ),
    ]
    not_received: Annotated[
        Claim,
        promise(
            "R076",
            fr="Un colis annoncé livré que vous n’avez pas : envoyez-nous {evidence}. Nous vous proposons "
            "{outcomes}.",
            en="A parcel said to be delivered that you do not have: send us {evidence}. We offer {outcomes}.",
            page="delivery",
        ),
    ]
    overcharged: Annotated[
        Claim,
        promise(
            "R049 R104",
            fr="Débité deux fois ou de trop : envoyez-nous {evidence} ; nous regardons très vite, et vous "
            "proposons {outcomes}.",
            en="Charged twice or too much: send us {evidence}; we look into it very quickly and offer "
            "{outcomes}.",
            page="payment",
        ),
    ]
    decided_within_days: Annotated[
        WorkingDays,
        promise(
            "R049 R096",
            fr="Votre réclamation complète reçoit notre réponse sous {value}.",
            en="Once your claim is complete, you have our answer within {value}.",
            page="returns",
            clock=Clock(
                "aftersales.claim_complete", "claim", "by", ends="aftersales.claim_decided", remind=1
            ),
            better="less",
        ),
    ]
    remedied_within_days: Annotated[
        int,
        Field(ge=1, le=366),
        Unit.DAYS,
        promise(
            "R096 R106",
            fr="Une pièce non conforme est réparée ou remplacée sans frais sous {value} à compter de votre "
            "demande.",
            en="A piece that is not as it should be is repaired or replaced free of charge within {value} of "
            "your request.",
            page="returns",
            floor="claims.remedied_within_days",
            clock=Clock("aftersales.claim_opened", "claim", "by", ends="aftersales.claim_settled", remind=7),
            better="less",
        ),
    ] = 30
    free_return: Annotated[
        Kept,
        promise(
            "R097",
            fr="Votre demande reconnue fondée, le retour est gratuit : vous n’avancez rien.",
            en="Once your claim is found right, the return is free: you advance nothing.",
            page="returns",
        ),
    ] = True
    bulky_pickup: Annotated[
        bool,
        promise(
            "R077",
            fr={True: "Un colis volumineux est repris chez vous par un transporteur.", False: ""},
            en={True: "A bulky parcel is collected from you by a carrier.", False: ""},
            page="returns",
            better=(True, False),
        ),
    ]
    keep_everything: Annotated[
        Kept,
        promise(
            "R098",
            fr="Tant que le dossier est ouvert, gardez tout : pièce, écrin, emballage, carton.",
            en="While the case is open, keep everything: piece, box, wrapping, carton.",
            page="returns",
        ),
    ] = True
    checklist: Annotated[
        Kept,
        promise(
            "R075",
            fr="Un colis introuvable ? Nous cherchons avec vous, pas à pas : suivi, adresse, avis de "
            "passage, poste ou relais, voisins et proches.",
            en="Parcel nowhere to be found? We look with you, step by step: tracking, address, delivery "
            "notice, post office or relay point, neighbours and household.",
            page="delivery",
        ),
    ] = True
    sworn_statement: SwornStatement = SwornStatement()
