"""What goes to others by itself: the pieces on show as Google's Merchant Center reads them."""

from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override
from django.views.decorators.http import require_safe

from poincon.charter.queries import charter
from poincon.foundation import clock
from poincon.window import addresses
from poincon.window.queries import merchant
from poincon.window.rules.merchant import Item, pairs

XML = "application/xml; charset=utf-8"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n'


@require_safe
def google(_request: HttpRequest, language: str) -> StreamingHttpResponse:
    """Everything on show in one language, streamed: memory does not grow with the catalogue."""
    return StreamingHttpResponse(_lines(language), content_type=XML)


def _lines(language: str) -> Iterator[str]:
    house = escape(charter().house.name)
    with override(language):
        home = escape(addresses.whole(reverse("entrance:home")))
    yield f"{HEAD}<channel><title>{house}</title><link>{home}</link><description>{house}</description>\n"
    for item in merchant.items(language=language, at=clock.now()):
        yield _item(item)
    yield "</channel></rss>\n"


def _item(item: Item) -> str:
    told = "".join(f"<g:{name}>{escape(value)}</g:{name}>" for name, value in pairs(item))
    return f"<item>{told}</item>\n"
