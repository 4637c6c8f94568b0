"""What every gateway offers, and what a provider may answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from poincon.kernel.money import Money
from poincon.payments.states import AttemptState, Verdict

TIMEOUT_SECONDS = 12.0


class ProviderSilent(Exception):
    """The provider did not answer, or answered nonsense: what happened there is unknown. Ask again."""


class ProviderRefused(Exception):
    """The provider understood and said no; `args[0]` is its code."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request for a payment page."""

    operation_id: UUID
    amount: Money
    reference: str
    language: str
    return_url: str
    cancel_url: str
    notify_url: str
    expires_at: datetime | None
    merchant: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """Where the buyer goes to pay, and the provider's own name for the payment."""

    provider_ref: str
    page_url: str


@dataclass(frozen=True, slots=True)
class Report:
    """The provider's truth about one payment, at the moment it was asked."""

    state: AttemptState
    amount: Money
    reference: str
    refusal: str = ""
    card_brand: str = ""
    card_last4: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a message says about itself once its seal has been checked."""

    verdict: Verdict
    event_id: str = ""
    provider_ref: str = ""
    amount: Money | None = None
    reference: str = ""


class Gateway(Protocol):
    """One provider. Calls never run inside a database transaction and end within TIMEOUT_SECONDS.

    `asks` tells whether somebody outside is asked for each payment.
    """

    key: str
    asks: bool

    def create(self, ask: Ask) -> Opened:
        """Ask for a payment, once per operation id. ProviderSilent, ProviderRefused."""

    def verify(self, body: bytes, headers: Mapping[str, str], at: datetime) -> Notice:
        """Check the seal and the age of a message; never raises."""

    def fetch(self, provider_ref: str) -> Report:
        """Return the provider's truth. ProviderSilent when it cannot be had."""

    def cancel(self, provider_ref: str) -> None:
        """Ask that the buyer can no longer pay; harmless when it is too late."""

    def refund(self, provider_ref: str, operation_id: UUID, amount: Money) -> None:
        """Send money back, once per operation id. ProviderSilent, ProviderRefused."""
