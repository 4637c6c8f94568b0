"""What a page's source may say besides its words: promises of the house, and what depends on their keeping.

These tags and filters are all that pages know: owners write pages too, and a page runs no code. The context
holds `charter`, `language` and `kept`, the ids of the promises that code keeps.
"""

import re
from typing import cast

from django.template import Context, Library, Node, NodeList, TemplateSyntaxError, defaulttags
from django.template.base import Origin, Parser, TextNode, Token

from poincon.charter import promises, tagging
from poincon.charter.tagging import Told
from poincon.content.library import ONLINE
from poincon.content.markup import FIGURE
from poincon.design.templatetags import words
from poincon.foundation.registries import page_figures
from poincon.kernel.reason import because

register = Library()
register.tag("if", defaulttags.do_if)
register.tag("url", defaulttags.url)
for plain in (words.country, words.money, words.spoken, words.sums, words.telephone, words.telephone_link):
    register.filter(plain)

# No page comes near; without an end, loops in loops would keep the shop busy.
MOST_REPEATED = 400_000
TOO_LONG = because("repeated", "says the same again and again, more than a page can hold")
LEAD = re.compile(r"\A(?:\*\*)?(.+?)([\u202f\u00a0]?:) ")


class PromiseNode(Node):
    """Prints a promise's words or value, or keeps them in a variable (`as words`).

    `waits`: a sentence that speaks of something on the site is silent until it is there.
    """

    waits = True

    def __init__(self, told: Told) -> None:
        self.told = told

    def tell(self, context: Context, which: dict[str, str]) -> str:
        return promises.words(context["charter"], self.told.id, context["language"], **which)

    def render(self, context: Context) -> str:
        said, id, target = "", self.told.id, self.told.target
        if not self.waits or id not in ONLINE or id in context["kept"]:
            which = {name: str(wanted.resolve(context)) for name, wanted in self.told.which.items()}
            said = self.tell(context, which)
        if target:
            context[target] = said
            return ""
        return said


class ValueNode(PromiseNode):
    """Prints the value alone, which claims nothing by itself."""

    waits = False

    def tell(self, context: Context, which: dict[str, str]) -> str:
        return promises.value(context["charter"], self.told.id, context["language"], **which)


class OnceKeptNode(Node):
    """Prints one thing while a promise waits for its code, and another once it is kept."""

    def __init__(self, id: str, kept: NodeList, waiting: NodeList) -> None:
        self.id, self.kept, self.waiting = id, kept, waiting

    def render(self, context: Context) -> str:
        return (self.kept if self.id in context["kept"] else self.waiting).render(context)


@register.tag
def promise(parser: Parser, token: Token) -> PromiseNode:
    """Print the sentence: `{% promise "carriers.*.delivery" carrier="chronopost" zone="fr" as words %}`."""
    return PromiseNode(tagging.told(parser, token))


@register.tag
def promise_value(parser: Parser, token: Token) -> PromiseNode:
    """Print the value alone, such as "13 h"; same arguments as `promise`."""
    return ValueNode(tagging.told(parser, token))


@register.tag
def once_kept(parser: Parser, token: Token) -> OnceKeptNode:
    """Choose by whether code keeps it: `{% once_kept "returns.reprint" %}…{% else %}…{% endonce_kept %}`."""
    tag, *bits = token.split_contents()
    id = tagging.taken_id(tag, bits)
    kept = parser.parse(("else", "endonce_kept"))
    waiting = NodeList()
    if parser.next_token().contents == "else":
        waiting = parser.parse(("endonce_kept",))
        parser.delete_first_token()
    return OnceKeptNode(id, kept, waiting)


@register.simple_tag
def figure(name: str) -> str:
    """Leave a place for a drawing that a feature offers, by its name, in a paragraph of its own."""
    known = [one.name for one in page_figures]
    if name not in known:
        raise TemplateSyntaxError(
            because(
                "figure_unknown",
                "there is no figure {name}; there are {known}",
                name=name,
                known=", ".join(known),
            )
        )
    return FIGURE.format(name)


@register.filter
def unled(said: str) -> str:
    """Leave out what stands before the first colon, where it has just been said."""
    rest = LEAD.sub("", said, count=1)
    return rest[:1].upper() + rest[1:]


@register.filter
def led(said: str) -> str:
    """Set in bold what stands before the first colon, where that is what the eye looks for."""
    return LEAD.sub(r"**\1**\2 ", said, count=1)


class Turn(Node):
    """Stands at the beginning of what is repeated, and adds up the letters."""

    def __init__(self, repeated: NodeList) -> None:
        texts = (node for node in repeated.get_nodes_by_type(TextNode) if isinstance(node, TextNode))
        self.letters = sum(len(text.s) for text in texts) + len(repeated)

    def render(self, context: Context) -> str:
        said: int = (context.render_context.get("repeated") or 0) + self.letters
        if said > MOST_REPEATED:
            raise TemplateSyntaxError(TOO_LONG)
        context.render_context["repeated"] = said
        return ""


@register.tag("for")
def repeat(parser: Parser, token: Token) -> defaulttags.ForNode:
    """Say something for each member of a list: `{% for zone in zones %}…{% endfor %}`."""
    node = defaulttags.do_for(parser, token)
    repeated = cast("NodeList", node.nodelist_loop)
    turn = Turn(repeated)
    turn.token, turn.origin = (
        token,
        cast("Origin", parser.origin),
    )  # where to point at, as for every other node
    repeated.insert(0, turn)
    return node
