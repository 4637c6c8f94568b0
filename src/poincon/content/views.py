"""The pages as visitors read them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from poincon.content import queries
from poincon.content.library import PAGES, page_called
from poincon.design.pages import page as answer


@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    """Lead to all the pages."""
    return answer(request, "content/shop/contents.html", {"pages": PAGES})


@require_safe
def document(request: HttpRequest, page: str) -> HttpResponse:
    """Show one page in the language of the address."""
    shown = queries.current(page, get_language() or "fr")
    beside = [other for other in PAGES if other.section == page_called(page).section]
    return answer(request, "content/shop/page.html", {"document": shown, "beside": beside})


@require_safe
def version(request: HttpRequest, page: str, language: str, version: str) -> HttpResponse:
    """Show a version that somebody accepted, as it was, in the language it was read in."""
    kept = queries.kept(page, language, version)
    if kept is None:
        raise Http404
    today = queries.current(page, language)
    context = {"document": kept, "is_current": kept.digest == today.digest, "today": page_called(page)}
    return answer(request, "content/shop/version.html", context)
