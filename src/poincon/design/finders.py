"""Static files that no feature holds: the running house's theme.css, and the bundles of the pages."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage, Storage

from poincon.design.bundles import BUNDLES, bound

PREFIX = "boutique"
SHEET = "theme.css"


class BoutiqueFinder(BaseFinder):
    """A static files finder; the charter beside the sheet stays where it is."""

    def check(self, **_options: object) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **_options: object) -> str | list[str]:  # type: ignore[override]  # noqa: FBT001, FBT002
        found = [str(_sheet())] if path == f"{PREFIX}/{SHEET}" and _sheet().is_file() else []
        return found if find_all else next(iter(found), [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:  # noqa: ARG002
        if _sheet().is_file():
            storage = FileSystemStorage(location=_sheet().parent)
            storage.prefix = PREFIX  # type: ignore[attr-defined]
            yield SHEET, storage


def _sheet() -> Path:
    return Path(settings.BOUTIQUE_DIR) / SHEET


class BundleFinder(BaseFinder):
    """A static files finder of `design/bound-shop.css` and its like, written when they are asked for."""

    def check(self, **_options: object) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **_options: object) -> str | list[str]:  # type: ignore[override]  # noqa: FBT001, FBT002
        wanted = path in {f"design/{bundle.name}" for bundle in BUNDLES}
        found = [str(one) for one in bound(_bindery()) if path == f"design/{one.name}"] if wanted else []
        return found if find_all else next(iter(found), [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:  # noqa: ARG002
        storage = FileSystemStorage(location=_bindery())
        storage.prefix = "design"  # type: ignore[attr-defined]
        yield from ((one.name, storage) for one in bound(_bindery()))


def _bindery() -> Path:
    return Path(settings.VAR_DIR) / "bundles" / Path(settings.BOUTIQUE_DIR).name
