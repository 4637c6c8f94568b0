"""What an edition changes in pages and mails: their own words, and the promises that they print."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from poincon.chancery import wordings
from poincon.chancery.wordings import Text
from poincon.charter.difference import Difference
from poincon.charter.evidence import TAG
from poincon.charter.serving import Given, Words, trying
from poincon.content import queries as content
from poincon.content.queries import Change
from poincon.design import words
from poincon.notifications import queries as mails


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text that an edition says otherwise: its name, its language, and the paragraphs that changed."""

    text: Text
    label: str
    language: str
    changes: tuple[Change, ...]
    is_ours: bool


@dataclass(frozen=True, slots=True)
class Concerned:
    """Which pages and mails print something that changes, by their names, and how many places besides."""

    pages: tuple[str, ...]
    mails: tuple[str, ...]
    elsewhere: int


def concerned(found: Iterable[Difference], own: Words, languages: tuple[str, ...]) -> Concerned:
    """Return what prints some differences: pages and mails as they come, and in the house's own words."""
    changed = {one.id: one.files for one in found}
    files = {path for paths in changed.values() for path in paths}
    known = wordings.texts(languages)
    printing = {place for place, text in own.items() if changed.keys() & set(TAG.findall(text))}
    names = {_named_by(path) for path in files} | {known[place].name for place in printing & known.keys()}
    pages = [str(page.label) for page in content.PAGES if page.key in names]
    kinds = [str(kind.label) for kind in mails.mail_kinds if kind.key in names]
    return Concerned(tuple(pages), tuple(kinds), sum(1 for path in files if not _named_by(path)))


def _named_by(path: str) -> str:
    """Return the page or the mail that a file is the words of, "" for any other part of the shop."""
    *_folders, feature, folder, file = path.split("/")
    name = file.partition(".")[0]
    if path.endswith(".md"):
        return name
    return f"{feature}.{name}" if folder == "mail" and mails.is_worded(f"{feature}.{name}") else ""


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
