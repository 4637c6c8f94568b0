"""Fixtures for everybody: a real PostgreSQL, a fixed noon, and no leftovers between tests."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

os.environ.setdefault("POINCON_MODE", "test")
os.environ.setdefault("POINCON_VAR", str(Path(__file__).parents[1] / "var" / "tests"))


def pytest_configure(config: pytest.Config) -> None:
    """Start PostgreSQL before Django reads its settings; every xdist worker shares the same server."""
    if os.environ.get("POINCON_DATABASE_URL"):
        return
    from poincon.config.local import postgres

    folder = Path(os.environ["POINCON_VAR"]) / "postgres"
    os.environ["POINCON_DATABASE_URL"] = postgres.serve(folder, durable=False)


@pytest.fixture
def noon() -> datetime:
    """A Saturday noon in winter, outside any holiday."""
    return datetime(2026, 11, 21, 12, tzinfo=UTC)
