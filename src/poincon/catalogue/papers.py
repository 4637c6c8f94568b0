"""Documents that the desk hands in: certificates of stones, and test reports. PDF, judged by what is in them.

A file is taken as it is, for a laboratory's document may not be altered; so nothing is taken that does more
than show pages: no scripts, no attached files, no forms that send, nothing that opens by itself or is locked.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from poincon.kernel.refusal import Refusal

MOST_BYTES = 5_000_000
MOST_UNPACKED = 20_000_000
HEAD = re.compile(rb"%PDF-[12]\.\d")
PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
LOCKED = re.compile(rb"/Encrypt(?![A-Za-z])")
ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|OpenAction|AA|Movie|Sound"
    rb"|GoToR|GoToE)(?![A-Za-z])"
)
PACKED = re.compile(rb"/Type\s*/ObjStm")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
NAMES = re.compile(r"[0-9a-f]{64}")
READABLE = 0o640


class PaperRefused(Refusal):
    """What was handed in is no document that can be shown; `reason` is a code."""

    code = "paper_refused"
    status = 422


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that may be kept: the digest of its content, which names its file, and its size in bytes."""

    digest: str
    size: int


def judged(content: bytes) -> Paper:
    """Return what is to be kept of a document.

    Raises PaperRefused: empty, too_heavy, not_a_document, locked, active, broken.
    """
    reason = _reason_against(content)
    if reason:
        raise PaperRefused(reason=reason)
    return Paper(sha256(content).hexdigest(), len(content))


def keep(content: bytes, paper: Paper) -> None:
    """Write a document under its digest; what is there already stays, and half a file is never seen."""
    target = _place(paper.digest)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        return
    with NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as part:
        part.write(content)
    whole = Path(part.name)
    whole.chmod(READABLE)
    whole.replace(target)


def file_of(digest: str) -> Path | None:
    """Return the file of that digest, None where there is none."""
    file = _place(digest)
    return file if NAMES.fullmatch(digest) and file.is_file() else None


def _place(digest: str) -> Path:
    """Not in the media directory, which a web server in front may serve without our headers."""
    return Path(settings.PAPERS_ROOT) / f"{digest}.pdf"


def _reason_against(content: bytes) -> str:
    if not content:
        return "empty"
    if len(content) > MOST_BYTES:
        return "too_heavy"
    if not HEAD.match(content):
        return "not_a_document"
    if b"%%EOF" not in content[-1_024:] or b"startxref" not in content[-1_024:]:
        return "broken"
    try:
        said = b"\n".join(_said(content))
    except (ValueError, zlib.error):
        return "broken"
    if LOCKED.search(said):
        return "locked"
    if ACTIVE.search(said):
        return "active"
    return "" if PAGE.search(said) else "broken"


def _said(content: bytes) -> Iterator[bytes]:
    """Yield the objects of a document without the bodies of its streams, and what packed objects hold.

    Names may be written with escapes ("/J#53"): these are resolved, so that nothing hides behind them.
    """
    left = MOST_UNPACKED
    for head, body in _streams(content):
        yield ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), head)
        if body and PACKED.search(head):
            unpacked = zlib.decompressobj().decompress(body, left)
            left -= len(unpacked)
            if left <= 0:
                raise ValueError("packed objects without end")
            yield ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), unpacked)


def _streams(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield what stands before each stream together with its body; what follows the last has none."""
    place = 0
    while (begun := content.find(b"stream", place)) >= 0:
        start = begun + len(b"stream")
        start += 2 if content[start : start + 2] == b"\r\n" else 1
        end = content.find(b"endstream", start)
        if end < 0:
            raise ValueError("a stream without end")
        yield content[place:begun], content[start:end]
        place = end + len(b"endstream")
    yield content[place:], b""
