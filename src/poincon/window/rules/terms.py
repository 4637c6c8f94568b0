"""The words that every piece of a kind is found by, beside its own."""

TERMS = {
    "ring": {"fr": "bague anneau", "en": "ring"},
    "earrings": {"fr": "boucles d’oreilles boucle oreille", "en": "earrings earring ear"},
    "necklace": {"fr": "collier chaîne", "en": "necklace chain"},
    "pendant": {"fr": "pendentif médaille collier", "en": "pendant medal necklace"},
    "bracelet": {"fr": "bracelet", "en": "bracelet bangle"},
    "watch": {"fr": "montre", "en": "watch"},
    "brooch": {"fr": "broche", "en": "brooch"},
    "other": {"fr": "", "en": ""},
}
ANY = {"fr": "bijou", "en": "jewel"}
# What may be made of a piece for its wearer, by the code that it is filtered by.
MAKINGS = {
    "engraving": {
        "fr": "à graver gravé gravée gravable gravure personnalisé personnalisée personnalisable",
        "en": "engraved engraving engravable personalised personalized customised customized",
    },
    "measure": {
        "fr": "sur mesure à vos mesures",
        "en": "made to measure bespoke custom custom-made customised customized",
    },
}


def kind_terms(kind: str, language: str) -> str:
    """Return the words that any piece of a kind is found by, those for every piece among them."""
    return f"{TERMS.get(kind, TERMS['other'])[language]} {ANY[language]}".strip()
