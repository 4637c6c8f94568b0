"""`{% promise "orders.change_until" %}`: what the house promises, in the page's language."""

from collections.abc import Callable

from django.template import Context, Library, Node
from django.template.base import Parser, Token
from django.utils.html import conditional_escape
from django.utils.translation import get_language

from poincon.charter import promises, tagging
from poincon.charter.queries import charter
from poincon.charter.tagging import Told

register = Library()

type Telling = Callable[..., str]


class PromiseNode(Node):
    """Prints a promise's words or value, or keeps them in a variable (`as words`)."""

    def __init__(self, tell: Telling, told: Told) -> None:
        self.tell = tell
        self.told = told

    def render(self, context: Context) -> str:
        which = {name: str(wanted.resolve(context)) for name, wanted in self.told.which.items()}
        said = self.tell(charter(), self.told.id, get_language() or charter().languages[0], **which)
        if self.told.target:
            context[self.told.target] = said
            return ""
        return conditional_escape(said) if context.autoescape else said


@register.tag
def promise(parser: Parser, token: Token) -> PromiseNode:
    """Print the sentence: `{% promise "carriers.*.delivery" carrier="chronopost" zone="fr" as words %}`."""
    return PromiseNode(promises.words, tagging.told(parser, token))


@register.tag
def promise_value(parser: Parser, token: Token) -> PromiseNode:
    """Print the value alone, such as "13 h"; same arguments as `promise`."""
    return PromiseNode(promises.value, tagging.told(parser, token))
