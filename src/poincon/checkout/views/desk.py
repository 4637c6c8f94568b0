"""The desk's side of money before hand-over: transfers that arrive, refunds sent by hand, orders ended."""

from collections.abc import Callable
from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from poincon.checkout.actions import ending, settling
from poincon.checkout.actions.settling import Receipt
from poincon.design.pages import page, see_other
from poincon.foundation import clock, fields, wording
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal
from poincon.orders import queries as orders
from poincon.orders.queries import Order
from poincon.orders.views.desk import shown
from poincon.payments import actions as payment_actions
from poincon.payments import queries as payments
from poincon.staff.policies import actor, desk


class ReceiptForm(forms.Form):
    """A line of the bank statement: its reference there, and the amount in the order's currency."""

    line = fields.Line(label=gettext_lazy("Line of the bank statement"), max_length=60)
    amount = fields.Number(
        label=gettext_lazy("Amount received"),
        min_value=Decimal("0.01"),
        max_digits=11,
        decimal_places=2,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


RECEIPTS = {
    Receipt.PAID: gettext_lazy("The order is paid; its customer is told."),
    Receipt.TOO_MUCH: gettext_lazy("The order is paid. What is too much waits under refunds."),
    Receipt.PART: gettext_lazy("Booked. The order is not fully paid yet."),
    Receipt.REPEATED: gettext_lazy("This line of the statement was booked already; nothing has changed."),
    Receipt.GOES_BACK: gettext_lazy(
        "Nothing is owed for this order any more: the money waits under refunds."
    ),
}


@require_GET
@desk(role="counter")
def money(request: HttpRequest) -> HttpResponse:
    """List the transfers awaited and the refunds that somebody must send from the bank account."""
    return _money(request)


def _money(
    request: HttpRequest, *, faults: str = "", about: Order | None = None, status: int = 200
) -> HttpResponse:
    """Answer with the lists and, above the refunds, what was wrong with what was just asked of one."""
    waiting = orders.awaiting_transfer()
    refunds = list(payments.refunds_by_hand())
    found = {one.payable_id: orders.by_payable(one.payable_id) for one in refunds}
    context = {
        "waiting": waiting,
        "refunds": [(refund, found[refund.payable_id]) for refund in refunds],
        "refusal": faults,
        "about": about,
    }
    return page(request, "checkout/desk/money.html", context, status=status)


@require_POST
@desk(role="counter")
def receive(request: HttpRequest, reference: str) -> HttpResponse:
    """Book a transfer; the same statement line twice is booked once (R045, R047)."""
    order = orders.by_reference(reference)
    form = ReceiptForm(request.POST)
    if order is None:
        raise Http404
    if not form.is_valid():
        faults = _("Please give the statement’s line and an amount.")
        return shown(request, order, faults=faults, status=422)
    amount = Money.of(form.cleaned_data["amount"], order.currency)
    line = f"{order.reference}:{form.cleaned_data['line']}"
    receipt = settling.receive_transfer(
        order_id=order.pk, amount=amount, key=line, actor=actor(request), at=clock.now()
    )
    tell = messages.success if receipt in {Receipt.PAID, Receipt.PART} else messages.warning
    tell(request, RECEIPTS[receipt])
    return see_other("orders_desk:order", order.reference)


@require_POST
@desk(role="counter")
def end(request: HttpRequest, reference: str) -> HttpResponse:
    """Cancel an order that has not left, release its pieces and give its money back."""
    order = orders.by_reference(reference)
    if order is None:
        raise Http404
    try:
        ending.cancel_at_desk(order_id=order.pk, actor=actor(request), at=clock.now())
    except Refusal as refusal:
        fresh = orders.by_reference(reference) or order
        return shown(request, fresh, faults=wording.words(refusal), status=refusal.status)
    messages.success(request, _("The order is cancelled; its customer is told."))
    return see_other("orders_desk:order", order.reference)


@require_POST
@desk(role="counter")
def ask_again(request: HttpRequest, refund: int) -> HttpResponse:
    """Ask the bank once more for a refund that it refused."""
    return _see_to(request, refund, payment_actions.ask_again, _("The bank is asked again."))


@require_POST
@desk(role="counter")
def refunded(request: HttpRequest, refund: int) -> HttpResponse:
    """Book that a refund has been sent from the bank account (R092)."""
    return _see_to(request, refund, payment_actions.book_sent, _("Booked; the customer is told."))


def _see_to(request: HttpRequest, refund_id: int, act: Callable[..., None], said: str) -> HttpResponse:
    """Do it with one refund; refused, the list says of which and why."""
    found = payments.find_refund(refund_id)
    if found is None:
        raise Http404
    try:
        act(refund=found, actor=actor(request), at=clock.now())
    except Refusal as no:
        about = orders.by_payable(found.payable_id)
        return _money(request, faults=wording.words(no), about=about, status=no.status)
    messages.success(request, said)
    return see_other("checkout_desk:money")
