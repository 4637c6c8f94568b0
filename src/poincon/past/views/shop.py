"""What a customer does with what the former shop knew of them."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from poincon.customers.policies import actor, customer, customer_only
from poincon.foundation import clock, wording
from poincon.past import actions, queries, words


@customer_only
@require_POST
def withdrawal(request: HttpRequest) -> HttpResponse:
    """Take back whatever consent to news the former shop brought along, or was given here since."""
    mine = [row.pk for row in queries.news_of(customer(request).pk)]
    actions.withdraw(people=mine, actor=actor(request), at=clock.now())
    messages.success(request, _("You get no news from us any more."))
    return redirect("customers:preferences")


@customer_only
@require_POST
def consent(request: HttpRequest) -> HttpResponse:
    """Agree to news again, to the words that were shown: of a consent taken back, and of nothing else."""
    try:
        given = actions.agree(
            customer_id=customer(request).pk,
            words=words.consent(),
            shown=request.POST.get("words", ""),
            machine=str(get_adapter().get_client_ip(request)),
            actor=actor(request),
            at=clock.now(),
        )
    except actions.OtherWords as refusal:
        messages.warning(request, wording.words(refusal))
    else:
        if given:
            messages.success(request, _("It is noted: you get our news again."))
    return redirect("customers:preferences")
