"""Bringing planned pieces in, all at once or part by part."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from datetime import datetime

from django.db import transaction

from poincon.intake.courier import Courier, Terms
from poincon.intake.planning import Plan
from poincon.intake.reports import Report

AT_ONCE = 50  # pieces that are kept together where not all need to be


def bring_in(
    *,
    plans: Iterable[Plan],
    language: str = "",
    actor: str,
    at: datetime,
    rehearse: bool = False,
    skip_refused: bool = False,
    with_stock: bool = False,
    supplier_id: int | None = None,
    advance: Callable[[], object] = lambda: None,
) -> Report:
    """Create the pieces that are new, change those whose description changed, leave the others alone.

    A long file comes as several plans; texts are in the first one's language where none is given.
    A piece comes in whole or not at all. When any row is refused nothing at all is written, unless
    `skip_refused`: fifty pieces after fifty are then kept as they are done, so that what interrupts it takes
    the last of them away at most, and the same file again goes on with the others. Stock is set from the file
    when a variant is new; for known ones only `with_stock`: the file then tells of all pieces in the house,
    so that what has been sold here and is not sent is not sold again, and what is missing opens its case.
    `advance` is called after each piece.
    """
    report, whole = Report(), rehearse or not skip_refused
    with transaction.atomic() if whole else nullcontext():
        for plan in plans:
            language = language or (plan.language if plan.pieces else "")
            for part in (plan,) if whole else plan.in_parts(AT_ONCE):
                terms = Terms(language, actor, at, with_stock=with_stock, supplier_id=supplier_id)
                with transaction.atomic():
                    courier = Courier(part, terms)
                    courier.take_all(report, advance)
        report.faults.sort(key=lambda fault: fault.line)
        report.notes = sorted(set(report.notes), key=lambda note: note.line)
        report.language = language
        report.kept = not rehearse and (skip_refused or not report.faults)
        if whole:
            transaction.set_rollback(not report.kept)
    return report
