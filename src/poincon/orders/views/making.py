"""The pages on which what is made for the wearer is changed: the customer's, and the desk's."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from poincon.catalogue import made_words
from poincon.catalogue.rules import Wish
from poincon.design.pages import page
from poincon.foundation import clock, wording
from poincon.kernel.refusal import Refusal
from poincon.orders import access, queries
from poincon.orders.actions import making
from poincon.orders.models import Order, OrderLine
from poincon.staff.policies import actor, desk

# A line that was sold with words keeps some: leaving them out would be another price.
AT_FAULT = made_words.AT_FAULT | {"not_another_price": "words"}

type Change = Callable[..., OrderLine]


@never_cache
@require_http_methods(["GET", "POST"])
def in_shop(request: HttpRequest, reference: str, line: int) -> HttpResponse:
    """Let the customer change words or size until the cut-off (R059), or see how other words would look."""
    order, found = _line(reference, line)
    if not access.may_see(request, order):
        raise Http404
    who = f"user:{request.user.pk}" if request.user.is_authenticated else "visitor"
    return _answer(request, order, found, making.change, who, at_desk=False)


@require_http_methods(["GET", "POST"])
@desk(role="counter")
def at_desk(request: HttpRequest, reference: str, line: int) -> HttpResponse:
    """Change words or size for a customer who asks, until the work has begun."""
    order, found = _line(reference, line)
    return _answer(request, order, found, making.change_at_desk, actor(request), at_desk=True)


def _line(reference: str, line: int) -> tuple[Order, OrderLine]:
    """Return an order and its line that is made for somebody; anything else is not there."""
    order = queries.by_reference(reference)
    found = queries.lines(order.pk).filter(pk=line, making__isnull=False).first() if order else None
    if order is None or found is None:
        raise Http404
    return order, found


def _answer(
    request: HttpRequest, order: Order, line: OrderLine, change: Change, who: str, *, at_desk: bool
) -> HttpResponse:
    at = clock.now()
    if request.method == "GET":
        return _shown(request, order, line, line.wish, at, at_desk=at_desk)
    wish = _wish(request, line)
    if "look" in request.POST:
        fault = made_words.fault(wish, making.offers(line=line)[0])
        return _shown(request, order, line, wish, at, fault, at_desk=at_desk)
    seen = request.POST.get("seen", "")
    told = {"wish": wish, "seen": int(seen) if seen.isascii() and seen.isdigit() else -1}
    try:
        change(order_id=order.pk, line_id=line.pk, **told, actor=who, at=at)
    except making.ChangedMeanwhile as refusal:
        order, line = _line(order.reference, line.pk)
        return _shown(request, order, line, line.wish, at, refusal, at_desk=at_desk)
    except Refusal as refusal:
        return _shown(request, order, line, wish, at, refusal, at_desk=at_desk)
    messages.success(request, _("It is noted: that is what we make."))
    return redirect("orders_desk:order" if at_desk else "orders:order", reference=order.reference)


def _wish(request: HttpRequest, line: OrderLine) -> Wish:
    size = request.POST.get("size_mm", "") if line.wish.size_mm is not None else None
    return made_words.typed(request.POST.getlist("words"), request.POST.get("face", ""), size)


def _shown(
    request: HttpRequest,
    order: Order,
    line: OrderLine,
    wish: Wish,
    at: datetime,
    refusal: Refusal | None = None,
    *,
    at_desk: bool,
) -> HttpResponse:
    """Answer with the form as it was filled in, or, where nothing can be changed any more, with why."""
    closed = making.reason_against(order=order, at=at, at_desk=at_desk)
    refusal = closed or refusal
    engraving, measure = making.offers(line=line)
    scale = "" if at_desk else queries.scale_read(order)
    fields = {"words": engraving is not None, "size": measure is not None and line.wish.size_mm is not None}
    at_fault = AT_FAULT.get(refusal.code, "") if refusal else ""
    context = {
        "order": order,
        "line": line,
        "closed": closed is not None,
        "refusal": wording.words(refusal) if refusal else "",
        "at_fault": at_fault if fields.get(at_fault) else "",
        "lettering": made_words.lettering(line.as_sold["kind"], engraving, wish) if engraving else None,
        "sizes": made_words.sizes(measure, scale) if measure and fields["size"] else [],
        "size_mm": wish.size_mm,
        "scale": scale,
    }
    status = refusal.status if refusal and request.method == "POST" else 200
    where = "orders/desk/making.html" if at_desk else "orders/shop/making.html"
    return page(request, where, context, status=status)
