"""The promise board: what the house has promised, what is due, what was kept and what was not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from poincon.charter import queries as charters
from poincon.charter import running
from poincon.charter.running import Clock, Tally
from poincon.charter.states import ClockState
from poincon.foundation import clock as shop_clock
from poincon.foundation import journal
from poincon.foundation.registries import ClockOwner, Named, Queue, clock_owners
from poincon.reporting.models import Letter, Spared

PROVED = "prices:all"
SHOWN = 25
WEEKS = 8
LOOKED_BACK = timedelta(days=14)  # a shop that was closed for a while tells what it missed, and no more
HEIGHT = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """One week of a trend: where the kept and the broken part of its bar stand."""

    x: int
    kept_y: int
    kept: int
    broken: int


@dataclass(frozen=True, slots=True)
class Line:
    """One promise on the board."""

    tally: Tally
    words: str
    queue: Queue
    bars: tuple[Bar, ...]
    ours: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One clock on the board, with what it is about and the page where something can be done."""

    clock: Clock
    words: str
    about: Named | None
    queue: Queue


@dataclass(frozen=True, slots=True)
class Board:
    """All of it, for one queue or for all; beside each queue how many of its promises are owed."""

    queues: tuple[tuple[Queue, int], ...]
    lines: tuple[Line, ...]
    broken: tuple[Entry, ...]
    today: tuple[Entry, ...]

    def total(self, name: str) -> int:
        """What customers may still do is not for the house to keep, and counts in no total."""
        return sum(getattr(line.tally, name) for line in self.lines if line.ours)

    @property
    def totals(self) -> dict[str, int]:
        return {name: self.total(name) for name in ("open", "due", "owed", "kept", "broken")}


def board(*, at: datetime, language: str, queue: str = "") -> Board:
    """Return the board at an instant; `queue` narrows it to the promises of one desk.

    Three queries for the tallies, one for the lists, and one for each feature that names what is listed.
    """
    everybody = {owner.promise: owner for owner in clock_owners}
    owners = {id: owner for id, owner in everybody.items() if queue in ("", owner.queue.key)}
    until = shop_clock.end_of(shop_clock.local_day(at))
    tallies = running.tallies(at=at, end_of_today=until, weeks=WEEKS)
    lines = tuple(_line(one, owners[one.promise], language) for one in tallies if one.promise in owners)
    clocks = running.pressing(at=at, until=until, promises=_ours(owners.values()), limit=SHOWN)
    named = _named(clocks, owners)
    entries = [_entry(clock, owners[clock.promise], named, language) for clock in clocks]
    return Board(
        _queues(everybody, tallies),
        tuple(sorted(lines, key=lambda line: (not line.ours, -line.tally.owed, -line.tally.open))),
        tuple(entry for entry in entries if entry.clock.state == ClockState.BROKEN),
        tuple(entry for entry in entries if entry.clock.state == ClockState.RUNNING),
    )


def _queues(owners: dict[str, ClockOwner], tallies: Iterable[Tally]) -> tuple[tuple[Queue, int], ...]:
    owed: Counter[str] = Counter()
    for one in tallies:
        if owner := owners.get(one.promise):
            owed[owner.queue.key] += one.owed
    queues = {owner.queue.key: owner.queue for owner in owners.values()}
    return tuple((queue, owed[key]) for key, queue in queues.items())


def _ours(owners: Iterable[ClockOwner]) -> list[str]:
    """Return the promises that somebody must do something for; what customers may still do is theirs."""
    return [owner.promise for owner in owners if _is_ours(owner)]


def _is_ours(owner: ClockOwner) -> bool:
    return charters.clock_of(owner.promise).due != "until"


def _line(tally: Tally, owner: ClockOwner, language: str) -> Line:
    words = charters.promise_words(owner.promise, language)
    return Line(tally, words, owner.queue, _bars(tally), _is_ours(owner))


def _bars(tally: Tally) -> tuple[Bar, ...]:
    most = max((week.kept + week.broken for week in tally.weeks), default=0) or 1
    bars = []
    for number, week in enumerate(tally.weeks):
        broken = -(-week.broken * HEIGHT // most)
        kept = -(-week.kept * HEIGHT // most)
        bars.append(Bar(number * 8, HEIGHT - broken - kept, kept, broken))
    return tuple(bars)


def _named(clocks: Sequence[Clock], owners: dict[str, ClockOwner]) -> dict[str, Named]:
    """Return what the subjects are called, asking each feature once."""
    asked: dict[object, list[Clock]] = defaultdict(list)
    for clock in clocks:
        asked[owners[clock.promise].named].append(clock)
    found: dict[str, Named] = {}
    for name, some in asked.items():
        numbers = {clock.subject: clock.number for clock in some}
        known = name(list(numbers.values()))  # type: ignore[operator]
        found |= {subject: known[number] for subject, number in numbers.items() if number in known}
    return found


def _entry(clock: Clock, owner: ClockOwner, named: dict[str, Named], language: str) -> Entry:
    words = charters.promise_words(owner.promise, language)
    return Entry(clock, words, named.get(clock.subject), owner.queue)


@dataclass(frozen=True, slots=True)
class Told:
    """What the owners' letter says: how much was broken, the first of it, and what is due today."""

    count: int
    broken: tuple[Entry, ...]
    due: tuple[Entry, ...]


def untold(*, at: datetime) -> list[Clock]:
    """Return the clocks that ended broken up to yesterday and stand in no letter yet, the oldest first."""
    today = shop_clock.local_day(at)
    until = shop_clock.end_of(today - timedelta(days=1))
    since = until - LOOKED_BACK
    if Letter.objects.filter(day=today).exists():
        return []
    told = Letter.objects.filter(written_at__gt=since).values_list("told", flat=True)
    known = {pk for one in told for pk in one}
    broken = running.broken_between(since, until, [owner.promise for owner in clock_owners])
    return [one for one in broken if one.pk not in known]


def told(broken: Sequence[Clock], *, at: datetime, language: str) -> Told:
    """Return what a letter about these clocks says, of each list no more than a screen holds."""
    owners = {owner.promise: owner for owner in clock_owners}
    until = shop_clock.end_of(shop_clock.local_day(at))
    pressing = running.pressing(at=at, until=until, promises=_ours(owners.values()), limit=SHOWN)
    due = [one for one in pressing if one.state == ClockState.RUNNING]
    shown = list(broken[:SHOWN])
    named = _named([*shown, *due], owners)

    def entries(clocks: Iterable[Clock]) -> tuple[Entry, ...]:
        return tuple(_entry(one, owners[one.promise], named, language) for one in clocks)

    return Told(len(broken), entries(shown), entries(due))


@dataclass(frozen=True, slots=True)
class Proved:
    """The outcome of a night's proof of prices: how many lines of orders, and how many that differ."""

    at: datetime
    lines: int
    differences: int


def last_proof() -> Proved | None:
    """Return the outcome of the newest proof; None before the first night."""
    line = journal.entries(PROVED).filter(verb="prove").last()
    if line is None:
        return None
    lines, differences = map(int, line.after.split())
    return Proved(line.at, lines, differences)


def wants_letter(member_id: int) -> bool:
    return not Spared.objects.filter(pk=member_id).exists()
