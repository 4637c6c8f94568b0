"""Words that are no slip of the finger, though nothing on show is called so.

A search mends a word only towards the words that it knows. Somebody's "cadeau" is no "cadran" with two
wrong letters, "moins" no month, and a "montre" that the house has sold stays one: all of them are right.
"""

from functools import cache

from poincon.catalogue import rules
from poincon.kernel import text
from poincon.window.rules.terms import MAKINGS, TERMS

WORDS = {
    "fr": """
    acheter ado adulte ami amie amour ancien anniversaire aucun autre autres avant baptême beau
    belle bien blanc bleu bon boutique bébé cadeau carte cher chic chère classique commande comme
    comment communion copain copine couple court demande discret enfant enfants entre femme fille
    fillette fils fin fine fête garçon grand grande gros grosse homme idée idées jamais jeune jour
    jours large livraison long longue luxe magasin maman mamie mariage marié mariée marraine mixte
    moderne moins mois mort mère même naissance neuf noir nouveau nouveauté nouveaux nouvelle noël
    offrir original originale papa parrain parure petit petite plus pour premier prix promo promotion père
    quoi rouge saint taille simple soirée soldes sous sympa sœur tendance toujours tous tout toute toutes
    trèfle très vert vieux vintage élégant épouse
    """,
    "en": """
    adult and anniversary aunt baby best big birthday black blue boy bridal bride brother buy cheap
    cheapest child children christening christmas classic couple cute dad daughter delivery elegant
    everyday fashion father friend gift gifts girl girlfriend good grandma green groom her him
    husband idea ideas just large less long love luxury man men minimal modern mom more mother
    mum new newborn nice old present presents price red sale shop short sister small some something
    size son teen thin trendy under unisex valentine vintage white wide wife woman women
    """,
}

# What a piece may be of, or have, that names no matter by itself.
ALSO = {"fr": ("nickel", "plaqué", "placage", "brillant"), "en": ("nickel", "plated", "plating", "brilliant")}


def is_right(word: str, language: str) -> bool:
    """Tell whether a folded word is everyday, or names a kind, a metal, a stone, a colour or a making."""
    return text.stem(word, language) in _right(language)


def is_of_trade(word: str, language: str) -> bool:
    """Tell whether a word names a kind, a metal, a stone, a colour or a making."""
    return bool(_of_trade(language).intersection(text.queried(word, language)))


@cache
def _right(language: str) -> frozenset[str]:
    return _of_trade(language) | frozenset(text.queried(WORDS[language], language))


@cache
def _of_trade(language: str) -> frozenset[str]:
    labels = (rules.species_labels, rules.metal_labels, rules.coating_labels, rules.colour_labels)
    trade = [said for labelled in labels for _code, said in labelled(language)]
    terms = [said[language] for said in (*TERMS.values(), *MAKINGS.values())]
    return frozenset(text.queried(" ".join([*trade, *terms, *ALSO[language]]), language))
