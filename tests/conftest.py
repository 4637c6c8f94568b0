"""Fixtures for everybody; tests/plugin.py has made the database ready before Django reads its settings."""

from datetime import UTC, datetime

import pytest

from tests.sandbox import bank, bank_process

__all__ = ["bank", "bank_process", "noon"]


@pytest.fixture
def noon() -> datetime:
    """A Saturday noon in winter, outside any holiday."""
    return datetime(2026, 11, 21, 12, tzinfo=UTC)
