"""The recap with its button, the bank and back, and paying an order again."""

from datetime import timedelta

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from poincon.cart import visits
from poincon.charter import queries as charters
from poincon.checkout import changes, quoting
from poincon.checkout.actions import ending, paying, placing, settling
from poincon.checkout.actions.placing import CartChanged, NotComplete, NoticeNotTicked, Press
from poincon.checkout.actions.settling import Outcome
from poincon.checkout.forms import MeansForm
from poincon.checkout.views import steps
from poincon.checkout.words import BUTTON, CANCELLED
from poincon.customers import queries as customers
from poincon.customers.actions import registering
from poincon.customers.addresses import AddressData, label_lines
from poincon.design.pages import page
from poincon.foundation import clock, wording
from poincon.inventory.actions import SoldOut
from poincon.kernel.refusal import Refusal
from poincon.orders import access
from poincon.orders import queries as orders
from poincon.orders.queries import Order
from poincon.orders.states import Funds
from poincon.orders.views.shop import shown
from poincon.payments import queries as payments
from poincon.payments.actions import BankSilent
from poincon.payments.queries import Attempt
from poincon.payments.states import AttemptState

PATIENT_ROUNDS = 20
# A button that is pressed again within this time means the order that it has made already.
JUST = timedelta(minutes=10)


@never_cache
@require_http_methods(["GET", "POST"])
def payment(request: HttpRequest) -> HttpResponse:
    """Recall everything, let the means be chosen, and take the order when the button is pressed (O3)."""
    if request.method == "GET":
        return _recap(request, _means(None))
    form, refusal = _means(request.POST), None
    if form.is_valid():
        try:
            return _order(request, form)
        except NoticeNotTicked as no:
            form.add_error("knows", wording.words(no))
        except (CartChanged, SoldOut, NotComplete) as no:
            form, refusal = _means(None), no
    return _ordered(request) or _recap(request, form, refusal)


@never_cache
@require_http_methods(["GET", "POST"])
def pay(request: HttpRequest, reference: str) -> HttpResponse:
    """Let an order be paid after all, by the same means or another (R048)."""
    order = _mine(request, reference)
    attempt = payments.latest_attempt(order.payable)
    form = _means(request.POST if request.method == "POST" else None)
    refusal: Refusal | None = None
    if form.is_valid():
        try:
            settling.settle_latest(order_id=order.pk, at=clock.now())  # it may be paid in another tab
            fresh = paying.pay_again(
                order_id=order.pk,
                means_key=form.cleaned_data["means"],
                actor=_actor(request),
                at=clock.now(),
            )
            return _to_bank(request, order, fresh)
        except Refusal as no:
            refusal = no
    context = {
        "order": order,
        "form": form,
        "attempt": attempt,
        "advice": _advice(attempt),
        "refusal": wording.words(refusal) if refusal else "",
        "payable": paying.is_payable(order=order),
    }
    status = refusal.status if refusal else 422 if form.is_bound else 200
    return page(request, "checkout/shop/pay.html", context, status=status)


@never_cache
@require_GET
def wait(request: HttpRequest, reference: str) -> HttpResponse:
    """Receive the browser back from the bank: it proves nothing, so the bank is asked."""
    order = _mine(request, reference)
    attempt = payments.latest_attempt(order.payable)
    if attempt is None:
        raise Http404
    if order.funds != Funds.UNPAID:  # by another attempt than the latest, say: there is nothing to wait for
        return redirect("orders:order", reference=order.reference)
    outcome = settling.settle(attempt_id=attempt.pk, at=clock.now())
    if outcome is Outcome.REFUSED:
        return redirect("checkout:pay", reference=order.reference)
    if outcome is Outcome.WAITING:
        told = request.GET.get("round", "0")
        taken = int(told) if told.isdecimal() and len(told) < 4 else 0
        if taken < PATIENT_ROUNDS:
            context = {"order": order, "next": taken + 1}
            return page(request, "checkout/shop/wait.html", context, part="again")
    return redirect("orders:order", reference=order.reference)


@require_POST
def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    """Cancel at the customer's wish, until the cut-off (R060)."""
    order = _mine(request, reference)
    try:
        ending.cancel(order_id=order.pk, actor=_actor(request), at=clock.now())
    except Refusal as refusal:
        return _no(request, reference, refusal)
    return redirect("orders:order", reference=order.reference)


@require_POST
def give_up(request: HttpRequest, reference: str) -> HttpResponse:
    """End an order that its buyer does not want to pay, and put its pieces back into their cart."""
    order, now = _mine(request, reference), clock.now()
    cart = visits.cart_for(request, now)
    try:
        ending.give_up(order_id=order.pk, cart=cart, actor=_actor(request), at=now)
    except Refusal as refusal:
        return _no(request, reference, refusal)
    said = _("Your order %(reference)s has ended; its pieces are back in your cart.")
    messages.success(request, said % {"reference": order.reference})
    response = redirect("cart:view")
    visits.remember(response, cart)
    return response


@require_POST
def choose(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the customer's choice after money that came too late: wait, or be refunded."""
    order = _mine(request, reference)
    choice = request.POST.get("choice", "")
    try:
        paying.answer(order_id=order.pk, choice=choice, actor=_actor(request), at=clock.now())
    except Refusal as refusal:
        return _no(request, reference, refusal)
    return redirect("orders:order", reference=order.reference)


@require_POST
def keep(request: HttpRequest, reference: str) -> HttpResponse:
    """Mail the guest who has just ordered a link that opens an account; as often as anybody may register."""
    order = _mine(request, reference)
    refused: HttpResponse | None = ratelimit.consume_or_429(request, action="signup", key=order.contact.email)
    if refused:
        return refused
    address = order.addresses.filter(kind="delivery").first()
    registering.register(
        email=order.contact.email,
        first_name=order.contact.first_name,
        last_name=order.contact.last_name,
        address=AddressData.of(address) if address else None,
        language=order.language,
        at=clock.now(),
    )
    messages.success(request, _("Nearly done: we have sent you a link that opens your account."))
    return redirect("orders:order", reference=order.reference)


def _order(request: HttpRequest, form: MeansForm) -> HttpResponse:
    """Make the order of the cart and send the browser to where it is paid. Raises as `placing.place` does."""
    cart = visits.cart_of(request)
    if cart is None or steps.wants_account(request):
        raise NotComplete(missing="cart or account")
    press = Press(
        seal=form.cleaned_data["seal"],
        means=form.cleaned_data["means"],
        language=get_language() or "fr",
        customer_id=_customer_id(request),
        knows=form.cleaned_data["knows"],
        scale=request.POST.get("scale", ""),  # as the browser knows; an unknown one costs nobody an order
    )
    placed = placing.place(cart=cart, press=press, actor=_actor(request), at=clock.now())
    response = _to_bank(request, placed.order, placed.attempt)
    access.remember(request, response, placed.order)
    return response


def _ordered(request: HttpRequest) -> HttpResponse | None:
    """Lead a second press of the same button to the order that the first one has made of the cart."""
    seal = request.POST.get("seal", "")
    order = orders.sold_under(seal, customer_id=_customer_id(request), since=clock.now() - JUST)
    if order is None:
        return None
    path = reverse("orders:order", args=[order.reference])
    response = HttpResponse(status=303, headers={"Location": path})
    access.remember(request, response, order)
    return response


def _to_bank(request: HttpRequest, order: Order, attempt: Attempt) -> HttpResponse:
    """Send the browser to where it pays; a transfer is paid from home, so the order's page it is."""
    if attempt.gateway == "transfer":
        return redirect("orders:order", reference=order.reference)
    home = settings.BASE_URL
    back = home + reverse("checkout:wait", args=[order.reference])
    told = home + reverse("payments_plain:message", args=[attempt.gateway])
    try:
        opened = paying.open_page(attempt=attempt, urls=(back, back, told), at=clock.now())
    except BankSilent as refusal:
        messages.error(request, wording.words(refusal))
        return redirect("checkout:pay", reference=order.reference)
    response = HttpResponse(status=303, headers={"Location": opened.page_url})
    response.headers["Cache-Control"] = "no-store"
    return response


def _recap(request: HttpRequest, form: MeansForm, refusal: Refusal | None = None) -> HttpResponse:
    if answer := steps.not_open(request):
        return answer
    checkout = steps.current(request) if request.method == "GET" else steps.begun(request)
    if checkout is None or not checkout.delivery or not checkout.carrier:
        return redirect("checkout:details")
    now = clock.now()
    view = quoting.cart_there(checkout, now)
    customer = customers.customer_of(request.user)
    buyer = placing.buyer_of(checkout=checkout, customer=customer)
    quoted = quoting.quote(view, cart_id=checkout.cart_id, carrier=checkout.carrier, buyer=buyer, at=now)
    if quoted is None and view.stops:
        return redirect("cart:view")  # which says what of it cannot be ordered
    if quoted is None:
        gone = _(
            "The way of sending that you chose does not take this parcel any more: please choose another."
        )
        messages.warning(request, gone)
        return redirect("checkout:delivery")
    context = {
        "checkout": checkout,
        "cart": view,
        "quote": quoted,
        "form": form,
        "button": BUTTON,
        "carried": changes.carried(quoted),
        "refusal": wording.words(refusal) if refusal else "",
        "changes": changes.since(request.POST.get("shown", ""), quoted, view) if refusal else [],
        "email": buyer.email,
        "delivery_lines": label_lines(buyer.delivery, home=charters.charter().country),
        "billing_lines": label_lines(buyer.billing, home=charters.charter().country),
        "cancel_until": charters.cutoff(charters.charter(), now, "cancel"),
        "steps": steps.steps("payment"),
        "scale": customer.ring_scale if customer else "",
    }
    status = refusal.status if refusal else 422 if form.is_bound else 200
    return page(request, "checkout/shop/payment.html", context, status=status)


def _means(data: object) -> MeansForm:
    return MeansForm(data, means=charters.charter().payments.means, language=(get_language() or "fr")[:2])


def _advice(attempt: Attempt | None) -> str:
    if attempt is None:
        return ""
    if attempt.state == AttemptState.REFUSED:
        return payments.advice(attempt.refusal)
    return str(CANCELLED) if attempt.state == AttemptState.CANCELLED else ""


def _no(request: HttpRequest, reference: str, refusal: Refusal) -> HttpResponse:
    """Answer on the order's page, as it stands now, why what was asked of it was not done."""
    return shown(request, _mine(request, reference), faults=wording.words(refusal), status=refusal.status)


def _mine(request: HttpRequest, reference: str) -> Order:
    order = orders.by_reference(reference)
    if order is None or not access.may_see(request, order):
        raise Http404
    return order


def _customer_id(request: HttpRequest) -> int | None:
    customer = customers.customer_of(request.user)
    return customer.pk if customer else None


def _actor(request: HttpRequest) -> str:
    return f"user:{request.user.pk}" if request.user.is_authenticated else "visitor"
