"""What mails are made of: inlined styles in the house's colours, since mail readers know no style sheets."""

from collections.abc import Iterable, Sequence

from django import template
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from poincon.design import themes
from poincon.design.shapes import SumLine

register = template.Library()

ROLES = ("paper", "card", "still", "ink", "soft", "line", "button", "on-button", "accent")
FACE_TEXT = "Avenir Next,Avenir,Segoe UI,Candara,Helvetica,Arial,sans-serif"
FACE_TITLE = "Iowan Old Style,Palatino Linotype,Palatino,Georgia,serif"


@register.simple_tag
def mail_colours() -> dict[str, object]:
    """The running house's colours by role, for both schemes, and two safe type stacks."""
    theme = themes.running()
    shades = {s: {role.replace("-", "_"): theme.colour(role, s) for role in ROLES} for s in themes.SCHEMES}
    return {**shades, "face_text": FACE_TEXT, "face_title": FACE_TITLE}


def _render(name: str, **context: object) -> SafeString:
    return render_to_string(f"design/mail/{name}.html", {**context, "c": mail_colours()})


@register.simple_tag
def mail_title(words: str) -> SafeString:
    """The one sentence that the mail is about."""
    return _render("title", words=words)


@register.simple_tag
def mail_button(url: str, label: str) -> SafeString:
    """A button that survives every mail reader, with a whole address."""
    return _render("button", url=url, label=label)


@register.simple_tag
def mail_sum(lines: Iterable[SumLine]) -> SafeString:
    """Lines of label and amount that align on their figures."""
    return _render("sum", lines=lines)


@register.simple_block_tag
def mail_text(content: str) -> SafeString:
    """A paragraph."""
    return _render("text", content=content)


@register.simple_tag
def mail_said(paragraphs: Iterable[str]) -> SafeString:
    """Paragraphs that somebody wrote: nothing in them is markup, and their lines stay lines."""
    told = (_render("text", content=linebreaksbr(said, autoescape=True)) for said in paragraphs)
    return format_html_join("", "{}", ((one,) for one in told))


@register.simple_tag
def mail_note(paragraphs: Sequence[str]) -> SafeString:
    """What is said beside the matter of the mail, in a quiet box; nothing where nothing is said."""
    if not paragraphs:
        return SafeString()
    said = linebreaksbr("\n\n".join(paragraphs), autoescape=True)
    return _render("box", content=said, title="")


@register.simple_block_tag
def mail_box(content: str, title: str = "") -> SafeString:
    """A quiet box: an address, the details of a transfer."""
    return _render("box", content=content, title=title)
