"""Where providers send their messages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from poincon.foundation import clock
from poincon.payments import actions
from poincon.payments.gateways.register import gateways
from poincon.payments.states import Verdict

STATUS = {
    Verdict.FORGED: 401,
    Verdict.STALE: 401,
    Verdict.MALFORMED: 400,
}


@csrf_exempt
@require_POST
def message(request: HttpRequest, gateway: str) -> HttpResponse:
    """Keep the message, judge it, answer at once; the work follows in the background.

    A repeated or unknown message is answered like a good one, so that its sender stops sending it.
    """
    if gateway not in gateways():
        raise Http404
    verdict = actions.hear(
        gateway_key=gateway, body=request.body, headers=dict(request.headers), at=clock.now()
    )
    return HttpResponse(status=STATUS.get(verdict, 200), content_type="text/plain")
