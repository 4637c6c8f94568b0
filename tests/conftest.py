"""Fixtures for everybody; the database is made ready by tests/plugin.py, before Django's settings are read."""

from datetime import UTC, datetime

import pytest


@pytest.fixture
def noon() -> datetime:
    """A Saturday noon in winter, outside any holiday."""
    return datetime(2026, 11, 21, 12, tzinfo=UTC)
