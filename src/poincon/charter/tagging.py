"""Reading a template tag that names a promise: `{% promise "carriers.*.delivery" zone="fr" as words %}`.

Shop pages and the house's own pages know different tags, and read them alike.
"""

from dataclasses import dataclass

from django.template import TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs

from poincon.charter import promises
from poincon.kernel.reason import because


@dataclass(frozen=True, slots=True)
class Told:
    """What stands in a tag: the promise, which member of a list, and the name to keep its words under."""

    id: str
    which: dict[str, FilterExpression]
    target: str


def told(parser: Parser, token: Token) -> Told:
    """Return what a tag tells. Raises TemplateSyntaxError for an unknown promise or words too many."""
    tag, *bits = token.split_contents()
    target = ""
    if len(bits) > 2 and bits[-2] == "as":
        *bits, _, target = bits
    id = taken_id(tag, bits)
    which = token_kwargs(bits, parser)
    if bits:
        rest = " ".join(bits)
        raise TemplateSyntaxError(
            because("promise_excess", "{tag} {id} does not understand {rest}", tag=tag, id=id, rest=rest)
        )
    return Told(id, which, target)


def taken_id(tag: str, bits: list[str]) -> str:
    """Take the id of a promise, in quotes, from the front of `bits`. Raises TemplateSyntaxError."""
    if not bits or bits[0][0] not in "\"'" or bits[0][0] != bits[0][-1]:
        raise TemplateSyntaxError(
            because("promise_unquoted", "{tag} needs the id of a promise in quotes", tag=tag)
        )
    id = bits.pop(0)[1:-1]
    try:
        promises.promise_called(id)
    except promises.UnknownPromise as error:
        raise TemplateSyntaxError(error.args[0]) from None
    return id
