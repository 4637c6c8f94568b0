"""The desk's pages about documents: certificates of stones, and what the metal was tested for."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from poincon.catalogue import actions, queries
from poincon.design.pages import page
from poincon.foundation import clock, wording
from poincon.foundation.attaching import attached
from poincon.intake.paper_forms import SUBSTANCES, Report
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk

OF_PIECE, OF_SUPPLIER = "intake_desk:documents", "intake_desk:supplier_documents"
ENOUGH = actions.MOST_PAPER_BYTES + 1  # one byte more than is taken tells that there is too much


@require_GET
@desk(role="catalogue")
def of_piece(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the certificates and test reports of a piece, and take more."""
    return _shown(request, piece=_piece(pk))


@require_GET
@desk(role="catalogue")
def of_supplier(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the test reports that cover all that a supplier delivers, and take more."""
    return _shown(request, supplier=_supplier(pk))


@require_POST
@desk(role="catalogue")
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the document of a stone's certificate."""
    piece = _piece(pk)
    lab, number = (request.POST.get(name, "")[:80] for name in ("lab", "number"))
    return _taken(request, {"piece": piece}, actions.add_certificate, piece_id=pk, lab=lab, number=number)


@require_POST
@desk(role="catalogue")
def certificate_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a certificate no longer."""
    row = queries.certificate_by_id(pk)
    if row is None:
        raise Http404
    actions.take_down_certificate(certificate_id=pk, actor=actor(request), at=clock.now())
    return redirect(OF_PIECE, pk=row.piece_id)


@require_POST
@desk(role="catalogue")
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a test report of one piece."""
    return _reported(request, {"piece": _piece(pk)}, piece_id=pk)


@require_POST
@desk(role="catalogue")
def supplier_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a test report of all that a supplier delivers."""
    return _reported(request, {"supplier": _supplier(pk)}, supplier_id=pk)


@require_POST
@desk(role="catalogue")
def report_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a test report away, unless a piece on show speaks on its strength."""
    row = _report(pk)
    whose = {"piece": row.piece and _piece(row.piece_id), "supplier": row.supplier}
    try:
        actions.remove_report(report_id=pk, actor=actor(request), at=clock.now())
    except Refusal as refusal:
        return _shown(request, **whose, refusal=wording.words(refusal), status=refusal.status)
    return _back(whose)


@require_GET
@desk(role="catalogue")
def report_file(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 - the door has looked at it
    """Send a test report, which nobody but the desk reads."""
    row = _report(pk)
    content = queries.paper(row.digest)
    if content is None:
        raise Http404
    return attached(content, slugify(f"{row.laboratory} {row.number}") or "report")


def _reported(request: HttpRequest, whose: dict[str, Any], **of: int) -> HttpResponse:
    form = Report(request.POST)
    if not form.is_valid():
        return _shown(request, **whose, form=form, status=422)
    return _taken(request, whose, actions.add_report, form=form, columns=form.cleaned_data, **of)


def _taken(
    request: HttpRequest,
    whose: dict[str, Any],
    act: Callable[..., int],
    *,
    form: Report | None = None,
    **what: Any,
) -> HttpResponse:
    """Keep the file that was sent with what is told of it, or say what is wrong with it."""
    file = request.FILES.get("file")
    if file is None:
        return _shown(request, **whose, form=form, refusal=_("Choose a file."), status=422)
    try:
        act(content=file.read(ENOUGH), actor=actor(request), at=clock.now(), **what)
    except Refusal as refusal:
        return _shown(request, **whose, form=form, refusal=wording.words(refusal), status=refusal.status)
    messages.success(request, _("The document is kept."))
    return _back(whose)


def _back(whose: dict[str, Any]) -> HttpResponse:
    piece, supplier = whose.get("piece"), whose.get("supplier")
    return redirect(OF_PIECE, pk=piece.pk) if piece else redirect(OF_SUPPLIER, pk=supplier.pk)  # type: ignore[union-attr]


def _piece(pk: int) -> Any:
    row = queries.desk_piece(pk)
    if row is None:
        raise Http404
    return row


def _supplier(pk: int) -> Any:
    row = queries.supplier_by_id(pk)
    if row is None:
        raise Http404
    return row


def _report(pk: int) -> Any:
    row = queries.report(pk)
    if row is None:
        raise Http404
    return row


def _shown(
    request: HttpRequest,
    *,
    piece: Any = None,
    supplier: Any = None,
    form: Report | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    named = dict(SUBSTANCES)
    today = clock.local_day(clock.now())
    context = {
        "piece": piece,
        "supplier": supplier,
        "owner": piece or supplier,
        "to": "intake_desk:report" if piece else "intake_desk:supplier_report",
        "certificates": queries.certified(piece) if piece else [],
        "reports": [
            (one, [named[code] for code in one.substances], bool(one.ends_on and one.ends_on < today))
            for one in (piece or supplier).test_reports.all()
        ],
        "form": form or Report(),
        "refusal": refusal,
    }
    return page(request, "intake/desk/documents.html", context, status=status)
