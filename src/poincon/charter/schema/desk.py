"""Answering: how fast, by whom, what is asked; contact, conversations, trade enquiries."""

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from poincon.charter.schema.declaring import Clock, Named, Strict, promise
from poincon.charter.schema.values import Kept, Minutes, Several, Some, WorkingDays
from poincon.kernel.reason import because

type Asked = Literal["address", "company", "email", "first_name", "last_name", "phone"]
type Proof = Literal["licence", "siret", "vat_number"]
ASKED = Named(
    {
        "address": ("adresse", "address"),
        "company": ("société", "company"),
        "email": ("e-mail", "e-mail"),
        "first_name": ("prénom", "first name"),
        "last_name": ("nom", "last name"),
        "phone": ("téléphone", "telephone"),
    }
)
PROOFS = Named(
    {
        "licence": ("licence professionnelle", "professional licence"),
        "siret": ("numéro SIRET", "SIRET number"),
        "vat_number": ("numéro de TVA", "VAT number"),
    }
)


class Desk(Strict):
    """Service times of the desk; a matter not answered by then goes to whoever runs the house."""

    answer_within_days: Annotated[
        WorkingDays,
        Field(ge=1),
        promise(
            "R107",
            fr="Vous nous écrivez, nous répondons dès que possible, et au plus tard sous {value}.",
            en="You write, we answer as soon as we can, and within {value} at the latest.",
            page="contact",
            clock=Clock(
                "helpdesk.asked",
                "conversation",
                "by",
                ends="helpdesk.answered",
                pauses="helpdesk.waiting_for_customer",
                resumes="helpdesk.customer_answered",
                remind=1,
            ),
            better="less",
        ),
    ]
    escalate_after_days: Annotated[WorkingDays, Field(ge=1)]
    acknowledged_within_minutes: Annotated[
        Minutes,
        promise(
            "R107",
            fr="Un accusé de réception, avec une référence, part dans les {value}.",
            en="An acknowledgement with a reference goes out within {value}.",
            page="contact",
            clock=Clock("helpdesk.asked", "conversation", "by", ends="helpdesk.acknowledged"),
            better="less",
        ),
    ] = 5
    fields: Annotated[
        Some[Asked],
        ASKED,
        promise(
            "R111",
            fr="Pour nous écrire, il suffit de : {value}.",
            en="To write to us, this is enough: {value}.",
            page="contact",
            better="less",
        ),
    ]
    social: Annotated[
        bool,
        promise(
            "R110",
            fr={
                True: "Si vous nous écrivez sur un réseau social, nous gardons votre message et le nom du "
                "compte pour pouvoir répondre.",
                False: "",
            },
            en={
                True: "If you write to us on a social network, we keep your message and the account’s name "
                "so that we can answer.",
                False: "",
            },
            page="contact",
        ),
    ]
    with_context: Annotated[
        Kept,
        promise(
            "R108",
            fr="Nos échanges et nos notes sont gardés avec votre dossier : vous n’avez pas à tout raconter "
            "deux fois.",
            en="Our exchanges and notes are kept with your file: you need not tell it all twice.",
            page="contact",
        ),
    ] = True
    helpers_get_what_they_need: Annotated[
        Kept,
        promise(
            "R109",
            fr="Si un tiers nous aide à répondre, comme le transporteur pour un colis, il ne reçoit que ce "
            "qu’il lui faut.",
            en="Where somebody helps us to answer, such as the carrier about a parcel, they get only what "
            "they need.",
            page="contact",
        ),
    ] = True
    technical: Annotated[
        Kept,
        promise(
            "R112",
            fr="Un souci sur le site : décrivez-le avec des captures d’écran, votre navigateur et ce que "
            "vous avez essayé ; nous cherchons.",
            en="Trouble with the site: describe it with screenshots, your browser and what you tried; we "
            "look into it.",
            page="contact",
        ),
    ] = True

    @field_validator("escalate_after_days")
    @classmethod
    def _escalated_in_time(cls, days: int, info: ValidationInfo) -> int:
        if days > info.data.get("answer_within_days", days):
            raise ValueError(
                because("escalated_late", "too late: the answer was promised before (answer_within_days)")
            )
        return days


class Wholesale(Strict):
    """Enquiries of shops that want to sell the house's pieces."""

    fields: Annotated[
        Some[Asked],
        ASKED,
        promise(
            "R118",
            fr="Professionnels : le formulaire dédié demande {value}.",
            en="Trade buyers: the form for you asks {value}.",
            page="contact",
            better="less",
        ),
    ]
    proofs: Annotated[
        Several[Proof],
        PROOFS,
        promise(
            "R118",
            fr="Pour vérifier votre identité, nous demandons ensuite : {value}.",
            en="To verify who you are, we then ask: {value}.",
            page="contact",
            better="less",
        ),
    ]
    answer_within_days: Annotated[
        WorkingDays,
        Field(ge=1),
        promise(
            "R118",
            fr="Votre demande professionnelle reçoit une réponse sous {value}.",
            en="Your trade enquiry is answered within {value}.",
            page="contact",
            clock=Clock("helpdesk.trade_asked", "enquiry", "by", ends="helpdesk.trade_answered", remind=1),
            better="less",
        ),
    ]
