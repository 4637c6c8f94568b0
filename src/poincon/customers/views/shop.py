"""The customer's own space."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from poincon.customers import actions, addresses, forms, queries
from poincon.customers.addresses import AddressData
from poincon.customers.models import Address
from poincon.customers.policies import actor, customer, customer_only
from poincon.customers.states import ContactBy, RingScale
from poincon.design.pages import page
from poincon.foundation import clock
from poincon.foundation.panels import drawn
from poincon.foundation.registries import account_panels, preferences_panels


@customer_only
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Greet, and show what features have to tell this customer."""
    panels = drawn(account_panels, request, customer(request))
    context = {"customer": customer(request), "panels": panels, "delivery": _default(request)}
    return page(request, "customers/shop/home.html", context)


@customer_only
@require_http_methods(["GET", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    me = customer(request)
    known = {"first_name": me.first_name, "last_name": me.last_name, "phone": addresses.phone_words(me.phone)}
    form = forms.Details(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        actions.change_details(customer=me, **form.cleaned_data, actor=actor(request), at=clock.now())
        messages.success(request, _("Your details are kept."))
        return HttpResponseRedirect(reverse("customers:details"))
    return _form(request, "customers/shop/details.html", form)


@customer_only
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    me = customer(request)
    form = forms.Preferences(
        request.POST or None,
        initial={
            "language": me.user.language,
            "contact_by": me.contact_by,
            "ring_scale": me.ring_scale,
        },
    )
    if request.method == "POST" and form.is_valid():
        actions.change_preferences(
            customer=me,
            language=form.cleaned_data["language"],
            contact_by=ContactBy(form.cleaned_data["contact_by"]),
            ring_scale=RingScale(said) if (said := form.cleaned_data["ring_scale"]) else None,
            actor=actor(request),
            at=clock.now(),
        )
        messages.success(request, _("Your preferences are kept."))
        return HttpResponseRedirect(reverse("customers:preferences"))
    panels = drawn(preferences_panels, request, me)
    return _form(request, "customers/shop/preferences.html", form, panels=panels)


@customer_only
@require_GET
def book(request: HttpRequest) -> HttpResponse:
    entries = [(row, _lines(row)) for row in queries.addresses_of(customer(request))]
    return page(request, "customers/shop/book.html", {"entries": entries})


@customer_only
@require_http_methods(["GET", "POST"])
def new_address(request: HttpRequest) -> HttpResponse:
    me = customer(request)
    start = AddressData(
        first_name=me.first_name, last_name=me.last_name, country=queries.known_countries()[0]
    )
    form = _address_form(request, start)
    if _sent(request) and form.is_valid():
        actions.add_address(customer_id=me.pk, data=form.data_given(), at=clock.now(), **_defaults(request))
        messages.success(request, _("The address is in your book."))
        return HttpResponseRedirect(reverse("customers:book"))
    return _address_page(request, form)


@customer_only
@require_http_methods(["GET", "POST"])
def address(request: HttpRequest, address_id: int) -> HttpResponse:
    row = get_object_or_404(customer(request).addresses, pk=address_id)
    form = _address_form(request, AddressData.of(row))
    if _sent(request) and form.is_valid():
        actions.change_address(
            customer_id=row.customer_id,
            address_id=row.pk,
            data=form.data_given(),
            at=clock.now(),
            **_defaults(request),
        )
        messages.success(request, _("The address is changed. Orders already placed keep theirs."))
        return HttpResponseRedirect(reverse("customers:book"))
    return _address_page(request, form, row)


@customer_only
@require_POST
def address_removal(request: HttpRequest, address_id: int) -> HttpResponse:
    row = get_object_or_404(customer(request).addresses, pk=address_id)
    actions.remove_address(customer_id=row.customer_id, address_id=row.pk, at=clock.now())
    messages.success(request, _("The address is out of your book."))
    return HttpResponseRedirect(reverse("customers:book"))


@customer_only
@require_POST
def address_default(request: HttpRequest, address_id: int) -> HttpResponse:
    row = get_object_or_404(customer(request).addresses, pk=address_id)
    delivery, billing = "delivery" in request.POST, "billing" in request.POST
    actions.make_default(
        customer_id=row.customer_id, address_id=row.pk, delivery=delivery, billing=billing, at=clock.now()
    )
    return HttpResponseRedirect(reverse("customers:book"))


def _form(request: HttpRequest, template: str, form: object, **more: object) -> HttpResponse:
    status = 422 if getattr(form, "errors", None) else 200
    return page(request, template, {"form": form, **more}, part="form", status=status)


def _sent(request: HttpRequest) -> bool:
    """True when the address is meant to be kept, not only to be shown in another country's fields."""
    return request.method == "POST" and "switch" not in request.POST


def _address_form(request: HttpRequest, known: AddressData) -> forms.AddressForm:
    wanted = request.POST.get("country", known.country)
    country = wanted if wanted in queries.known_countries() else known.country
    if _sent(request):
        return forms.AddressForm(request.POST, country=country)
    typed = {name: request.POST[name] for name in known.as_dict() if name in request.POST}
    shown = known.as_dict() | {"phone": addresses.phone_words(known.phone)} | typed
    return forms.AddressForm(country=country, initial=shown)


def _address_page(request: HttpRequest, form: forms.AddressForm, row: Address | None = None) -> HttpResponse:
    template = "customers/shop/address.html"
    status = 422 if form.errors else 200
    return page(request, template, {"form": form, "row": row}, part="form", status=status)


def _defaults(request: HttpRequest) -> dict[str, bool]:
    return {
        "default_delivery": "default_delivery" in request.POST,
        "default_billing": "default_billing" in request.POST,
    }


def _default(request: HttpRequest) -> list[str]:
    row = queries.default_delivery(customer(request))
    return _lines(row) if row else []


def _lines(row: Address) -> list[str]:
    return addresses.label_lines(AddressData.of(row), home=queries.delivered_countries()[0])
