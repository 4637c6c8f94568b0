"""What can be done with the pages: put them out, and keep what somebody accepts."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation

from poincon.charter.promises import keeps
from poincon.content import checking, reading, rendering
from poincon.content.models import Passage, Publication, TermsVersion
from poincon.content.rendering import Document
from poincon.foundation.clock import local_day
from poincon.kernel import text

LOCK = 0x70616765  # "page": the one lock under which pages are put out


@keeps("terms_version")
def keep_version(*, page: str, language: str, at: datetime) -> TermsVersion:
    """Keep the wording of a page as it stands, once, for whoever accepts it now, and return it."""
    return _kept(rendering.document(page, language), at)


def publish(*, at: datetime) -> list[Publication]:
    """Put out the words of all pages as they stand, and return those that changed; nothing when none did.

    Raises PageFaults, with nothing put out, when a page is wrong. May run at once in several places.
    """
    checking.insist()
    return put_out(documents=rendering.documents(), at=at)


def put_out(*, documents: Iterable[Document], at: datetime) -> list[Publication]:
    """Put out the given pages; words that were said last already are not said again."""
    with transaction.atomic():
        _lock()
        told = (_put_out(document, at) for document in documents)
        return [publication for publication in told if publication]


def _put_out(document: Document, at: datetime) -> Publication | None:
    version = _kept(document, at)
    said = Publication.objects.filter(page=document.page, language=document.language)
    latest = said.order_by("-number").first()
    if latest is not None and latest.version_id == version.pk:
        return None
    _write_passages(document)
    number = latest.number + 1 if latest else 1
    return Publication.objects.create(
        page=document.page, language=document.language, number=number, version=version, from_at=at
    )


def _kept(document: Document, at: datetime) -> TermsVersion:
    same = TermsVersion.objects.filter(page=document.page, language=document.language, digest=document.digest)
    if found := same.defer("html", "text").first():
        return found
    row = TermsVersion(
        page=document.page,
        language=document.language,
        version=document.version,
        digest=document.digest,
        title=document.title,
        html=document.html,
        text=document.text,
        updated_on=local_day(at),
        kept_at=at,
    )
    # A rival may keep the same wording at the same moment: whoever comes second reads the first one's row.
    TermsVersion.objects.bulk_create([row], ignore_conflicts=True)
    return same.get()


def _write_passages(document: Document) -> None:
    Passage.objects.filter(page=document.page, language=document.language).delete()
    with translation.override(document.language):
        own_order = reverse("orders:latest")
    Passage.objects.bulk_create(
        _passage(document, position, part, own_order)
        for position, part in enumerate(reading.parts(document.title, document.html))
    )


def _passage(document: Document, position: int, part: reading.Part, own_order: str) -> Passage:
    weighed = {"A": [part.heading], "B": [part.above, document.title], "D": [part.text]}
    return Passage(
        page=document.page,
        language=document.language,
        position=position,
        anchor=part.anchor,
        heading=part.heading,
        text=part.text,
        about_order=own_order in part.links,
        words=text.vector(weighed, (), document.language),
    )


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
