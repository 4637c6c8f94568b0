"""Words as search compares them: folded first, then stemmed, the same way for the index and for the query."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import snowballstemmer

LONGEST = 40
GTINS = (12, 13, 14)  # figures of a bar code
ACCENTS = re.compile("[\u0300-\u036f]+")
TOKEN = re.compile(r"[^\W_]+")
HYPHENED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
STEMMERS = {"fr": "french", "en": "english"}
# Small words find nothing; "or" is gold in French and a small word in English.
_SMALL_FR = """
a au aux avec ce ces c d dans de des du elle en et il j l la le les leur m n nous on ou par pas pour qu que
qui s sa sans se ses son sur t un une vous y
"""
_SMALL_EN = (
    "a an and are as at be by for from in into is it its of on or s that the this to with without you your"
)
# What Snowball leaves apart from its singular, once it is folded.
_PLURALS_FR = {
    "aciers": "acier",
    "coraux": "corail",
    "emaux": "email",
    "joyaux": "joyau",
    "saphirs": "saphir",
    "yeux": "oeil",
}
SMALL = {"fr": frozenset(_SMALL_FR.split()), "en": frozenset(_SMALL_EN.split())}


def fold(text: str) -> str:
    """Return the text without accents, ligatures and capitals: "Œil-de-tigre" becomes "oeil-de-tigre"."""
    plain = text.casefold()
    if plain.isascii():
        return plain
    spelt = unicodedata.normalize("NFKD", plain.replace("œ", "oe").replace("æ", "ae"))
    return ACCENTS.sub("", spelt)


@lru_cache(maxsize=65_536)
def folded_word(word: str) -> str:
    return fold(word)[:LONGEST]


def telling_words(text: str, language: str) -> list[str]:
    """Return the folded words of a text that can find something, in their order."""
    return [word[:LONGEST] for word in TOKEN.findall(fold(text)) if word not in SMALL[language]]


@lru_cache(maxsize=65_536)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word; French plurals that Snowball leaves are made singular first.

    A stemmer keeps its place in an attribute, so threads must not share one: each call has its own.
    """
    if language == "fr":
        word = word[:-1] if word.endswith(("oux", "ous")) else _PLURALS_FR.get(word, word)
    stemmed: str = snowballstemmer.stemmer(STEMMERS[language]).stemWord(word)
    return stemmed


def code(text: str) -> str:
    """Return a reference or bar code as it is compared: letters and digits alone."""
    return "".join(TOKEN.findall(fold(text)))[:60]


def codes(text: str) -> list[str]:
    """Return the codes that a search may mean: a bar code of 12 figures is one of 13 that begins with 0."""
    own = code(text)
    if not own.isdigit() or len(own) not in GTINS:
        return [own]
    bare = own.lstrip("0")
    return [own, *(bare.zfill(long) for long in GTINS if long >= len(bare) and long != len(own))]


def vector(texts: Mapping[str, Iterable[str]], codes: Iterable[str], language: str) -> str:
    """Return the text form of a tsvector: every stem once, at the best of its weights A to D.

    A word with a hyphen is there by its parts, and whole.
    """
    weights: dict[str, str] = {}
    for weight in "DCBA":
        for text in texts.get(weight, ()):
            weights.update((stem(word, language), weight) for word in telling_words(text, language))
            weights.update((one, weight) for one in _whole(fold(text), language))
    weights.update((one, "A") for one in map(code, codes) if one)
    return " ".join(f"{lexeme}:1{weight}" for lexeme, weight in weights.items())


def queried(text: str, language: str) -> list[str]:
    """Return the stems that a search asks for, each once."""
    return list(dict.fromkeys(stem(word, language) for word in telling_words(text, language)))


def kept_whole(text: str, language: str) -> list[str]:
    """Return the stems of a text in which what a hyphen joins is one word: "gold-plated" is no "gold"."""
    folded = fold(text)
    return list(dict.fromkeys([*_whole(folded, language), *queried(HYPHENED.sub(" ", folded), language)]))


def _whole(folded: str, language: str) -> Iterator[str]:
    return (stem(word.replace("-", "")[:LONGEST], language) for word in HYPHENED.findall(folded))


def vocabulary(texts: Iterable[str], language: str) -> dict[str, str]:
    """Return, folded and written, the words worth proposing to somebody who mistyped one."""
    met: set[str] = set()
    for text in texts:
        met.update(TOKEN.findall(text))
    pairs = ((folded_word(word), word.lower()[:LONGEST]) for word in sorted(met))
    return {folded: word for folded, word in pairs if _worth(folded, language)}


def _worth(folded: str, language: str) -> bool:
    return len(folded) > 2 and folded.isalpha() and folded not in SMALL[language]
