"""What everybody can ask about their data, and how it is guarded."""

from typing import Annotated

from pydantic import Field

from poincon.charter.schema.declaring import Clock, Strict, promise
from poincon.charter.schema.values import Kept, Months


class Rights(Strict):
    answered_within_months: Annotated[
        Months,
        Field(ge=1),
        promise(
            "R125 R126",
            fr="Une demande sur vos données reçoit sa réponse sous {value}, sans frais.",
            en="A request about your data is answered within {value}, free of charge.",
            page="privacy",
            floor="rights.answered_within_months",
            clock=Clock("privacy.requested", "request", "by", ends="privacy.answered", remind=7),
            better="less",
        ),
    ] = 1
    access: Annotated[
        Kept,
        promise(
            "R125",
            fr="Vous pouvez voir vos données, en recevoir une copie et les faire corriger.",
            en="You can see your data, get a copy of it and have it corrected.",
            page="privacy",
        ),
    ] = True
    erasure: Annotated[
        Kept,
        promise(
            "R126",
            fr="Vous pouvez faire effacer vos données ; ce que la loi ou un contrat en cours retient, nous "
            "vous le disons ligne par ligne.",
            en="You can have your data deleted; what law or a running contract holds back, we tell you line "
            "by line.",
            page="privacy",
        ),
    ] = True
    marketing_refused: Annotated[
        Kept,
        promise(
            "R129",
            fr="Vous pouvez refuser toute sollicitation, ou reprendre votre accord, à tout moment.",
            en="You can refuse all marketing, or take back your consent, at any time.",
            page="privacy",
        ),
    ] = True
    never_sold: Annotated[
        Kept,
        promise(
            "R134",
            fr="Vos données ne sont ni vendues ni louées ; elles ne sont confiées que pour une commande, une "
            "réparation, une réponse, la lutte contre la fraude ou la loi.",
            en="Your data is neither sold nor rented; it is entrusted only for an order, a repair, an "
            "answer, the fight against fraud or the law.",
            page="privacy",
        ),
    ] = True
    disclosures_recorded: Annotated[
        Kept,
        promise(
            "R135 R138",
            fr="Un juge ou une administration peut exiger des données : nous ne remettons que ce que le "
            "texte impose, et chaque remise est consignée.",
            en="A court or an authority may demand data: we hand over only what the law requires, and every "
            "disclosure is recorded.",
            page="privacy",
        ),
    ] = True
    register_kept: Annotated[
        Kept,
        promise(
            "R136",
            fr="Chaque traitement figure dans notre registre (RGPD, art. 30), tenu à la disposition de "
            "l’autorité de contrôle.",
            en="Every processing stands in our register (GDPR, art. 30), open to the supervisory authority.",
            page="privacy",
        ),
    ] = True
    need_to_know: Annotated[
        Kept,
        promise(
            "R140",
            fr="Seules les personnes de la maison dont c’est le travail peuvent ouvrir votre dossier.",
            en="Only people of the house whose work it is can open your file.",
            page="privacy",
        ),
    ] = True
    under_lock_and_key: Annotated[
        Kept,
        promise(
            "R137",
            fr="Vos données sont gardées sous clé : connexions chiffrées, mots de passe illisibles, seconde "
            "clé pour ceux qui y travaillent.",
            en="Your data is kept under lock and key: connections encrypted, passwords unreadable, a second "
            "key for those who work with it.",
            page="privacy",
        ),
    ] = True
