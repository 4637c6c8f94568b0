"""Which stones and pearls a text names, and whether the typed facts carry the name as it stands."""

import re
from collections.abc import Iterator
from functools import cache

from poincon.catalogue.rules.facts import PieceFacts, StoneFacts
from poincon.catalogue.rules.folding import fold
from poincon.catalogue.rules.stones import NOUNS, told_treatments
from poincon.catalogue.states import PEARLS, Nature, Species

# "Bleu turquoise" is a colour, "pointe de diamant" a cut of the metal.
COLOURS = {
    "fr": r"\b(?:bleu|verte?|rouge|rose|jaune|couleur|ton|teinte|coloris)e?s?(?: de)? $"
    r"|pointes? de $|taille $",
    "en": r"\b(?:blue|green|red|pink|yellow|shade of|colou?r|tone) $",
}
COLOURS_AFTER = {"fr": r"^$(?!x)x", "en": r"^[- ](?:blue|green|red|pink|yellow|cut|colou?red|tone)\b"}
QUALIFIERS = {
    "fr": {
        Nature.SYNTHETIC: r"(?:synthetiques?|de synthese)",
        Nature.ARTIFICIAL: r"artificiel(?:le)?s?",
        Nature.RECONSTITUTED: r"reconstituee?s?",
        Nature.COMPOSITE: r"composites?",
        Nature.IMITATION: r"d'imitation",
        Nature.CULTURED: r"de culture",
    },
    "en": {
        Nature.SYNTHETIC: r"synthetic",
        Nature.ARTIFICIAL: r"artificial",
        Nature.RECONSTITUTED: r"reconstituted",
        Nature.COMPOSITE: r"composite",
        Nature.IMITATION: r"imitation",
        Nature.CULTURED: r"cultured",
    },
}
FLATTERY = {
    "fr": r"\b(?:eleve|cultive|vrai|veritable|precieux|precieuse|naturel|naturelle|de culture|fin)e?s?\b",
    "en": r"\b(?:grown|cultivated|cultured|real|true|genuine|precious|natural|fine)\b",
}
GROWN = {
    "fr": r" (?:de culture|cultive|eleve|d'elevage|pousse)\w*",
    "en": r"\b(?:cultured|cultivated|grown|created)[- ]$",
}
TREATED = {
    "fr": r"\b(?:traite|irradie|teint|perce|blanchi|rempli)",
    "en": r"\b(?:\w+-)?(?:treated|irradiated|dyed|drilled|bleached|filled|coated)\b",
}
PEARL_WORD = {"fr": r"\bperles?\b", "en": r"\bpearls?\b"}
BEADS = {
    "fr": r"^ (?:de|d'|en) ?(?:verre|rocaille|bois|metal|resine|ceramique|email|acier|laiton|argent|or)\b",
    "en": r"^$(?!x)x",
}
CRYSTAL = {"fr": r"\bcrista(?:l|ux)\b(?! de roche)", "en": r"(?<!rock )\bcrystals?\b"}
FAMILIES = {
    Species.SAPPHIRE: {Species.SAPPHIRE, Species.PINK_SAPPHIRE, Species.YELLOW_SAPPHIRE},
    Species.AGATE: {Species.AGATE, Species.CHALCEDONY},
}
NEAR = 28


def findings(folded: str, language: str, piece: PieceFacts) -> Iterator[tuple[str, str]]:
    """Yield each name of a stone or pearl that the facts do not carry, with the code of the reason."""
    for species, match in _named(folded, language):
        before, after = folded[: match.start()], folded[match.end() :]
        if re.search(COLOURS[language], before) or re.search(COLOURS_AFTER[language], after):
            continue
        stones = [stone for stone in piece.stones if stone.species in FAMILIES.get(species, {species})]
        yield from _judge(match[0], before, after, language, stones)
    yield from _pearls(folded, language, piece)
    if Species.ROCK_CRYSTAL not in {stone.species for stone in piece.stones}:
        yield from ((match[0], "crystal") for match in re.finditer(CRYSTAL[language], folded))


def _named(folded: str, language: str) -> Iterator[tuple[Species, re.Match[str]]]:
    """Find the nouns, the longer before the shorter that it contains."""
    nouns = _nouns(language)
    for match in _noun_pattern(language).finditer(folded):
        yield nouns[match[0]], match


@cache
def _noun_pattern(language: str) -> re.Pattern[str]:
    longest_first = sorted(_nouns(language), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(noun) for noun in longest_first) + r")\b")


@cache
def _nouns(language: str) -> dict[str, Species]:
    found = {}
    for code, noun in NOUNS.items():
        if code in PEARLS or code == Species.GLASS:
            continue
        for word in (noun.fr, noun.fr_many) if language == "fr" else (noun.en, noun.en_many):
            found[fold(word)] = Species(code)
    return found


def _judge(
    word: str, before: str, after: str, language: str, stones: list[StoneFacts]
) -> Iterator[tuple[str, str]]:
    if not stones:
        yield word, "stone_unproven"
        return
    natures = {Nature(stone.nature) for stone in stones}
    if Nature.NATURAL in natures and (growth := _growth(before, after, language)):
        yield growth, "flattering_word"
    if Nature.NATURAL not in natures:
        near = _near(before, after, language)
        if not any(re.search(QUALIFIERS[language][nature], near) for nature in natures):
            yield word, "nature_missing"
        if flattery := re.search(FLATTERY[language], before[-NEAR:] + "|" + after[:NEAR]):
            yield flattery[0], "flattering_word"
    if all(told_treatments(stone) for stone in stones) and not re.search(TREATED[language], before + after):
        yield word, "treatment_missing"


def grown(folded: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield what says of any stone that it was grown as pearls are, which may be said of none."""
    for _species, match in _named(folded, language):
        if growth := _growth(folded[: match.start()], folded[match.end() :], language):
            yield f"{match[0]} {growth}" if language == "fr" else f"{growth} {match[0]}", "flattering_word"


def _growth(before: str, after: str, language: str) -> str:
    found = re.match(GROWN["fr"], after) if language == "fr" else re.search(GROWN["en"], before)
    return found[0].strip(" -") if found else ""


def _pearls(folded: str, language: str, piece: PieceFacts) -> Iterator[tuple[str, str]]:
    natures = {Nature(stone.nature) for stone in piece.stones if stone.species in PEARLS}
    for match in re.finditer(PEARL_WORD[language], folded):
        before, after = folded[: match.start()], folded[match.end() :]
        if re.search(BEADS[language], after) or re.search(r"mother[- ]of[- ]$", before):
            continue
        if not natures:
            yield match[0], "stone_unproven"
        elif Nature.FINE not in natures:
            near = _near(before, after, language)
            if not any(re.search(QUALIFIERS[language][nature], near) for nature in natures):
                yield match[0], "nature_missing"


def _near(before: str, after: str, language: str) -> str:
    """Return where the qualifier must stand: right after a French noun, right before an English one."""
    return after[:NEAR] if language == "fr" else before[-NEAR:]
