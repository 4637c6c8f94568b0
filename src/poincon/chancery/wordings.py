"""The texts that owners may say in their own words: where each stands, what it is called, what is wrong."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from poincon.chancery import rules
from poincon.charter.loading import Fault
from poincon.charter.queries import own_words
from poincon.charter.serving import Given, trying
from poincon.content import queries as content
from poincon.design import words
from poincon.foundation.registries import MailKind
from poincon.kernel.reason import because
from poincon.notifications import queries as mails

BLOCKS = {
    "subject": pgettext_lazy("of a mail", "Subject"),
    "title": pgettext_lazy("of a mail", "Title"),
    "opening": gettext_lazy("Opening"),
    "note": gettext_lazy("Note"),
    "closing": gettext_lazy("Closing"),
}
HOUSE = gettext_lazy("the name of the house")
UNKNOWN = because("text_unknown", "nothing of the house is said here")
IN_ONE_LANGUAGE = because("language_missing", "is said in another language, and is missing in this one")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the house: a page in one language, or one block of a mail."""

    place: str
    kind: Literal["pages", "mails"]
    language: str
    name: str
    block: str = ""

    @property
    def ours(self) -> str:
        """The text as it comes with the house."""
        if self.kind == "pages":
            return content.written(self.name, self.language)
        return mails.written(self.name, self.language, self.block)

    def said(self, own: Mapping[str, str]) -> str:
        """Return the text among the house's own words, or as it comes with the house."""
        found = own.get(self.place)
        return self.ours if found is None else found


@cache
def texts(languages: tuple[str, ...]) -> Mapping[str, Text]:
    """Return every text that can be said otherwise in these languages, by its place."""
    pages = (
        Text(content.place(page.key, language), "pages", language, page.key)
        for language in languages
        for page in content.PAGES
    )
    blocks = (
        Text(mails.place(kind.key, language, block), "mails", language, kind.key, block)
        for language in languages
        for kind in mails.mail_kinds
        for block in BLOCKS
    )
    return {text.place: text for text in (*pages, *blocks)}


def blocks_of(kind: MailKind, language: str) -> tuple[Text, ...]:
    """Return the blocks of a mail in a language."""
    places = ((block, mails.place(kind.key, language, block)) for block in BLOCKS)
    return tuple(Text(place, "mails", language, kind.key, block) for block, place in places)


def with_words(given: Given, wanted: Mapping[str, str | None]) -> Given:
    """Return what a house gives its word by, with other texts at some places; None goes back to ours."""
    known = texts(given.charter.languages)
    ours = {place: known[place].ours for place in wanted if place in known}
    return Given(given.charter, rules.with_words(given.words, wanted, ours))


def mark(given: Given, places: Iterable[str]) -> str:
    """Return what stands for the texts at some places as they are said: it changes when one of them does."""
    known = texts(given.charter.languages)
    return rules.mark_of(known[place].said(given.words) for place in sorted(places) if place in known)


def label(text: Text) -> str:
    """Return what a text is called: "Retours et remboursements", "Commande réglée, objet"."""
    if text.kind == "pages":
        return str(content.page_called(text.name).label)
    return f"{mails.kind_called(text.name).label}, {str(BLOCKS[text.block]).lower()}"


def name_of(path: str, languages: tuple[str, ...]) -> str:
    """Return the place of a fault in words, with its line; a place that is no text stays as it is."""
    place, _colon, line = path.partition(":")
    text = texts(languages).get(place)
    if text is None:
        return path
    named = f"{label(text)} ({words.languages_own_name(text.language).lower()})"
    return _("{place}, line {line}").format(place=named, line=line) if line else named


def faults(given: Given) -> tuple[Fault, ...]:
    """Return all that is wrong with the pages and mails of a house that gives its word by `given`."""
    known = texts(given.charter.languages)
    strangers = [Fault(place, None, UNKNOWN) for place in given.words if place not in known]
    with trying(given):
        return (
            *strangers,
            *(_fault_of_page(found) for found in content.faults()),
            *(fault for place in given.words if place in known for fault in _faults_of_mail(known[place])),
            *_in_one_language(given.charter.languages),
        )


def faults_alone(given: Given, places: Mapping[str, object]) -> tuple[Fault, ...]:
    """Return what is wrong with some texts by themselves, whatever leads to them and where they lead."""
    known = texts(given.charter.languages)
    strangers = tuple(Fault(place, None, UNKNOWN) for place in places if place not in known)
    with trying(given):
        return strangers + tuple(
            fault for place in places if place in known for fault in _faults_of(known[place])
        )


def _faults_of(text: Text) -> Iterator[Fault]:
    if text.kind == "mails":
        yield from _faults_of_mail(text)
        return
    _document, found = content.attempt(text.name, text.language)
    yield from map(_fault_of_page, found)


def _faults_of_mail(text: Text) -> Iterator[Fault]:
    if text.kind == "mails":
        for line, reason in mails.faults(text.name, text.language, text.block, text.said(own_words())):
            yield Fault(_at_line(text.place, line), None, reason)


def _fault_of_page(fault: content.Fault) -> Fault:
    place = "/".join(fault.path.parts[-3:]).removesuffix(".md")
    return Fault(_at_line(place, fault.line), None, fault.reason)


def _at_line(place: str, line: int) -> str:
    return f"{place}:{line}" if line else place


def _in_one_language(languages: tuple[str, ...]) -> Iterator[Fault]:
    """Yield each note of a mail that the readers of another language would miss."""
    own = own_words()
    for kind in mails.mail_kinds:
        notes = [text for language in languages for text in blocks_of(kind, language) if text.block == "note"]
        said = [bool(note.said(own).strip()) for note in notes]
        if any(said):
            yield from (
                Fault(note.place, None, IN_ONE_LANGUAGE)
                for note, there in zip(notes, said, strict=True)
                if not there
            )
