"""Documents of pieces: the certificates of their stones, and what their metal was tested for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from poincon.catalogue import papers
from poincon.catalogue.events import PieceChanged, SupplierChanged
from poincon.catalogue.fitness import keep_fit
from poincon.catalogue.models import Certificate, Piece, Supplier, TestReport
from poincon.catalogue.queries.judging import WITH
from poincon.catalogue.states import PieceState
from poincon.foundation import journal
from poincon.foundation.facts import announce
from poincon.kernel.refusal import Refusal


class NoSuchStone(Refusal):
    """No stone of the piece bears this number of this laboratory."""

    code = "no_such_stone"
    status = 422


def add_certificate(*, piece_id: int, lab: str, number: str, content: bytes, actor: str, at: datetime) -> int:
    """Keep the document of a laboratory with the stone that bears its number; returns its id.

    A document that was there before for this stone is taken down. Raises PaperRefused, or NoSuchStone.
    """
    paper = papers.judged(content)
    with transaction.atomic():
        piece = Piece.objects.select_for_update().get(pk=piece_id)
        if not piece.stones.filter(lab=lab, certificate=number).exists():
            raise NoSuchStone(lab=lab, number=number)
        former = Certificate.objects.filter(piece=piece, lab=lab, number=number, taken_down_at__isnull=True)
        former.update(taken_down_at=at)
        row = Certificate.objects.create(
            piece=piece, lab=lab, number=number, digest=paper.digest, size=paper.size, added_at=at
        )
        _tell_piece(piece_id, "add_certificate", actor, at)
        papers.keep(content, paper)
    return row.pk


@transaction.atomic
def take_down_certificate(*, certificate_id: int, actor: str, at: datetime) -> bool:
    """Show a certificate no longer; False when it was taken down before. Orders keep showing theirs."""
    row = Certificate.objects.select_for_update().get(pk=certificate_id)
    if row.taken_down_at is not None:
        return False
    row.taken_down_at = at
    row.save(update_fields=["taken_down_at"])
    _tell_piece(row.piece_id, "take_down_certificate", actor, at)
    return True


def add_report(
    *,
    columns: Mapping[str, Any],
    content: bytes,
    actor: str,
    at: datetime,
    piece_id: int | None = None,
    supplier_id: int | None = None,
) -> int:
    """Keep a test report of one piece, or of all that a supplier delivers; returns its id.

    `columns` are those of TestReport. Raises PaperRefused.
    """
    paper = papers.judged(content)
    with transaction.atomic():
        row = TestReport.objects.create(
            piece_id=piece_id,
            supplier_id=supplier_id,
            digest=paper.digest,
            size=paper.size,
            added_at=at,
            **columns,
        )
        _tell(row, "add_report", actor, at)
        papers.keep(content, paper)
    return row.pk


@transaction.atomic
def remove_report(*, report_id: int, actor: str, at: datetime) -> None:
    """Take a report away. What promises something on its strength and is on show refuses it: PieceUnfit."""
    row = TestReport.objects.select_related("supplier", "piece").get(pk=report_id)
    row.delete()
    for piece in _that_promise(row):
        keep_fit(piece, at)
    _tell(row, "remove_report", actor, at)


def _that_promise(report: TestReport) -> list[Piece]:
    """Return the pieces on show that the report covered and that speak of nickel."""
    own = Q(pk=report.piece_id) if report.piece_id else Q(supplier=report.supplier_id)
    texts = ("name_fr", "name_en", "description_fr", "description_en", "warnings_fr", "warnings_en")
    said = (
        Q(tags__icontains="nickel")
        | Q(media__alt_fr__icontains="nickel")
        | Q(media__alt_en__icontains="nickel")
    )
    for text in texts:
        said |= Q(**{f"{text}__icontains": "nickel"})
    shown = Piece.objects.filter(own & said, state=PieceState.PUBLISHED).select_related(*WITH)
    return list(shown.distinct())


def _tell(row: TestReport, verb: str, actor: str, at: datetime) -> None:
    if row.piece_id is not None:
        _tell_piece(row.piece_id, verb, actor, at)
    elif row.supplier_id is not None:
        journal.write(subject=journal.subject_of(Supplier(pk=row.supplier_id)), verb=verb, actor=actor, at=at)
        announce(SupplierChanged(row.supplier_id), at=at)


def _tell_piece(piece_id: int, verb: str, actor: str, at: datetime) -> None:
    journal.write(subject=f"piece:{piece_id}", verb=verb, actor=actor, at=at)
    announce(PieceChanged(piece_id), at=at)
