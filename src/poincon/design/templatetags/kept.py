"""`{% kept name=value … %}…{% endkept %}`: a part of a page that is composed once for the same values."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import is_dataclass
from datetime import date
from threading import Lock

from django import template
from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from pydantic import BaseModel

register = template.Library()

MOST = 2048


class Same:
    """A value told apart by being the very same object: for what is never changed but costs much to hash."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value


class KeptNode(Node):
    """Renders its block with nothing but the given values, so that what was kept cannot be out of date.

    The language always counts as given. No request, no user and no other variable reaches the block.
    """

    def __init__(self, given: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.given = given
        self.nodelist = nodelist
        self._kept: OrderedDict[tuple[Hashable, ...], SafeString] = OrderedDict()
        self._lock = Lock()

    def render(self, context: Context) -> SafeString:
        values = {name: expression.resolve(context) for name, expression in self.given.items()}
        key = (get_language(), *map(_key, values.values()))
        kept = self._kept.get(key)
        if kept is None:
            kept = self._compose(key, values, context)
        return kept

    def _compose(self, key: tuple[Hashable, ...], values: dict[str, object], context: Context) -> SafeString:
        alone = context.new(values)
        made = self.nodelist.render(alone)
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return made


def _key(value: object) -> Hashable:
    """Values that are equal but print differently (1, 1.0 and True) do not stand for one another."""
    if isinstance(value, tuple | list):
        return tuple(value)
    if isinstance(value, BaseModel):
        return Same(value)
    if value is None or isinstance(value, str | int | float | date) or is_dataclass(value):
        return type(value), value
    raise TypeError(f"kept cannot tell one {type(value).__name__} from another")


@register.tag("kept")
def kept(parser: Parser, token: Token) -> KeptNode:
    """Keep what stands between, by the values given: `{% kept menu=shop_menu here=request.path %}`.

    Strings, numbers, days, lists and frozen dataclasses are told apart by value, sections of the charter by
    being the same object; anything else is a TypeError.
    """
    words = token.split_contents()[1:]
    given = token_kwargs(words, parser)
    if words:
        raise TemplateSyntaxError(f"kept takes name=value, not {words[0]!r}")
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(given, nodelist)
