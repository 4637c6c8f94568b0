"""The desk's pages on which a piece, or one variant, goes for good: they ask first, without a way back."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from poincon.alerts import queries as alerts
from poincon.catalogue import actions, queries
from poincon.catalogue.actions import PieceUnfit
from poincon.catalogue.states import PIECE_FLOW, PieceState
from poincon.design.pages import page
from poincon.foundation import clock, wording
from poincon.intake import reading
from poincon.intake.words import STATES
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk

VERB = "withdraw"


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what becomes of a piece that is withdrawn, and withdraw it once that is confirmed."""
    row = queries.desk_piece(pk)
    if row is None or (request.method == "GET" and VERB not in PIECE_FLOW.verbs(PieceState(row.state))):
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            actions.withdraw(piece_id=pk, actor=actor(request), at=clock.now())
        except Refusal as refused:
            refusal = wording.words(refused)
        else:
            messages.success(request, _("The piece is withdrawn for good."))
            return redirect("intake_desk:piece", pk=pk)
    context = {
        "piece": row,
        "label": STATES[row.state],
        "refusal": refusal,
        **_left(reading.variants(row, at=clock.now())),
    }
    return page(request, "intake/desk/withdrawal.html", context, status=409 if refusal else 200)


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what becomes of a variant that is sold no longer, and retire it once that is confirmed."""
    row = queries.desk_variant(pk)
    if row is None or (request.method == "GET" and row.retired_at is not None):
        raise Http404
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            actions.retire_variant(variant_id=pk, actor=actor(request), at=clock.now())
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, _("The variant is sold no longer."))
            return redirect("intake_desk:variant", pk=pk)
    own = [one for one in reading.variants(row.piece, at=clock.now()) if one.variant.pk == pk]
    context = {
        "piece": row.piece,
        "variant": row,
        "choice": own[0].choice,
        "refusal": reading.said(refusal, row.piece),
        "against": reading.reasons(refusal.reasons, row.piece) if isinstance(refusal, PieceUnfit) else [],
        **_left(own),
    }
    status = refusal.status if refusal else 200
    return page(request, "intake/desk/retirement.html", context, status=status)


def _left(variants: Iterable[reading.VariantRow]) -> dict[str, Any]:
    """Return what is still here of these, who has bought of it, and how many wait and are written to."""
    found = list(variants)
    return {
        "free": sum(one.sheet.free for one in found if one.variant.made_first_mm is None),
        "held": sum(one.sheet.held for one in found),
        "ahead": sum(one.sheet.ahead for one in found),
        "waiting": sum(alerts.waiting([one.variant.pk for one in found]).values()),
    }
