"""How a house greets: the title and the sentence of its first page, from `boutiques/<name>/entrance.toml`."""

import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings
from pydantic import BaseModel, ConfigDict


class Greeting(BaseModel):
    """A title of a few words, and one sentence that says who the house is."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    title: str
    sentence: str


class Entrance(BaseModel):
    """The greeting in both languages."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    fr: Greeting
    en: Greeting

    def in_(self, language: str) -> Greeting:
        return self.fr if language == "fr" else self.en


@cache
def read(path: Path) -> Entrance:
    """Return what the file says; a fault in it stops the page with its place."""
    return Entrance.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def greeting(language: str) -> Greeting:
    """Return the running house's greeting."""
    return read(Path(settings.BOUTIQUE_DIR) / "entrance.toml").in_(language)
