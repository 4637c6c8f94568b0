"""The desk's pages about suppliers' orders: written, sent, followed, printed."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from poincon.catalogue import queries as catalogue
from poincon.catalogue.queries import VariantFacts
from poincon.design.pages import page
from poincon.foundation import clock, journal, wording
from poincon.foundation.deeds import told
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk
from poincon.supply import articles, expecting, forms, queries, words
from poincon.supply.actions import purchases as actions
from poincon.supply.models import Purchase, PurchaseLine
from poincon.supply.states import AWAITED, PURCHASE_FLOW, PurchaseState

ONE = "supply_desk:purchase"
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Told:
    """A line with the words for its article."""

    line: PurchaseLine
    facts: VariantFacts
    late: bool
    gone: bool

    @property
    def name(self) -> str:
        return words.name_of(self.facts)

    @property
    def sum(self) -> Money:
        return self.line.cost * self.line.quantity


@require_safe
@desk(role="catalogue")
def listing(request: HttpRequest) -> HttpResponse:
    """Show the orders to suppliers, newest first; `state` narrows them."""
    state = request.GET.get("state", "")
    rows = Paginator(queries.purchases(state), PER_PAGE).get_page(request.GET.get("page"))
    shown = [(row, words.STATES[row.state], words.TONES[row.state]) for row in rows]
    states = [("awaited", _("Awaited")), *words.STATES.items()]
    begun = bool(shown or state or catalogue.suppliers())
    context = {"rows": shown, "page": rows, "states": states, "state": state, "suppliers": begun}
    return page(request, "supply/desk/purchases.html", context)


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def new(request: HttpRequest) -> HttpResponse:
    """Begin an order to a supplier."""
    form = forms.New(request.POST or None, initial={"supplier": request.GET.get("supplier")})
    if request.method == "POST" and form.is_valid():
        row = actions.create(
            supplier_id=form.cleaned_data["supplier"],
            currency=form.cleaned_data["currency"],
            key=form.cleaned_data["key"],
            actor=actor(request),
            at=clock.now(),
        )
        return redirect(ONE, pk=row.pk)
    status = 422 if form.errors else 200
    return page(request, "supply/desk/new_purchase.html", {"form": form}, part="form", status=status)


@require_safe
@desk(role="catalogue")
def purchase(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an order: what was asked for, what came, what can be done."""
    return _shown(request, _row(pk))


@require_safe
@desk(role="catalogue")
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an order as it is printed and sent."""
    row = _row(pk)
    lines = [one for one in _lines(row) if one.line.quantity]
    return page(
        request, "supply/desk/paper.html", {"purchase": row, "lines": lines, "total": _total(row, lines)}
    )


@require_POST
@desk(role="catalogue")
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an article on a draft, or change what the draft says of it."""
    row, form = _row(pk), forms.Line(request.POST)
    if not form.is_valid():
        return _shown(request, row, form=form, offered=articles.offered(request.POST.get("code", "")))
    return _done(
        request,
        row,
        actions.put_line,
        typed={"form": form},
        variant_id=form.cleaned_data["code"],
        quantity=form.cleaned_data["quantity"],
        cost=form.cost_in(row.currency),
        expected_on=form.cleaned_data["expected_on"],
        line_id=form.cleaned_data["line"],
    )


@require_POST
@desk(role="catalogue")
def line_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an article off a draft."""
    line_id = request.POST.get("line", "")
    found = int(line_id) if line_id.isdecimal() and len(line_id) < 19 else 0
    return _done(request, _row(pk), actions.remove_line, line_id=found)


@require_POST
@desk(role="catalogue")
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the supplier has the order."""
    return _done(request, _row(pk), actions.send)


@require_POST
@desk(role="catalogue")
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """End an order of which nothing has come."""
    return _done(request, _row(pk), actions.cancel)


@require_POST
@desk(role="catalogue")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End an order whose rest will not come."""
    return _done(request, _row(pk), actions.close)


@require_POST
@desk(role="catalogue")
def redate(request: HttpRequest, pk: int) -> HttpResponse:
    """Expect what is still to come on another day."""
    row = _row(pk)
    form = forms.Day(_to_come(_lines(row)), request.POST)
    if not form.is_valid():
        return _shown(request, row, day=form)
    on, line_id = form.cleaned_data["on"], form.cleaned_data["line"]
    return _done(request, row, actions.redate, typed={"day": form}, on=on, line_id=line_id)


def _row(pk: int) -> Purchase:
    row = queries.purchase(pk)
    if row is None:
        raise Http404
    return row


def _done(
    request: HttpRequest, row: Purchase, act: Any, *, typed: dict[str, Any] | None = None, **what: Any
) -> HttpResponse:
    try:
        done = act(purchase_id=row.pk, actor=actor(request), at=clock.now(), **what)
    except Refusal as refusal:
        return _shown(request, _row(row.pk), refusal=refusal, **(typed or {}))
    if act is actions.redate and not done:
        messages.info(request, _("That was its day already: nothing was changed."))
    else:
        messages.success(request, _("It is kept."))
    return redirect(ONE, pk=row.pk)


def _shown(
    request: HttpRequest, row: Purchase, *, refusal: Refusal | None = None, **typed: Any
) -> HttpResponse:
    state, lines = PurchaseState(row.state), _lines(row)
    form, day = _forms(request, lines, state)
    context = {
        "purchase": row,
        "lines": lines,
        "total": _total(row, lines),
        "state_words": words.STATES[row.state],
        "tone": words.TONES[row.state],
        "verbs": PURCHASE_FLOW.verbs(state),
        "awaited": state in AWAITED,
        "changing": state in (PurchaseState.DRAFT, *AWAITED),
        "form": form,
        "day": day,
        "entries": words.detailed(told(journal.entries(journal.subject_of(row)).reverse())),
        "refusal": wording.words(refusal) if refusal else "",
        "there": refusal.line if isinstance(refusal, actions.OnItAlready) else None,
        **_who_is_written(row, lines, state),
        **typed,
    }
    status = refusal.status if refusal else 422 if typed else 200
    return page(request, "supply/desk/purchase.html", context, status=status)


def _who_is_written(row: Purchase, lines: list[Told], state: PurchaseState) -> dict[str, int]:
    """Return how many orders hear of it: when it is sent or ended, and when one of its days is moved."""
    if state not in (PurchaseState.DRAFT, *AWAITED):
        return {}
    return {
        "to_write": expecting.written_to(row, at=clock.now()),
        "waiting": expecting.waiting_for(one.line for one in lines),
    }


def _forms(
    request: HttpRequest, lines: list[Told], state: PurchaseState
) -> tuple[forms.Line, forms.Day | None]:
    """Return the forms for an article and for a day; the line that was chosen in the list fills them in."""
    named = {str(one.line.pk): one for one in lines}.get(request.GET.get("line", ""))
    coming = _to_come(lines)
    chosen = {"line": named.line.pk, "on": named.line.expected_on} if named else None
    day = forms.Day(coming, initial=chosen) if coming and state in AWAITED else None
    return forms.Line.of(named.line, named.facts.sku) if named else forms.Line(), day


def _to_come(lines: list[Told]) -> dict[PurchaseLine, str]:
    """Return the lines of which something is still to come, in words."""
    return {one.line: words.line_of(one.line, one.facts) for one in lines if one.line.outstanding}


def _lines(row: Purchase) -> list[Told]:
    lines = queries.lines(row)
    ids = [one.variant_id for one in lines]
    facts, gone = catalogue.variant_facts(ids), catalogue.gone_for_good(ids)
    today = clock.local_day(clock.now())
    open_state = row.state in AWAITED
    return [
        Told(
            one,
            facts[one.variant_id],
            open_state and bool(one.outstanding and one.expected_on and one.expected_on < today),
            one.variant_id in gone,
        )
        for one in lines
    ]


def _total(row: Purchase, lines: list[Told]) -> Money:
    return sum((one.sum for one in lines), Money(0, row.currency))
