"""What payments do in the background about their own facts."""

from datetime import datetime

from poincon.foundation.facts import on
from poincon.payments import actions
from poincon.payments.events import AttemptDropped, RefundAsked
from poincon.payments.gateways.contract import ProviderRefused
from poincon.payments.gateways.register import gateway
from poincon.payments.models import Attempt, Refund


@on(AttemptDropped)
def tell_provider(fact: AttemptDropped, at: datetime) -> None:  # noqa: ARG001
    """Close the payment page of an attempt that we no longer want; too late is harmless."""
    attempt = Attempt.objects.get(pk=fact.attempt_id)
    if not attempt.provider_ref:
        return
    try:
        gateway(attempt.gateway).cancel(attempt.provider_ref)
    except ProviderRefused:
        return


@on(RefundAsked)
def send_money_back(fact: RefundAsked, at: datetime) -> None:
    """Send the refund; an unknown outcome is an error, so that the job comes again."""
    actions.send_refund(refund=Refund.objects.get(pk=fact.refund_id), at=at)
