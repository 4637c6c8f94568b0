"""Serve the running house's theme.css as `boutique/theme.css`, and nothing else of its folder."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage, Storage

PREFIX = "boutique"
SHEET = "theme.css"


class BoutiqueFinder(BaseFinder):
    """A static files finder; the charter beside the sheet stays where it is."""

    def check(self, **_options: object) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **_options: object) -> str | list[str] | None:  # type: ignore[override]  # noqa: FBT001, FBT002
        found = [str(_sheet())] if path == f"{PREFIX}/{SHEET}" and _sheet().is_file() else []
        return found if find_all else next(iter(found), None)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:  # noqa: ARG002
        if _sheet().is_file():
            storage = FileSystemStorage(location=_sheet().parent)
            storage.prefix = PREFIX  # type: ignore[attr-defined]
            yield SHEET, storage


def _sheet() -> Path:
    return Path(settings.BOUTIQUE_DIR) / SHEET
