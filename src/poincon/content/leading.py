"""Where the links of pages lead: to a page of the shop, to one of their headings, or outward."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.text import slugify

from poincon.content.rendering import Document
from poincon.content.sources import Source
from poincon.kernel.reason import Reason, because

LINK = re.compile(r'<a href="([^"]*)"')
ANCHOR = re.compile(r' id="([^"]+)"')
OUTWARD = ("https://", "mailto:", "tel:")
NO_PICTURES = because("page_picture", "a page shows no pictures")

type Wrong = tuple[Path, int, Reason]


def astray(language: str, pages: Mapping[str, tuple[Source, Document]]) -> Iterator[Wrong]:
    """Yield what is wrong between the pages of one language: the file, the line and the reason."""
    anchors = {page: ANCHOR.findall(made.html) for page, (_, made) in pages.items()}
    for page, (one, made) in pages.items():
        for twice in sorted({anchor for anchor in anchors[page] if anchors[page].count(anchor) > 1}):
            shared = because("page_anchor_twice", "two headings share the anchor {anchor}", anchor=twice)
            yield one.path, _line_of_heading(one, twice), shared
        for link in dict.fromkeys(LINK.findall(made.html)):
            if reason := _reason_against(link, page, language, anchors):
                yield one.path, _line_with(one, link), reason
        if "<img " in made.html:
            yield one.path, _line_with(one, "!["), NO_PICTURES


def _reason_against(link: str, here: str, language: str, anchors: Mapping[str, list[str]]) -> Reason | None:
    """Say why a link leads nowhere; None when it leads somewhere."""
    path, _, anchor = link.partition("#")
    if path.startswith(OUTWARD):
        return None
    if path and not path.startswith("/"):
        return because(
            "page_link_unknown",
            "the link {link} leads nowhere: write the whole address, or {{% url … %}}",
            link=link,
        )
    page = here
    if path:
        try:
            with translation.override(language):
                page = resolve(path).kwargs.get("page", "")
        except Resolver404:
            return because("page_link_nowhere", "the link {link} leads nowhere", link=link)
    if anchor and anchor not in anchors.get(page, ()):
        return because("page_no_anchor", "no heading has the anchor {link}", link=link)
    return None


def _line_of_heading(one: Source, anchor: str) -> int:
    """Return the line of the second heading that leads to an anchor, 0 where tags have made it."""
    lines = enumerate(one.text.splitlines(), 1)
    found = [number for number, line in lines if line.startswith("#") and slugify(line) == anchor]
    return found[1] if found[1:] else 0


def _line_with(one: Source, what: str) -> int:
    """Return the line of a source that holds a link or what it ends with, 0 where a tag has made it."""
    for wanted in (what, "#" + what.partition("#")[2]):
        for number, line in enumerate(one.text.splitlines(), 1):
            if len(wanted) > 1 and wanted in line:
                return number
    return 0
