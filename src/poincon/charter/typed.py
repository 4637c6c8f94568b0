"""Texts that people type: what no line may hold, and the figures that a text takes from the charter."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from poincon.charter import promises
from poincon.charter.schema import Charter
from poincon.charter.spelling import tongue
from poincon.charter.wording import instances, tellings
from poincon.kernel.reason import Reason, because
from poincon.kernel.visible import hides

SPACE = "[ \u00a0\u202f]"
NUMBER = rf"\d+(?:{SPACE}\d{{3}})*(?:[.,]\d+)?"
UNITS = {
    "fr": r"jours?|semaines?|heures?|h|minutes?|min|mois|ans?|années?|points?|euros?|EUR|pour cent",
    "en": r"(?:working )?days?|weeks?|hours?|minutes?|min|months?|years?|points?|euros?|EUR|per cent|[ap]m",
}
FIGURES = {
    language: re.compile(
        rf"(?<![\w/.,-])(?:\d{{1,2}}:\d{{2}}|[€£$]{NUMBER}"
        rf"|{NUMBER}{SPACE}?(?:[%€£$]|(?:{units})(?!\w)(?:{SPACE}?\d{{2}}(?!\d))?))"
    )
    for language, units in UNITS.items()
}
TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}")
HALF = re.compile(r"{[{%#]|[}%#]}")
MARKUP = re.compile(r"<(?=[a-zA-Z/!?])")
HTML = because("html_typed", "holds HTML: only words are printed")
HALF_TAG = because("tag_halved", "begins or ends a tag without its other half on the same line")
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Typed:
    """A figure that was typed, the line it stands on, and the tags that print it from the charter."""

    line: int
    figure: str
    tags: tuple[str, ...]

    @property
    def reason(self) -> Reason:
        if not self.tags:
            return because(
                "figure_typed",
                "“{figure}” is typed by hand: a figure that binds the house comes from the charter",
                figure=self.figure,
            )
        return because(
            "promise_typed",
            "“{figure}” is typed by hand: the charter says it by {tags}",
            figure=self.figure,
            tags=", ".join(self.tags),
        )


def amiss(line: str) -> Iterator[Reason]:
    """Yield what no line may hold: markup, half a tag, and letters that cannot be seen."""
    plain = TAG.sub("", line)
    if MARKUP.search(plain):
        yield HTML
    if HALF.search(plain):
        yield HALF_TAG
    if hides(line):
        for hidden in sorted(letter for letter in {*line} if hides(f"a{letter}b")):
            code = f"{ord(hidden):04X}"
            yield because("unseen_letter", "holds a letter that cannot be seen (U+{number})", number=code)


def typed(text: str, charter: Charter, language: str) -> Iterator[Typed]:
    """Yield the terms, amounts and hours that stand in a text outside its tags."""
    pattern = FIGURES[tongue(language)]
    known: Mapping[str, list[str]] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        for found in pattern.findall(TAG.sub(" ", line)):
            known = told_by(charter, language) if known is None else known
            yield Typed(number, found, tuple(known.get(_plain(found), ())[:MOST_TOLD]))


@dataclass(frozen=True, slots=True)
class Tag:
    """A promise that a text can print: its topic, what it says today, and its value alone."""

    id: str
    topic: str
    sentence: str
    value: str
    which: str

    @property
    def says(self) -> str:
        """The tag that prints the sentence."""
        return f'{{% promise "{self.id}"{self.which} %}}'

    @property
    def counts(self) -> str:
        """The tag that prints the value alone."""
        return f'{{% promise_value "{self.id}"{self.which} %}}'


def tags(charter: Charter, language: str) -> Iterator[Tag]:
    """Yield what a text in a language can print of a house's promises, in the order of the schema."""
    for id, declared in promises.promises().items():
        said = tellings(charter, declared, language).values()
        for one, words in zip(instances(charter, declared), said, strict=True):
            which = "".join(f' {name}="{key}"' for name, key in one.keys.items())
            if words.sentence:
                yield Tag(id, declared.promise.page, words.sentence, words.words, which)


def told_by(charter: Charter, language: str) -> Mapping[str, list[str]]:
    """Return, for each value in words, the tags that print it: "14 jours" is said by several promises."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for tag in tags(charter, language):
        found[_plain(tag.value)].append(tag.counts)
    return found


def _plain(words: str) -> str:
    return re.sub(SPACE, "", words).casefold()
