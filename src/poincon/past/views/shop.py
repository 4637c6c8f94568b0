"""What a customer does with what the former shop knew of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from poincon.customers.policies import actor, customer, customer_only
from poincon.foundation import clock
from poincon.past import actions, queries


@customer_only
@require_POST
def withdrawal(request: HttpRequest) -> HttpResponse:
    """Take back whatever consent to news the former shop brought along."""
    mine = [row.pk for row in queries.news_of(customer(request).pk)]
    actions.withdraw(people=mine, actor=actor(request), at=clock.now())
    messages.success(request, _("You get no news from us any more."))
    return redirect("customers:preferences")
