"""Workers that meet over one alert. Each guard has its negative control, without which it fails."""

from contextlib import suppress
from datetime import datetime
from threading import Barrier

import pytest
from tests.alerts.conftest import Wait
from tests.inventory.conftest import Make, at_once

from poincon.alerts import actions, seals
from poincon.alerts.models import Alert
from poincon.alerts.states import AlertState
from poincon.foundation.stepping import Overtaken
from poincon.inventory import actions as inventory
from poincon.notifications import actions as notifications
from poincon.notifications.models import Message

pytestmark = [pytest.mark.usefixtures("shared_database")]
ROUNDS = 12


def told_by_rivals(variants: list[int], noon: datetime) -> list[str]:
    """Let six workers tell of each restock at once; return what went wrong."""

    def act(_number: int, barrier: Barrier) -> list[str]:
        wrong = []
        for variant in variants:
            barrier.wait()
            try:
                actions.tell(variant_id=variant, at=noon)
            except Overtaken:
                wrong.append("overtaken")
        return wrong

    wrong = [one for found in at_once(6, act) for one in found]
    for variant in variants:
        told = Alert.objects.filter(variant=variant, state=AlertState.TOLD).count()
        if told != 2:
            wrong.append(f"{told} told")
    return wrong


@pytest.fixture
def restocked(make_variants: Make, waits: Wait, noon: datetime) -> list[int]:
    """Variants of which two came back, with four people waiting for each."""
    variants = make_variants(ROUNDS)
    for variant in variants:
        for person in range(4):
            waits(variant, f"person{person}@example.org")
        inventory.receive(variant_id=variant, quantity=2, actor="staff:1", at=noon)
    return variants


def test_six_workers_tell_no_more_people_than_there_are_pieces(restocked: list[int], noon: datetime) -> None:
    assert told_by_rivals(restocked, noon) == []
    assert Message.objects.filter(kind="alerts.back").count() == 2 * ROUNDS


def test_without_the_lock_they_trip_over_each_other(
    restocked: list[int], noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlocked(variant_id: int) -> list[Alert]:
        return list(Alert.objects.filter(variant_id=variant_id, state=AlertState.WANTED).order_by("id"))

    monkeypatch.setattr(actions, "_lock_waiting", unlocked)
    assert told_by_rivals(restocked, noon) != []


def sent_after_stopping(variants: list[int], noon: datetime) -> int:
    """Tell and stop at once, then send what waits; return how many mails left to people who had stopped."""
    firsts = {variant: Alert.objects.filter(variant=variant).order_by("id")[0].pk for variant in variants}

    def act(number: int, barrier: Barrier) -> None:
        for variant in variants:
            barrier.wait()
            if number:
                actions.tell(variant_id=variant, at=noon)
            else:
                actions.stop(seal=seals.sealed(seals.STOP, firsts[variant]), at=noon)

    at_once(2, act)
    stopped = [f"alert:{pk}" for pk in firsts.values()]
    mails = Message.objects.filter(kind="alerts.back", subject_ref__in=stopped)
    return sum(notifications.send(message_id=mail.pk, at=noon) for mail in mails)


def test_nothing_leaves_once_it_was_stopped(restocked: list[int], noon: datetime) -> None:
    assert sent_after_stopping(restocked, noon) == 0


def test_without_holding_back_a_mail_leaves_after_the_stop(
    restocked: list[int], noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variant in restocked:  # told before the stop
        with suppress(Overtaken):
            actions.tell(variant_id=variant, at=noon)
    monkeypatch.setattr(notifications, "hold_back", lambda **_given: 0)
    assert sent_after_stopping(restocked, noon) > 0
