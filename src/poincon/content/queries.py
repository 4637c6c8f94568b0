"""Questions about the pages."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from poincon.charter.promises import keeps
from poincon.charter.queries import charter
from poincon.content import checking, rendering
from poincon.content.checking import LETTERS, Fault
from poincon.content.difference import Change, changes, runs
from poincon.content.finding import Answer, Answers, Patience, found
from poincon.content.library import PAGES, TOPICS, Page, page_called
from poincon.content.models import Publication, TermsVersion
from poincon.content.naming import Named, named
from poincon.content.rendering import Document
from poincon.content.sources import LANGUAGES, place, shipped, source, sources
from poincon.notifications.actions import File

__all__ = [
    "LANGUAGES",
    "LETTERS",
    "PAGES",
    "Answer",
    "Answers",
    "Change",
    "Document",
    "Fault",
    "Named",
    "Page",
    "Patience",
    "TermsVersion",
    "address",
    "as_file",
    "changes",
    "current",
    "found",
    "kept",
    "last_said",
    "named",
    "page_called",
    "place",
    "published",
    "runs",
]


def current(page: str, language: str) -> Document:
    """Return a page as it stands today; a LookupError for a page that does not exist."""
    return rendering.document(page, language)


def topics_of(page: str) -> tuple[str, ...]:
    """Return the topics of the charter that a page tells."""
    return tuple(topic for topic, told_by in TOPICS.items() if told_by == page)


def written(page: str, language: str) -> str:
    """Return the words of a page before any value is in them, as they come with the house."""
    return shipped(page, language).text


def attempt(page: str, language: str) -> tuple[Document | None, list[Fault]]:
    """Return a page as the words and the charter at hand make it, or None; and what is wrong by itself.

    It is made anew each time, and put nowhere: for what is only being tried.
    """
    return checking.read(source(page, language), charter())


def faults() -> list[Fault]:
    """Return what is wrong with the pages as the words and the charter at hand make them, links and all."""
    return list(checking.faults(sources(), charter()))


def address(topic: str) -> str:
    """Return the address, in the active language, of the page that tells the promises of a topic."""
    return reverse(page_called(TOPICS[topic]).url_name)


def kept(page: str, language: str, version: str) -> TermsVersion | None:
    """Return a version of a page that was once said or accepted, None when it was never kept."""
    return TermsVersion.objects.filter(page=page, language=language, version=version).first()


@keeps("terms_version")
def last_said(document: Document) -> Publication | None:
    """Return when a page last came to say these very words, None when nobody has put them out yet (R131)."""
    said = Publication.objects.filter(page=document.page, language=document.language)
    return said.filter(version__digest=document.digest).order_by("-number").first()


def published(page: str, language: str) -> list[Publication]:
    """Return what a page has said, the latest first, each with its version but without its words."""
    said = Publication.objects.filter(page=page, language=language).select_related("version")
    return list(said.defer("version__html", "version__text").order_by("-number"))


def as_file(version: Document | TermsVersion) -> File:
    """Return a page as a file that can be kept: one HTML document that needs nothing else."""
    with translation.override(version.language):
        body = render_to_string(
            "content/file.html", {"version": version, "house": charter().house, "base_url": settings.BASE_URL}
        )
    return File(f"{version.page}-{version.version}.html".replace("_", "-"), "text/html", body.encode())
