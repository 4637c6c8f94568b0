"""How long each kind of data is kept, on which ground and why (GDPR, art. 5 and 6)."""

from typing import Annotated, Literal

from pydantic import Field

from poincon.charter.schema.declaring import Clock, Each, Ground, Promise, Strict, promise
from poincon.charter.schema.values import Days, Kept, Line, Months, Several, Slug, Years

SPOKEN = {
    "consent": ("votre accord", "your consent"),
    "contract": ("notre contrat", "our contract"),
    "law": ("la loi", "the law"),
    "interest": ("notre intérêt légitime", "our legitimate interest"),
}


def kept(r: str, what: tuple[str, str], ground: Ground, starts: str, *, floor: str = "") -> Promise:
    """Declare how long `what` is kept (French and English) after the fact `starts`, and why."""
    fr, en = SPOKEN[ground.basis]
    return promise(
        r,
        fr=f"{what[0]} : {{value}}. Pourquoi : {ground.fr}. Fondement : {fr}.",
        en=f"{what[1]}: {{value}}. Why: {ground.en}. Ground: {en}.",
        page="privacy",
        floor=floor,
        clock=Clock(starts, "record", "at"),
        better="less",
        ground=ground,
    )


class OwnCategory(Strict):
    """A kind of data that only this house keeps."""

    key: Slug
    name_fr: Line
    name_en: Line
    basis: Literal["consent", "contract", "law", "interest"]
    reason_fr: Line
    reason_en: Line
    months: Annotated[
        Months,
        promise(
            "R128",
            fr="{name} : {value}. Pourquoi : {reason}.",
            en="{name}: {value}. Why: {reason}.",
            page="privacy",
            clock=Clock("privacy.recorded", "record", "at"),
            better="less",
        ),
    ]


class Retention(Strict):
    """Each term runs from the last fact that needs the data; afterwards it is deleted or made nameless."""

    idle_account_months: Annotated[
        Months,
        Field(ge=1),
        kept(
            "R127 R128",
            ("Compte que vous n’utilisez plus", "Account that you no longer use"),
            Ground(
                "contract",
                "tant qu’il vous sert, il garde vos commandes ; nous prévenons avant de le fermer",
                "while it serves you it keeps your orders; we tell you before closing it",
            ),
            "accounts.last_seen",
            floor="retention.idle_account_months",
        ),
    ]
    warned_before_days: Annotated[Days, Field(ge=1)] = 30
    prospects_months: Annotated[
        Months,
        Field(ge=1),
        kept(
            "R128",
            (
                "Adresse donnée sans commande, ou pour la lettre",
                "Address given without an order, or for the letter",
            ),
            Ground(
                "consent",
                "pour vous écrire ce que vous avez demandé",
                "to write you what you asked for",
            ),
            "outreach.last_contact",
            floor="retention.prospects_months",
        ),
    ]
    orders_months: Annotated[
        Months,
        kept(
            "R127",
            ("Commande, dans nos dossiers courants", "Order, in our daily files"),
            Ground(
                "contract",
                "pour la livrer, la reprendre, la garantir",
                "to deliver it, take it back and stand by it",
            ),
            "orders.delivered",
            floor="retention.orders_months",
        ),
    ]
    archived_orders_years: Annotated[
        Years,
        kept(
            "R127 R128",
            ("Commande archivée", "Archived order"),
            Ground(
                "law",
                "pour répondre à une contestation (code civil, art. 2224)",
                "to answer a dispute (Code civil, art. 2224)",
            ),
            "orders.delivered",
            floor="retention.archived_orders_years",
        ),
    ]
    large_contracts_years: Annotated[
        Years,
        kept(
            "R128",
            ("Contrat en ligne d’un montant élevé", "Online contract of a high amount"),
            Ground(
                "law",
                "la loi nous oblige à vous en garder l’accès[ (code de la consommation, art. L213-1)]",
                "the law makes us keep it within your reach[ (Code de la consommation, art. L213-1)]",
            ),
            "orders.delivered",
            floor="retention.large_contracts_years",
        ),
    ] = 10
    invoices_years: Annotated[
        Years,
        kept(
            "R128",
            ("Factures et comptes", "Invoices and accounts"),
            Ground(
                "law",
                "la comptabilité se garde[ (code de commerce, art. L123-22)]",
                "accounts must be kept[ (Code de commerce, art. L123-22)]",
            ),
            "billing.issued",
            floor="retention.invoices_years",
        ),
    ] = 10
    conversations_months: Annotated[
        Months,
        kept(
            "R108 R128",
            ("Nos échanges et nos notes", "Our exchanges and notes"),
            Ground(
                "interest",
                "pour vous répondre avec le contexte",
                "to answer you in context",
            ),
            "helpdesk.closed",
        ),
    ]
    social_months: Annotated[
        Months,
        kept(
            "R110",
            ("Messages reçus sur les réseaux sociaux", "Messages from social networks"),
            Ground("interest", "pour vous répondre", "to answer you"),
            "helpdesk.closed",
        ),
    ] = 6
    evidence_days: Annotated[
        Days,
        kept(
            "R095 R102",
            ("Photos et pièces d’une réclamation", "Photographs and papers of a claim"),
            Ground(
                "contract",
                "pour décider, et pour que vous puissiez contester",
                "to decide, and so that you can object",
            ),
            "aftersales.claim_settled",
        ),
    ]
    identity_copies_days: Annotated[
        Days,
        kept(
            "R076 R139",
            ("Copie d’une pièce d’identité", "Copy of an identity document"),
            Ground(
                "interest",
                "elle ne sert qu’à la décision, puis disparaît",
                "it serves the decision alone, then it goes",
            ),
            "risk.identity_decided",
            floor="retention.identity_copies_days",
        ),
    ] = 30
    bank_details_days: Annotated[
        Days,
        kept(
            "R052 R092",
            ("RIB donné pour un remboursement", "Bank details given for a refund"),
            Ground("contract", "pour vous rembourser", "to refund you"),
            "payments.refund_done",
        ),
    ] = 30
    wholesale_months: Annotated[
        Months,
        kept(
            "R118",
            ("Demande d’un professionnel", "Trade enquiry"),
            Ground(
                "interest",
                "pour y répondre et la vérifier",
                "to answer and verify it",
            ),
            "helpdesk.trade_answered",
        ),
    ] = 12
    contests_days: Annotated[
        Days,
        kept(
            "R121",
            ("Participation à un concours", "Entry to a contest"),
            Ground(
                "consent", "pour mener le concours et remettre le prix", "to run it and hand over the prize"
            ),
            "outreach.winners_told",
        ),
    ] = 90
    fraud_months: Annotated[
        Months,
        kept(
            "R138",
            ("Vérification d’une commande suspecte", "Check of a suspicious order"),
            Ground(
                "interest",
                "pour prévenir la fraude",
                "to prevent fraud",
            ),
            "risk.decided",
        ),
    ] = 12
    security_logs_months: Annotated[
        Months,
        Field(ge=1),
        kept(
            "R133",
            ("Journaux de sécurité", "Security logs"),
            Ground(
                "interest",
                "pour voir une attaque et s’en défendre",
                "to see an attack and fend it off",
            ),
            "foundation.logged",
            floor="retention.security_logs_months",
        ),
    ] = 6
    rights_requests_years: Annotated[
        Years,
        kept(
            "R125 R126",
            ("Dossier d’une demande sur vos données", "File of a request about your data"),
            Ground(
                "law",
                "pour prouver que nous y avons répondu",
                "to prove that we answered it",
            ),
            "privacy.answered",
        ),
    ] = 5
    own: Annotated[Several[OwnCategory], Each("category")] = ()
    reason_recorded: Annotated[
        Kept,
        promise(
            "R128",
            fr="Un compte fermé est effacé ; ce qui doit rester (obligation légale, litige, fraude) reste "
            "avec sa raison et sa date de fin.",
            en="A closed account is erased; what must stay (legal duty, dispute, fraud) stays with its "
            "reason and its last day.",
            page="privacy",
        ),
    ] = True
    on_request: Annotated[
        Kept,
        promise(
            "R126 R127",
            fr="Demandez-le, et nous effaçons plus tôt tout ce que la loi ne nous oblige pas à garder.",
            en="Ask us, and we delete earlier all that the law does not make us keep.",
            page="privacy",
        ),
    ] = True
