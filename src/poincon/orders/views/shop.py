"""The customer's pages: the order, and the list of orders."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from poincon.customers import queries as customers
from poincon.customers.addresses import AddressData, label_lines
from poincon.design.pages import page
from poincon.design.templatetags.words import speaking
from poincon.foundation import clock, registries
from poincon.foundation.panels import drawn
from poincon.foundation.signing_in import signed_in
from poincon.orders import access, queries, telling
from poincon.orders.actions import making
from poincon.orders.models import Order, OrderAddress
from poincon.orders.states import Headline
from poincon.orders.words import LABELS

PER_PAGE = 20


@never_cache
@require_GET
def order(request: HttpRequest, reference: str) -> HttpResponse:
    """Show an order to its customer; the link of a mail opens it once and leaves a clean address."""
    found = queries.by_reference(reference)
    if found is None:
        raise Http404
    key = request.GET.get("key", "")
    if key and queries.opened_by(found, key):
        response = redirect("orders:order", reference=found.reference)
        access.remember(request, response, found)
        return response
    if not access.may_see(request, found):
        raise Http404
    return shown(request, found)


@never_cache
@require_GET
def latest(request: HttpRequest) -> HttpResponse:
    """Lead to the order that somebody means: the one they name, or their latest; else ask which it is."""
    asked = request.GET.get("reference", "").strip()
    found = queries.by_reference(asked) if asked else access.latest(request)
    if found is not None and access.may_see(request, found):
        return redirect("orders:order", reference=found.reference)
    return page(request, "orders/shop/find.html", {"asked": asked})


@never_cache
@signed_in
@require_GET
def orders(request: HttpRequest) -> HttpResponse:
    """List the customer's orders, newest first (R064)."""
    customer = customers.customer_of(request.user)
    found = queries.of_customer(customer.pk) if customer else Order.objects.none()
    pages = Paginator(found.prefetch_related("lines"), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(one, LABELS[Headline(one.headline)]) for one in pages]
    panels = drawn(registries.orders_panels, request, customer)
    return page(request, "orders/shop/orders.html", {"page": pages, "rows": rows, "panels": panels})


def shown(request: HttpRequest, order: Order, *, faults: str = "", status: int = 200) -> HttpResponse:
    """Answer with the order's page and, above it, why what was just asked of it was not done."""
    return page(request, "orders/shop/order.html", told(request, order) | {"refusal": faults}, status=status)


def told(request: HttpRequest, order: Order) -> dict[str, object]:
    """Return everything the order's page prints, panels of other features included."""
    now = clock.now()
    places = {address.kind: address for address in order.addresses.all()}
    lines = list(queries.lines(order.pk))
    parcels = telling.parcels_told(order, now)
    title, meaning = telling.headline_words(order, parcels)
    return {
        "order": order,
        "title": title,
        "label": LABELS[Headline(order.headline)],
        "meaning": meaning,
        "moments": telling.timeline(order, clock.local_day(now)),
        "lines": lines,
        "share_made": telling.share_made(lines),
        "scale": queries.scale_read(order),
        "changeable": making.reason_against(order=order, at=now) is None,
        "sums": telling.sums(order),
        "border": telling.at_the_border(order),
        "parcels": parcels,
        "beneath": telling.beneath(lines, parcels),
        "how": telling.carrier_of(order.consignment.carrier).how(speaking()),
        "delivery_lines": _label(places.get(OrderAddress.DELIVERY)),
        "billing_lines": _label(places.get(OrderAddress.BILLING)),
        "panels": drawn(registries.order_panels, request, order),
        "panels_beneath": drawn(registries.order_panels_beneath, request, order),
    }


def _label(address: OrderAddress | None) -> list[str]:
    return label_lines(AddressData.of(address), home=settings.CHARTER.country) if address else []
