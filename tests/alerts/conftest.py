"""Somebody who waits for a sold-out piece."""

from collections.abc import Callable
from datetime import datetime

import pytest
from tests.inventory.conftest import make_variants, shared_database

from poincon.alerts import actions, seals
from poincon.alerts.models import Alert

__all__ = ["Wait", "make_variants", "shared_database", "waits"]

Wait = Callable[..., Alert]


@pytest.fixture
def waits(noon: datetime) -> Wait:
    """Return a maker of confirmed alerts."""

    def make(variant: int, email: str = "ines@example.org", *, language: str = "fr") -> Alert:
        row = actions.ask(variant_id=variant, email=email, language=language, at=noon)
        actions.answer(alert_id=row.pk, at=noon)
        return actions.confirm(seal=seals.sealed(seals.CONFIRM, row.pk), at=noon)

    return make
