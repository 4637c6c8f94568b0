"""The words of blocks: plain paragraphs that may print promises of the house, and nothing else."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import ClassVar

from django.template import Context, Engine, Template, TemplateSyntaxError
from django.utils import translation

from poincon.catalogue import rules as catalogue
from poincon.charter.queries import Charter, charter
from poincon.charter.typed import TAG, amiss, typed
from poincon.design import words
from poincon.foundation.misread import why_unread
from poincon.kernel.reason import Reason, because

_said: dict[tuple[str, str], tuple[Charter, str]] = {}  # the same words under the same charter say the same
MOST_KEPT = 1_024
NO_VALUES = because("block_values", "only promises are filled in here")


class _Engine(Engine):
    """Knows how to print promises, and nothing else."""

    default_builtins: ClassVar[list[str]] = []


@cache
def _engine() -> Engine:
    return _Engine(loaders=[], builtins=["poincon.charter.templatetags.charter"])


@lru_cache(maxsize=512)
def _template(text: str) -> Template:
    return _engine().from_string(text)


def told(text: str, language: str) -> str:
    """Return words with the promises that they print, set as a printer would; plain text.

    A promise that the house no longer makes leaves its tag's place empty rather than the page without words.
    """
    running = charter()
    kept = _said.get((text, language))
    if kept is None or kept[0] is not running:
        if len(_said) >= MOST_KEPT:
            _said.clear()
        kept = _said[text, language] = running, _filled(text, language)
    return kept[1]


def _filled(text: str, language: str) -> str:
    try:
        with translation.override(language):
            filled = str(_template(text).render(Context(autoescape=False)))
    except (TemplateSyntaxError, LookupError):
        filled = TAG.sub("", text)
    return words.typographic(filled, language).strip()


def paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"\n\s*\n", text) if part.strip())


def faults(text: str, language: str) -> Iterator[Reason]:
    """Yield what no words of a block may hold: markup, a typed figure, what the law forbids to say."""
    if not text:
        return
    found = [reason for line in text.split("\n") for reason in amiss(line)]
    if "{{" in text or "{#" in text:
        found.append(NO_VALUES)
    found += [one.reason for one in typed(text, charter(), language)]
    found += [_forbidden(one) for one in catalogue.lint_general(TAG.sub("", text), language)]
    yield from found or _unfilled(text, language)


def _forbidden(found: catalogue.Finding) -> Reason:
    if found.code == catalogue.SALES:
        return because(
            "block_sales", "“{word}” is said by a reduction in the legal sales alone", word=found.word
        )
    return because("block_word", "“{word}” may not be said of jewellery", word=found.word)


def _unfilled(text: str, language: str) -> Iterator[Reason]:
    try:
        with translation.override(language):
            _template(text).render(Context(autoescape=False))
    except (TemplateSyntaxError, LookupError) as error:
        yield why_unread(error)


def promised(id: str, language: str) -> str:
    """Return the sentence of a promise; empty where the house makes it no longer."""
    return told(f'{{% promise "{id}" %}}', language)
