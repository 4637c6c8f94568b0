"""The desk's page of stock: what is low, what is expected, what is late."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from poincon.alerts import queries as alerts
from poincon.catalogue import queries as catalogue
from poincon.catalogue.queries import VariantFacts
from poincon.design.pages import page
from poincon.foundation import clock, journal, wording
from poincon.foundation.deeds import told
from poincon.inventory import queries as inventory
from poincon.inventory.queries import Sheet
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk
from poincon.supply import forms, queries, words
from poincon.supply.actions import adjusting
from poincon.supply.queries import Expected

LOW, SHOWN = 1, 200


@dataclass(frozen=True, slots=True)
class Low:
    """A variant of which there is little or nothing left, and what is known of more."""

    facts: VariantFacts
    sheet: Sheet
    waiting: int
    coming: int

    @property
    def name(self) -> str:
        return words.name_of(self.facts)


@require_safe
@desk(role="catalogue")
def stock(request: HttpRequest) -> HttpResponse:
    """Show what is late or without a day, what is expected, and what is low and should be ordered.

    What is sold no longer is expected for its buyers alone; what else of it is on order stands apart.
    """
    today = clock.local_day(clock.now())
    coming = queries.expected()
    days = sorted([*coming, *_by_hand(coming)], key=lambda one: (one.on is not None, one.on or today))
    facts = catalogue.variant_facts({one.variant_id for one in days})
    gone = _unwanted({one.variant_id for one in days})
    told = [(one, words.name_of(facts[one.variant_id]), facts[one.variant_id]) for one in days]
    rows = [row for row in told if row[0].variant_id not in gone]
    context = {
        "unwanted": [row for row in told if row[0].variant_id in gone and row[0].purchase],
        "late": [row for row in rows if row[0].on is None or row[0].on < today],
        "expected": [row for row in rows if row[0].on is not None and row[0].on >= today],
        "low": _low(days),
    }
    return page(request, "supply/desk/stock.html", context)


def _unwanted(ids: set[int]) -> set[int]:
    """Return what is sold no longer and what no buyer waits for."""
    return {pk for pk in catalogue.gone_for_good(ids) if not inventory.owed(pk)}


def _by_hand(coming: list[Expected]) -> list[Expected]:
    """Return what customers are told a day of that no order to a supplier names."""
    named = {one.variant_id for one in coming if one.on}
    days = {pk: on for pk, on in inventory.awaited(most=SHOWN).items() if pk not in named}
    sheets = inventory.sheets(days, at=clock.now())
    return [Expected(None, pk, sheets[pk].restock_free + sheets[pk].ahead, on) for pk, on in days.items()]


def _low(coming: list[Expected]) -> list[Low]:
    """Return what is low, what somebody waits for first."""
    ids = list(dict.fromkeys([*alerts.most_waited(SHOWN), *inventory.low(LOW, most=SHOWN)]))
    facts, sheets, waiting = (
        catalogue.variant_facts(ids),
        inventory.sheets(ids, at=clock.now()),
        alerts.waiting(ids),
    )
    found = [
        Low(
            facts[pk],
            sheets.get(pk, inventory.NO_SHEET),
            waiting.get(pk, 0),
            sum(one.outstanding for one in coming if one.variant_id == pk),
        )
        for pk in ids
        if facts[pk].on_sale
    ]
    low = [one for one in found if one.sheet.free <= LOW]
    return sorted(low, key=lambda one: (-one.waiting, -one.sheet.ahead, one.sheet.free))[:SHOWN]


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def article(request: HttpRequest, variant_id: int) -> HttpResponse:
    """Show where the pieces of an article are, and book more or fewer with the reason."""
    if catalogue.desk_variant(variant_id) is None:
        raise Http404
    facts = catalogue.variant_facts([variant_id])[variant_id]
    if request.method != "POST":
        return _article(request, facts)
    form = forms.Adjust(request.POST)
    if not form.is_valid():
        return _article(request, facts, form)
    try:
        row = adjusting.adjust(
            variant_id=variant_id, actor=actor(request), at=clock.now(), **form.cleaned_data
        )
    except Refusal as refusal:
        at_fault = "reason" if isinstance(refusal, adjusting.ReasonMisfits) else "change"
        form.add_error(at_fault, wording.words(refusal))
        return _article(request, facts, form)
    _say(request, row.short)
    return redirect("supply_desk:article", variant_id=variant_id)


def _say(request: HttpRequest, short: int) -> None:
    if short:
        messages.warning(
            request,
            ngettext(
                "%(number)d of these pieces had been sold: its buyer has been written to, and chooses.",
                "%(number)d of these pieces had been sold: their buyers have been written to, and choose.",
                short,
            )
            % {"number": short},
        )
    else:
        messages.success(request, _("It is kept."))


def _article(request: HttpRequest, facts: VariantFacts, form: forms.Adjust | None = None) -> HttpResponse:
    sheet = inventory.sheets([facts.id], at=clock.now()).get(facts.id)
    context = {
        "facts": facts,
        "name": words.name_of(facts),
        "sheet": sheet,
        "here": inventory.on_shelves(facts.id),
        "form": form or forms.Adjust(),
        "entries": told(journal.entries(f"variant:{facts.id}").reverse()[:50]),
    }
    return page(request, "supply/desk/article.html", context, status=422 if form else 200)
