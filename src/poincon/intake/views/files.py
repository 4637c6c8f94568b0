"""The desk's files to take away: the shop's pieces as another shop system reads them."""

import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from poincon.foundation import clock
from poincon.intake.dialects.taxing import Taxed
from poincon.intake.dialects.writing import MOST
from poincon.intake.forms import language
from poincon.intake.systems import UNTAXED, rate_of_the_day
from poincon.intake.writing_out import Written, bit_by_bit
from poincon.staff.policies import desk


@require_safe
@desk(role="catalogue")
def export(request: HttpRequest, system: str) -> StreamingHttpResponse:  # noqa: ARG001 - Django's shape
    """Hand out all pieces that are not withdrawn, packed while they are read, in the reader's language."""
    if system not in MOST:
        raise Http404
    now = clock.now()
    packed = _packed(system, language(), now, rate_of_the_day(now) if system == UNTAXED else None)
    headers = {
        "Content-Disposition": f'attachment; filename="{system}-{clock.local_day(now).isoformat()}.zip"'
    }
    return StreamingHttpResponse(packed, content_type="application/zip", headers=headers)


class _Sent:
    """Where a packer writes to: what it has written since it was last asked is sent, and kept no longer."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """All that is written is there at once."""

    def close(self) -> None:
        """There is nothing to close."""

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def _packed(system: str, language: str, at: datetime, taxed: Taxed | None) -> Iterator[bytes]:
    """Yield the packed files: the first as it grows, the others once it is whole."""
    sent = _Sent()
    with TemporaryDirectory() as name, zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED) as files:
        folder = Path(name)
        steps = bit_by_bit(
            system=system, folder=folder, language=language, at=at, taxed=taxed, told=Written()
        )
        with closing(steps):
            next(steps)
            first, *others = sorted(folder.iterdir())
            with first.open("rb") as growing, files.open(_entry(first, at), "w", force_zip64=True) as entry:
                for _ in steps:
                    entry.write(growing.read())
                    yield sent.taken()
                entry.write(growing.read())
        for path in others:
            files.write(path, path.name)
            yield sent.taken()
    yield sent.taken()


def _entry(path: Path, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path.name, at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
