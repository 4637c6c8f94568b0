"""Serve the running house's theme.css as `boutique/theme.css`, and nothing else of its folder."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

PREFIX = "boutique"
SHEET = "theme.css"


class BoutiqueFinder(BaseFinder):
    """A static files finder; the charter beside the sheet stays where it is."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        self.folder = Path(settings.BOUTIQUE_DIR)

    def check(self, **kwargs: object) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        found = (
            [str(self.folder / SHEET)]
            if path == f"{PREFIX}/{SHEET}" and (self.folder / SHEET).is_file()
            else []
        )
        return found if find_all else (found[0] if found else None)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:  # noqa: ARG002
        if (self.folder / SHEET).is_file():
            storage = FileSystemStorage(location=self.folder)
            storage.prefix = PREFIX  # type: ignore[attr-defined]
            yield SHEET, storage
