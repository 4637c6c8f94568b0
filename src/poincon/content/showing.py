"""A page in the frame of the shop, as customers see it: what is said, and what is only being tried."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from poincon.content.library import PAGES, page_called
from poincon.content.rendering import Document
from poincon.design.pages import page as answer
from poincon.foundation.panels import drawn
from poincon.foundation.registries import page_panels


def as_read(request: HttpRequest, document: Document, *, at: datetime) -> HttpResponse:
    """Answer with a page as it is read in the shop, its words last changed at an instant."""
    context = {
        "document": document,
        "beside": [other for other in PAGES if other.section == page_called(document.page).section],
        "updated_at": at,
        "panels": drawn(page_panels, request, document.page),
    }
    return answer(request, "content/shop/page.html", context)
