"""The desk's pages about showings: many pieces chosen, looked at, put on show at once, and taken back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from poincon.catalogue import queries as catalogue
from poincon.catalogue.states import PieceState
from poincon.design.pages import page
from poincon.foundation import clock, wording
from poincon.intake import queries, reading, showings
from poincon.intake.models import Showing, ShowingLine
from poincon.intake.states import ShowingFate, ShowingState
from poincon.intake.views import choosing
from poincon.intake.words import FATES, SHOWING_STATES, SHOWING_TONES
from poincon.kernel.refusal import Refusal
from poincon.staff.conducting import Conductor, watched
from poincon.staff.policies import actor, desk

PER_PAGE = 50
ONE = "intake_desk:showing"
UNDER_WAY = frozenset({ShowingState.APPLYING, ShowingState.UNDOING})
SHORT = frozenset({ShowingFate.LACKING, ShowingFate.REFUSED})


@require_GET
@desk(role="catalogue")
def listing(request: HttpRequest) -> HttpResponse:
    """List the showings, newest first."""
    shown: Page[Showing] = Paginator(queries.showings(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(one, SHOWING_STATES[one.state], _tone(one)) for one in shown]
    return page(request, "intake/desk/showings.html", {"page": shown, "rows": rows})


@require_POST
@desk(role="catalogue")
def new(request: HttpRequest) -> HttpResponse:
    """Choose the ticked pieces, or every draft of the list as it was narrowed; nothing is shown yet."""
    try:
        row = showings.draft(piece_ids=_chosen(request), actor=actor(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, wording.words(refusal))
        return redirect("intake_desk:pieces")
    return redirect(ONE, pk=row.pk)


def _chosen(request: HttpRequest) -> list[int]:
    if not choosing.takes_all(request.POST):
        return choosing.ticked(request.POST)
    asked = choosing.asked(request.POST)
    state = asked["state"] if asked["state"] == catalogue.INCOMPLETE else PieceState.DRAFT.value
    return list(choosing.narrowed(asked | {"state": state}).values_list("pk", flat=True))


def _tone(row: Showing) -> str:
    return SHOWING_TONES.get(ShowingState(row.state), "off")


def _shown(request: HttpRequest, row: Showing, refusal: Refusal | None) -> HttpResponse:
    fates = queries.fates(row)
    lacking = sum(fates.get(fate, 0) for fate in SHORT)
    ready = sum(fates.values()) - lacking
    short = request.GET.get("of") == "lacking" or not ready
    lines: Page[ShowingLine] = Paginator(queries.lines(row, lacking=short), PER_PAGE).get_page(
        request.GET.get("page")
    )
    total = sum(fates.values()) - fates.get(ShowingFate.LACKING, 0)
    context = {
        "row": row,
        "state_words": SHOWING_STATES[row.state],
        "tone": _tone(row),
        "short": short,
        "ready": ready,
        "lacking": lacking,
        "page": lines,
        "rows": _rows(list(lines), short=short),
        "total": total,
        "dealt": total - fates.get(_waits(row), 0),
        "fates": [(FATES[fate], count) for fate, count in sorted(fates.items())],
        "restorable": queries.restorable(row) if row.state == ShowingState.APPLIED else 0,
        "seal": queries.seal_of(row) if row.state == ShowingState.DRAFT else "",
        "refusal": wording.words(refusal) if refusal else "",
        "entries": reading.deeds(f"showing:{row.pk}"),
    }
    goes_on = row.state in UNDER_WAY
    return watched(request, "intake/desk/showing.html", context, goes_on=goes_on, refusal=refusal)


def _rows(lines: list[ShowingLine], *, short: bool) -> list[tuple[Any, Any]]:
    """Return the pieces of a page with their fate, and with what each of them lacks if they stay drafts."""
    found = list(catalogue.desk_list().filter(pk__in=[line.piece_id for line in lines]).order_by("pk"))
    told = reading.lacking(found, "") if short else reading.rows(found, at=clock.now())
    return list(zip(told, (FATES[line.fate] for line in lines), strict=True))


def _waits(row: Showing) -> str:
    """Return the fate of the pieces that the job under way has still to deal with."""
    return ShowingFate.SHOWN if row.state == ShowingState.UNDOING else ShowingFate.WAITING


WORK = Conductor("catalogue", ONE, "showing_id", queries.showing, _shown)
showing = WORK.page()
confirm = WORK.form(showings.confirm, sealed=True)
reckon_again = WORK.form(showings.reckon_again, signed=False)
undo = WORK.form(showings.undo)
discard = WORK.last_form(
    showings.discard, said=_("The choice is gone; nothing was put on show."), to="intake_desk:pieces"
)
