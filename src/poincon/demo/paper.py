"""Documents for the demo: a page of plain words as a PDF, written by hand since nothing more is needed."""

from collections.abc import Sequence

HEAD = b"%PDF-1.4\n"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R"
    b" /Resources << /Font << /F1 5 0 R >> >> >>"
)


def document(title: str, lines: Sequence[str]) -> bytes:
    """Return a document of one page of A5 with a title and lines beneath it."""
    said = [f"BT /F1 18 Tf 42 520 Td ({_escaped(title)}) Tj ET"]
    said += [
        f"BT /F1 10 Tf 42 {480 - 18 * place} Td ({_escaped(line)}) Tj ET" for place, line in enumerate(lines)
    ]
    drawn = "\n".join(said).encode("cp1252", "replace")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        FONT,
    ]
    return _bound(parts)


def _bound(parts: Sequence[bytes]) -> bytes:
    """Number the parts and write where each of them begins."""
    body, starts = HEAD, []
    for number, part in enumerate(parts, 1):
        starts.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count = len(parts) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(body))
    )


def _escaped(line: str) -> str:
    """Return a line as the document's own characters write it, which know no narrow space."""
    return line.replace("\u202f", "\u00a0").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
