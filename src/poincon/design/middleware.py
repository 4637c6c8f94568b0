"""Answers that are a page or a part of one, and never nothing: what stands where a form alone is taken."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed

from poincon.design.pages import Part, page, wants_part


class WholePages:
    """Have htmx visit a redirect's target as a page, and show a refusal among the page's notices.

    Without this, a session that ended would put the sign-in page inside a fragment. Its place is
    after HtmxMiddleware and before the middleware that answers refusals.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not wants_part(request) or isinstance(response, Part) or not isinstance(response, HttpResponse):
            return response
        if response.has_header("Location") and 300 <= response.status_code < 400:
            return _visit(response)
        if response.status_code >= 400:
            response["HX-Retarget"], response["HX-Reswap"] = "#notices", "innerHTML show:top"
        return response


class FormsAlone:
    """Say in words that an address takes a form, where it was opened as a page (RFC 9110, 15.5.6)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content or request.method != "GET":
            return response
        told = page(request, "design/errors/405.html", status=response.status_code)
        told["Allow"] = response["Allow"]
        return told


def _visit(redirect: HttpResponse) -> HttpResponse:
    """Return the redirect as an instruction to the browser; its cookies travel along."""
    answer = HttpResponse(
        status=204, headers={"HX-Redirect": redirect["Location"], "Cache-Control": "no-store"}
    )
    answer.cookies = redirect.cookies
    return answer
