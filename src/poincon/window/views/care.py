"""The care sheet of what a piece is made of, to be read and printed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from poincon.catalogue import rules
from poincon.catalogue.rules import care_words
from poincon.design.pages import page
from poincon.window import addresses, words

BETWEEN = "-"


@require_safe
def care(request: HttpRequest, matters: str) -> HttpResponse:
    """How to treat pieces of these matters, in the order of the sheet; the same for every such piece."""
    language, asked = words.speaking(), matters.split(BETWEEN)
    topics = [topic for topic in rules.TOPICS if topic in asked]
    if topics != asked:
        raise Http404
    parts = [(care_words.heading(topic, language), care_words.sentences(topic, language)) for topic in topics]
    context = {
        "always": care_words.always(language),
        "parts": parts,
        "headings": " · ".join(heading for heading, _ in parts),
        "canonical": addresses.whole(request.path),
    }
    return page(request, "window/shop/care.html", context)
