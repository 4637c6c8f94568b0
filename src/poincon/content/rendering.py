"""From a page's source to what is read: template, then Markdown, then HTML, once per process and language."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from hashlib import sha256
from typing import ClassVar

from django.template import Context, Engine, Template
from django.utils import translation

from poincon.charter.promises import keeps
from poincon.charter.queries import Charter, charter, kept_promises, own_words
from poincon.content import figures
from poincon.content.library import page_called
from poincon.content.markup import FOLDED, Section, marked
from poincon.content.sources import Source, source, sources, statutory_notice
from poincon.design import words
from poincon.foundation.registries import page_facts, page_figures

LIBRARY = "poincon.content.templatetags.pages"
# What a buyer accepts carries the day that the house gave its terms.
BINDING = frozenset({"terms", "withdrawal_form"})
_EMPTY_ITEM = re.compile(r"(?m)^[-*][ \t]*\n")
_GAP = re.compile(r"(?m)^ +$|^ (?=\S)|(?<=\S) +$|(?<=\S) {2,}(?=\S)")
_LOOSE = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Document:
    """A page in one language, as the house says it today. `digest` tells its words from any others."""

    page: str
    language: str
    title: str
    html: str
    text: str
    sections: tuple[Section, ...]
    version: str
    digest: str


_read: dict[tuple[str, str], tuple[Charter, Mapping[str, str], Document]] = {}


@keeps("house.mediator")
def document(page: str, language: str) -> Document:
    """Return a page in `language`, rendered again only when the charter or the words in force have changed.

    A page that does not exist is a LookupError; a language that the pages do not speak reads as French.
    """
    page_called(page)
    spoken = "en" if language.startswith("en") else "fr"
    running, words = charter(), own_words()
    known = _read.get((page, spoken))
    if known is None or known[0] is not running or known[1] is not words:
        made = rendered(source(page, spoken), running, kept_ids())
        known = _read[page, spoken] = (running, words, made)
    return known[2]


@cache
def kept_ids() -> frozenset[str]:
    """Return the promises that code keeps: pages say of these that it is done."""
    return frozenset(declared.id for declared in kept_promises())


def rendered(given: Source, running: Charter, kept: Collection[str]) -> Document:
    """Return the page that a source makes with a charter, told which promises are kept by code.

    Raises TemplateSyntaxError, NoReverseMatch, Untitled, Wordless or what else a source can be wrong by.
    """
    text = filled(_template(given.text), given.language, running, kept)
    drawings = {one.name: str(one.told(given.language)) for one in page_figures}
    page = marked(text, folded=given.page in FOLDED, figures=drawings)
    digest = sha256(text.encode()).hexdigest()
    return Document(
        page=given.page,
        language=given.language,
        title=page.title,
        html=page.html,
        text=text,
        sections=page.sections,
        version=f"{running.terms_version}-{digest[:8]}" if given.page in BINDING else digest[:12],
        digest=digest,
    )


def filled(template: Template, language: str, running: Charter, kept: Collection[str]) -> str:
    """Return a source's text with the house's values in it, set as a printer would."""
    with translation.override(language):
        said = template.render(_context(language, running, kept))
    tidy = _EMPTY_ITEM.sub("", _GAP.sub(_narrowed, said))
    return words.typographic(_LOOSE.sub("\n\n", tidy).strip(), language) + "\n"


def _narrowed(gap: re.Match[str]) -> str:
    """A promise that says nothing leaves its spaces behind: one stays between words, none at a line's end."""
    return " " if len(gap[0]) > 1 and gap.string[gap.end() : gap.end() + 1].strip() else ""


def _context(language: str, running: Charter, kept: Collection[str]) -> Context:
    """What a page may use besides the tags. Nothing is escaped here: Markdown does it, and allows no HTML."""
    given = {
        "charter": running,
        "house": running.house,
        "language": language,
        "kept": kept,
        "zones": partial(figures.zones, running, language),
        "brands": {brand for means in running.payments.means for brand in means.brands},
        "statutory_notice": statutory_notice(language),
        "commitments": partial(figures.commitments, running, language, kept),
        **{fact.name: partial(fact.told, language) for fact in page_facts},
    }
    return Context(given, autoescape=False)


class _Engine(Engine):
    """Pages say words: they know a few tags and filters, and neither other files nor what templates know."""

    default_builtins: ClassVar[list[str]] = []


@cache
def engine(*, debug: bool = False) -> Engine:
    """Return what compiles pages; with `debug` it knows the lines of what is wrong."""
    return _Engine(loaders=[], builtins=[LIBRARY], debug=debug)


@lru_cache(maxsize=128)
def _template(text: str) -> Template:
    return engine().from_string(text)


def documents() -> list[Document]:
    """Return every page of the house in both languages, as it stands today."""
    return [document(given.page, given.language) for given in sources()]
