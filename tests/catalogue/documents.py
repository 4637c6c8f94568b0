"""Documents as clerks hand them in, good and bad."""

import zlib

from poincon.demo.paper import document

GOOD = document("Certificat", ["IGI 512345678", "diamant 0,70 ct"])


def with_object(body: bytes) -> bytes:
    """Return a good document with one more object in it."""
    return GOOD.replace(b"xref\n", b"9 0 obj\n%s\nendobj\nxref\n" % body, 1)


def packed(body: bytes, head: bytes = b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode") -> bytes:
    """Return a good document with one more object inside a packed stream."""
    small = zlib.compress(body)
    return with_object(b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(small), small))


BAD = {
    "empty": (b"", "empty"),
    "text": (b"IGI 512345678", "not_a_document"),
    "page of the web": (b"<html><script>alert(1)</script></html>", "not_a_document"),
    "page of the web before it": (b"<script>alert(1)</script>" + GOOD, "not_a_document"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "not_a_document"),
    "cut off": (GOOD[: len(GOOD) // 2], "broken"),
    "without pages": (GOOD.replace(b"/Type /Page ", b"/Type /Pane "), "broken"),
    "stream without end": (GOOD.replace(b"endstream", b"endstraem"), "broken"),
    "locked": (GOOD.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 9 0 R"), "locked"),
    "script": (with_object(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"), "active"),
    "script in disguise": (with_object(b"<< /S /J#61vaScript /J#53 (1) >>"), "active"),
    "script in a packed object": (packed(b"9 0 << /S /JavaScript /JS (1) >>"), "active"),
    "opens by itself": (with_object(b"<< /Type /Catalog /OpenAction 3 0 R >>"), "active"),
    "starts a program": (with_object(b"<< /S /Launch /F (calc.exe) >>"), "active"),
    "attached file": (with_object(b"<< /Type /Filespec /EF << /F 8 0 R >> /EmbeddedFile 8 0 R >>"), "active"),
    "form that sends": (with_object(b"<< /S /SubmitForm /F (https://x.example) >>"), "active"),
    "packed without end": (packed(b"0" * 21_000_000), "broken"),
    "packed and broken": (
        with_object(b"<< /Type /ObjStm >>\nstream\nnot packed at all\nendstream"),
        "broken",
    ),
}
