"""Where the files of uploaded pictures lie: in the media directory, under names made from their content."""

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from poincon.catalogue.darkroom import FOLDER

FILES = re.compile(r"[0-9a-f]{24}(?:-[0-9]+)?\.(?:avif|webp)")
READABLE = 0o644  # for a web server that may stand in front


def keep(files: Mapping[str, bytes]) -> None:
    """Write files by their names under the media directory; what is there already stays.

    A file appears whole or not at all: its name promises its content for years.
    """
    (Path(settings.MEDIA_ROOT) / FOLDER).mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        target = Path(settings.MEDIA_ROOT) / name
        if not target.exists():
            _write(target, content)


def file_of(name: str) -> Path | None:
    """Return the file of that name, None where there is none."""
    file = Path(settings.MEDIA_ROOT) / FOLDER / name
    return file if FILES.fullmatch(name) and file.is_file() else None


def _write(target: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as part:
        part.write(content)
    whole = Path(part.name)
    whole.chmod(READABLE)
    whole.replace(target)
