"""What search engines ask for: where they may look, and everything there is to see."""

from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override
from django.views.decorators.http import require_safe

from poincon.window import addresses
from poincon.window.queries import atlas
from poincon.window.queries.atlas import Entry

XML = "application/xml; charset=utf-8"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
WITH_LANGUAGES = f'{SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml"'
SLUG = "0"


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Searches and filtered listings lead to pages that stand elsewhere already; variants have no others."""
    lines = ["User-agent: *", "Disallow: /*?", "Allow: /*?page="]
    pieces = dict.fromkeys(pattern.partition(SLUG)[0] for pattern in _paths("window:piece"))
    lines += [f"Allow: {path}*?{name}=" for path in pieces for name in ("size", "article")]
    lines.append(f"Sitemap: {addresses.whole(reverse('window_plain:sitemaps'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemaps(_request: HttpRequest) -> HttpResponse:
    """The list of the site maps."""
    maps = [reverse("window_plain:sitemap", args=[number]) for number in range(atlas.portions())]
    lines = [f"<sitemap><loc>{escape(addresses.whole(path))}</loc></sitemap>" for path in maps]
    body = f"{HEAD}<sitemapindex {SPACE}>{''.join(lines)}</sitemapindex>"
    return HttpResponse(body, content_type=XML)


@require_safe
def sitemap(_request: HttpRequest, number: int) -> StreamingHttpResponse:
    """One site map, each page with its address in every language."""
    if number >= atlas.portions():
        raise Http404
    return StreamingHttpResponse(_lines(number), content_type=XML)


def _lines(number: int) -> Iterator[str]:
    patterns: dict[str, dict[str, str]] = {}
    yield f"{HEAD}<urlset {WITH_LANGUAGES}>\n"
    for entry in atlas.entries(number):
        if entry.name not in patterns:
            patterns[entry.name] = _patterns(entry)
        yield _line(entry, patterns[entry.name])
    yield "</urlset>\n"


def _paths(name: str) -> Iterator[str]:
    """Yield the path of such pages in each language, with a place to put the slug."""
    for code, _name in settings.LANGUAGES:
        with override(code):
            yield reverse(name, args=[SLUG])


def _patterns(entry: Entry) -> dict[str, str]:
    """Return the address of such pages in each language, with a place to put the slug."""
    found: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = addresses.whole(reverse(entry.name, args=[SLUG] if entry.slugs else []))
    return found


def _line(entry: Entry, patterns: dict[str, str]) -> str:
    slugs = entry.slugs or {}
    urls = {
        code: pattern.removesuffix(f"{SLUG}/") + f"{slugs[code]}/" if slugs else pattern
        for code, pattern in patterns.items()
    }
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(url)}"/>' for code, url in urls.items()
    )
    day = f"<lastmod>{entry.changed_on.isoformat()}</lastmod>" if entry.changed_on else ""
    return "".join(f"<url><loc>{escape(url)}</loc>{day}{links}</url>\n" for url in urls.values())
