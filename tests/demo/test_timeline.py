"""Steps are taken in time order, once each, whatever interrupts them."""

from datetime import datetime, timedelta

import pytest

from poincon.demo import timeline
from poincon.demo.models import Deed
from poincon.demo.timeline import Step

pytestmark = pytest.mark.django_db


class Killed(Exception):
    pass


def test_stories_are_merged_in_time_order(noon: datetime):
    taken: list[datetime] = []
    one = [Step(noon + timedelta(hours=h), f"one:{h}", taken.append) for h in (2, 0)]
    other = [Step(noon + timedelta(hours=h), f"other:{h}", taken.append) for h in (3, 1)]

    assert timeline.play([*one, *other], until=noon + timedelta(hours=3)) == 4

    assert taken == [noon + timedelta(hours=h) for h in (0, 1, 2, 3)]


def test_what_lies_ahead_waits(noon: datetime):
    taken: list[datetime] = []
    steps = [Step(noon + timedelta(hours=h), f"step:{h}", taken.append) for h in (0, 1)]

    assert timeline.play(steps, until=noon) == 1
    assert timeline.play(steps, until=noon + timedelta(hours=2)) == 1
    assert timeline.play(steps, until=noon + timedelta(hours=2)) == 0

    assert taken == [noon, noon + timedelta(hours=1)]


def test_a_step_that_fails_leaves_no_trace_and_is_taken_next_time(noon: datetime):
    tries: list[str] = []

    def stumble(_at: datetime) -> int:
        Deed.objects.create(key="half done", at=noon)
        tries.append("try")
        if len(tries) == 1:
            raise Killed
        return 7

    steps = [Step(noon, "first", lambda _: 1), Step(noon + timedelta(minutes=1), "second", stumble)]
    with pytest.raises(Killed):
        timeline.play(steps, until=noon + timedelta(hours=1))
    assert sorted(Deed.objects.values_list("key", flat=True)) == ["first"]

    assert timeline.play(steps, until=noon + timedelta(hours=1)) == 1
    assert timeline.ref("second") == 7
    assert sorted(timeline.refs("")) == [1, 7]


def test_the_scene_keeps_the_day_it_began_on(noon: datetime):
    assert timeline.begun(noon) == noon
    assert timeline.begun(noon + timedelta(days=3)) == noon


def test_a_step_without_an_id_is_no_help_to_later_ones(noon: datetime):
    timeline.play([Step(noon, "quiet", lambda _: None)], until=noon)
    with pytest.raises(LookupError):
        timeline.ref("quiet")
