"""A pace lets everybody ask at once and then now and then, apart from one another and within bounds."""

from poincon.foundation import pace
from poincon.foundation.pace import Pace


def test_a_burst_then_a_pace():
    asked = Pace(burst=3, per_second=2)
    assert [asked.allows("a", 10.0) for _ in range(4)] == [True, True, True, False]
    assert asked.allows("b", 10.0)
    assert not asked.allows("a", 10.4)
    assert [asked.allows("a", 11.0) for _ in range(3)] == [True, True, False]


def test_patience_is_not_saved_up_beyond_a_burst():
    asked = Pace(burst=2, per_second=1)
    asked.allows("a", 0.0)
    assert [asked.allows("a", 1_000.0) for _ in range(3)] == [True, True, False]


def test_a_clock_that_goes_back_gives_nothing_and_breaks_nothing():
    asked = Pace(burst=1, per_second=1)
    assert [asked.allows("a", 10.0), asked.allows("a", 5.0), asked.allows("a", 6.0)] == [True, False, True]


def test_whoever_asked_longest_ago_is_forgotten(monkeypatch):
    monkeypatch.setattr(pace, "MOST_KEPT", 2)
    asked = Pace(burst=1, per_second=0.001)
    for who in ("a", "b", "c"):
        assert asked.allows(who, 0.0)
    assert not asked.allows("c", 1.0)
    assert asked.allows("a", 1.0)
