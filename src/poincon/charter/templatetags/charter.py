"""`{% promise "orders.change_until" %}`: what the house promises, in the page's language."""

from collections.abc import Callable

from django.template import Context, Library, Node, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.html import conditional_escape
from django.utils.translation import get_language

from poincon.charter import promises
from poincon.charter.queries import charter
from poincon.kernel.reason import because

register = Library()

type Telling = Callable[..., str]


class PromiseNode(Node):
    """Prints a promise's words or value, or keeps them in a variable (`as words`)."""

    def __init__(self, tell: Telling, id: str, which: dict[str, FilterExpression], target: str) -> None:
        self.tell = tell
        self.id = id
        self.which = which
        self.target = target

    def render(self, context: Context) -> str:
        which = {name: str(wanted.resolve(context)) for name, wanted in self.which.items()}
        said = self.tell(charter(), self.id, get_language() or charter().languages[0], **which)
        if self.target:
            context[self.target] = said
            return ""
        return conditional_escape(said) if context.autoescape else said


def _compile(parser: Parser, token: Token, tell: Telling) -> PromiseNode:
    tag, *bits = token.split_contents()
    target = ""
    if len(bits) > 2 and bits[-2] == "as":
        *bits, _, target = bits
    if not bits or bits[0][0] not in "\"'" or bits[0][0] != bits[0][-1]:
        raise TemplateSyntaxError(
            because("promise_unquoted", "{tag} needs the id of a promise in quotes", tag=tag)
        )
    id = bits.pop(0)[1:-1]
    try:
        promises.promise_called(id)
    except promises.UnknownPromise as error:
        raise TemplateSyntaxError(error.args[0]) from None
    which = token_kwargs(bits, parser)
    if bits:
        raise TemplateSyntaxError(
            because(
                "promise_excess",
                "{tag} {id} does not understand {rest}",
                tag=tag,
                id=id,
                rest=" ".join(bits),
            )
        )
    return PromiseNode(tell, id, which, target)


@register.tag
def promise(parser: Parser, token: Token) -> PromiseNode:
    """Print the sentence: `{% promise "carriers.*.delivery" carrier="chronopost" zone="fr" as words %}`."""
    return _compile(parser, token, promises.words)


@register.tag
def promise_value(parser: Parser, token: Token) -> PromiseNode:
    """Print the value alone, such as "13 h"; same arguments as `promise`."""
    return _compile(parser, token, promises.value)
