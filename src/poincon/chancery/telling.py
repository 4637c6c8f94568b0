"""What the owner's pages show of texts: which are the house's own, what they change, what they may print."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils import translation

from poincon.chancery import queries, wordings, words
from poincon.chancery.differing import differences
from poincon.chancery.wordings import Text
from poincon.charter import table
from poincon.charter.queries import charter
from poincon.charter.serving import Given, Words, trying
from poincon.charter.typed import Tag, tags
from poincon.content import queries as content
from poincon.content.queries import Change
from poincon.design.words import languages_own_name
from poincon.foundation import clock
from poincon.foundation.registries import Lazy
from poincon.notifications import queries as mails
from poincon.notifications.rendering import Rendered, render


@dataclass(frozen=True, slots=True)
class Tongue:
    """A text in one language: whose words it says today, and whether the draft says something else."""

    code: str
    name: str
    is_own: bool
    is_drafted: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A page or a mail in a list."""

    key: str
    label: Lazy
    tongues: tuple[Tongue, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What texts can print of one topic of the charter; `near` where the page tells it."""

    label: Lazy
    near: bool
    tags: tuple[tuple[Tag, bool], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One page or one mail as the desk edits it; `example` is how a mail would go out."""

    label: Lazy
    language: str
    tongues: tuple[Tongue, ...]
    is_own: bool
    changes: tuple[tuple[Lazy, tuple[Change, ...]], ...]
    topics: tuple[Topic, ...]
    slots: Mapping[str, Lazy]
    example: Rendered | None


def pages(drafted: Given) -> list[Entry]:
    """Return the pages in their order."""
    newest = queries.newest_given().words
    return [_entry(page.key, page.label, drafted, newest) for page in content.PAGES]


def mail_sections(drafted: Given) -> list[tuple[Lazy, list[Entry]]]:
    """Return the mails that have words to choose, by section, in their order."""
    newest = queries.newest_given().words
    entries = ((kind.section, _entry(kind.key, kind.label, drafted, newest)) for kind in mails.mail_kinds)
    grouped = groupby(entries, key=lambda one: str(one[0]))
    return [(section, [entry for _section, entry in found]) for section, found in grouped]


def _entry(key: str, label: Lazy, drafted: Given, newest: Words) -> Entry:
    return Entry(key, label, tuple(_tongues(key, drafted, newest)))


def _tongues(key: str, drafted: Given, newest: Words) -> Iterator[Tongue]:
    for code in drafted.charter.languages:
        places = _places(key, code)
        yield Tongue(
            code,
            languages_own_name(code),
            is_own=any(place in newest for place in places),
            is_drafted=any(drafted.words.get(place) != newest.get(place) for place in places),
        )


def _places(key: str, language: str) -> list[str]:
    """Return where a page or a mail says something in a language."""
    if any(page.key == key for page in content.PAGES):
        return [content.place(key, language)]
    return [mails.place(key, language, block) for block in wordings.BLOCKS]


def of(texts: Sequence[Text], drafted: Given, wanted: Given, at: datetime) -> Told:
    """Return what the desk shows beside the words of a page or a mail: what `wanted` would make of them.

    `drafted` is what the draft says of them so far.
    """
    first, today = texts[0], clock.local_day(at)
    before = queries.at_work(queries.newest_given(), today)
    after = queries.at_work(wanted, today)
    is_mail = first.kind == "mails"
    kind = mails.kind_called(first.name) if is_mail else None
    with trying(after):
        return Told(
            label=kind.label if kind else content.page_called(first.name).label,
            language=languages_own_name(first.language),
            tongues=tuple(_tongues(first.name, drafted, before.words)),
            is_own=any(text.place in drafted.words for text in texts),
            changes=tuple(_changes(texts, before, after)),
            topics=tuple(_topics(first, () if is_mail else content.topics_of(first.name))),
            slots=_slots(first.name) if is_mail else {},
            example=example(first.name, first.language, at) if is_mail else None,
        )


def _changes(texts: Iterable[Text], before: Given, after: Given) -> Iterator[tuple[Lazy, tuple[Change, ...]]]:
    for text in texts:
        if found := tuple(differences(text, before, after)):
            yield wordings.BLOCKS.get(text.block, ""), found


def _slots(mail: str) -> Mapping[str, Lazy]:
    return {**mails.kind_called(mail).slots, mails.HOUSE: wordings.HOUSE}


def _topics(text: Text, near: Sequence[str]) -> Iterator[Topic]:
    """Yield what can be printed, topic by topic, those first that the page tells."""
    waits = table.waiting().open
    found = list(tags(charter(), text.language))
    for topic in sorted(words.TOPICS, key=lambda one: one not in near):
        told = tuple((tag, tag.id in waits) for tag in found if tag.topic == topic)
        if told:
            yield Topic(words.TOPICS[topic], topic in near, told)


def example(mail: str, language: str, at: datetime) -> Rendered:
    """Return a mail as it would go out, about an order or an account that never was."""
    with translation.override(language):
        context = dict(mails.kind_called(mail).sample(language, at))
    slots = context.pop("slots")
    return render(mail.replace(".", "/"), context, language, slots if isinstance(slots, Mapping) else {})
