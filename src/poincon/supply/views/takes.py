"""The desk's pages of a stock-take: counted blind, counted again where it differs, then booked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from poincon.catalogue import queries as catalogue
from poincon.catalogue.queries import VariantFacts
from poincon.design.pages import page
from poincon.foundation import clock, deeds, journal, wording
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk
from poincon.supply import articles, counts, forms, queries, words
from poincon.supply.actions import takes as actions
from poincon.supply.models import Doubt, Take
from poincon.supply.states import DoubtState, TakeState

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Row:
    """An article in doubt, as the page of its stock-take shows it; `value` is the difference at cost."""

    doubt: Doubt
    facts: VariantFacts
    value: Money | None
    mine: bool
    reason: BoundField | None = None
    change: BoundField | None = None

    @property
    def name(self) -> str:
        return words.name_of(self.facts)

    @property
    def outcome(self) -> Promise | str:
        return words.OUTCOMES[self.doubt.state]

    @property
    def because(self) -> Promise | str:
        return words.REASONS[self.doubt.reason] if self.doubt.reason else ""


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def listing(request: HttpRequest) -> HttpResponse:
    """Show the stock-takes, the newest first, and begin another."""
    form = forms.Begin(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = form.cleaned_data
        row = actions.begin(
            scope=told["scope"],
            brand_id=told["brand"],
            key=told["key"],
            actor=actor(request),
            at=clock.now(),
        )
        return redirect("supply_desk:take", pk=row.pk)
    rows = [(row, *_said(row)) for row in counts.takes()[:SHOWN]]
    context = {"rows": rows, "form": form}
    return page(request, "supply/desk/takes.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a stock-take where it stands, and count one reading more while it is counted."""
    row = _take(pk)
    if request.method != "POST":
        return _shown(request, row)
    form = forms.Seen(request.POST)
    if not form.is_valid():
        return _shown(request, row, seen=form, status=422)
    try:
        actions.read(take_id=pk, actor=actor(request), at=clock.now(), **form.cleaned_data)
    except Refusal as refusal:
        several = articles.offered(form.cleaned_data["code"])
        shown = _fresh(form.cleaned_data["shelf"], form.cleaned_data["quantity"] if several else 1)
        return _shown(request, row, seen=shown, refusal=refusal, offered=several, status=refusal.status)
    where = reverse("supply_desk:take", args=[pk])
    return redirect(f"{where}?{urlencode({'shelf': form.cleaned_data['shelf']})}")


@require_POST
@desk(role="catalogue")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End the first count; pressed twice, once."""
    return _done(request, pk, partial(actions.close, actor=actor(request), at=clock.now()))


@require_POST
@desk(role="catalogue")
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the stock-take away; nothing of it is booked."""
    return _done(request, pk, partial(actions.drop, actor=actor(request), at=clock.now()))


@require_POST
@desk(role="catalogue")
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the second count of an article."""
    row, form = _take(pk), forms.Second(request.POST)
    if not form.is_valid():
        return _shown(request, row, second=form, status=422)
    variant_id = catalogue.variant_by_code(form.cleaned_data["code"])
    doubt = counts.doubt_of(row, variant_id) if variant_id else None
    if doubt is None:
        several = articles.offered(form.cleaned_data["code"])
        strange = _("This article is not among those to be counted again.")
        form.add_error("code", articles.SEVERAL if several else strange)
        return _shown(request, row, second=form, offered=several, status=422)
    try:
        quantity = form.cleaned_data["quantity"]
        actions.check(doubt_id=doubt.pk, quantity=quantity, actor=actor(request), at=clock.now())
    except Refusal as refusal:
        return _shown(request, row, second=form, refusal=refusal, status=refusal.status)
    return redirect("supply_desk:take", pk=pk)


@require_POST
@desk(role="catalogue")
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have one article counted once more."""
    row, number = _take(pk), request.POST.get("again", "")
    known = number.isdecimal() and len(number) < 19
    doubt = row.doubts.filter(pk=int(number)).first() if known else None
    if doubt:
        actions.again(doubt_id=doubt.pk, actor=actor(request), at=clock.now())
    return redirect("supply_desk:take", pk=pk)


@require_POST
@desk(role="catalogue")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Book all differences, each with its reason; pressed twice, once."""
    row = _take(pk)
    form = forms.Reasons(counts.doubts(row, [DoubtState.DIFFERS]), request.POST)
    if not form.is_valid():
        return _shown(request, row, reasons=form, status=422)
    return _done(
        request,
        pk,
        partial(actions.decide, decisions=_decisions(form), actor=actor(request), at=clock.now()),
        said=_("The differences are being booked."),
    )


def _decisions(form: forms.Reasons) -> dict[int, actions.Decision]:
    told = form.cleaned_data
    return {
        row.pk: actions.Decision(told[f"reason_{row.pk}"], told[f"change_{row.pk}"]) for row in form.doubts
    }


def _done(request: HttpRequest, pk: int, act: Callable[..., bool], said: str = "") -> HttpResponse:
    row = _take(pk)
    try:
        if act(take_id=pk) and said:
            messages.success(request, said)
    except Refusal as refusal:
        return _shown(request, row, refusal=refusal, status=refusal.status)
    return redirect("supply_desk:take", pk=pk)


def _take(pk: int) -> Take:
    row = counts.take(pk)
    if row is None:
        raise Http404
    return row


def _fresh(shelf: str, quantity: int = 1) -> forms.Seen:
    """Return the form for the next reading; the shelf stays."""
    return forms.Seen.fresh(shelf=shelf, quantity=str(quantity))


def _said(row: Take) -> tuple[Promise | str, Promise | str, str]:
    """Return what a stock-take is about, where it stands, and in which tone that is told."""
    about = row.brand.name if row.brand else words.SCOPES[row.scope]
    return about, words.TAKES[row.state], words.TAKE_TONES[row.state]


def _shown(
    request: HttpRequest,
    row: Take,
    *,
    seen: forms.Seen | None = None,
    second: forms.Second | None = None,
    reasons: forms.Reasons | None = None,
    refusal: Refusal | None = None,
    offered: Sequence[articles.Offered] = (),
    status: int = 200,
) -> HttpResponse:
    row = _take(row.pk)  # as it stands now: what was refused may have been overtaken
    about, said, tone = _said(row)
    context: dict[str, Any] = {
        "take": row,
        "about": about,
        "said": said,
        "tone": tone,
        "offered": offered,
        "refusal": articles.SEVERAL if refusal and offered else wording.words(refusal) if refusal else "",
        "typed": refusal.context.get("typed", "") if refusal else "",
        "entries": deeds.told(journal.entries(journal.subject_of(row)).reverse()[:50]),
    }
    if row.state == TakeState.COUNTING:
        context |= _counting(request, row, seen)
    else:
        context |= _doubts(request, row, reasons) | {"second": second or forms.Second()}
    return page(request, "supply/desk/take.html", context, status=status)


def _counting(request: HttpRequest, row: Take, seen: forms.Seen | None) -> dict[str, Any]:
    """Return what whoever counts may see: their own readings of this shelf, and who counts where."""
    shelf = (seen["shelf"].value() if seen else request.GET.get("shelf", "")) or ""
    mine = counts.on_shelf(row, shelf=shelf, actor=actor(request))
    facts = catalogue.variant_facts(mine)
    shelves = counts.shelves(row)
    called = deeds.actors({who for _shelf, who in shelves})
    return {
        "seen": seen or _fresh(shelf[:40]),
        "shelf": shelf,
        "mine": [(words.name_of(facts[pk]), facts[pk], number) for pk, number in mine.items()],
        "shelves": [(name, called[who], who == actor(request)) for name, who in shelves],
    }


def _doubts(request: HttpRequest, row: Take, reasons: forms.Reasons | None) -> dict[str, Any]:
    """Return the articles still to be counted again or, once all are, the differences with their value."""
    found = counts.doubts(row, DoubtState)
    waiting = [one for one in found if one.state == DoubtState.CHECK]
    differing = [one for one in found if one.state == DoubtState.DIFFERS]
    past = [one for one in found if one.state in (DoubtState.DECIDED, DoubtState.BOOKED)]
    form = reasons or forms.Reasons([] if waiting else differing)
    rows = _rows(request, row, found, form)
    shown = {one.pk for one in (past if waiting else [*differing, *past])}
    values = [one.value for one in rows if one.doubt.pk in shown]
    return {
        "alone": counts.is_alone(),
        "waiting": [one for one in rows if one.doubt in waiting],
        "differing": [] if waiting else [one for one in rows if one.doubt in differing],
        "past": [one for one in rows if one.doubt in past],
        "agreed": sum(one.state == DoubtState.AGREED for one in found),
        "reasons": form,
        "total": _totals(values),
        "unknown": sum(one is None for one in values),
    }


def _rows(request: HttpRequest, row: Take, found: list[Doubt], form: forms.Reasons) -> list[Row]:
    ids = [one.variant_id for one in found]
    facts, costs = catalogue.variant_facts(ids), queries.costs(ids)
    asked = {one.pk for one in form.doubts}
    waiting = () if counts.is_alone() else [one for one in found if one.state == DoubtState.CHECK]
    barred = counts.counters(row, waiting)
    return [
        Row(
            one,
            facts[one.variant_id],
            costs[one.variant_id] * one.change if one.variant_id in costs else None,
            actor(request) in barred.get(one.variant_id, ()),
            form[f"reason_{one.pk}"] if one.pk in asked else None,
            form[f"change_{one.pk}"] if one.pk in asked else None,
        )
        for one in found
    ]


def _totals(values: list[Money | None]) -> list[Money]:
    """Add up what is known, by currency."""
    sums: dict[str, Money] = {}
    for one in values:
        if one is not None:
            sums[one.currency] = sums.get(one.currency, Money.zero(one.currency)) + one
    return list(sums.values())
