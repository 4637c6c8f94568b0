"""Questions about the pages."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from poincon.charter.queries import charter
from poincon.content import rendering
from poincon.content.library import TOPICS, page_called
from poincon.content.models import TermsVersion
from poincon.content.rendering import Document
from poincon.notifications.actions import File

__all__ = ["Document", "address", "as_file", "current", "kept"]


def current(page: str, language: str) -> Document:
    """Return a page as it stands today; a LookupError for a page that does not exist."""
    return rendering.document(page, language)


def address(topic: str) -> str:
    """Return the address, in the active language, of the page that tells the promises of a topic."""
    return reverse(page_called(TOPICS[topic]).url_name)


def kept(page: str, language: str, version: str) -> TermsVersion | None:
    """Return a version of a page that somebody accepted, None when it was never kept."""
    return TermsVersion.objects.filter(page=page, language=language, version=version).first()


def as_file(version: Document | TermsVersion) -> File:
    """Return a page as a file that can be kept: one HTML document that needs nothing else."""
    with translation.override(version.language):
        body = render_to_string(
            "content/file.html", {"version": version, "house": charter().house, "base_url": settings.BASE_URL}
        )
    return File(f"{version.page}-{version.version}.html".replace("_", "-"), "text/html", body.encode())
