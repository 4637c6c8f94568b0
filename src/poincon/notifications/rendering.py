"""Turn a mail's words and its two templates into subject, HTML and text, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from poincon.charter.queries import charter
from poincon.notifications.worded import is_worded, worded

NO_SLOTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail's words, ready for `actions.post`."""

    subject: str
    html: str
    text: str


def render(
    name: str, context: Mapping[str, object], language: str, slots: Mapping[str, str] = NO_SLOTS
) -> Rendered:
    """Render "orders/received" from orders/mail/received.{html,txt} and its words, in `language`.

    A letter to the people of the house has no words to choose: its subject stands beside it, in
    {name}.subject.txt.

    `slots` are what its words may name ("{reference}"). Templates get the context and the names `charter`,
    `house`, `language`, `base_url` and `wording`, the filled blocks: title and opening stand before what the
    template says, note and closing after it. Subject and text are no HTML: nothing in them is escaped, so an
    apostrophe stays one.
    """
    feature, _, kind = name.partition("/")
    stem = f"{feature}/mail/{kind}"
    running = charter()
    shop = {"charter": running, "house": running.house, "base_url": settings.BASE_URL, "language": language}
    with translation.override(language):
        given = {**shop, **context}
        if is_worded(key := f"{feature}.{kind}"):
            given["wording"] = wording = worded(key, language, slots)
            subject = wording.subject
        else:
            subject = " ".join(_plain(f"{stem}.subject.txt", given).split())
        html = get_template(f"{stem}.html").render(given)
        text = _plain(f"{stem}.txt", given)
    return Rendered(subject=subject, html=html.strip() + "\n", text=_tidy(text))


def _plain(name: str, given: dict[str, object]) -> str:
    template = get_template(name).template  # type: ignore[attr-defined]  # Django's own engine is the only one
    text: str = template.render(Context(given, autoescape=False))
    return text


def _tidy(text: str) -> str:
    """Drop blanks at line ends and more than one empty line in a row, which template tags leave."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [line for before, line in zip(["x", *lines], lines, strict=False) if before or line]
    return "\n".join(kept) + "\n"
