"""What the window gives to every page: the shop's menu, asked for only by pages that show it."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from poincon.window import words
from poincon.window.queries import menu


def shop_menu(_request: HttpRequest) -> dict[str, object]:
    return {"shop_menu": SimpleLazyObject(lambda: menu.menu(menu.shelves(), words.speaking()))}
