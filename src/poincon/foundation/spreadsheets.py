"""Lists that people take away as CSV: sent while they are read, and harmless in a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched

from django.http import StreamingHttpResponse

MARK = "\ufeff"  # by which spreadsheets know the letters
LINES = 500
COMPUTED = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


def sent(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> StreamingHttpResponse:
    """Answer with a file of that name, whose rows are read while it leaves.

    The reader's language ends with the view: rows with words in it have to bring it along.
    """
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingHttpResponse(
        _written(header, rows), content_type="text/csv; charset=utf-8", headers=headers
    )


def _written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    lines = csv.writer(_Line(), delimiter=";")
    yield MARK + lines.writerow(header)  # which is what `_Line.write` returns
    for some in batched(rows, LINES, strict=False):
        yield "".join(lines.writerow([_harmless(cell) for cell in row]) for row in some)


class _Line:
    """Gives a line back to whoever writes it, instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(COMPUTED) else cell
