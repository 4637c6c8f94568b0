"""Pages that travel light: a listing of 43 KB is 7 KB on its way, and reaches a telephone at once."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

WORDS = ("text/", "application/json", "application/xml", "image/svg+xml")


class Light(GZipMiddleware):
    """Compress words for browsers that take them so; pictures and papers are compressed already.

    Django adds up to a hundred random bytes to each answer, so that its length tells nothing of a secret in
    it (breachattack.com). Static files come compressed from WhiteNoise, whose place is before this.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith(WORDS):
            return response
        return super().process_response(request, response)
