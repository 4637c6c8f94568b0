"""Where the files of uploaded pictures lie: in the media directory, under names made from their content."""

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from poincon.catalogue.darkroom import FOLDER, smaller
from poincon.design.pictures import SMALLER

FILES = re.compile(r"(?P<mark>[0-9a-f]{24})(?:-(?P<width>[0-9]{1,4}))?\.(?:avif|webp)")
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
    """Return the file of that name, None where there is none.

    A width that pages ask for only since the picture was handed in is made when it is first asked for.
    """
    known = FILES.fullmatch(name)
    file = Path(settings.MEDIA_ROOT) / FOLDER / name
    if known and not file.is_file():
        _complete(file.parent, known["mark"], int(known["width"] or 0))
    return file if known and file.is_file() else None


def _complete(folder: Path, mark: str, width: int) -> None:
    whole = folder / f"{mark}.webp"
    if width in SMALLER and whole.is_file():
        made = smaller(whole.read_bytes(), width)
        keep({f"{FOLDER}/{mark}{suffix}": content for suffix, content in made.items()})


def _write(target: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as part:
        part.write(content)
    whole = Path(part.name)
    whole.chmod(READABLE)
    whole.replace(target)
