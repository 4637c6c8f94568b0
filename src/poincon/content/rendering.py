"""From a page's source to what is read: template, then Markdown, then HTML, once per process and language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.template import Context, Engine
from django.utils import translation
from django.utils.html import escape
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

from poincon.charter.promises import keeps
from poincon.charter.queries import Charter, charter
from poincon.content import figures
from poincon.content.library import page_called
from poincon.design import words

SOURCES = Path(__file__).with_name("pages")
LIBRARIES = {
    "charter": "poincon.charter.templatetags.charter",
    "words": "poincon.design.templatetags.words",
}
# What a buyer accepts carries the day that the house gave its terms.
BINDING = frozenset({"terms", "withdrawal_form"})
_HEAD = re.compile(r"\Aupdated: (\d{4}-\d{2}-\d{2})\n\n")
_EMPTY_ITEM = re.compile(r"(?m)^[-*][ \t]*\n")
_LOOSE = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the second rank and the anchor that leads to it."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Document:
    """A page in one language, as the house says it today."""

    page: str
    language: str
    title: str
    html: str
    text: str
    sections: tuple[Section, ...]
    updated_on: date
    version: str
    digest: str


_read: dict[tuple[str, str], tuple[Charter, Document]] = {}


@keeps("house.mediator")
def document(page: str, language: str) -> Document:
    """Return a page in `language`, rendered again only when the running charter has changed.

    A page that does not exist is a LookupError; a language that the pages do not speak reads as French.
    """
    page_called(page)
    spoken = "en" if language.startswith("en") else "fr"
    running = charter()
    known = _read.get((page, spoken))
    if known is None or known[0] is not running:
        known = _read[page, spoken] = (running, _document(page, spoken, running))
    return known[1]


def source(page: str, language: str) -> str:
    """Return the text of a page before any value stands in it: the house's own, or the one for all."""
    inside = Path(language) / f"{page}.md"
    own = Path(settings.BOUTIQUE_DIR) / "pages" / inside
    return (own if own.is_file() else SOURCES / inside).read_text(encoding="utf-8")


def _document(page: str, language: str, running: Charter) -> Document:
    updated, text = _filled(page, language, running)
    tokens = _markdown().parse(text)
    title, tokens = _without_title(tokens)
    html = _markdown().renderer.render(list(_dressed(tokens)), _markdown().options, {})
    digest = sha256(f"{title}\n{html}".encode()).hexdigest()
    changed = running.terms_version if page in BINDING else max(updated, running.terms_version)
    return Document(
        page=page,
        language=language,
        title=title,
        html=html,
        text=text,
        sections=_sections(tokens),
        updated_on=date.fromisoformat(changed),
        version=f"{running.terms_version}-{digest[:8]}",
        digest=digest,
    )


def _filled(page: str, language: str, running: Charter) -> tuple[str, str]:
    """Return the date of the source and its text with the house's values in it, set as a printer would."""
    raw = source(page, language)
    head = _HEAD.match(raw)
    if head is None:
        raise ValueError(f"{language}/{page}.md must begin with the day of its last change")
    with translation.override(language):
        said = _engine().from_string(raw[head.end() :]).render(_context(language, running))
    tidy = _LOOSE.sub("\n\n", _EMPTY_ITEM.sub("", said)).strip() + "\n"
    return head[1], words.typographic(tidy, language)


def _context(language: str, running: Charter) -> Context:
    """What a page may use besides the tags. Nothing is escaped here: Markdown does it, and allows no HTML."""
    given = {
        "charter": running,
        "house": running.house,
        "zones": figures.zones(running, language),
        "brands": {brand for means in running.payments.means for brand in means.brands},
        "commitments": figures.commitments(running, language),
    }
    return Context(given, autoescape=False)


@cache
def _engine() -> Engine:
    """An engine that reads no other template and knows two libraries."""
    return Engine(loaders=[], libraries=LIBRARIES, builtins=list(LIBRARIES.values()))


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _dressed(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens with anchors on the headings, and wide tables in a frame that scrolls by itself."""
    heading = ""
    for i, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = tokens[i + 1].content
            token.attrSet("id", slugify(heading))
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type == "table_open":
            token.attrSet("class", "table")
            label = escape(heading)
            yield _raw(f'<div class="scroller" role="region" tabindex="0" aria-label="{label}">\n')
        yield token
        if token.type == "table_close":
            yield _raw("</div>\n")


def _raw(html: str) -> Token:
    return Token("html_block", "", 0, content=html)


def _without_title(tokens: list[Token]) -> tuple[str, list[Token]]:
    if not tokens or tokens[0].tag != "h1":
        raise ValueError("a page begins with its title")
    return tokens[1].content, tokens[3:]


def _sections(tokens: list[Token]) -> tuple[Section, ...]:
    titles = [
        tokens[i + 1].content
        for i, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    ]
    return tuple(Section(slugify(title), title) for title in titles)
