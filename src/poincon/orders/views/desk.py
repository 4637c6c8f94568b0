"""The desk's pages: the queues, the search, one order, and the steps that can be taken with it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from poincon.charter import queries as charters
from poincon.design.pages import page
from poincon.foundation import clock, deeds, fields, journal, registries, wording
from poincon.foundation.panels import drawn
from poincon.inventory import queries as inventory
from poincon.kernel.refusal import Refusal
from poincon.orders import counter, queries, slips, telling
from poincon.orders.actions import making, work
from poincon.orders.desk_words import (
    CUSTOMS,
    DONE,
    FORWARD,
    QUEUES,
    TELLS,
    VERBS,
    steps_on_offer,
)
from poincon.orders.models import Order
from poincon.orders.states import Headline
from poincon.orders.views.shop import told
from poincon.orders.words import LABELS
from poincon.staff.policies import actor, desk

PER_PAGE = 50


class ParcelForm(forms.Form):
    """A parcel: its carrier, its number, and how many of each line are inside."""

    carrier = forms.ChoiceField(label=gettext_lazy("Carrier"))
    number = fields.Line(label=gettext_lazy("Parcel number"), max_length=60)

    def __init__(self, data: object = None, *, left: dict[int, int], carrier: str, **more: object) -> None:
        super().__init__(data, initial={"carrier": carrier}, **more)  # type: ignore[arg-type]
        choices = [(one.key, one.name) for one in charters.charter().carriers]
        self.fields["carrier"].choices = choices  # type: ignore[attr-defined]
        self.left = left
        for line, most in left.items():
            self.fields[f"line_{line}"] = forms.IntegerField(min_value=0, max_value=most, initial=most)

    def contents(self) -> dict[int, int]:
        """Return how many of each line the parcel holds; only of a valid form."""
        asked = {line: self.cleaned_data[f"line_{line}"] for line in self.left}
        return {line: quantity for line, quantity in asked.items() if quantity}


@require_GET
@desk(role="counter")
def queue(request: HttpRequest, name: str) -> HttpResponse:
    """List one queue, what is due first on top."""
    context = {"name": name, "title": QUEUES[name], "queues": _tabs(), "today": clock.local_day(clock.now())}
    return page(
        request, "orders/desk/queue.html", context | _listed(request, queries.queue(name)), part="list"
    )


@require_GET
@desk(role="counter")
def search(request: HttpRequest) -> HttpResponse:
    """Find orders by reference, name, e-mail or parcel number."""
    said = request.GET.get("q", "")[:100]
    found = queries.search(said) if said.strip() else Order.objects.none()
    context = {"name": "", "title": _("Search"), "said": said, "queues": _tabs()}
    return page(request, "orders/desk/queue.html", context | _listed(request, found), part="list")


@require_GET
@desk(role="counter")
def order(request: HttpRequest, reference: str) -> HttpResponse:
    """Show everything about an order, and what can be done with it."""
    return _shown(request, _order(reference))


@require_GET
@desk(role="counter")
def slip(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what the workshop makes for an order, to be printed: the words letter for letter, no name."""
    found = _order(reference)
    made = slips.slips(list(queries.lines(found.pk)))
    if not made:
        raise Http404
    context = {"order": found, "slips": made, "code": slips.reference_in_bars(found), "today": clock.now()}
    return page(request, "orders/desk/slip.html", context)


@require_POST
@desk(role="counter")
def step(request: HttpRequest, reference: str) -> HttpResponse:
    """Take one step with an order; refused with its reason when it is not on offer."""
    found, verb = _order(reference), request.POST.get("verb", "")
    try:
        if verb not in counter.STEPS:
            raise Http404
        counter.take(order_id=found.pk, verb=verb, actor=actor(request), at=clock.now())
    except Refusal as refusal:
        return _shown(request, _order(reference), refusal=refusal)
    messages.success(request, DONE[verb])
    return redirect("orders_desk:order", reference=found.reference)


@require_POST
@desk(role="counter")
def ship(request: HttpRequest, reference: str) -> HttpResponse:
    """Hand a parcel to its carrier; the customer gets its number and the tracking link at once (R071)."""
    found = _order(reference)
    form = ParcelForm(request.POST, left=work.unsent(order=found), carrier=found.consignment.carrier)
    if not form.is_valid():
        return _shown(request, found, form=form)
    try:
        work.ship(
            order_id=found.pk,
            carrier=form.cleaned_data["carrier"],
            number=form.cleaned_data["number"],
            contents=form.contents(),
            actor=actor(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        return _shown(request, _order(reference), refusal=refusal, form=form)
    messages.success(request, _("The parcel is booked; the customer gets its number by e-mail."))
    return redirect("orders_desk:order", reference=found.reference)


@require_POST
@desk(role="counter")
def deliver(request: HttpRequest, reference: str, parcel: int) -> HttpResponse:
    """Book a parcel as received by the buyer."""
    found = _order(reference)
    try:
        work.deliver(order_id=found.pk, parcel_id=parcel, actor=actor(request), at=clock.now())
    except ObjectDoesNotExist:
        raise Http404 from None  # a parcel of another order, or of none
    except Refusal as refusal:
        return _shown(request, _order(reference), refusal=refusal)
    messages.success(request, _("The parcel is booked as received; the customer is told."))
    return redirect("orders_desk:order", reference=found.reference)


def _order(reference: str) -> Order:
    found = queries.by_reference(reference)
    if found is None:
        raise Http404
    return found


def _tabs() -> list[tuple[str, object, str, int]]:
    counts = queries.counts()
    return [(name, label, f"orders_desk:{name}", counts[name]) for name, label in QUEUES.items()]


def _listed(request: HttpRequest, found: QuerySet[Order]) -> dict[str, object]:
    pages = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        (one, LABELS[Headline(one.headline)], telling.carrier_of(one.consignment.carrier).name)
        for one in pages
    ]
    awaiting = inventory.unfilled(one.hold_id for one in pages if one.hold_id)
    return {"page": pages, "rows": rows, "awaiting": awaiting}


def _shown(
    request: HttpRequest, found: Order, *, refusal: Refusal | None = None, form: ParcelForm | None = None
) -> HttpResponse:
    faults, status = (wording.words(refusal), refusal.status) if refusal else ("", 422 if form else 200)
    return shown(request, found, faults=faults, form=form, status=status)


def shown(
    request: HttpRequest, found: Order, *, faults: str = "", form: ParcelForm | None = None, status: int = 200
) -> HttpResponse:
    """Answer with the order's page and, above it, what was wrong with what was just asked of it."""
    left, at = work.unsent(order=found), clock.now()
    begins = (found.life, found.funds, found.work) == ("open", "paid", "waiting")
    waits = work.obstacle_to(order=found, at=at) if begins else {}
    context = told(request, found) | {
        "refusal": faults,
        "verbs": [
            (verb, VERBS[verb], TELLS.get(verb, ""), verb in FORWARD) for verb in steps_on_offer(found, at)
        ],
        "waits": wording.words(work.NotToBePrepared(**waits)) if waits else "",
        "form": form or ParcelForm(left=left, carrier=found.consignment.carrier),
        "left": left,
        "remakes": making.reason_against(order=found, at=at, at_desk=True) is None,
        "carrier": telling.carrier_of(found.consignment.carrier),
        "customs": CUSTOMS.get(telling.customs(found), ""),
        "can_ship": found.work == "ready" and bool(left),
        "entries": deeds.told(journal.entries(journal.subject_of(found))),
        "panels": drawn(registries.desk_order_panels, request, found),
    }
    return page(request, "orders/desk/order.html", context, status=status)
