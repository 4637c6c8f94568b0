"""Serving the demo's pictures."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from poincon.demo.album import FILES, FOLDER

A_YEAR = "public, max-age=31536000, immutable"


@require_safe
def picture(request: HttpRequest, digest: str, name: str) -> FileResponse:  # noqa: ARG001 - it names the content
    """Send a picture, to be kept for a year: another picture would have another address."""
    file = FOLDER / name
    if not FILES.fullmatch(name) or not file.is_file():
        raise Http404
    response = FileResponse(file.open("rb"), content_type=f"image/{file.suffix[1:]}")
    response.headers["Cache-Control"] = A_YEAR
    return response
