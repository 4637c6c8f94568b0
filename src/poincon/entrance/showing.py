"""The first page in the frame of the shop: as it is shown, or as it is only being tried."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from poincon.design.pages import page
from poincon.entrance.composing import composed
from poincon.entrance.rules.blocks import Block


def as_read(request: HttpRequest, blocks: Iterable[Block], *, language: str, at: datetime) -> HttpResponse:
    """Answer with the page that these blocks make at an instant."""
    made = composed(blocks, language=language, at=at)
    context = {
        "made": made,
        "shop_menu": made.menu,
        "canonical": f"{settings.BASE_URL}{reverse('entrance:home')}",
        "piece_base": reverse("window:piece", args=["-"]).removesuffix("-/"),
    }
    return page(request, "entrance/shop/home.html", context)
