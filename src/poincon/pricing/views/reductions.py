"""The desk's pages about reductions: planned with a preview, looked at, ended, taken back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from poincon.catalogue import queries as catalogue
from poincon.charter.queries import charter
from poincon.design.pages import page
from poincon.foundation import clock, journal, wording
from poincon.foundation.deeds import told
from poincon.foundation.languages import spoken
from poincon.kernel.refusal import Refusal
from poincon.pricing import forms, words
from poincon.pricing.actions import reductions as actions
from poincon.pricing.models import Reduction
from poincon.pricing.queries import choosing, previews, seasons
from poincon.pricing.queries import reductions as asked
from poincon.pricing.queries.previews import Foreseen
from poincon.pricing.states import Cut, Rounding, Stage
from poincon.staff.policies import actor, desk

PER_PAGE = 100
LONGEST_ID = 18
ONE = "pricing_desk:reduction"
FOUND = 302
FIELDS = {
    "reduction_too_short": "ends_at",
    "sales_out_of_season": "sales",
    "deeper_outside": "ends_at",
}


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def new(request: HttpRequest) -> HttpResponse:
    """Reckon a reduction that nobody sees yet; `first` is the one that it deepens."""
    first = _first(request)
    terms = forms.ReductionTerms(request.POST or None, initial=_initial(first))
    pieces = forms.Pieces(request.POST or None, request.FILES or None)
    if request.method == "POST" and terms.is_valid() and pieces.is_valid():
        try:
            row = _draft(request, terms, pieces, first)
        except Refusal as refusal:
            field = FIELDS.get(refusal.code) or refusal.context.get("column")
            terms.add_error(str(field) if field else None, wording.words(refusal))
        else:
            return redirect(ONE, pk=row.pk)
    context = {
        "terms": terms,
        "pieces": pieces,
        "first": first,
        "first_name": words.name_of(first) if first else "",
        "seasons": seasons.next_seasons(clock.now()),
    }
    status = 422 if terms.errors or pieces.errors else 200
    return page(request, "pricing/desk/new_reduction.html", context, part="form", status=status)


@require_http_methods(["GET"])
@desk(role="catalogue")
def reduction(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a reduction: what it makes of each piece, and what can be done with it."""
    return _shown(request, _row(pk))


@require_POST
@desk(role="catalogue")
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a draft come about, as it was shown."""
    seal = request.POST.get("seal", "")
    try:
        actions.plan(reduction_id=pk, seal=seal, actor=actor(request), at=clock.now())
    except actions.ReductionTooSoon as refusal:
        return _late(request, pk, refusal)
    except Refusal as refusal:
        return _shown(request, _row(pk), refusal=refusal)
    messages.success(request, _("It is planned, and starts by itself."))
    return redirect(ONE, pk=pk)


@require_POST
@desk(role="catalogue")
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what has not started."""
    draft = _row(pk).planned_at is None
    done = _done(request, pk, actions.cancel, _("It will not take place."))
    return redirect("pricing_desk:overview") if draft and done.status_code == FOUND else done


@require_POST
@desk(role="catalogue")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a running reduction with the next minute."""
    return _done(request, pk, actions.end, _("It ends with the next minute."))


@require_POST
@desk(role="catalogue")
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one variant out of it, at once."""
    told = request.POST.get("variant", "")
    ids = [int(told)] if told.isdecimal() and len(told) < LONGEST_ID else []
    return _done(request, pk, actions.take_out, _("It is out."), variant_ids=ids)


def _done(request: HttpRequest, pk: int, act: Callable[..., object], said: str, **what: Any) -> HttpResponse:
    try:
        act(reduction_id=pk, actor=actor(request), at=clock.now(), **what)
    except Refusal as refusal:
        return _shown(request, _row(pk), refusal=refusal)
    messages.success(request, said)
    return redirect(ONE, pk=pk)


def _late(request: HttpRequest, pk: int, refusal: Refusal) -> HttpResponse:
    """The time that was meant has passed while somebody looked: show it again with the next minute."""
    try:
        actions.put_off(reduction_id=pk, at=clock.now())
    except Refusal as other:
        return _shown(request, _row(pk), refusal=other)
    return _shown(request, _row(pk), refusal=refusal)


def _row(pk: int) -> Reduction:
    row = asked.reduction(pk)
    if row is None:
        raise Http404
    return row


def _first(request: HttpRequest) -> Reduction | None:
    wanted = request.POST.get("first") or request.GET.get("first") or ""
    row = asked.reduction(int(wanted)) if wanted.isdecimal() and len(wanted) < LONGEST_ID else None
    live = row is not None and row.stage(clock.now()) in {Stage.PLANNED, Stage.RUNNING}
    return row if live else None


def _initial(first: Reduction | None) -> dict[str, Any]:
    if first is None:
        return {}
    kept = {name: getattr(first, name) for name in ("name_fr", "name_en", "sales", "ends_at", "rounding")}
    return kept | {"ends_at": clock.local(first.ends_at)}


def _draft(
    request: HttpRequest, terms: forms.ReductionTerms, pieces: forms.Pieces, first: Reduction | None
) -> Reduction:
    typed, now = terms.cleaned_data, clock.now()
    return actions.draft(
        told=actions.Draft(
            name_fr=typed["name_fr"],
            name_en=typed["name_en"],
            cut=Cut(typed["cut"]),
            value=terms.amount(),
            rounding=Rounding(typed["rounding"]),
            starts_at=typed["starts_at"] or now,
            ends_at=typed["ends_at"],
            sales=typed["sales"],
            first_id=first.campaign if first else None,
        ),
        shares=_shares(pieces, terms.amount(), first, now),
        actor=actor(request),
        at=now,
    )


def _shares(
    pieces: forms.Pieces, value: int | None, first: Reduction | None, now: datetime
) -> dict[int, int | None]:
    """Return the variants meant: those of the list, of the reduction that is deepened, or all that fit.

    Where nothing is said of how much, only those count that have a price of their own.
    """
    if pieces.shares is not None:
        return {pk: own for pk, own in pieces.shares.items() if value is not None or own is not None}
    if value is None:
        return {}
    ids = asked.variant_ids(first) if first else choosing.chosen(pieces.choice(), at=now)
    return dict.fromkeys(ids)


def _shown(request: HttpRequest, row: Reduction, *, refusal: Refusal | None = None) -> HttpResponse:
    now, currency = clock.now(), charter().currency
    foreseen, stage = previews.foresight(row, at=now), row.stage(now)
    shown: Page[Foreseen] = Paginator(foreseen.rows, PER_PAGE).get_page(request.GET.get("page"))
    facts = catalogue.variant_facts([one.variant_id for one in shown])
    context = {
        "row": row,
        "name": words.name_of(row),
        "stage": stage.value,
        "stage_words": words.STAGES[stage.value],
        "tone": words.TONES.get(stage, "off"),
        "terms": words.terms(row, currency),
        "terms_label": words.TAKEN_OFF[row.cut],
        "rounding": words.ROUNDINGS[row.rounding],
        "page": shown,
        "rows": [
            {
                "told": one,
                "facts": facts[one.variant_id],
                "choice": spoken(facts[one.variant_id], "choice"),
                "off": words.minus(one.struck.percent) if one.struck else "",
                "notes": [words.NOTES[note.value] for note in one.notes],
            }
            for one in shown
        ],
        "counts": [(words.NOTES[note.value], count) for note, count in foreseen.counts.items()],
        "count": len(foreseen.rows),
        "seal": previews.seal_of(row) if stage is Stage.DRAFT else "",
        "refusal": wording.words(refusal) if refusal else "",
        "entries": told(journal.entries(journal.subject_of(row)).order_by("-id")[:20]),
    }
    status = refusal.status if refusal else 200
    return page(request, "pricing/desk/reduction.html", context, status=status)
