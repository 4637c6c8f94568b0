"""The mails on disk, one `.eml` file each, and what there is to read in them."""

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from pathlib import Path

KEPT = 500
_NAME = re.compile(r"\d{20}")
_parser = BytesParser(policy=policy.default)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part of a mail that is neither of its two texts; `number` is its place in the mail."""

    number: int
    name: str
    kind: str
    content: bytes
    content_id: str

    @property
    def is_picture(self) -> bool:
        return self.kind in ("image/png", "image/jpeg", "image/webp", "image/gif", "image/avif")


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, as it can be read."""

    id: str
    sender: str
    to: str
    subject: str
    sent: str
    text: str
    html: str
    attachments: tuple[Attachment, ...]


class Folder:
    """The mails kept in a folder, the newest 500."""

    def __init__(self, path: Path, *, kept: int = KEPT) -> None:
        self._path, self._kept, self._lock = path, kept, threading.Lock()
        path.mkdir(parents=True, exist_ok=True)
        self._last = max((int(found) for found in self.ids()), default=0)

    def put(self, raw: bytes) -> str:
        """Keeps a mail, complete or not at all; the oldest make room. Returns its id."""
        with self._lock:
            self._last = max(self._last + 1, time.time_ns())
            letter_id = f"{self._last:020}"
            fresh = self._path / f"{letter_id}.new"
            fresh.write_bytes(raw)
            fresh.rename(self._file(letter_id))
            for old in self.ids()[self._kept :]:
                self._file(old).unlink()
        return letter_id

    def ids(self) -> list[str]:
        """The newest first."""
        names = (file.stem for file in self._path.glob("*.eml"))
        return sorted((name for name in names if _NAME.fullmatch(name)), reverse=True)

    def raw(self, letter_id: str) -> bytes | None:
        """The mail as it came, if it is kept."""
        if not _NAME.fullmatch(letter_id) or not self._file(letter_id).exists():
            return None
        return self._file(letter_id).read_bytes()

    def letter(self, letter_id: str) -> Letter | None:
        raw = self.raw(letter_id)
        return None if raw is None else read(letter_id, raw)

    def letters(self) -> Iterator[Letter]:
        """The newest first."""
        return (letter for letter in map(self.letter, self.ids()) if letter is not None)

    def _file(self, letter_id: str) -> Path:
        return self._path / f"{letter_id}.eml"


def read(letter_id: str, raw: bytes) -> Letter:
    """A mail taken apart; what is missing is empty."""
    message = _parser.parsebytes(raw)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    return Letter(
        id=letter_id,
        sender=_header(message, "From"),
        to=_header(message, "To"),
        subject=_header(message, "Subject"),
        sent=_header(message, "Date"),
        text=_words(text),
        html=_words(html),
        attachments=tuple(_attachments(message, (text, html))),
    )


def _header(message: EmailMessage, name: str) -> str:
    return str(message.get(name, ""))


def _words(part: MIMEPart | None) -> str:
    """The text of a part; an unknown character set must not hide the mail."""
    if part is None:
        return ""
    content = part.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else b""
    try:
        return raw.decode(part.get_content_charset("utf-8"), "replace").replace("\r\n", "\n")
    except LookupError:
        return raw.decode("utf-8", "replace")


def _attachments(message: EmailMessage, texts: tuple[MIMEPart | None, ...]) -> Iterator[Attachment]:
    for number, part in enumerate(message.walk()):
        if part.is_multipart() or any(part is text for text in texts):
            continue
        content = part.get_payload(decode=True)
        yield Attachment(
            number=number,
            name=part.get_filename() or f"{number}",
            kind=part.get_content_type(),
            content=content if isinstance(content, bytes) else b"",
            content_id=str(part.get("Content-ID", "")).strip("<>"),
        )
