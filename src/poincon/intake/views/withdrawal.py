"""The desk's page on which a piece is withdrawn for good: it asks first, for there is no way back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from poincon.catalogue import actions, queries
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
    variants = reading.variants(row, at=clock.now())
    sheets = [one.sheet for one in variants]
    context = {
        "piece": row,
        "label": STATES[row.state],
        "refusal": refusal,
        "free": sum(one.sheet.free for one in variants if one.variant.made_first_mm is None),
        "held": sum(one.held for one in sheets),
        "ahead": sum(one.ahead for one in sheets),
    }
    return page(request, "intake/desk/withdrawal.html", context, status=409 if refusal else 200)
