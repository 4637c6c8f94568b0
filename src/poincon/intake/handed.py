"""Files that were handed in at the desk: kept in the database until they are brought in, packed.

There every machine that works finds them, they come and go with the row that they belong to, and no web
server sends them to anybody.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from tempfile import TemporaryFile
from typing import BinaryIO

from poincon.intake.models import Bringing, HandedIn
from poincon.kernel.refusal import Refusal

STRETCH = 1024 * 1024


class FileGone(Refusal):
    """What was handed in is kept no longer."""

    code = "bringing_file_gone"
    status = 410


def digest_of(*files: BinaryIO) -> str:
    """Return the fingerprint of what files hold together."""
    told = sha256()
    for file in files:
        told.update(sha256(b"".join(sha256(part).digest() for part in _stretches(file))).digest())
    return told.hexdigest()


def keep(bringing: Bringing, *files: BinaryIO) -> None:
    """Keep one file, or two that belong together, holding one stretch of them at a time."""
    for beside, file in enumerate(files):
        for place, part in enumerate(_stretches(file)):
            packed = zlib.compress(part)
            HandedIn.objects.create(bringing=bringing, beside=bool(beside), place=place, packed=packed)


@contextmanager
def opened(bringing: Bringing) -> Iterator[tuple[BinaryIO, BinaryIO | None]]:
    """Yield the files as they were handed in, the second where there is one. Raises FileGone."""
    with TemporaryFile() as first, TemporaryFile() as second:
        if not _written(bringing, first, beside=False):
            raise FileGone()
        yield first, second if _written(bringing, second, beside=True) else None


def forget(bringing: Bringing) -> None:
    """Keep the files no longer."""
    HandedIn.objects.filter(bringing=bringing).delete()


def is_there(bringing: Bringing) -> bool:
    """Tell whether the files are still kept."""
    return HandedIn.objects.filter(bringing=bringing).exists()


def _stretches(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while part := file.read(STRETCH):
        yield part


def _written(bringing: Bringing, file: BinaryIO, *, beside: bool) -> int:
    """Write a file as it was handed in, stretch by stretch; returns how many bytes it has."""
    stretches = HandedIn.objects.filter(bringing=bringing, beside=beside).order_by("place")
    packed = stretches.values_list("packed", flat=True).iterator(chunk_size=1)
    return sum(file.write(zlib.decompress(one)) for one in packed)
