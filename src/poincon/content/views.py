"""The pages as visitors read them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from poincon.content import actions, queries
from poincon.content.library import PAGES, Page, page_called
from poincon.content.models import Publication, TermsVersion
from poincon.content.queries import Answers, Document
from poincon.content.showing import as_read
from poincon.design.pages import page as answer
from poincon.foundation import clock
from poincon.foundation.panels import drawn
from poincon.foundation.registries import help_panels

LONGEST = 120


@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    """Lead to all the pages, and to the passages that answer what somebody asks."""
    asked = request.GET.get("ask", "").strip()[:LONGEST]
    found = queries.found(asked, _language()) if asked else None
    context = {
        "pages": PAGES,
        "asked": asked,
        "found": found,
        "rows": [(one, page_called(one.page)) for one in found.answers] if found else [],
        "panels": drawn(help_panels, request, None) if _is_about_order(found) else [],
    }
    return answer(request, "content/shop/contents.html", context)


@require_safe
def document(request: HttpRequest, page: str) -> HttpResponse:
    """Show one page in the language of the address, with the day on which its words last changed (R131)."""
    shown = queries.current(page, _language())
    return as_read(request, shown, at=_said(shown).from_at)


@require_safe
def versions(request: HttpRequest, page: str) -> HttpResponse:
    """List what a page has said, and show what changed between any two of its versions."""
    shown = _page(page)
    _said(queries.current(page, _language()))
    said = queries.published(page, _language())
    older = _chosen(request, "from", page) or (said[1].version if said[1:] else None)
    newer = _chosen(request, "to", page) or said[0].version
    context = {
        "page": shown,
        "said": said,
        "steps": list(zip(said, [*said[1:], None], strict=True)),
        "older": older,
        "newer": newer,
        "changes": queries.changes(older.html, newer.html) if older else None,
    }
    return answer(request, "content/shop/versions.html", context)


@require_safe
def version(request: HttpRequest, page: str, language: str, version: str) -> HttpResponse:
    """Show a version as it was, in the language it was read in."""
    kept = queries.kept(page, language, version)
    if kept is None:
        raise Http404
    today = queries.current(page, language)
    context = {"document": kept, "is_current": kept.digest == today.digest, "today": page_called(page)}
    return answer(request, "content/shop/version.html", context)


def _language() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def _page(key: str) -> Page:
    try:
        return page_called(key)
    except LookupError:
        raise Http404 from None


def _said(shown: Document) -> Publication:
    """Return when a page came to say these words; words never put out before are put out now."""
    said = queries.last_said(shown)
    if said is None:
        actions.put_out(documents=[shown], at=clock.now())
        said = queries.last_said(shown)
    if said is None:
        raise RuntimeError(f"{shown.page} {shown.language} was put out and cannot be found")
    return said


def _chosen(request: HttpRequest, name: str, page: str) -> TermsVersion | None:
    """Return the version asked for by its name, None when none was; one that never was is not found."""
    wanted = request.GET.get(name, "")
    found = queries.kept(page, _language(), wanted) if wanted else None
    if wanted and found is None:
        raise Http404
    return found


def _is_about_order(found: Answers | None) -> bool:
    return found is not None and any(one.about_order for one in found.answers[:3])
