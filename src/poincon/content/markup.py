"""From Markdown to HTML: plain words, links, lists and tables, and no markup of anybody's own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.html import escape
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

# What holds the place of a drawing while words become HTML.
FIGURE = "⟦{}⟧"
_FIGURE = re.compile(r"<p>⟦([a-z_]+)⟧</p>")
# On this page the headings of the third rank are questions, each with its answer folded beneath it.
FOLDED = frozenset({"questions"})


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the second rank and the anchor that leads to it."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A page as HTML: its title apart, and its sections."""

    title: str
    html: str
    sections: tuple[Section, ...]


class Untitled(ValueError):
    """A page begins with its title, as a heading of the first rank."""


class Wordless(ValueError):
    """A page says something beneath its title."""


def marked(text: str, *, folded: bool = False, figures: Mapping[str, str] | None = None) -> Marked:
    """Return the HTML of a page with its drawings, which are HTML by name. Raises Untitled, Wordless."""
    tokens = _markdown().parse(text)
    if not tokens or tokens[0].tag != "h1" or not tokens[1].content:
        raise Untitled("a page begins with its title (# …)")
    title, tokens = tokens[1].content, tokens[3:]
    if not any(token.content.strip() for token in tokens):
        raise Wordless("a page says something beneath its title")
    dressed = list(_folded(_dressed(tokens)) if folded else _dressed(tokens))
    html = _markdown().renderer.render(dressed, _markdown().options, {})
    drawn = _FIGURE.sub(lambda found: f"<figure>{(figures or {})[found[1]]}</figure>", html)
    return Marked(title, drawn, _sections(tokens))


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


def _folded(tokens: Iterator[Token]) -> Iterator[Token]:
    """Fold each answer under its question. The anchor stands in the answer: a link to it unfolds it."""
    is_open, anchor = False, ""
    for token in tokens:
        if token.type == "heading_open" and is_open:
            yield _raw("</div></details>\n")
            is_open = False
        if token.type == "heading_open" and token.tag == "h3":
            anchor, token.attrs = str(token.attrs.pop("id")), {}
            yield _raw('<details class="question"><summary>')
        yield token
        if token.type == "heading_close" and token.tag == "h3":
            yield _raw(f'</summary><div class="answer" id="{anchor}">\n')
            is_open = True
    if is_open:
        yield _raw("</div></details>\n")


def _raw(html: str) -> Token:
    return Token("html_block", "", 0, content=html)


def _sections(tokens: Sequence[Token]) -> tuple[Section, ...]:
    titles = [
        tokens[i + 1].content
        for i, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    ]
    return tuple(Section(slugify(title), title) for title in titles)
