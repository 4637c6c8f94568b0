"""Turn a refusal that nobody caught into a page in the reader's language."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from poincon.foundation import wording
from poincon.kernel.refusal import Refusal


class Refusals:
    """Answer a Refusal with its own status and words; anything else is a bug and surfaces."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        if not isinstance(error, Refusal):
            return None
        context = {"words": wording.words(error), "code": error.code}
        return render(request, "design/errors/refused.html", context, status=error.status)
