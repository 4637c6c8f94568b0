"""The promise board."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from poincon.charter.actions import clocks
from poincon.design.pages import page
from poincon.foundation import clock
from poincon.reporting import actions, queries
from poincon.reporting.words import CAUSES
from poincon.staff.policies import actor, desk, member, opens


@require_GET
@desk(role="counter")
def board(request: HttpRequest) -> HttpResponse:
    """Show every promise that has clocks: open, due, kept, broken; what is owed and what is due today."""
    queue, now = request.GET.get("queue", ""), clock.now()
    shown = queries.board(at=now, language=(get_language() or "fr")[:2], queue=queue)
    context = {"board": shown, "queue": queue, "today": clock.local_day(now), "causes": CAUSES.items()}
    if opens(request, "owner"):
        context["letter"] = queries.wants_letter(member(request).pk)
    return page(request, "reporting/desk/board.html", context, part="board")


@require_POST
@desk(role="counter")
def cause(request: HttpRequest, clock_id: int) -> HttpResponse:
    """Note why a promise was broken."""
    said = request.POST.get("cause", "")
    if said in CAUSES:
        clocks.give_cause(clock_id=clock_id, cause=said, actor=actor(request), at=clock.now())
    return redirect("reporting_desk:board")


@require_POST
@desk(role="owner")
def letter(request: HttpRequest) -> HttpResponse:
    """Write to this owner in the morning after a promise was broken, or no longer."""
    wanted, mine = request.POST.get("wanted") == "yes", member(request).pk
    actions.want_letter(member_id=mine, wanted=wanted, actor=actor(request), at=clock.now())
    return redirect("reporting_desk:board")
