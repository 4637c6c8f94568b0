"""The first page of the shop."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from poincon.design.pages import page
from poincon.foundation import clock
from poincon.window import addresses, entrance, words
from poincon.window.queries import menu, similar

FRESH = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the house is, what it sells, what is new, and what it promises."""
    language, shelves = words.speaking(), menu.shelves()
    fresh = similar.newest(FRESH + 1, language=language, at=clock.now())
    return page(
        request,
        "window/shop/home.html",
        {
            "greeting": entrance.greeting(language),
            "shop_menu": menu.menu(shelves, language),
            "canonical": addresses.whole(request.path),
            "tiles": menu.tiles(shelves, language),
            "hero": fresh[0] if fresh else None,
            "fresh": fresh[1 : FRESH + 1],
            "piece_base": reverse("window:piece", args=["-"]).removesuffix("-/"),
        },
    )
