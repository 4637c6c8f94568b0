"""The desk's pages about arrangements that were set, wait, or were put aside."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from poincon.charter.queries import charter
from poincon.design.framed import FRAMED
from poincon.design.pages import page
from poincon.entrance import actions
from poincon.entrance import lines as telling
from poincon.entrance.models import Arrangement
from poincon.entrance.queries import arranged
from poincon.entrance.views.arranging import OVERVIEW, looked_at
from poincon.foundation import clock, deeds, journal, wording
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk


@require_safe
@desk(role="catalogue")
def history(request: HttpRequest) -> HttpResponse:
    """List the arrangements that there were, the latest first, and what came with the house."""
    return page(request, "entrance/desk/history.html", {"editions": telling.history(clock.now())})


@require_safe
@desk(role="catalogue")
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an arrangement, and lead back to it; 0 is what came with the house."""
    row, at = _row(pk), clock.now()
    told = telling.told(row, arranged.current(at), at) if row else None
    context = {
        "pk": pk,
        "edition": told,
        "lines": telling.lines(arranged.blocks_of(row), at),
        "languages": charter().languages,
        "draft": arranged.draft(),
        "may_go_back": told is None or told.state == "past",
        "entries": deeds.told(journal.entries(f"arrangement:{pk}").order_by("-id")),
    }
    return page(request, "entrance/desk/edition.html", context)


@require_safe
@xframe_options_sameorigin
@csp_override(FRAMED)
@desk(role="catalogue")
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the page as this arrangement would have it today."""
    return looked_at(request, arranged.blocks_of(_row(pk)))


@require_POST
@desk(role="catalogue")
def going_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an earlier arrangement again, at once."""
    return _done(request, pk, actions.go_back, _("It is in the shop again."))


@require_POST
@desk(role="catalogue")
def taking_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft of an earlier arrangement."""
    return _done(request, pk, actions.take_up, _("It is in the draft."))


@require_POST
@desk(role="catalogue")
def calling_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Call off an arrangement that waits for its day."""
    return _done(request, pk, actions.call_off, _("It is called off."))


def _done(request: HttpRequest, pk: int, act: Callable[..., object], told: str) -> HttpResponse:
    _row(pk)
    try:
        act(arrangement_id=pk, actor=actor(request), at=clock.now())
    except Refusal as refusal:
        messages.warning(request, wording.words(refusal))
        return redirect("entrance_desk:edition", pk=pk)
    messages.success(request, told)
    return redirect(OVERVIEW)


def _row(pk: int) -> Arrangement | None:
    row = arranged.one(pk) if pk else None
    if pk and row is None:
        raise Http404
    return row
