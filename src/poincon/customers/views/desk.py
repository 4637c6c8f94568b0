"""What the desk sees of customers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from poincon.customers import addresses, queries
from poincon.customers.addresses import AddressData
from poincon.customers.models import Customer
from poincon.design.pages import page
from poincon.foundation.panels import drawn
from poincon.foundation.registries import desk_customer_panels
from poincon.staff.policies import desk
from poincon.staff.states import Role


@desk(role=Role.COUNTER)
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Find customers by name, e-mail, telephone or town; the newest when nothing is asked."""
    words = request.GET.get("q", "").strip()[:100]
    context = {"q": words, "customers": queries.search(words), "most": queries.FOUND_AT_MOST}
    return page(request, "customers/desk/search.html", context, part="found")


@desk(role=Role.COUNTER)
@require_GET
def customer(request: HttpRequest, customer_id: int) -> HttpResponse:
    found = get_object_or_404(Customer.objects.select_related("user"), pk=customer_id)
    entries = [(row, addresses.label_lines(AddressData.of(row))) for row in queries.addresses_of(found)]
    context = {
        "customer": found,
        "phone": addresses.phone_words(found.phone),
        "entries": entries,
        "panels": drawn(desk_customer_panels, request, found),
    }
    return page(request, "customers/desk/customer.html", context)
