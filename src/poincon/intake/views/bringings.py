"""The desk's pages about another shop's product file: handed in, rehearsed, looked at, brought in."""

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from poincon.design.pages import page
from poincon.foundation import clock, wording
from poincon.foundation.spreadsheets import sent
from poincon.intake import bringings, handed, queries, reading, told
from poincon.intake.bringing_forms import MOST_BYTES, HandIn
from poincon.intake.figures import Figures
from poincon.intake.forms import language
from poincon.intake.models import Bringing
from poincon.intake.rows import FileRefused
from poincon.intake.states import BringingState, Telling
from poincon.intake.words import BRINGING_STATES, BRINGING_TONES, SYSTEMS, TELLINGS
from poincon.kernel.refusal import Refusal
from poincon.staff.conducting import Conductor, watched
from poincon.staff.policies import actor, desk

PER_PAGE = 50
SHOWN = 200  # rows of each kind that the page tells; the file to take away tells all
MOST_SENT = 2 * MOST_BYTES + 1_000_000  # bytes of both files and what stands around them
ONE = "intake_desk:bringing"
UNDER_WAY = frozenset({BringingState.REHEARSING, BringingState.BRINGING})
NAMES = dict(SYSTEMS)


class TooMuch(Refusal):
    """More was sent than a file at the desk may hold."""

    code = "bringing_too_large"
    status = 413


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def listing(request: HttpRequest) -> HttpResponse:
    """Take a product file of another shop, and list those that were handed in, the newest first."""
    if _sent_bytes(request) > MOST_SENT:
        return _listed(request, HandIn(), refusal=TooMuch())
    form = HandIn(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        return _listed(request, form)
    try:
        row = _handed_in(request, form)
    except FileRefused as refused:
        form.add_error("beside" if "beside" in refused.context else "file", told.why_refused(refused))
    except Refusal as refusal:
        form.add_error(None, wording.words(refusal))
    else:
        return redirect(ONE, pk=row.pk)
    return _listed(request, form)


@require_safe
@desk(role="catalogue")
def rows(request: HttpRequest, pk: int) -> StreamingHttpResponse:  # noqa: ARG001 - Django's shape
    """Hand out all that is told of the rows of a file."""
    row = queries.bringing(pk)
    if row is None:
        raise Http404
    header = (
        pgettext("bringing", "What"),
        pgettext("bringing", "Line"),
        pgettext("bringing", "Column"),
        pgettext("bringing", "What stands there"),
        pgettext("bringing", "Why"),
    )
    return sent(f"rows-{row.pk}", header, told.lines(row, queries.rows_told(row).iterator(), language()))


def _sent_bytes(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH", "")
    return int(told) if told.isdecimal() else 0


def _handed_in(request: HttpRequest, form: HandIn) -> Bringing:
    first, second = form.files_sent()
    return bringings.hand_in(
        wanted=form.wanted(), first=first, second=second, actor=actor(request), at=clock.now()
    )


def _listed(request: HttpRequest, form: HandIn, *, refusal: Refusal | None = None) -> HttpResponse:
    shown: Page[Bringing] = Paginator(queries.bringings(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "refusal": wording.words(refusal) if refusal else "",
        "page": shown,
        "rows": [(one, NAMES[one.system], BRINGING_STATES[one.state], _tone(one)) for one in shown],
    }
    status = refusal.status if refusal else 422 if form.errors else 200
    return page(request, "intake/desk/bringings.html", context, part="form", status=status)


def _tone(row: Bringing) -> str:
    return BRINGING_TONES.get(BringingState(row.state), "off")


def _shown(request: HttpRequest, row: Bringing, refusal: Refusal | None) -> HttpResponse:
    figures = Figures.of(row)
    context = {
        "row": row,
        "system": NAMES[row.system],
        "state_words": BRINGING_STATES[row.state],
        "tone": _tone(row),
        "under_way": row.state in UNDER_WAY,
        "coming": figures.counts["created"] + figures.counts["changed"],
        "restocked": figures.counts["recounted"],
        "can_come": any(figures.counts[name] for name in ("created", "changed", "recounted")),
        "counts": figures.counts,
        "figures": told.counted(figures),
        "refused": figures.total(Telling.FAULT),
        "sections": [_section(row, figures, telling) for telling in Telling if figures.total(telling)],
        "left_out": told.left_out(row),
        "unknown": told.unknown(row),
        "guessed_letters": figures.guessed_letters,
        "lacks": told.lacks(figures),
        "same_before": queries.same_before(row),
        "file_kept": row.state == BringingState.STOPPED and handed.is_there(row),
        "refusal": wording.words(refusal) if refusal else "",
        "entries": reading.deeds(f"bringing:{row.pk}"),
    }
    goes_on = row.state in UNDER_WAY
    return watched(request, "intake/desk/bringing.html", context, goes_on=goes_on, refusal=refusal)


def _section(row: Bringing, figures: Figures, telling: Telling) -> dict[str, object]:
    """Return what is told of one kind of rows, the first ones by their line."""
    found = queries.rows_told(row).filter(telling=telling)[:SHOWN]
    shown = [told.told(one, figures) for one in found]
    total, kept = figures.total(telling), figures.told[telling]
    more = total - len(shown) if kept == total else 0
    return {"title": TELLINGS[telling], "rows": shown, "total": total, "more": more, "kept": kept}


WORK = Conductor("catalogue", ONE, "bringing_id", queries.bringing, _shown)
bringing = WORK.page()
confirm = WORK.form(bringings.confirm)
go_on = WORK.form(bringings.go_on)
discard = WORK.last_form(
    bringings.discard, said=_("The file is gone; nothing was brought in."), to="intake_desk:bringings"
)
