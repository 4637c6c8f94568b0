"""The clocks as they stand: tallies for the desk, and those of one subject for whoever it concerns."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q
from django.db.models.functions import TruncWeek

from poincon.charter.models import Clock
from poincon.charter.states import OPEN, ClockState

__all__ = [
    "Clock",
    "Tally",
    "broken_between",
    "count_owed",
    "everything_on",
    "of_subject",
    "pressing",
    "tallies",
]

WEEK = timedelta(weeks=1)


@dataclass(slots=True)
class Week:
    """How many clocks of a promise were kept and broken in the week that starts on a Monday."""

    kept: int = 0
    broken: int = 0


@dataclass(slots=True)
class Tally:
    """The clocks of one promise: open, due by the end of the day, past their end, broken and still owed.

    Those that stand still are open, and due on no day. `causes` counts why it was broken, "" where nobody
    has said so.
    """

    promise: str
    open: int = 0
    still: int = 0
    due: int = 0
    late: int = 0
    owed: int = 0
    weeks: list[Week] = field(default_factory=list)
    causes: dict[str, int] = field(default_factory=dict)

    @property
    def kept(self) -> int:
        return sum(week.kept for week in self.weeks)

    @property
    def broken(self) -> int:
        return sum(week.broken for week in self.weeks)

    @property
    def share(self) -> float | None:
        """The share that was kept, of all that came to their end; None when none did."""
        over = self.kept + self.broken
        return self.kept / over if over else None


def tallies(*, at: datetime, end_of_today: datetime, weeks: int = 8) -> list[Tally]:
    """Return a tally for every promise that has clocks, with its trend, in three queries.

    What presses, because it ends today or is owed, is few and has indexes of its own: told apart in the count
    of everything that is open, it would make that count look at every clock twice.
    """
    found: dict[str, Tally] = {}
    by_promise = Clock.objects.values("promise").order_by()
    still = Q(state=ClockState.PAUSED)
    for row in by_promise.filter(state__in=OPEN).annotate(
        open=Count("*"), still=Count("promise", filter=still)
    ):
        found[row["promise"]] = Tally(**row)
    due = Q(state__in=OPEN) & Q(state=ClockState.RUNNING, waits=False, due_at__lte=end_of_today)
    owed = Q(state=ClockState.BROKEN, made_good_at=None)
    for pressed in by_promise.filter(due | owed).annotate(
        due=Count("promise", filter=due),
        late=Count("promise", filter=due & Q(due_at__lte=at)),
        owed=Count("promise", filter=owed),
    ):
        tally = found.setdefault(pressed["promise"], Tally(pressed["promise"]))
        tally.due, tally.late, tally.owed = pressed["due"], pressed["late"], pressed["owed"]
    _add_weeks(found, at, weeks)
    return sorted(found.values(), key=lambda one: one.promise)


def _add_weeks(found: dict[str, Tally], at: datetime, weeks: int) -> None:
    since = at - weeks * WEEK
    over = Clock.objects.filter(closed_at__gt=since, closed_at__lte=at, state__in=["kept", "broken"])
    by_promise: dict[str, dict[int, Week]] = defaultdict(lambda: defaultdict(Week))
    causes: dict[str, Counter[str]] = defaultdict(Counter)
    rows = over.annotate(week=TruncWeek("closed_at")).values("promise", "state", "week", "cause").order_by()
    for row in rows.annotate(count=Count("promise"), last=Max("closed_at")):
        ago = min(weeks - 1, int((at - row["last"]) / WEEK))
        week = by_promise[row["promise"]][weeks - 1 - ago]
        setattr(week, row["state"], getattr(week, row["state"]) + row["count"])
        if row["state"] == ClockState.BROKEN:
            causes[row["promise"]][row["cause"]] += row["count"]
    for promise in {*found, *by_promise}:
        told = by_promise[promise]
        tally = found.setdefault(promise, Tally(promise))
        tally.weeks = [told[number] for number in range(weeks)]
        tally.causes = dict(sorted(causes[promise].items(), key=_most_told))


def pressing(*, at: datetime, until: datetime, promises: Iterable[str], limit: int) -> Sequence[Clock]:
    """Return what is owed and what ends by `until`, at most so many of each, the first to end on top.

    Owed are the broken promises that still wait to be made good. One query.
    """
    ours = Clock.objects.filter(promise__in=list(promises)).order_by("due_at", "id")
    owed = ours.filter(state=ClockState.BROKEN, made_good_at=None)[:limit]
    due = ours.filter(state=ClockState.RUNNING, waits=False, due_at__gt=at, due_at__lte=until)[:limit]
    return sorted(owed.union(due, all=True), key=lambda clock: (clock.due_at, clock.pk))


def _most_told(one: tuple[str, int]) -> tuple[int, bool, str]:
    """The most frequent cause first; among equals, what nobody has said goes last."""
    cause, times = one
    return -times, not cause, cause


def broken_between(since: datetime, until: datetime, promises: Iterable[str]) -> Sequence[Clock]:
    """Return the promises that broke after `since` and up to `until`, the first to break on top."""
    broken = Clock.objects.filter(state=ClockState.BROKEN, promise__in=list(promises))
    return list(broken.filter(closed_at__gt=since, closed_at__lte=until).order_by("closed_at", "id"))


def count_owed(promises: Iterable[str]) -> int:
    """Return how many broken promises wait to be made good."""
    owed = Clock.objects.filter(state=ClockState.BROKEN, made_good_at=None, promise__in=list(promises))
    return owed.count()


def everything_on(subject: str) -> Sequence[Clock]:
    """Return every clock that was ever started on a subject, the first to be due first, in one query."""
    return list(Clock.objects.filter(subject=subject).order_by("due_at", "id"))


def of_subject(subject: str, promises: Iterable[str]) -> Sequence[Clock]:
    """Return the clocks of one subject, the latest of each promise, in one query."""
    rows = Clock.objects.filter(subject=subject, promise__in=list(promises)).order_by("id")
    return list({clock.promise: clock for clock in rows}.values())
