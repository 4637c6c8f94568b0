"""Pages that cannot be printed: every fault of every page, by file and line, before one of them is shown."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template import TemplateSyntaxError
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.text import slugify

from poincon.charter.queries import Charter, charter, load
from poincon.content import rendering
from poincon.content.markup import Untitled
from poincon.content.rendering import Document
from poincon.content.sources import LANGUAGES, Source, sources, strangers

TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}")
MARKUP = re.compile(r"<(?=[a-zA-Z/!?])")
LINK = re.compile(r'<a href="([^"]*)"')
ANCHOR = re.compile(r' id="([^"]+)"')
OUTWARD = ("https://", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a page, and where; the line is 0 where it is the whole file."""

    path: Path
    line: int
    reason: str

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
    return list(faults(sources(house), running, house))


def faults(given: Iterable[Source], running: Charter, house: Path | None = None) -> Iterator[Fault]:
    """Yield what is wrong with the pages, first in each by itself, then in how they lead to one another."""
    yield from (Fault(path, 0, "no page is called this") for path in strangers(house))
    made: dict[tuple[str, str], tuple[Source, Document]] = {}
    for one in given:
        found = list(_faults_of_source(one))
        if not found:
            try:
                made[one.language, one.page] = one, _made(one, running)
            except Exception as error:  # noqa: BLE001 - whatever a page is wrong by becomes its report
                found = [Fault(one.path, _line_of(error), _reason(error))]
        yield from found
    for language in LANGUAGES:
        pages = {page: both for (spoken, page), both in made.items() if spoken == language}
        yield from _faults_between(language, pages)


def _made(one: Source, running: Charter) -> Document:
    """Compile and fill the page with an engine that knows its lines, then make it whole."""
    template = rendering.engine(debug=True).from_string(one.text)
    rendering.filled(template, one.language, running, rendering.kept_ids())
    return rendering.rendered(one, running, rendering.kept_ids())


def _faults_of_source(one: Source) -> Iterator[Fault]:
    try:
        text = one.text
    except OSError:
        yield Fault(one.path, 0, "this page is missing")
        return
    except UnicodeDecodeError:
        yield Fault(one.path, 0, "is not written in UTF-8")
        return
    for number, line in enumerate(text.splitlines(), 1):
        if MARKUP.search(TAG.sub("", line)):
            yield Fault(one.path, number, "holds HTML; a page is Markdown only")


def _line_of(error: Exception) -> int:
    told = getattr(error, "template_debug", None) or {}
    line = told.get("line") or getattr(getattr(error, "token", None), "lineno", None)
    return int(line) if line else (1 if isinstance(error, Untitled) else 0)


def _reason(error: Exception) -> str:
    told = str(error).partition(" Did you forget")[0]
    return told if isinstance(error, TemplateSyntaxError | Untitled) else f"{type(error).__name__}: {told}"


def _faults_between(language: str, pages: dict[str, tuple[Source, Document]]) -> Iterator[Fault]:
    anchors = {page: ANCHOR.findall(made.html) for page, (_, made) in pages.items()}
    for page, (one, made) in pages.items():
        for twice in sorted({anchor for anchor in anchors[page] if anchors[page].count(anchor) > 1}):
            yield Fault(one.path, _line_of_heading(one, twice), f"two headings share the anchor {twice}")
        for link in dict.fromkeys(LINK.findall(made.html)):
            if reason := _reason_against(link, page, language, anchors):
                yield Fault(one.path, _line_with(one, link), reason)


def _reason_against(link: str, here: str, language: str, anchors: dict[str, list[str]]) -> str:
    """Say why a link leads nowhere; empty when it leads somewhere."""
    path, _, anchor = link.partition("#")
    if path.startswith(OUTWARD):
        return ""
    if path and not path.startswith("/"):
        return f"the link {link} leads nowhere: write https://, mailto:, tel: or {{% url … %}}"
    page = here
    if path:
        try:
            with translation.override(language):
                page = resolve(path).kwargs.get("page", "")
        except Resolver404:
            return f"the link {link} leads nowhere"
    return f"no heading has the anchor {link}" if anchor and anchor not in anchors.get(page, ()) else ""


def _line_of_heading(one: Source, anchor: str) -> int:
    """Return the line of the second heading that leads to an anchor, 0 where tags have made it."""
    lines = enumerate(one.text.splitlines(), 1)
    found = [number for number, line in lines if line.startswith("#") and slugify(line) == anchor]
    return found[1] if found[1:] else 0


def _line_with(one: Source, what: str) -> int:
    """Return the line of a source that holds a link or what it ends with, 0 where a tag has made it."""
    for wanted in (what, "#" + what.partition("#")[2]):
        for number, line in enumerate(one.text.splitlines(), 1):
            if len(wanted) > 1 and wanted in line:
                return number
    return 0
