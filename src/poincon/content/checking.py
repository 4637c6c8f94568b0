"""Pages that cannot be printed: every fault of every page, by file and line, before one of them is shown."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from pydantic import BaseModel

from poincon.charter.queries import Charter, charter, load
from poincon.charter.serving import Given, trying
from poincon.charter.typed import TAG, amiss, typed
from poincon.content import leading, rendering
from poincon.content.markup import Untitled, Wordless
from poincon.content.rendering import Document
from poincon.content.sources import LANGUAGES, Source, sources, strangers
from poincon.foundation.misread import why_unread
from poincon.kernel.reason import Reason, because
from poincon.notifications import queries as mails

QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
STEP = re.compile(r"\.([a-z]\w*)")
LETTERS = 60_000
NO_PAGE = because("page_unknown", "no page is called this")
PAGE_MISSING = because("page_missing", "this page is missing")
NOT_UTF8 = because("page_not_utf8", "is not written in UTF-8")
WORDLESS = because("page_wordless", "a page says something beneath its title")
UNTITLED = because("page_untitled", "a page begins with its title (# …)")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a page, and where; the line is 0 where it is the whole file."""

    path: Path
    line: int
    reason: Reason

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}" if self.line else f"{self.path}: {self.reason}"


class PageFaults(ValueError):
    """The pages of this house cannot be put out; says everything that is wrong."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(["these pages cannot be put out:", *map(str, faults)]))


def insist() -> None:
    """Raise PageFaults unless every page of the house can be printed."""
    if found := list(faults(sources(), charter())):
        raise PageFaults(found)


def faults_of(house: Path) -> list[Fault]:
    """Return what is wrong with the pages of the house in a folder, whichever house is served."""
    running = load(house / "charter.toml")
    with trying(Given(running)):
        return list(faults(sources(house), running, house))


def faults(given: Iterable[Source], running: Charter, house: Path | None = None) -> Iterator[Fault]:
    """Yield what is wrong with the pages, first in each by itself, then in how they lead to one another.

    The words of mails in the house's folder are looked at with them.
    """
    yield from (Fault(path, 0, NO_PAGE) for path in strangers(house))
    yield from (Fault(*wrong) for wrong in mails.faults_of_house(house or Path(settings.BOUTIQUE_DIR)))
    made: dict[tuple[str, str], tuple[Source, Document]] = {}
    for one in given:
        document, found = read(one, running)
        if document:
            made[one.language, one.page] = one, document
        yield from found
    for language in LANGUAGES:
        pages = {page: both for (spoken, page), both in made.items() if spoken == language}
        yield from (Fault(*wrong) for wrong in leading.astray(language, pages))


def read(one: Source, running: Charter) -> tuple[Document | None, list[Fault]]:
    """Return a page made whole, or None and what is wrong with it by itself."""
    if found := list(_faults_of_source(one, running)):
        return None, found
    try:
        return rendering.rendered(one, running, rendering.kept_ids()), []
    except Exception as error:  # noqa: BLE001 - whatever a page is wrong by becomes its report
        return None, [_told(one, running, error)]


def _told(one: Source, running: Charter, error: Exception) -> Fault:
    """Say what is wrong with a page and on which line, which only the slower engine knows."""
    try:
        template = rendering.engine(debug=True).from_string(one.text)
        rendering.filled(template, one.language, running, rendering.kept_ids())
    except Exception as told:  # noqa: BLE001 - the same one, with its line
        error = told
    return Fault(one.path, _line_of(error), _reason(error))


def _faults_of_source(one: Source, running: Charter) -> Iterator[Fault]:
    try:
        text = one.text
    except OSError:
        yield Fault(one.path, 0, PAGE_MISSING)
        return
    except UnicodeDecodeError:
        yield Fault(one.path, 0, NOT_UTF8)
        return
    if len(text) > LETTERS:
        yield Fault(one.path, 0, because("too_many_letters", "has more than {most} letters", most=LETTERS))
        return
    for number, line in enumerate(text.split("\n"), 1):
        yield from (Fault(one.path, number, reason) for reason in _faults_of_line(line))
    yield from (Fault(one.path, found.line, found.reason) for found in typed(text, running, one.language))


def _faults_of_line(line: str) -> Iterator[Reason]:
    """Yield what no line may hold: markup, what cannot be seen, and values that only programs read."""
    yield from amiss(line)
    for tag in TAG.findall(line):
        for step in STEP.findall(QUOTED.sub("", tag)):
            if hasattr(BaseModel, step):
                yield because("page_no_value", "there is no value called {name}", name=step)


def _line_of(error: Exception) -> int:
    told = getattr(error, "template_debug", None) or {}
    line = told.get("line") or getattr(getattr(error, "token", None), "lineno", None)
    return int(line) if line else (1 if isinstance(error, Untitled | Wordless) else 0)


def _reason(error: Exception) -> Reason:
    if isinstance(error, Untitled | Wordless):
        return UNTITLED if isinstance(error, Untitled) else WORDLESS
    return why_unread(error)
