"""Where providers send their messages."""

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from poincon.foundation import clock
from poincon.payments import actions, forged
from poincon.payments.gateways.register import gateways
from poincon.payments.states import Verdict

STATUS = {
    Verdict.FORGED: 401,
    Verdict.STALE: 401,
    Verdict.MALFORMED: 400,
    Verdict.ALTERED: 422,
}


@csrf_exempt
@require_POST
def message(request: HttpRequest, gateway: str) -> HttpResponse:
    """Keep the message, judge it, answer at once; the work follows in the background.

    One with a false seal is only counted: strangers write no more than that into the database. One that
    speaks of another amount or order than ours, or says something else under a name told before, is refused.
    An exact repeat, or a message about a payment that we do not know, is answered like a good one: a
    provider sends at least once, and stops when it is heard.
    """
    if gateway not in gateways():
        raise Http404
    body, headers, at = request.body, dict(request.headers), clock.now()
    verdict = gateways()[gateway].verify(body, headers, at).verdict
    if verdict is Verdict.FORGED:
        address = str(get_adapter().get_client_ip(request))
        forged.record(gateway_key=gateway, body=body, address=address, at=at)
    else:
        verdict = actions.hear(gateway_key=gateway, body=body, headers=headers, at=at)
    return HttpResponse(status=STATUS.get(verdict, 200), content_type="text/plain")
