"""What the window gives to every page: the shop's menu, asked for only by pages that show it."""

from functools import cache

from django.http import HttpRequest

from poincon.window import words
from poincon.window.queries import menu


def shop_menu(_request: HttpRequest) -> dict[str, object]:
    return {"shop_menu": cache(lambda: menu.menu(menu.shelves(), words.speaking()))}
