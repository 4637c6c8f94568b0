"""A file as rows of cells: which letters its bytes are, which sign parts its cells, what is no such file."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from poincon.kernel.refusal import Refusal

if TYPE_CHECKING:
    from _csv import Reader

MAX_BYTES = 2 * 1024 * 1024 * 1024
MAX_LINES = 5_000_000
MAX_CELL = 65_000
MOST_HELD = 8 * 1024 * 1024  # signs of one cell that are read at all
CHUNK = 1024 * 1024
SEPARATORS = (",", ";", "\t")
TWO_BYTES = (b"\xff\xfe", b"\xfe\xff")
UTF8, WINDOWS = "utf-8-sig", "cp1252"
NO_LETTER = "\ufffd"  # stands where bytes are no letter

csv.field_size_limit(MOST_HELD)

type Row = tuple[int, list[str]]


class FileRefused(Refusal):
    """The file is not a product file that can be read; `reason` says why, and where as far as known."""

    code = "file_refused"
    status = 422


@dataclass(frozen=True, slots=True)
class Script:
    """How a file is written: in which letters, in about how many lines, and whether it holds zero bytes.

    Letters are those of UTF-8, or of Windows where most of what is beyond ASCII is no UTF-8.
    """

    encoding: str
    lines: int
    zeros: bool

    @property
    def guessed(self) -> bool:
        """Whether its letters were taken to be those of Windows, which no file says."""
        return self.encoding == WINDOWS


def script_of(file: BinaryIO) -> Script:
    """Return how a file is written, having looked at each of its bytes, a piece at a time.

    Raises FileRefused.
    """
    file.seek(0)
    decoder = codecs.getincrementaldecoder(UTF8)("replace")
    size, lines, told, zeros, beyond, astray = 0, 1, False, False, 0, 0
    while chunk := file.read(CHUNK):
        if not size and chunk.startswith(TWO_BYTES):
            raise FileRefused(reason="not_utf8", line=1)
        size += len(chunk)
        if size > MAX_BYTES:
            raise FileRefused(reason="too_large", limit=MAX_BYTES)
        told, zeros = told or bool(chunk.strip()), zeros or b"\0" in chunk
        lines += chunk.count(b"\n") or chunk.count(b"\r")
        text = decoder.decode(chunk)
        astray += text.count(NO_LETTER)
        beyond += len(text) - len(text.encode("ascii", "ignore"))
    if not told:
        raise FileRefused(reason="empty")
    astray += decoder.decode(b"", final=True).count(NO_LETTER)
    return Script(WINDOWS if 2 * astray > beyond else UTF8, lines, zeros)


def rows_of(file: BinaryIO, script: Script, separator: str) -> Iterator[Row]:
    """Yield rows with the line they start on: a cell may hold line ends, so that lines outnumber rows.

    What is no letter stands there as U+FFFD, and of a cell that is too long its beginning, one sign more than
    it may have. Raises FileRefused while rows are read.
    """
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=script.encoding, errors="replace", newline="")
    try:
        for number, cells in _numbered(csv.reader(text, strict=True, delimiter=separator)):
            yield number, [cell.replace("\0", NO_LETTER) for cell in cells] if script.zeros else cells
    finally:
        text.detach()  # which would close the file behind it, whose rows may be asked for once more


def parted(
    file: BinaryIO, script: Script, missing: Callable[[list[str]], list[str]]
) -> tuple[str, list[str], list[str]]:
    """Return the sign between the cells, the cells of the first row, and what is missing among them.

    The sign is the one by which the least is missing, and of these the one that parts the most cells. Raises
    FileRefused where no sign makes a row of it.
    """
    found, refused = list[tuple[str, list[str], list[str]]](), FileRefused(reason="no_rows")
    for separator in SEPARATORS:
        try:
            _number, cells = next(rows_of(file, script, separator))
        except FileRefused as against:
            refused = against
        else:
            found.append((separator, cells, missing(cells)))
    if not found:
        raise refused
    return min(found, key=lambda one: (len(one[2]), -len(one[1])))


def _numbered(rows: "Reader") -> Iterator[Row]:
    while True:
        start = rows.line_num + 1
        if start > MAX_LINES:
            raise FileRefused(reason="too_many_lines", limit=MAX_LINES)
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            if "field limit" in str(error):
                raise FileRefused(reason="cell_too_long", line=start, limit=MOST_HELD) from None
            raise FileRefused(reason="not_csv", line=start, error=str(error)) from None
        yield start, [cell[: MAX_CELL + 1] for cell in cells]
