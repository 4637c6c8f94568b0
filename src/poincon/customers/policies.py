"""Who may see a customer's pages: that customer."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from poincon.customers.models import Customer
from poincon.customers.queries import customer_of
from poincon.foundation.signing_in import signed_in
from poincon.staff.queries import member_of

type View = Callable[..., HttpResponseBase]


def customer_only(view: View) -> View:
    """Show the page to a signed-in customer, whom `customer(request)` then returns.

    Visitors are asked to sign in, staff who never bought go to the desk.
    """

    @never_cache
    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        found = customer_of(request.user)
        if found:
            request.customer = found  # type: ignore[attr-defined]  # read back by customer() alone
            return view(request, *args, **kwargs)
        if member_of(request.user):
            return HttpResponseRedirect(reverse("staff_desk:home"))
        raise Http404

    return guarded


def customer(request: HttpRequest) -> Customer:
    """Return the customer whose page this is."""
    found: Customer = request.customer  # type: ignore[attr-defined]
    return found


def actor(request: HttpRequest) -> str:
    """Return the customer's name in the journal, such as "customer:12"."""
    return f"customer:{customer(request).pk}"
