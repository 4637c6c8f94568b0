"""The synonyms that come in files: the trade's, and a house's own in `boutiques/<name>/synonyms.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, model_validator

from poincon.kernel import text
from poincon.window.rules import synonyms
from poincon.window.rules.synonyms import Synonyms

TRADE = Path(__file__).with_name("trade.toml")

type Phrase = Annotated[str, Field(min_length=1, max_length=synonyms.LONGEST)]
type Phrases = Annotated[tuple[Phrase, ...], Field(max_length=synonyms.MOST_WORDS)]


class Group(BaseModel):
    """Words that find the same; with `finds` they find these too, and not the other way round."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: Annotated[Phrases, Field(min_length=1)]
    finds: Phrases = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if len(self.words) + len(self.finds) < 2:
            raise ValueError("a group of synonyms has at least two words")
        return self


class Sheet(BaseModel):
    """A file of synonyms, by language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fr: tuple[Group, ...] = ()
    en: tuple[Group, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        keys = [key(language, group.words) for language, group in self.groups()]
        if twice := sorted({one for one in keys if keys.count(one) > 1}):
            raise ValueError(f"two groups begin with the same word: {', '.join(twice)}")
        return self

    def groups(self) -> list[tuple[str, Group]]:
        return [("fr", one) for one in self.fr] + [("en", one) for one in self.en]


def key(language: str, words: tuple[str, ...]) -> str:
    """Return the name by which a house, or the desk, words a group anew."""
    return f"{language}-{text.code(words[0])[:40]}"


@cache
def read(path: Path) -> dict[str, Synonyms]:
    """Return the groups of a file by their keys; a fault in it stops the page with its place."""
    sheet = Sheet.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    return {
        (name := key(language, group.words)): Synonyms(name, language, group.words, group.finds)
        for language, group in sheet.groups()
    }


def shipped() -> dict[str, Synonyms]:
    """Return the synonyms of the trade with those of the running house in their place or beside them."""
    own = Path(settings.BOUTIQUE_DIR) / "synonyms.toml"
    return read(TRADE) | (read(own) if own.is_file() else {})
