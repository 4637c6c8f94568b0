"""Fixtures for everybody; tests/plugin.py has made the database ready before Django reads its settings."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.urls import clear_url_caches
from django.utils import translation

from poincon.chancery import standing
from poincon.charter import serving
from tests.sandbox import bank, bank_process

__all__ = ["bank", "bank_process", "noon"]


@pytest.fixture
def noon() -> datetime:
    """A Saturday noon in winter, outside any holiday."""
    return datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def one_charter_at_a_time(request: pytest.FixtureRequest) -> Iterator[None]:
    """Numbers of editions come again with every test; only tests of editions ask which is in force."""
    standing.forget()
    translation.activate(settings.LANGUAGE_CODE)
    clear_url_caches()
    if "chancery" in request.path.parts or hasattr(request.module, "EDITIONS"):
        yield
    else:
        with serving.nobody():
            yield
    serving.end()
