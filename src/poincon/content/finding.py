"""Finding the answer that somebody's words ask for, strictly first and then with more patience."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Max

from poincon.content.models import Passage, Publication
from poincon.kernel import spelling, text
from poincon.kernel.spelling import Vocabulary

MOST = 12
CONSIDERED = 60
LENGTH = 220  # of a passage, in letters
# A question put by a customer is nearer to another customer's than a clause.
WEIGHT = {"questions": 1.6, "terms": 0.5, "withdrawal_form": 0.5, "commitments": 0.4, "legal_notice": 0.6}
SENTENCE = re.compile(r"(?<=[.!?…])[ \u202f\u00a0]+|\n")
WORD = re.compile(r"[^\W_]+")
# Questions begin alike; these words of theirs find nothing.
_ASKED_FR = """
ai avez avoir bien car cela comment dois donc est estce etre fait faire faut ma me mes mon ne ni plus peut
peux pourquoi puis quand que quel quelle quelles quels quoi sera si suis sont toujours tout trop votre vos
"""
_ASKED_EN = """
am can could do does did get had has have how i if me my not should so there they was we were what when where
which who why will would
"""
ASKED = {"fr": frozenset(_ASKED_FR.split()), "en": frozenset(_ASKED_EN.split())}


class Patience(StrEnum):
    """How the answers were found: by all words, by all words once mended, or by any of them."""

    EXACT = "exact"
    MENDED = "mended"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Answer:
    """A passage that answers: where it stands, and its words with those that were sought marked (True)."""

    page: str
    anchor: str
    heading: str
    words: tuple[tuple[str, bool], ...]
    about_order: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """What was found, the best first; `said` is how the words were understood."""

    answers: tuple[Answer, ...]
    patience: Patience
    said: str


def found(asked: str, language: str) -> Answers | None:
    """Return the passages that answer, None when nobody asked anything or nothing comes near.

    One query when the words are found as they are, a few more when they are not.
    """
    told = [word for word in text.telling_words(asked, language) if word not in ASKED[language]]
    told = (told or text.telling_words(asked, language))[:MOST]
    for patience, sought, said in _attempts(told, language):
        rows = _ranked(sought, language)
        if rows:
            stems = frozenset(re.findall(r"'([^']+)'", sought))
            answers = tuple(_answer(row, stems, language) for row in rows)
            return Answers(answers, patience, said or asked)
    return None


def _attempts(told: Sequence[str], language: str) -> Iterator[tuple[Patience, str, str]]:
    stems = list(dict.fromkeys(f"'{text.stem(word, language)}'" for word in told))
    if not stems:
        return
    yield Patience.EXACT, " & ".join(stems), ""
    known = vocabulary(language)
    meant = [spelling.meant(word, known) for word in told]
    sought = [one.sought for one in meant if one]
    said = " ".join((one and one.mended) or word for one, word in zip(meant, told, strict=True) if one)
    if sought:
        mended = any(one and one.mended for one in meant)
        patience = Patience.MENDED if mended else Patience.EXACT if len(sought) == len(told) else Patience.ANY
        yield patience, " & ".join(sought), said
    yield Patience.ANY, " | ".join(sought or stems), ""


def _ranked(sought: str, language: str) -> Sequence[Passage]:
    any_of_them = sought.replace(" & ", " | ")  # ranks by weight, where all of them would rank by nearness
    rows = (
        Passage.objects.filter(language=language, words=_query(sought))
        .annotate(rank=SearchRank(F("words"), _query(any_of_them)))
        .order_by("-rank", "page", "position")[:CONSIDERED]
    )
    return sorted(rows, key=lambda row: -row.rank * WEIGHT.get(row.page, 1.0))[:MOST]


def _query(raw: str) -> SearchQuery:
    return SearchQuery(raw, config="simple", search_type="raw")


def _answer(row: Passage, stems: frozenset[str], language: str) -> Answer:
    return Answer(row.page, row.anchor, row.heading, excerpt(row.text, stems, language), row.about_order)


def excerpt(passage: str, stems: frozenset[str], language: str) -> tuple[tuple[str, bool], ...]:
    """Return the sentences of a passage that hold most of the stems, those words marked."""
    sentences = [one for one in SENTENCE.split(passage) if one.strip()]
    if not sentences:
        return ()
    hits = [len(_stems(one, language) & stems) for one in sentences]
    first = max(range(len(sentences)), key=lambda place: (hits[place], -place))
    told = sentences[first]
    for one in sentences[first + 1 :]:
        if len(told) + len(one) > LENGTH:
            break
        told = f"{told} {one}"
    return tuple(_marked(told, stems, language))


def _stems(sentence: str, language: str) -> set[str]:
    return {text.stem(text.folded_word(word), language) for word in WORD.findall(sentence)}


def _marked(told: str, stems: frozenset[str], language: str) -> Iterator[tuple[str, bool]]:
    place = 0
    for word in WORD.finditer(told):
        folded = text.folded_word(word[0])
        if text.stem(folded, language) in stems or folded in stems:
            yield told[place : word.start()], False
            yield word[0], True
            place = word.end()
    yield told[place:], False


def vocabulary(language: str) -> Vocabulary:
    """Return the words of the pages, read again only when pages changed since this process last did."""
    newest = Publication.objects.aggregate(newest=Max("pk"))["newest"]
    kept = _kept.get(language)
    if kept is None or kept[0] != newest:
        rows = Passage.objects.filter(language=language).values_list("heading", "text")
        words = text.vocabulary((said for row in rows for said in row), language)
        kept = _kept[language] = (newest, Vocabulary.of(language, words.items()))
    return kept[1]


_kept: dict[str, tuple[int | None, Vocabulary]] = {}
