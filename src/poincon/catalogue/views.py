"""Serving uploaded pictures and documents, in the demo as in production; a cache may stand in front."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from poincon.catalogue import album, queries, rules
from poincon.foundation.attaching import attached

A_YEAR = "public, max-age=31536000, immutable"


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:  # noqa: ARG001 - everybody sees the same
    """Send a picture, to be kept for a year: another picture would have another address."""
    file = album.file_of(name)
    if file is None:
        raise Http404
    response = FileResponse(file.open("rb"), content_type=f"image/{file.suffix[1:]}")
    response.headers["Cache-Control"] = A_YEAR
    return response


@require_safe
def certificate(request: HttpRequest, digest: str) -> HttpResponse:  # noqa: ARG001 - everybody sees the same
    """Send the certificate of a stone, also one that only orders still show."""
    row = queries.certificate(digest)
    content = queries.paper(digest) if row else None
    if row is None or content is None:
        raise Http404
    response = attached(content, slugify(f"certificat {rules.certificate_name(row.lab, row.number)}"))
    response.headers["Cache-Control"] = A_YEAR
    response.headers["X-Robots-Tag"] = "noindex"
    return response
