"""Sending a document that somebody handed in: to be kept by the reader, never to be run or framed."""

from django.http import HttpResponse

LOCKED_UP = "default-src 'none'; frame-ancestors 'none'; sandbox"


def attached(content: bytes, name: str) -> HttpResponse:
    """Return a PDF under a name made of plain letters, which browsers save and do nothing else with."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response.headers["Content-Security-Policy"] = LOCKED_UP
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
