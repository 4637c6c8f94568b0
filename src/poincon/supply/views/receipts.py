"""The desk's page where a delivery is counted: a scanner types a barcode and presses Enter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from poincon.alerts import queries as alerts
from poincon.catalogue import queries as catalogue
from poincon.catalogue.queries import VariantFacts
from poincon.design.pages import page
from poincon.foundation import clock, wording
from poincon.inventory import queries as inventory
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk
from poincon.supply import articles, forms, queries, words
from poincon.supply.actions import receipts as actions
from poincon.supply.models import Purchase, Receipt

COUNTING = "supply_desk:receipt"


@dataclass(frozen=True, slots=True)
class Row:
    """An article of a delivery: how many were to come, and what was read."""

    facts: VariantFacts
    awaited: int
    counted: queries.Counted

    @property
    def name(self) -> str:
        return words.name_of(self.facts)

    @property
    def missing(self) -> int:
        return max(0, self.awaited - self.counted.good)

    @property
    def over(self) -> int:
        return max(0, self.counted.good - self.awaited)

    @property
    def aside(self) -> list[tuple[int, Promise | str]]:
        return [(number, words.ASIDE[why]) for why, number in self.counted.aside.items()]


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was counted of a delivery, and count one reading more."""
    row = _purchase(pk)
    if request.method != "POST":
        return _shown(request, row)
    form = forms.Scan(request.POST)
    if not form.is_valid():
        return _shown(request, row, form=form, status=422)
    try:
        _scan(request, row, form)
    except Refusal as refusal:
        several = articles.offered(form.cleaned_data["code"])
        shown = _fresh(form, again=bool(several))
        return _shown(request, row, form=shown, refusal=refusal, offered=several, status=refusal.status)
    return redirect(COUNTING, pk=pk)


@require_POST
@desk(role="catalogue")
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """Put what was counted on the shelves; pressed twice, once."""
    row = _purchase(pk)
    found = _named(request, row)
    try:
        if found and actions.book(receipt_id=found.pk, actor=actor(request), at=clock.now()):
            messages.success(request, _("The delivery is on the shelves."))
    except Refusal as refusal:
        return _shown(request, row, refusal=refusal, status=refusal.status)
    return redirect("supply_desk:purchase", pk=pk)


@require_POST
@desk(role="catalogue")
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the count away; nothing of it was on the shelves."""
    row = _purchase(pk)
    found = _named(request, row)
    if found:
        actions.drop(receipt_id=found.pk, actor=actor(request), at=clock.now())
    return redirect("supply_desk:purchase", pk=pk)


def _scan(request: HttpRequest, row: Purchase, form: forms.Scan) -> None:
    by, now = actor(request), clock.now()
    found = actions.open_receipt(purchase_id=row.pk, at=now)
    actions.scan(receipt_id=found.pk, actor=by, at=now, **form.cleaned_data)


def _named(request: HttpRequest, row: Purchase) -> Receipt | None:
    """Return the delivery that the pressed page showed, whatever has become of it."""
    number = request.POST.get("receipt", "")
    known = number.isdecimal() and len(number) < 19
    return row.receipts.filter(pk=int(number)).first() if known else None


def _purchase(pk: int) -> Purchase:
    row = queries.purchase(pk)
    if row is None:
        raise Http404
    return row


def _fresh(form: forms.Scan | None = None, *, again: bool = False) -> forms.Scan:
    """Return the form for the next reading; the same reason stays chosen, with `again` how many as well."""
    kept = {"aside": form.cleaned_data.get("aside", "")} if form else {}
    if form and again:
        kept["quantity"] = str(form.cleaned_data["quantity"])
    return forms.Scan.fresh(**kept)


def _shown(
    request: HttpRequest,
    row: Purchase,
    *,
    form: forms.Scan | None = None,
    refusal: Refusal | None = None,
    offered: Sequence[articles.Offered] = (),
    status: int = 200,
) -> HttpResponse:
    found = queries.open_receipt(row)
    rows = _rows(row, found)
    context: dict[str, Any] = {
        "purchase": row,
        "receipt": found,
        "rows": rows,
        "to_write": alerts.to_write(
            {one.facts.id: one.counted.good for one in rows if one.counted.good}, at=clock.now()
        ),
        "orders": len(inventory.awaiting(one.facts.id for one in rows if one.counted.good)),
        "form": form or _fresh(),
        "offered": offered,
        "refusal": articles.SEVERAL if offered else wording.words(refusal) if refusal else "",
        "typed": refusal.context.get("typed", "") if refusal else "",
    }
    return page(request, "supply/desk/receipt.html", context, status=status)


def _rows(row: Purchase, found: Receipt | None) -> list[Row]:
    """Return the articles that are awaited, and those that came without being awaited."""
    counted = queries.counted(found) if found else {}
    awaited = {line.variant_id: line.outstanding for line in queries.lines(row) if line.outstanding}
    facts = catalogue.variant_facts([*awaited, *counted])
    ids = dict.fromkeys([*awaited, *counted])
    return [Row(facts[pk], awaited.get(pk, 0), counted.get(pk, queries.NOTHING)) for pk in ids]
