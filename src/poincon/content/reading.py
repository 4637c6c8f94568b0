"""A page's HTML read back as plain paragraphs, to be compared and searched."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = frozenset({"h2", "h3", "p", "li", "tr"})
CELLS = frozenset({"td", "th"})


@dataclass(slots=True)
class Block:
    """A paragraph, a heading, an item of a list or a row of a table, without markup."""

    kind: str
    text: str = ""
    anchor: str = ""
    links: list[str] = field(default_factory=list)

    @property
    def is_heading(self) -> bool:
        return self.kind in ("h2", "h3")


def blocks(html: str) -> list[Block]:
    """Return the paragraphs of a page in their order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for block in reader.found:
        block.text = block.text.strip(" ")
    return [block for block in reader.found if block.text]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Block] = []
        self.drawn = 0  # within a drawing, whose figures are no words

    def handle_endtag(self, tag: str) -> None:
        self.drawn -= tag == "svg"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.drawn += tag == "svg"
        if tag in BLOCKS and not self._is_item_waiting(tag):
            self.found.append(Block(tag, anchor=given.get("id") or ""))
        elif tag in CELLS and self.found and self.found[-1].text.strip():
            self.found[-1].text += " · "
        elif tag == "br" and self.found:
            self.found[-1].text += " "
        elif tag == "a" and self.found:
            self.found[-1].links.append(given.get("href") or "")
        elif tag == "div" and given.get("class") == "answer" and self.found:
            self.found[-1].anchor = given.get("id") or ""  # of the question, whose heading went before

    def handle_data(self, data: str) -> None:
        if self.found and not self.drawn:
            self.found[-1].text += data.replace("\n", " ")

    def _is_item_waiting(self, tag: str) -> bool:
        """A paragraph that opens an item of a list is the item."""
        return (
            tag == "p"
            and bool(self.found)
            and self.found[-1].kind == "li"
            and not self.found[-1].text.strip()
        )


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading: of the second rank, or of the third with that of the second above it."""

    anchor: str
    heading: str
    above: str
    text: str
    links: tuple[str, ...]


def parts(title: str, html: str) -> Iterator[Part]:
    """Yield a page part by part, the words before its first heading first, under the title."""
    section, heading = "", Block("h2", title)
    told: list[Block] = []
    for block in [*blocks(html), Block("h2")]:
        if not block.is_heading:
            told.append(block)
            continue
        if told:
            yield _part(heading, section, told)
        if block.kind == "h2":
            section = block.text
        heading, told = block, []


def _part(heading: Block, section: str, told: list[Block]) -> Part:
    return Part(
        anchor=heading.anchor,
        heading=heading.text,
        above=section if heading.kind == "h3" else "",
        text="\n".join(block.text for block in told),
        links=tuple(link for block in told for link in block.links),
    )
