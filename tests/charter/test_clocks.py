"""Clocks: started once, stopped by what they wait for, and judged by the instant of that."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from poincon.charter import terms
from poincon.charter.actions import clocks
from poincon.charter.actions.clocks import Term
from poincon.charter.models import Clock
from poincon.charter.states import ClockState
from poincon.foundation.facts import announce
from poincon.orders.events import OrderAnswered, OrderAsked, OrderPaid, OrderShipped

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
DISPATCH, LAPSE, CUT_OFF = (
    "orders.dispatch_within_days",
    "payments.transfer.cancel_after_days",
    "orders.cancel_until",
)
DAY = timedelta(days=1)


def started(promise: str, *, due: timedelta = 3 * DAY, subject: str = "order:1") -> Clock:
    clocks.start(subject=subject, of=[Term(promise, NOON + due)], at=NOON)
    return Clock.objects.get(promise=promise, subject=subject)


def state_of(clock: Clock) -> tuple[str, str]:
    clock.refresh_from_db()
    return clock.state, clock.cause


def test_a_clock_is_started_once_at_a_time() -> None:
    started(DISPATCH)
    with pytest.raises(IntegrityError), transaction.atomic():
        started(DISPATCH)
    assert Clock.objects.count() == 1


def test_several_clocks_run_on_one_subject_in_one_statement(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    of = [Term(DISPATCH, NOON + DAY), Term(LAPSE, NOON + DAY), Term(CUT_OFF, NOON + DAY)]
    with django_assert_num_queries(1):
        clocks.start(subject="order:1", of=of, at=NOON)
    assert Clock.objects.filter(subject="order:1", state="running").count() == 3


def test_what_is_over_already_is_not_started() -> None:
    clocks.start(subject="order:1", of=[Term(CUT_OFF, NOON)], at=NOON)
    assert not Clock.objects.exists()


def test_without_an_instant_the_charter_says_when(settings) -> None:  # type: ignore[no-untyped-def]
    clocks.start(subject="order:1", of=[Term("orders.ready_escalation_days")], at=NOON)
    days = settings.CHARTER.orders.ready_escalation_days
    assert Clock.objects.get().due_at == datetime(2026, 11, 21 + days - 1, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "state", "made_good"),
    [(3 * DAY, "kept", False), (3 * DAY + timedelta(microseconds=1), "broken", True)],
)
def test_the_instant_of_the_fact_decides(after: timedelta, state: str, made_good: bool) -> None:  # noqa: FBT001
    clock = started(DISPATCH)
    with transaction.atomic():
        announce(OrderShipped(1), at=NOON + after)
    assert state_of(clock)[0] == state
    assert (clock.made_good_at is not None) is made_good


def test_the_scheduler_was_quicker_than_the_parcels_own_instant() -> None:
    """The parcel left in time, but its transaction ended after the clock had been written off."""
    clock = started(DISPATCH)
    Clock.objects.update(state=ClockState.BROKEN, closed_at=clock.due_at, wake_at=None, cause="not_collected")
    with transaction.atomic():
        announce(OrderShipped(1), at=clock.due_at - timedelta(seconds=1))
    assert state_of(clock) == ("kept", "")


def test_what_would_have_been_done_is_not_needed_any_more() -> None:
    clock, other = started(LAPSE), started(LAPSE, subject="order:2")
    with transaction.atomic():
        announce(OrderPaid(1), at=NOON + DAY)
    assert (state_of(clock), state_of(other)) == (("void", "done"), ("running", ""))


def test_a_fact_that_is_rolled_back_stops_nothing() -> None:
    clock = started(DISPATCH)
    with transaction.atomic():
        announce(OrderShipped(1), at=NOON + DAY)
        transaction.set_rollback(True)
    assert state_of(clock)[0] == "running"


def test_a_question_to_the_customer_stops_the_clock_for_as_long() -> None:
    clock = started(DISPATCH, due=timedelta(days=3, hours=12))  # until midnight in Paris
    clock.due_at = terms.terms.end_of_day(clock.due_at.date(), terms.place(_charter()).zone)
    clock.save()
    with transaction.atomic():
        announce(OrderAsked(1), at=NOON + DAY)
    assert state_of(clock)[0] == "paused"
    with transaction.atomic():
        announce(OrderAnswered(1), at=NOON + 6 * DAY)
    before = clock.due_at
    assert state_of(clock)[0] == "running"
    assert clock.due_at - before == 5 * DAY
    assert clock.wake_at == clock.due_at - DAY


def test_a_clock_that_is_over_does_not_stand_still() -> None:
    clock = started(DISPATCH)
    with transaction.atomic():
        announce(OrderAsked(1), at=NOON + 4 * DAY)
    assert state_of(clock)[0] == "running"


def test_moving_a_clock_gives_it_another_end_or_starts_it_anew() -> None:
    clock = started(LAPSE)
    clocks.move(subject="order:1", term=Term(LAPSE, NOON + 9 * DAY), at=NOON + DAY)
    clock.refresh_from_db()
    assert (clock.due_at, Clock.objects.count()) == (NOON + 9 * DAY, 1)
    clocks.drop(subject="order:1", at=NOON + 2 * DAY, cause="customer")
    clocks.move(subject="order:1", term=Term(LAPSE, NOON + 20 * DAY), at=NOON + 3 * DAY)
    assert list(Clock.objects.order_by("id").values_list("state", flat=True)) == ["void", "running"]


def test_dropping_leaves_what_is_over_as_it_was() -> None:
    kept, open_one = started(DISPATCH), started(CUT_OFF)
    with transaction.atomic():
        announce(OrderShipped(1), at=NOON + DAY)
    clocks.drop(subject="order:1", at=NOON + 2 * DAY, cause="customer")
    assert (state_of(kept), state_of(open_one)) == (("kept", ""), ("void", "customer"))


def test_a_promise_without_a_clock_starts_none() -> None:
    with pytest.raises(terms.NoClock):
        terms.clock_of("orders.anonymous_packaging")


def _charter():  # type: ignore[no-untyped-def]
    from poincon.charter.queries import charter

    return charter()
