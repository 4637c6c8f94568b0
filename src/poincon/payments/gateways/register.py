"""Which gateway answers to which key."""

from functools import cache

from django.conf import settings

from poincon.payments.gateways.contract import Gateway
from poincon.payments.gateways.sandbox import SandboxBank
from poincon.payments.gateways.transfer import BankTransfer


@cache
def gateways() -> dict[str, Gateway]:
    """Return every gateway by its key, made once from the settings."""
    made: list[Gateway] = [SandboxBank(settings.BANK_URL, settings.BANK_SECRET), BankTransfer()]
    return {gateway.key: gateway for gateway in made}


def gateway(key: str) -> Gateway:
    """Return one gateway; an unknown key is a KeyError, since the charter names only known ones."""
    return gateways()[key]
