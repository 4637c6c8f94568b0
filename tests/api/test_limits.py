"""How often a caller may ask: counted together by all processes, each request by one statement."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from tests.api.programs import a_program, problem
from tests.crowd import at_once

from poincon.api import actions, limits
from poincon.api.models import Tally
from poincon.foundation import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_new_minute() -> None:
    limits._beyond.clear()


def test_beyond_the_limit_a_caller_waits_and_others_do_not(settings):
    settings.API_REQUESTS_A_MINUTE = {"address": 10**9, "token": 12}
    fast, slow = a_program(), a_program()
    answers = [fast.get("/orders") for _ in range(14)]
    assert [one.status_code for one in answers] == [200] * 12 + [429] * 2
    assert problem(answers[-1]) == (429, "too_many_requests")
    assert 0 < int(answers[-1].headers["Retry-After"]) <= limits.MINUTE
    assert slow.get("/orders").status_code == 200


def test_a_caller_beyond_the_limit_writes_nothing_more(settings):
    settings.API_REQUESTS_A_MINUTE = {"address": 10**9, "token": 1}
    at = clock.now()
    limits.spend(caller="token:eager", kind="token", at=at)
    for _ in range(5):
        with pytest.raises(limits.TooManyRequests):
            limits.spend(caller="token:eager", kind="token", at=at)
    assert list(Tally.objects.values_list("count", flat=True)) == [2]
    later = at + timedelta(minutes=1)
    limits.spend(caller="token:eager", kind="token", at=later)
    assert actions.forget_tallies(at=later) == 1
    assert Tally.objects.get().minute == limits.minute_of(later)


def let_in(at):
    """Return how many of eighty requests pass that eight threads send for one caller at once."""
    passed = []

    def ask():
        for _ in range(10):
            with suppress(limits.TooManyRequests):
                limits.spend(caller="token:many", kind="token", at=at)
                passed.append(1)

    assert at_once(8, ask) == []
    return len(passed)


@pytest.mark.django_db(transaction=True)
def test_requests_that_come_at_once_are_all_counted(settings):
    settings.API_REQUESTS_A_MINUTE = {"address": 10**9, "token": 50}
    assert let_in(clock.now()) == 50


@pytest.mark.django_db(transaction=True)
def test_counting_by_reading_and_writing_would_let_too_many_in(settings, monkeypatch):
    """The negative control: whoever reads before the others have written counts the same."""
    settings.API_REQUESTS_A_MINUTE = {"address": 10**9, "token": 50}
    gate = threading.Barrier(8)

    def naive(name, minute):
        gate.wait()
        known = Tally.objects.filter(pk=name).first()
        gate.wait()
        count = known.count + 1 if known else 1
        Tally.objects.update_or_create(pk=name, defaults={"minute": minute, "count": count})
        return count

    monkeypatch.setattr(limits, "_counted", naive)
    assert let_in(clock.now()) == 80
