"""The three steps before the button: who and where to, by whom, and how it is paid."""

from typing import cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from poincon.cart import actions as carts
from poincon.cart import queries as cart_queries
from poincon.cart import visits
from poincon.cart.queries import Cart
from poincon.charter import queries as charters
from poincon.checkout import queries, quoting, rules
from poincon.checkout.actions import telling
from poincon.checkout.forms import CarrierForm, SectionAddress, WhoForm
from poincon.checkout.models import Checkout
from poincon.customers import queries as customers
from poincon.customers.addresses import AddressData, phone_words
from poincon.design.pages import page
from poincon.design.shapes import Step
from poincon.foundation import clock, wording
from poincon.pricing.queries import NoVatRate

STEPS = (
    ("details", gettext_noop("Your details")),
    ("delivery", gettext_noop("Delivery")),
    ("payment", gettext_noop("Payment")),
)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Leave the cart for the checkout: today's prices have been shown."""
    cart = visits.cart_of(request)
    if cart is None:
        return redirect("cart:view")
    at = clock.now()
    carts.acknowledge(cart=cart, at=at)
    telling.begin(cart=cart, at=at)
    return redirect("checkout:details")


@never_cache
@require_http_methods(["GET", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    """Ask who orders and where to. A change of country only changes the shape of the form."""
    if answer := not_open(request):
        return answer
    checkout = current(request)
    forms = _Details(request, checkout)
    if request.method == "POST" and "reshape" not in request.POST and forms.valid():
        _keep(request, checkout, forms)
        return redirect("checkout:delivery")
    status = 422 if forms.bound and "reshape" not in request.POST else 200
    return page(request, "checkout/shop/details.html", forms.context(), part="form", status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def delivery(request: HttpRequest) -> HttpResponse:
    """Offer the carriers that take this parcel to that country (R066)."""
    if answer := not_open(request):
        return answer
    checkout = current(request)
    if not checkout.delivery:
        return redirect("checkout:details")
    view = quoting.cart_there(checkout, clock.now())
    offers = quoting.offers(view)
    number = phone_words(checkout.delivery.get("phone", ""), home=charters.charter().country)
    likely = offers[0].carrier if offers else ""
    initial = {"carrier": checkout.carrier or likely, "phone": number}
    data = request.POST if request.method == "POST" else None
    form = CarrierForm(data, offers=offers, country=view.country, initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        telling.choose_carrier(
            checkout=checkout, carrier=told["carrier"], phone=told["phone"], at=clock.now()
        )
        return redirect("checkout:payment")
    context = {
        "form": form,
        "rows": quoting.arrivals(view, clock.now()) if view.taxation else [],
        "untaxed": "" if view.taxation else wording.words(NoVatRate()),
        "asks_phone": any(offer.needs_phone for offer in offers),
        "country": view.country,
        "steps": steps("delivery"),
    }
    return page(request, "checkout/shop/delivery.html", context, status=422 if data is not None else 200)


def not_open(request: HttpRequest) -> HttpResponse | None:
    """Lead back to the cart what has no cart to order, and to sign-in where the house wants an account."""
    cart = visits.cart_of(request)
    if cart is None or not cart_queries.pieces_in(cart):
        return redirect("cart:view")
    if wants_account(request):
        return redirect(f"{reverse('account_login')}?next={reverse('checkout:details')}")
    return None


def wants_account(request: HttpRequest) -> bool:
    """Tell whether whoever asks must sign in before anything is ordered here."""
    return rules.needs_account(charters.charter()) and not request.user.is_authenticated


def current(request: HttpRequest) -> Checkout:
    """Return the checkout of the request's cart; `not_open` has been asked before."""
    return telling.begin(cart=cast("Cart", visits.cart_of(request)), at=clock.now())


def begun(request: HttpRequest) -> Checkout | None:
    """Return the checkout without starting one: another press may have taken its cart this very moment."""
    return queries.checkout_of(cast("Cart", visits.cart_of(request)))


def steps(now: str) -> list[Step]:
    """Return how far the checkout has come, the steps done being links."""
    names = [name for name, _label in STEPS]
    place = names.index(now)
    return [
        Step(_(label), "now" if i == place else "done" if i < place else "next", reverse(f"checkout:{name}"))
        for i, (name, label) in enumerate(STEPS)
    ]


class _Details:
    """The three forms of the first step, filled from what is known."""

    def __init__(self, request: HttpRequest, checkout: Checkout) -> None:
        data = request.POST if request.method == "POST" else None
        self.bound = data is not None
        self._user = request.user if request.user.is_authenticated else None
        kept, billed = _known(request, checkout)
        email = checkout.email or (self._user.email if self._user else "")
        self.who = WhoForm(data, initial={"email": email, "billing_differs": checkout.billing_differs})
        if self._user:
            self.who.fields["email"].disabled = True
            self.who.initial["email"] = self._user.email
        likely = checkout.cart.country or charters.charter().delivery.likely_country
        self.delivery = _address(data, "shipping", kept, likely, customers.delivered_countries())
        self.billing = _address(data, "billing", billed, likely, customers.known_countries())

    def differs(self) -> bool:
        return bool(self.who.is_valid() and self.who.cleaned_data["billing_differs"])

    def valid(self) -> bool:
        sound = [self.who.is_valid(), self.delivery.is_valid()]
        return all(sound) and (not self.differs() or self.billing.is_valid())

    def email(self) -> str:
        return str(self._user.email if self._user else self.who.cleaned_data["email"])

    def context(self) -> dict[str, object]:
        return {
            "who": self.who,
            "delivery": self.delivery,
            "billing": self.billing,
            "known": self._user is not None,
            "halves": ("first_name", "last_name", "postcode", "city"),
            "steps": steps("details"),
        }


def _keep(request: HttpRequest, checkout: Checkout, forms: "_Details") -> None:
    """Keep who orders and where to; what another destination changes of the price is said next."""
    at, delivery = clock.now(), forms.delivery.data_given()
    told, likely = checkout.delivery, checkout.cart.country or charters.charter().delivery.likely_country
    before = (told["country"], told["postcode"]) if told else (likely, checkout.cart.postcode)
    telling.tell_who(
        checkout=checkout,
        email=forms.email(),
        delivery=AddressData(**delivery.as_dict() | {"phone": told.get("phone", "")}),
        billing=forms.billing.data_given() if forms.differs() else None,
        at=at,
    )
    carts.deliver_to(cart=checkout.cart, country=delivery.country, postcode=delivery.postcode, at=at)
    after = (delivery.country, delivery.postcode)
    visits.tell_of_place(request, checkout.cart, before=before, after=after, at=at)


def _known(request: HttpRequest, checkout: Checkout) -> tuple[AddressData, AddressData]:
    """Return what is known of the delivery and billing addresses: told before, or from the address book."""
    customer = customers.customer_of(request.user)
    book = customers.default_delivery(customer) if customer else None
    asked = AddressData(country=checkout.cart.country, postcode=checkout.cart.postcode)
    kept = queries.delivery_of(checkout) or (AddressData.of(book) if book else asked)
    return kept, AddressData(**checkout.billing) if checkout.billing else AddressData()


def _address(
    data: QueryDict | None, section: str, kept: AddressData, likely: str, countries: list[str]
) -> SectionAddress:
    told = data.get(f"{section}-country") if data is not None else None
    asked = told or kept.country or likely
    return SectionAddress(
        data,
        section=section,
        country=asked if asked in countries else countries[0],
        countries=countries,
        initial={name: value for name, value in kept.as_dict().items() if value},
    )
