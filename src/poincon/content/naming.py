"""Which page somebody means by its name, or by another word for what it tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils import translation

from poincon.content.finding import ASKED
from poincon.content.library import PAGES, Page
from poincon.kernel import text

# What the pages are called beside their titles.
NAMES: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "contact": "contacter téléphone horaires ouverture adresse joindre",
        "questions": "FAQ aide",
        "ordering": "commande suivre annuler",
        "delivery": "livraison livrer expédition envoi colis transporteur",
        "payment": "paiement payer virement",
        "returns": "retour retourner rembourser remboursement échange rétractation",
        "sizes": "taille guide baguier",
        "guarantees": "garantie entretien entretenir nettoyer nettoyage",
        "terms": "CGV",
        "privacy": "RGPD",
    },
    "en": {
        "contact": "contact phone telephone opening hours address",
        "questions": "FAQ help",
        "ordering": "order track cancel",
        "delivery": "delivery deliver shipping postage parcel dispatch",
        "payment": "payment pay",
        "returns": "return refund exchange withdraw",
        "sizes": "size sizing guide chart sizer",
        "guarantees": "guarantee warranty clean",
        "privacy": "GDPR",
    },
}
# What is said beside these, and what of the shop's goods.
BESIDE = {
    "fr": "bancaire bureau carte client combien condition coût date délai dépôt fois frais gratuit gratuite"
    " numéro page plusieurs politique prix service suivi tableau tarif temps",
    "en": "card condition cost customer day free number page policy price rate service table time tracking",
}
GOODS = {
    "fr": "anneau bague bijou boucle bracelet chaîne collier doigt montre oreille poignet",
    "en": "bracelet chain earring finger jewel jewellery jewelry necklace ring watch wrist",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A page whose name somebody's words are; `alone` where they name none of the shop's goods beside it."""

    page: Page
    alone: bool


def named(words: str, language: str) -> Named | None:
    """Return the page whose title these words are a part of, or which they mean in either language."""
    other = "en" if language == "fr" else "fr"
    return _named(words, language, titles=True) or _named(words, other, titles=False)


def _named(words: str, language: str, *, titles: bool) -> Named | None:
    told, goods = _stems(words, language), _stems(GOODS[language], language)
    beside = _stems(BESIDE[language], language) | goods
    meant = {
        page: told & names
        for page, names in _names(language, titles=titles).items()
        if told & names and told <= names | beside
    }
    page = max(meant, key=lambda one: len(meant[one]), default=None)
    return Named(page, alone=told.isdisjoint(goods)) if page else None


@cache
def _names(language: str, *, titles: bool) -> dict[Page, frozenset[str]]:
    """Return the pages with the stems of what they are called, by their titles too or not."""
    with translation.override(language):
        said = {page: f"{page.label if titles else ''} {NAMES[language].get(page.key, '')}" for page in PAGES}
    return {page: _stems(words, language) for page, words in said.items()}


def _stems(words: str, language: str) -> frozenset[str]:
    told = (word for word in text.telling_words(words, language) if word not in ASKED[language])
    return frozenset(text.stem(word, language) for word in told)
