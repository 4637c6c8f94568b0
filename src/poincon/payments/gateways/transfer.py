"""Bank transfer: no provider answers; people do, at the bank and at the desk (R045, R047)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from poincon.kernel.money import Money
from poincon.payments.gateways.contract import Ask, Notice, Opened, ProviderRefused, ProviderSilent, Report
from poincon.payments.states import Verdict


class BankTransfer:
    """A gateway whose payments are booked by hand and whose refunds are sent by hand."""

    key = "transfer"
    asks = False

    def create(self, ask: Ask) -> Opened:
        raise ProviderRefused(ask.reference)

    def verify(self, body: bytes, headers: Mapping[str, str], at: datetime) -> Notice:  # noqa: ARG002
        return Notice(Verdict.FORGED)

    def fetch(self, provider_ref: str) -> Report:
        raise ProviderSilent(provider_ref)

    def cancel(self, provider_ref: str) -> None:
        """Nothing to tell anybody: an unsent transfer needs no cancelling."""

    def refund(self, provider_ref: str, operation_id: UUID, amount: Money) -> None:  # noqa: ARG002
        raise ProviderSilent(provider_ref)
