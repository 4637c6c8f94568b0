"""What an edition changes in the texts of pages and mails, word by word, as customers read them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from poincon.chancery import wordings
from poincon.chancery.wordings import Text
from poincon.charter.serving import Given, trying
from poincon.content import queries as content
from poincon.content.queries import Change
from poincon.design import words


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text that an edition says otherwise: its name, its language, and the paragraphs that changed."""

    text: Text
    label: str
    language: str
    changes: tuple[Change, ...]
    is_ours: bool


def text_changes(before: Given, after: Given) -> tuple[TextChange, ...]:
    """Return every text that is said otherwise, pages first, each with its difference in words."""
    known = wordings.texts(after.charter.languages)
    changed = (place for place in known if before.words.get(place) != after.words.get(place))
    return tuple(_told(known[place], before, after) for place in changed)


def _told(text: Text, before: Given, after: Given) -> TextChange:
    return TextChange(
        text=text,
        label=wordings.label(text),
        language=words.languages_own_name(text.language),
        changes=tuple(differences(text, before, after)),
        is_ours=text.place not in after.words,
    )


def differences(text: Text, before: Given, after: Given) -> Iterator[Change]:
    """Yield the paragraphs that changed from one wording to another; of a page, as it is read.

    Words that could not be printed are compared as they are written.
    """
    if text.kind == "pages":
        older, newer = _html(text, before), _html(text, after)
        if older and newer:
            yield from content.changes(older, newer)
            return
    said = _paragraphs(text, before.words), _paragraphs(text, after.words)
    if said[0] != said[1]:
        yield Change("", tuple(content.runs(*said)))


def _html(text: Text, given: Given) -> str:
    with trying(given):
        document, _faults = content.attempt(text.name, text.language)
    return document.html if document else ""


def _paragraphs(text: Text, own: Mapping[str, str]) -> str:
    return " ".join(text.said(own).split("\n"))
