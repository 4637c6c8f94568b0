"""The words of mails that a house may choose: five blocks in each mail and language, with what they may name.

What the owners have changed at the desk comes first, then the house's folder (`mails/fr/orders.paid.toml`),
then the words that come with the shop. Facts stand between the blocks, in the mail's templates: what the law
wants in a mail cannot be edited away.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.template import Context, Engine, Template, TemplateSyntaxError
from django.utils import translation

from poincon.charter.queries import charter, own_words
from poincon.charter.typed import amiss, typed
from poincon.design import words
from poincon.foundation.misread import why_unread
from poincon.foundation.registries import MailKind, mail_kinds
from poincon.kernel.reason import Reason, because

BLOCKS = ("subject", "title", "opening", "note", "closing")
OF_ONE_LINE = frozenset({"subject", "title"})
SLOT = re.compile(r"{([a-z_]+)}")
TAG = re.compile(r"{%.*?%}")
LONGEST = {"subject": 150, "title": 150}
LETTERS = 2_000
LANGUAGES = ("fr", "en")
NO_MAIL = because("mail_unknown", "no mail is called this")
NO_BLOCK = because("block_unknown", "is none of the words of a mail")
EMPTY = because("empty", "must not be empty")
ONE_LINE = because("one_line", "has one line only")
NO_VALUES = because("mail_values", "only promises and names in single braces are filled in here")
STRAY = because("stray_brace", "holds a brace that opens or closes nothing")
# Each mail knows who writes it.
HOUSE = "house"


class Paragraphs(tuple[str, ...]):
    """Paragraphs; as text, with an empty line between them."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n\n".join(self)


@dataclass(frozen=True, slots=True)
class Worded:
    """The words of one mail, filled in."""

    subject: str
    title: str
    opening: Paragraphs
    note: Paragraphs
    closing: Paragraphs


class _Engine(Engine):
    """Knows how to print promises, and nothing else."""

    default_builtins: ClassVar[list[str]] = []


def kind_called(key: str) -> MailKind:
    """Return a kind of mail by its key ("orders.paid"), or raise LookupError."""
    for kind in mail_kinds:
        if kind.key == key:
            return kind
    raise LookupError(f"no mail is called {key!r}")


def is_worded(key: str) -> bool:
    """Tell whether a house chooses the words of a mail."""
    return any(kind.key == key for kind in mail_kinds)


def place(key: str, language: str, block: str) -> str:
    """Return the place of a block among the texts that a house changes at the desk."""
    return f"mails/{language}/{key}/{block}"


def written(key: str, language: str, block: str) -> str:
    """Return a block before any value is in it, as it comes with the house; a note is empty."""
    folder = Path(settings.BOUTIQUE_DIR) / "mails" / language
    own = _file(folder / f"{key}.toml").get(block)
    if own is not None:
        return own
    with translation.override(language):
        return str(getattr(kind_called(key), block, ""))


@cache
def _file(path: Path) -> Mapping[str, str]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def faults_of_house(house: Path) -> Iterator[tuple[Path, int, Reason]]:
    """Yield what is wrong with the words of mails in a house's folder: the file and block, and the reason."""
    folder = house / "mails"
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        language, key = path.relative_to(folder).parts[0], path.stem
        if path != folder / language / f"{key}.toml" or language not in LANGUAGES or not is_worded(key):
            yield path, 0, NO_MAIL
        else:
            yield from _faults_of_file(path, key, language)


def _faults_of_file(path: Path, key: str, language: str) -> Iterator[tuple[Path, int, Reason]]:
    try:
        blocks = _file(path)
    except (ValueError, RecursionError) as error:
        yield path, 0, because("mail_unreadable", "cannot be read as words ({message})", message=error)
        return
    for block, text in blocks.items():
        where = path.with_name(f"{path.name} {block}")
        if block not in BLOCKS or not isinstance(text, str):
            yield where, 0, NO_BLOCK
        else:
            yield from ((where, line, reason) for line, reason in faults(key, language, block, text))


def said(key: str, language: str, block: str) -> str:
    """Return a block as it is said now, before any value is in it."""
    own = own_words().get(place(key, language, block))
    return written(key, language, block) if own is None else own


def worded(key: str, language: str, slots: Mapping[str, str]) -> Worded:
    """Return the words of a mail in the active language's typography, `slots` filled in."""
    given = {HOUSE: charter().house.name} | {name: _on_one_line(value) for name, value in slots.items()}
    blocks = {block: _block(key, language, block, given) for block in BLOCKS}
    return Worded(
        subject=_on_one_line(blocks["subject"]).strip(),
        title=_on_one_line(blocks["title"]).strip(),
        opening=_paragraphs(blocks["opening"]),
        note=_paragraphs(blocks["note"]),
        closing=_paragraphs(blocks["closing"]),
    )


def _block(key: str, language: str, block: str, slots: Mapping[str, str]) -> str:
    """Fill a block in; own words that a newer shop cannot fill any more give way to those it comes with."""
    try:
        return _filled(said(key, language, block), language, slots)
    except (TemplateSyntaxError, LookupError):
        return _filled(written(key, language, block), language, slots)


def _on_one_line(value: str) -> str:
    return re.sub(r"[\r\n\t\f\v]+", " ", value)


def _filled(text: str, language: str, slots: Mapping[str, str]) -> str:
    """Fill the promises in, then the names: what somebody is called is not read again."""
    told = _template(text).render(Context(autoescape=False))
    return SLOT.sub(lambda found: slots.get(found[1], found[0]), words.typographic(told, language))


def _paragraphs(text: str) -> Paragraphs:
    return Paragraphs(part.strip() for part in re.split(r"\n\s*\n", text) if part.strip())


@cache
def _engine(*, debug: bool = False) -> Engine:
    return _Engine(loaders=[], builtins=["poincon.charter.templatetags.charter"], debug=debug)


@lru_cache(maxsize=512)
def _template(text: str) -> Template:
    return _engine().from_string(text)


def longest(block: str) -> int:
    """Return how many letters a block may have."""
    return LONGEST.get(block, LETTERS)


def faults(key: str, language: str, block: str, text: str) -> Iterator[tuple[int, Reason]]:
    """Yield what is wrong with the words of a block, each with its line; 0 is the whole."""
    if len(text) > (most := longest(block)):
        yield 0, because("too_many_letters", "has more than {most} letters", most=most)
        return
    if block in OF_ONE_LINE and not text.strip():
        yield 0, EMPTY
    if block in OF_ONE_LINE and "\n" in text.strip():
        yield 0, ONE_LINE
    found = [*_faults_of_lines(key, text)]
    found += [(one.line, one.reason) for one in typed(text, charter(), language)]
    yield from found or _unfilled(text, language)


def _faults_of_lines(key: str, text: str) -> Iterator[tuple[int, Reason]]:
    known = (*kind_called(key).slots, HOUSE)
    for number, line in enumerate(text.split("\n"), 1):
        yield from ((number, reason) for reason in amiss(line))
        if "{{" in line or "{#" in line:
            yield number, NO_VALUES
            continue
        bare = TAG.sub("", line)
        for name in SLOT.findall(bare):
            if name not in known:
                yield number, _unknown(name, known)
        if {"{", "}"} & {*SLOT.sub("", bare)}:
            yield number, STRAY


def _unknown(name: str, known: tuple[str, ...]) -> Reason:
    there = ", ".join(f"{{{one}}}" for one in known)
    return because(
        "slot_unknown", "nothing is called {{{name}}} in this mail; there is {known}", name=name, known=there
    )


def _unfilled(text: str, language: str) -> Iterator[tuple[int, Reason]]:
    """Yield why the promises in a block cannot be printed."""
    try:
        with translation.override(language):
            _engine(debug=True).from_string(text).render(Context(autoescape=False))
    except (TemplateSyntaxError, LookupError) as error:
        yield int((getattr(error, "template_debug", None) or {}).get("line") or 0), why_unread(error)
