"""The words of the payment page, French and English."""

from decimal import Decimal

from babel.numbers import format_currency

FRENCH = {
    "title": "Paiement sécurisé",
    "sandbox": "Banque d’essai\u202f: aucun argent ne circule. N’entrez jamais une vraie carte.",
    "amount": "Montant",
    "payee": "Bénéficiaire",
    "reference": "Référence",
    "card": "Votre carte",
    "number": "Numéro de carte",
    "expiry": "Date d’expiration",
    "expiry_hint": "Mois et année, par exemple 0829 ou 08/29.",
    "security_code": "Code de sécurité",
    "security_code_hint": "Les 3 chiffres au dos de la carte, les 4 au recto d’une American Express.",
    "pay": "Payer {amount}",
    "cancel": "Annuler et revenir à la boutique",
    "back": "Revenir à la boutique",
    "look": "Vérifiez la saisie\u202f: ",
    "challenge": "Confirmez que c’est bien vous",
    "challenge_words": "Votre banque vous enverrait ce code\u202f; ici, il est affiché\u202f: ",
    "code": "Code de confirmation",
    "confirm": "Confirmer le paiement",
    "decline": "Refuser l’authentification",
    "abandon": "Abandonner sans répondre",
    "code_wrong": "Ce code n’est pas le bon. Recopiez celui qui est affiché.",
    "cards": "Cartes d’essai",
    "cards_hint": "Choisissez-en une, le formulaire se remplit. Toute date à venir et tout code conviennent.",
    "use": "Utiliser",
    "does": "Ce qui se passe",
    "state": "État",
    "colon": "\u202f: ",
    "stay": "C’est enregistré. Cette carte d’essai vous laisse ici, comme un onglet fermé trop tôt.",
    "unknown": "Cette page de paiement n’existe pas.",
    "home": "Banque d’essai",
    "latest": "Derniers paiements",
    "none": "Aucun paiement pour l’instant.",
    "number_invalid": "ce numéro n’est pas celui d’une carte\u202f; recopiez-le chiffre par chiffre.",
    "number_unknown": "ce n’est pas une carte d’essai\u202f; prenez-en une dans la liste ci-dessous.",
    "expiry_invalid": "écrivez le mois et l’année, par exemple 08/29.",
    "security_code_invalid": "il compte 3 chiffres, ou 4 sur une American Express.",
    "refused": "Le paiement est refusé. {reason}",
    "again": "Vous pouvez essayer une autre carte, ou revenir à la boutique.",
    "expired_card": "La carte est expirée\u202f: vérifiez la date d’expiration.",
    "wrong_security_code": "Le code de sécurité ne correspond pas à la carte.",
    "billing_address_mismatch": "L’adresse de facturation n’est pas celle que connaît la banque de la carte.",
    "issuer_refused": "La banque de la carte n’a pas accepté. Elle seule peut dire pourquoi.",
    "insufficient_funds": "Le solde ou le plafond de la carte ne suffit pas.",
    "authentication_failed": "L’authentification n’a pas abouti.",
    "stolen_card": "La carte est bloquée.",
    "states": {
        "created": "en attente",
        "pending": "en cours",
        "authorised": "autorisé",
        "paid": "payé",
        "refused": "refusé",
        "cancelled": "annulé",
        "expired": "expiré",
    },
    "behaviours": {
        "success": "Payé tout de suite",
        "success_with_code": "Payé après le code de confirmation",
        "success_mastercard": "Payé tout de suite (Mastercard)",
        "success_amex": "Payé tout de suite (American Express, code de 4 chiffres)",
        "expired": "Refusé\u202f: carte expirée",
        "wrong_security_code": "Refusé\u202f: code de sécurité faux",
        "address_mismatch": "Refusé\u202f: adresse de facturation différente",
        "issuer_refused": "Refusé par la banque de la carte",
        "insufficient_funds": "Refusé\u202f: provision insuffisante",
        "code_refused": "Refusé après le code\u202f: authentification échouée",
        "stolen": "Refusé définitivement\u202f: carte volée",
        "paid_later": "En cours, puis payé quelques secondes plus tard",
        "refused_later": "En cours, puis refusé quelques secondes plus tard",
        "never_notified": "Payé, mais la boutique n’en est jamais avertie",
        "never_returns": "Payé, mais le navigateur ne revient pas",
    },
}

ENGLISH = {
    "title": "Secure payment",
    "sandbox": "Practice bank: no money moves. Never enter a real card.",
    "amount": "Amount",
    "payee": "Paid to",
    "reference": "Reference",
    "card": "Your card",
    "number": "Card number",
    "expiry": "Expiry date",
    "expiry_hint": "Month and year, for example 0829 or 08/29.",
    "security_code": "Security code",
    "security_code_hint": "The 3 digits on the back of the card, the 4 on the front of an American Express.",
    "pay": "Pay {amount}",
    "cancel": "Cancel and go back to the shop",
    "back": "Go back to the shop",
    "look": "Check what you entered: ",
    "challenge": "Confirm that it is you",
    "challenge_words": "Your bank would send you this code; here it is shown: ",
    "code": "Confirmation code",
    "confirm": "Confirm the payment",
    "decline": "Refuse the authentication",
    "abandon": "Leave without answering",
    "code_wrong": "This is not the right code. Copy the one that is shown.",
    "cards": "Test cards",
    "cards_hint": "Choose a card and the form is filled in. Any date to come and any code will do.",
    "use": "Use",
    "does": "What happens",
    "state": "State",
    "colon": ": ",
    "stay": "It is recorded. This test card leaves you here, like a tab closed too soon.",
    "unknown": "This payment page does not exist.",
    "home": "Practice bank",
    "latest": "Latest payments",
    "none": "No payment yet.",
    "number_invalid": "this is not the number of a card; copy it digit by digit.",
    "number_unknown": "this is not a test card; take one from the list below.",
    "expiry_invalid": "write the month and the year, for example 08/29.",
    "security_code_invalid": "it has 3 digits, or 4 on an American Express.",
    "refused": "The payment is refused. {reason}",
    "again": "You can try another card, or go back to the shop.",
    "expired_card": "The card has expired: check the expiry date.",
    "wrong_security_code": "The security code does not match the card.",
    "billing_address_mismatch": "The billing address is not the one the card’s bank knows.",
    "issuer_refused": "The card’s bank did not accept. Only that bank can say why.",
    "insufficient_funds": "The card’s balance or limit is not enough.",
    "authentication_failed": "The authentication did not succeed.",
    "stolen_card": "The card is blocked.",
    "states": {
        "created": "waiting",
        "pending": "under way",
        "authorised": "authorised",
        "paid": "paid",
        "refused": "refused",
        "cancelled": "cancelled",
        "expired": "expired",
    },
    "behaviours": {
        "success": "Paid at once",
        "success_with_code": "Paid after the confirmation code",
        "success_mastercard": "Paid at once (Mastercard)",
        "success_amex": "Paid at once (American Express, 4-digit code)",
        "expired": "Refused: expired card",
        "wrong_security_code": "Refused: wrong security code",
        "address_mismatch": "Refused: billing address differs",
        "issuer_refused": "Refused by the card’s bank",
        "insufficient_funds": "Refused: insufficient funds",
        "code_refused": "Refused after the code: authentication failed",
        "stolen": "Refused for good: stolen card",
        "paid_later": "Under way, then paid a few seconds later",
        "refused_later": "Under way, then refused a few seconds later",
        "never_notified": "Paid, but the shop is never told",
        "never_returns": "Paid, but the browser does not come back",
    },
}


class Words:
    """The words in one language."""

    def __init__(self, language: str) -> None:
        self.language = "en" if language == "en" else "fr"
        self._texts = ENGLISH if self.language == "en" else FRENCH

    def __getitem__(self, name: str) -> str:
        return str(self._texts[name])

    def state(self, name: str) -> str:
        return self._group("states")[name]

    def behaviour(self, card: str) -> str:
        return self._group("behaviours")[card]

    def amount(self, minor: int, currency: str) -> str:
        """The amount as the language writes it."""
        return format_currency(Decimal(minor) / 100, currency, locale=self.language)

    def _group(self, name: str) -> dict[str, str]:
        group = self._texts[name]
        return group if isinstance(group, dict) else {}
