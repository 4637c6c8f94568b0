"""Turning a description in HTML into plain text: paragraphs and list lines stay, everything active goes."""

import re
from html.parser import HTMLParser

from poincon.kernel.visible import seen

BREAKS = frozenset(
    [
        "p",
        "div",
        "br",
        "ul",
        "ol",
        "table",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "section",
        "article",
    ]
)
SILENT = frozenset(["script", "style", "head", "template", "noscript", "iframe", "object", "svg"])


def plain(html: str) -> str:
    """Return the text that a reader would see, without tags, comments, scripts or what nobody can see."""
    words = _Words()
    words.feed(html)
    words.close()
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in "".join(words.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", seen("\n".join(lines))).strip()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in SILENT:
            self._silent += 1
        elif tag == "li":
            self.parts.append("\n• ")
        elif tag in BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)
