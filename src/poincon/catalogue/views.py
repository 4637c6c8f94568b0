"""Serving uploaded pictures, in the demo as in production; a cache or a web server may stand in front."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from poincon.catalogue import album

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
