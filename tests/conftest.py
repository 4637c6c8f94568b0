"""Fixtures for everybody; tests/plugin.py has made the database ready before Django reads its settings."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.management.color import Style
from django.db.backends.postgresql.operations import DatabaseOperations
from django.dispatch import receiver
from django.test.signals import setting_changed
from django.urls import clear_url_caches
from django.utils import translation
from hypothesis import settings as hypothesis

from poincon.chancery import standing
from poincon.charter import serving
from tests.sandbox import bank, bank_process

__all__ = ["bank", "bank_process", "noon"]

# How long an example takes says how busy the machine is; what takes how long is measured in bench/.
hypothesis.register_profile("house", deadline=None)
hypothesis.load_profile("house")


EMPTIED = """
DO $$
DECLARE name text;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOREACH name IN ARRAY ARRAY[{names}] LOOP EXECUTE 'DELETE FROM ' || name; END LOOP;
END $$
"""


JOBS = ("procrastinate_events", "procrastinate_periodic_defers", "procrastinate_jobs")
"""Django does not manage these, and would leave a test's jobs to those that follow it."""


def emptied(operations: DatabaseOperations, _style: Style, tables: list[str], **_asked: bool) -> list[str]:
    """Return what empties all tables after a test that committed: few rows in few of them.

    TRUNCATE gives each of a hundred and fifty tables a new file, which takes longer than such a test; what is
    append-only lets go of its rows here alone, since its triggers sleep.
    """
    names = ", ".join(f"'{operations.quote_name(table)}'" for table in (*tables, *JOBS))
    return [EMPTIED.format(names=names)] if tables else []


DatabaseOperations.sql_flush = emptied  # type: ignore[method-assign]


@receiver(setting_changed)
def addresses_follow_the_languages(*, setting: str, **_told: object) -> None:
    """Prefixes of addresses are remembered, and another house has another first language."""
    if setting in ("LANGUAGE_CODE", "LANGUAGES"):
        clear_url_caches()


@pytest.fixture
def noon() -> datetime:
    """A Saturday noon in winter, outside any holiday."""
    return datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def one_charter_at_a_time(request: pytest.FixtureRequest) -> Iterator[None]:
    """Numbers of editions come again with every test; only tests of editions ask which is in force."""
    standing.forget()
    translation.activate(settings.LANGUAGE_CODE)
    if "chancery" in request.path.parts or hasattr(request.module, "EDITIONS"):
        yield
    else:
        with serving.nobody():
            yield
    serving.end()
