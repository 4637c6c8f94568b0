"""What the shop window and the customer's account promise."""

from typing import Annotated, Literal

from pydantic import field_validator

from poincon.charter.schema.declaring import Clock, Strict, promise
from poincon.charter.schema.values import Days, Kept, Line, Minutes
from poincon.kernel.reason import because


class Accounts(Strict):
    checkout: Annotated[
        Literal["guest", "account"],
        promise(
            "R022",
            fr={
                "guest": "Vous pouvez commander sans créer de compte.",
                "account": "Pour commander, vous créez un compte : il garde vos commandes et vos adresses.",
            },
            en={
                "guest": "You can order without creating an account.",
                "account": "To order you create an account: it keeps your orders and addresses.",
            },
            page="account",
            floor="accounts.checkout",
            better=("guest", "account"),
        ),
    ]
    reset_valid_minutes: Annotated[
        Minutes,
        promise(
            "R114",
            fr="Mot de passe oublié : le lien que nous vous envoyons est valable {value}.",
            en="Forgotten password: the link that we send you is good for {value}.",
            page="account",
        ),
    ]
    only_what_is_needed: Annotated[
        Kept,
        promise(
            "R022",
            fr="Pour une commande, nous demandons votre nom, votre e-mail et votre adresse ; un numéro de "
            "téléphone seulement si le transporteur en a besoin.",
            en="For an order we ask your name, e-mail and address; a telephone number only where the "
            "carrier needs one.",
            page="account",
        ),
    ] = True
    passwords_unreadable: Annotated[
        Kept,
        promise(
            "R115",
            fr="Personne ne peut lire votre mot de passe, pas même nous : vous pouvez seulement en choisir "
            "un nouveau.",
            en="Nobody can read your password, not even we: you can only choose a new one.",
            page="account",
        ),
    ] = True
    in_your_hands: Annotated[
        Kept,
        promise(
            "R064 R116 R117",
            fr="Votre compte garde vos commandes et vos adresses ; vous y changez vous-même e-mail, mot de "
            "passe et préférences.",
            en="Your account keeps your orders and addresses; there you change e-mail, password and "
            "preferences yourself.",
            page="account",
        ),
    ] = True
    contact_preferences: Annotated[
        Kept,
        promise(
            "R117 R129",
            fr="Dans « Mon compte », vous choisissez aussi ce que nous pouvons vous écrire.",
            en="Under “My account” you also choose what we may write to you about.",
            page="account",
        ),
    ] = True
    wishlist: Annotated[
        bool,
        promise(
            "R116",
            fr={True: "Votre compte garde la liste des pièces qui vous plaisent.", False: ""},
            en={True: "Your account keeps the list of pieces you like.", False: ""},
            page="account",
            better=(True, False),
        ),
    ] = False
    saved_means: Annotated[
        bool,
        promise(
            "R117",
            fr={
                True: "Si vous le voulez, votre moyen de paiement reste chez le prestataire de paiement, et "
                "vous l’en retirez d’un geste.",
                False: "",
            },
            en={
                True: "If you wish, your means of payment stays with the payment provider, and you remove it "
                "with one gesture.",
                False: "",
            },
            page="account",
            better=(True, False),
        ),
    ] = False
    a_problem_explained: Annotated[
        Kept,
        promise(
            "R112 R114",
            fr="Si la connexion échoue, la page dit quoi vérifier et comment nous joindre.",
            en="If you cannot sign in, the page says what to check and how to reach us.",
            page="account",
        ),
    ] = True


class Window(Strict):
    """Finding a piece and knowing what it is."""

    ring_scale: Annotated[
        Literal["eu", "es", "us", "uk", "jp"],
        promise(
            "R018 R020",
            fr={
                "eu": "Nos tailles de bague sont le tour de doigt intérieur en millimètres.",
                "es": "Nos tailles de bague suivent l’échelle espagnole, italienne et suisse.",
                "us": "Nos tailles de bague suivent l’échelle américaine.",
                "uk": "Nos tailles de bague suivent l’échelle britannique.",
                "jp": "Nos tailles de bague suivent l’échelle japonaise.",
            },
            en={
                "eu": "Our ring sizes are the inner circumference in millimetres.",
                "es": "Our ring sizes follow the Spanish, Italian and Swiss scale.",
                "us": "Our ring sizes follow the American scale.",
                "uk": "Our ring sizes follow the British scale.",
                "jp": "Our ring sizes follow the Japanese scale.",
            },
            page="catalogue",
        ),
    ] = "eu"
    search: Annotated[
        Kept,
        promise(
            "R001",
            fr="La recherche est en haut de chaque page.",
            en="Search is at the top of every page.",
            page="catalogue",
        ),
    ] = True
    categories: Annotated[
        Kept,
        promise(
            "R002",
            fr="Les rayons sont en haut de chaque page, avec leurs types de bijoux.",
            en="The categories are at the top of every page, with their kinds of jewellery.",
            page="catalogue",
        ),
    ] = True
    filters: Annotated[
        Kept,
        promise(
            "R003",
            fr="Vous affinez la liste par type, taille, couleur ou matière.",
            en="You narrow the list by kind, size, colour or material.",
            page="catalogue",
        ),
    ] = True
    withdrawn_disappear: Annotated[
        Kept,
        promise(
            "R004",
            fr="Une pièce que son fabricant ne fait plus quitte la boutique pour de bon.",
            en="A piece that its maker no longer makes leaves the shop for good.",
            page="catalogue",
        ),
    ] = True
    details: Annotated[
        Kept,
        promise(
            "R005",
            fr="Composition, tailles et poids sont sur la page de chaque pièce.",
            en="Composition, sizes and weight are on the page of every piece.",
            page="catalogue",
        ),
    ] = True
    brand_story: Annotated[
        Kept,
        promise(
            "R006",
            fr="Plus bas sur la page, la marque raconte son histoire et son style.",
            en="Further down the page, the brand tells its story and style.",
            page="catalogue",
        ),
    ] = True
    facts_as_sold: Annotated[
        Kept,
        promise(
            "R007",
            fr="La description d’une pièce nous engage : elle est conservée avec votre commande telle que "
            "vous l’avez lue.",
            en="What we say of a piece binds us: it is kept with your order as you read it.",
            page="catalogue",
        ),
    ] = True
    authentic: Annotated[
        bool,
        promise(
            "R010",
            fr={
                True: "Chaque pièce est authentique, achetée directement à sa marque ou à son atelier.",
                False: "",
            },
            en={True: "Every piece is authentic, bought directly from its brand or workshop.", False: ""},
            page="catalogue",
            better=(True, False),
        ),
    ] = True
    size_guide: Annotated[
        Kept,
        promise(
            "R018 R019 R020",
            fr="Le guide des tailles est au-dessus du bouton d’achat ; si une marque taille autrement, ses "
            "propres mesures le remplacent.",
            en="The size guide is above the buy button; where a brand sizes differently, its own measures "
            "replace it.",
            page="catalogue",
        ),
    ] = True


class Prices(Strict):
    same_for_all: Annotated[
        Kept,
        promise(
            "R009",
            fr="Le prix d’une pièce est le même pour tout le monde.",
            en="The price of a piece is the same for everybody.",
            page="catalogue",
        ),
    ] = True
    as_ordered: Annotated[
        Kept,
        promise(
            "R008",
            fr="Les prix peuvent changer ; celui de votre commande ne change plus, et une baisse ultérieure "
            "n’est pas remboursée.",
            en="Prices may change; that of your order no longer does, and a later cut is not refunded.",
            page="catalogue",
        ),
    ] = True
    prior_days: Annotated[
        Days,
        promise(
            "R008",
            fr="Un prix barré est le prix le plus bas demandé à tous dans les {value} avant la baisse : il "
            "est calculé d’après l’historique, jamais saisi.",
            en="A price struck through is the lowest that everybody was asked in the {value} before the cut: "
            "it is computed from the history, never typed.",
            page="catalogue",
            floor="prices.prior_days",
            better="more",
        ),
    ] = 30
    sales_in_season: Annotated[
        Kept,
        promise(
            "R008",
            fr="Le mot « soldes » ne se lit ici que pendant les périodes légales, sur des pièces en vente "
            "depuis plus d’un mois.",
            en="The word “soldes” is read here only during the legal periods, on pieces that have been for "
            "sale for over a month.",
            page="catalogue",
        ),
    ] = True


class Stock(Strict):
    """The three states of a piece. The words for restocking hold {days}, {date} or both."""

    words_in_stock_fr: Line
    words_in_stock_en: Line
    words_restocking_fr: Line
    words_restocking_en: Line
    words_sold_out_fr: Line
    words_sold_out_en: Line
    sells_ahead: Annotated[
        bool,
        promise(
            "R014",
            fr={
                True: "Une pièce en réapprovisionnement se commande : la date d’expédition est annoncée, et "
                "nous vous tenons au courant.",
                False: "Une pièce en réapprovisionnement se commande à son retour, à la date annoncée.",
            },
            en={
                True: "A piece being restocked can be ordered: the dispatch date is announced, and we keep "
                "you posted.",
                False: "A piece being restocked can be ordered once it is back, on the date announced.",
            },
            page="stock",
            better=(True, False),
        ),
    ] = True
    alerts: Annotated[
        bool,
        promise(
            "R016",
            fr={
                True: "« Être averti de la disponibilité » : laissez votre e-mail, sans compte, et nous vous "
                "écrivons une seule fois, dès que la pièce revient.",
                False: "",
            },
            en={
                True: "“Tell me when it is back”: leave your e-mail, no account needed, and we write once, "
                "as soon as the piece returns.",
                False: "",
            },
            page="stock",
            clock=Clock("inventory.back_in_stock", "alert", "by", ends="alerts.sent"),
            better=(True, False),
        ),
    ]
    oversold_is_told: Annotated[
        Kept,
        promise(
            "R017",
            fr="Il arrive, rarement, que la dernière pièce parte au même instant : l’argent vous revient "
            "alors aussitôt, ou vous choisissez d’attendre, et nous vous l’écrivons.",
            en="Rarely, the last piece goes at the same instant: your money then comes back at once, or you "
            "choose to wait, and we write to tell you.",
            page="stock",
        ),
    ] = True
    in_stock_is_in_stock: Annotated[
        Kept,
        promise(
            "R012 R013",
            fr="« {words_in_stock} » vous assure que la pièce est là, prête à être commandée.",
            en="“{words_in_stock}” assures you that the piece is here, ready to be ordered.",
            page="stock",
        ),
    ] = True
    sold_out_is_closed: Annotated[
        Kept,
        promise(
            "R012 R015",
            fr="« {words_sold_out} » : le fournisseur ne donne pas de date, la pièce ne se commande pas.",
            en="“{words_sold_out}”: the supplier gives no date, and the piece cannot be ordered.",
            page="stock",
        ),
    ] = True

    @field_validator("words_restocking_fr", "words_restocking_en")
    @classmethod
    def _says_when(cls, words: str) -> str:
        rest = words.replace("{days}", "").replace("{date}", "")
        if rest == words or "{" in rest or "}" in rest:
            raise ValueError(
                because("no_day", "must say when: {{days}} or {{date}}, and hold no other braces")
            )
        return words
