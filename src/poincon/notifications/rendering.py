"""Turn a mail's three templates into its subject, HTML and text, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from poincon.charter.queries import charter


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail's words, ready for `actions.post`."""

    subject: str
    html: str
    text: str


def render(name: str, context: Mapping[str, object], language: str) -> Rendered:
    """Render "orders/received" from orders/mail/received.{subject.txt,html,txt} in `language`.

    Templates get the context and the names `charter`, `house`, `language`, `base_url` and `subject`.
    Subject and text are no HTML: nothing in them is escaped, so an apostrophe stays one.
    """
    feature, _, kind = name.partition("/")
    stem = f"{feature}/mail/{kind}"
    running = charter()
    shop = {"charter": running, "house": running.house, "base_url": settings.BASE_URL, "language": language}
    given = {**shop, **context}
    with translation.override(language):
        subject = " ".join(_plain(f"{stem}.subject.txt", given).split())
        html = get_template(f"{stem}.html").render({**given, "subject": subject})
        text = _plain(f"{stem}.txt", {**given, "subject": subject})
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
