"""Where the words of a page stand before any value is in them: the house's own, or those for all.

What the owners have changed at the desk comes first, then the house's folder, then the pages for all houses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from poincon.charter.queries import own_words
from poincon.content.library import PAGES

OURS = Path(__file__).with_name("pages")
NOTICES = Path(__file__).with_name("notices")
LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Source:
    """One page in one language, and the file that it is written in; what is `said` comes from no file."""

    page: str
    language: str
    path: Path
    said: str | None = None

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8") if self.said is None else self.said


def place(page: str, language: str) -> str:
    """Return the place of a page's words among those that a house changes at the desk."""
    return f"pages/{language}/{page}"


def source(page: str, language: str, house: Path | None = None) -> Source:
    """Return where a page is written: at the desk or in the house's folder, if it has words of its own.

    What is said at the desk belongs to the house that is served: with a folder named, only files count.
    """
    if house is None and (said := own_words().get(here := place(page, language))) is not None:
        return Source(page, language, Path(f"{here}.md"), said)
    return shipped(page, language, house)


def shipped(page: str, language: str, house: Path | None = None) -> Source:
    """Return the file in which a page is written: the house's own, or the one for all houses."""
    inside = Path(language) / f"{page}.md"
    own = _folder(house) / inside
    return Source(page, language, own if own.is_file() else OURS / inside)


def sources(house: Path | None = None) -> Iterator[Source]:
    """Yield every page of a house, of the one that is served if no folder is named, in both languages."""
    for language in LANGUAGES:
        for page in PAGES:
            yield source(page.key, language, house)


def strangers(house: Path | None = None) -> Iterator[Path]:
    """Yield the files among the house's own pages that no page would ever read."""
    known = {Path(language) / f"{page.key}.md" for language in LANGUAGES for page in PAGES}
    folder = _folder(house)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder) not in known:
            yield path


@cache
def statutory_notice(language: str) -> str:
    """Return the framed notice on the legal guarantees (annex to article D211-2)."""
    return (NOTICES / f"{language}.md").read_text(encoding="utf-8").strip()


def _folder(house: Path | None) -> Path:
    return Path(house or settings.BOUTIQUE_DIR) / "pages"
