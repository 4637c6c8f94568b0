"""The plain words for codes, for lists to choose from; what is printed of a piece is in `names`."""

from poincon.catalogue.rules.folding import fold
from poincon.catalogue.rules.metals import COATING_WORDS, COLOUR_WORDS, METAL_WORDS
from poincon.catalogue.rules.names import MATERIALS
from poincon.catalogue.rules.stones import NOUNS
from poincon.catalogue.states import PEARLS

type Labels = list[tuple[str, str]]


def metal_labels(language: str) -> Labels:
    return _sorted({code.value: pair[language != "fr"] for code, pair in METAL_WORDS.items()})


def coating_labels(language: str) -> Labels:
    return _sorted({code.value: pair[language != "fr"] for code, pair in COATING_WORDS.items()})


def colour_labels(language: str) -> Labels:
    return [(code.value, pair[language != "fr"]) for code, pair in COLOUR_WORDS.items()]


def material_labels(language: str) -> Labels:
    return _sorted({code.value: pair[language != "fr"] for code, pair in MATERIALS.items()})


def species_labels(language: str) -> Labels:
    """Return the stones in alphabetical order, then the pearls with where they come from."""
    stones = {code: _noun(code, language) for code in NOUNS if code not in PEARLS}
    pearls = {code: _noun(code, language) for code in NOUNS if code in PEARLS}
    return _sorted(stones) + list(pearls.items())


def _noun(code: str, language: str) -> str:
    noun = NOUNS[code]
    if language == "fr":
        return f"{noun.fr} {noun.origin_fr}".strip()
    return f"{noun.origin_en} {noun.en}".strip()


def _sorted(labels: dict[str, str]) -> Labels:
    return sorted(labels.items(), key=lambda pair: fold(pair[1]))
