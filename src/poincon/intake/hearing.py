"""In which language the texts of a file are, which no file says: heard from their words and its columns."""

import re
from collections.abc import Iterable, Mapping

from poincon.intake.dialects import fields

FRENCH = frozenset([
    "le", "la", "les", "des", "du", "et", "en", "avec", "pour", "un", "une", "au", "aux", "dans", "sur",
    "bague", "bagues", "boucles", "collier", "colliers", "pendentif", "alliance", "argent", "oreilles",
])  # fmt: skip
ENGLISH = frozenset([
    "the", "and", "with", "of", "for", "in", "on", "a", "an", "is", "this", "to", "gold", "silver", "pendant",
    "ring", "rings", "earrings", "necklace", "necklaces", "chain", "hoops", "studs",
])  # fmt: skip
WORDS = re.compile(r"[a-zà-ÿœ']+")
ACCENTS = re.compile(r"[àâçéèêëîïôùûœ]")
OF_COLUMNS = 3  # what French columns weigh: no shop has them by chance, but its texts may be in English


def language_of(texts: Iterable[str], names: Mapping[str, str]) -> str:
    """Return "fr" or "en" for the texts of a file; `names` tells the columns of its fields.

    Words with an accent count as French ones, and French columns as three. Where nothing tells, "en".
    """
    words = WORDS.findall(" ".join(texts).lower())
    french = sum(word in FRENCH or ACCENTS.search(word) is not None for word in words)
    french += OF_COLUMNS * names.get(fields.TITLE, "").casefold().startswith("nom")
    return "fr" if french > sum(word in ENGLISH for word in words) else "en"
