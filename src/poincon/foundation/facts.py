"""Facts: how a feature tells those above it what happened, without knowing them.

A fact is a frozen dataclass of ids and codes. It is stored in the transaction of what it tells,
with one background job for each handler; jobs of one handler run in order per subject, and a
delivery row, committed with the handler's work, makes each of them count once.

Who only wants to know what is no longer as it was, and then looks how it stands, gathers instead: one
job for all facts of a transaction, so that a file of ten thousand pieces is not as many jobs.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, Protocol, dataclass_transform

from django.db import InterfaceError, OperationalError, connection, transaction

from poincon.foundation.models import Delivery, Fact
from poincon.foundation.retired import HANDLERS

logger = logging.getLogger(__name__)
PLAIN = (int, str, bool, date, datetime)
AT_ONCE = 1_000
ANNOUNCED = """
SELECT told.name FROM unnest(%s::text[]) AS told (name)
 WHERE (SELECT fact.id FROM foundation_fact AS fact
         WHERE fact.batch = %s AND fact.name = told.name AND fact.id < %s
           AND NOT EXISTS (SELECT FROM foundation_delivery AS done WHERE done.fact_id = fact.id)
         ORDER BY fact.id LIMIT 1) IS NOT NULL
"""


class Told(Protocol):
    """What every fact offers: the subject whose order of events must be kept, such as "order:12"."""

    @property
    def subject(self) -> str: ...


Handler = Callable[[Told, datetime], None]
Gatherer = Callable[[Sequence[Told], datetime], None]
Witness = Callable[[str, str, datetime], None]
_names: dict[type, str] = {}
_kinds: dict[str, type] = {}
_handlers: dict[type, dict[str, Handler]] = {}
_gatherers: dict[str, Gatherer] = {}
_witnesses: list[Witness] = []
_gathered: dict[str, tuple[type, ...]] = {}


@dataclass_transform(frozen_default=True)
def fact[T](name: str) -> Callable[[type[T]], type[T]]:
    """Make a class of ids and codes the fact called `name`, such as "orders.placed": a frozen dataclass."""

    def register(bare: type[T]) -> type[T]:
        kind = dataclass(frozen=True, slots=True)(bare)
        if name in _kinds:
            raise ValueError(f"two facts are called {name}")
        _names[kind], _kinds[name] = name, kind
        return kind

    return register


def on[F: Told](kind: type[F]) -> Callable[[Callable[[F, datetime], None]], Callable[[F, datetime], None]]:
    """Have the decorated function called, in a background job, for every fact of that kind."""

    def register(handler: Callable[[F, datetime], None]) -> Callable[[F, datetime], None]:
        _handlers.setdefault(kind, {})[_name_of(handler)] = handler  # type: ignore[assignment]
        return handler

    return register


def gather(*kinds: type) -> Callable[[Gatherer], Gatherer]:
    """Have the decorated function called with all facts of those kinds that one transaction announced.

    They may come a thousand at a time, and later than those of a younger transaction: what is gathered
    says what to look at, not how it stands.
    """

    def register(gatherer: Gatherer) -> Gatherer:
        _gatherers[_name_of(gatherer)], _gathered[_name_of(gatherer)] = gatherer, kinds
        return gatherer

    return register


def witness(watcher: Witness) -> Witness:
    """Have the decorated function told the name and subject of every fact, inside its own transaction.

    For what must be true with the fact and not soon after it: the clocks that it stops. It writes little
    and refuses nothing.
    """
    _witnesses.append(watcher)
    return watcher


def announce(*told: Told, at: datetime) -> None:
    """Store facts and queue their handlers; only inside the transaction that makes them true.

    However many they are, the database is asked as often: they become one statement, their jobs another.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a fact is announced inside the transaction that makes it true")
    rows = [Fact(name=_names[type(one)], subject=one.subject, payload=_payload(one), at=at) for one in told]
    if _here.bundle is None:
        _store(rows)
    else:
        _here.bundle.add(rows)
    for row in rows:
        for watcher in _witnesses:
            watcher(row.name, row.subject, at)


@contextmanager
def together() -> Iterator[None]:
    """Store all that is announced in the block as one when it ends, for whoever conducts several actions.

    The block lies within a transaction and holds no savepoint: a fact that was told in one could be undone
    alone, and is refused. What has to be true with a fact, such as the clocks, hears of it at once.
    """
    bundle = _here.bundle = _Bundle()
    try:
        yield
    finally:
        _here.bundle = None
    _store(bundle.rows)


def carry_out(*, fact_id: int, handler: str, at: datetime) -> bool:
    """Let `handler` deal with the fact, once; False when it already had.

    A gatherer deals with the whole transaction that announced the fact. When one fact makes it fail,
    the others are dealt with all the same. A retired handler's facts go to its successor, or nowhere.
    """
    if gone := HANDLERS.get(handler):
        if not gone.by:
            logger.info("fact %s: %s is retired since %s, nothing is done", fact_id, handler, gone.since)
            return False
        handler = gone.by
    if handler in _gatherers:
        return _carry_out_all(undelivered(fact_id=fact_id, handler=handler), handler, at)
    row = Fact.objects.get(pk=fact_id)
    kind = _kinds[row.name]
    with transaction.atomic():
        _, fresh = Delivery.objects.get_or_create(fact=row, handler=handler, defaults={"at": at})
        if fresh:
            _handlers[kind][handler](_revive(kind, row.payload), at)
    return fresh


def undelivered(*, fact_id: int, handler: str) -> list[int]:
    """Return the ids of what a job for that fact still has to deal with, oldest first."""
    found = Fact.objects.filter(pk=fact_id)
    if handler in _gatherers and (batch := found.get().batch) is not None:
        found = Fact.objects.filter(batch=batch, name__in=_names_gathered(handler))
    return list(found.exclude(deliveries__handler=handler).order_by("pk").values_list("pk", flat=True))


def handlers_named(name: str) -> tuple[str, ...]:
    """Return who listens to the facts called `name`."""
    return (*_handlers.get(_kinds[name], {}), *_gatherers_of(_kinds[name]))


def kinds() -> tuple[type, ...]:
    """Return every kind of fact that features have declared."""
    return tuple(_names)


class _Bundle:
    """What was announced since the block began, in its order."""

    def __init__(self) -> None:
        self.rows: list[Fact] = []
        self._savepoints = _savepoints()

    def add(self, rows: Iterable[Fact]) -> None:
        if _savepoints() != self._savepoints:
            raise RuntimeError("a fact that may be undone alone cannot be stored together with others")
        self.rows += rows


class _Here(threading.local):
    """What a thread knows of the transaction that it is in."""

    bundle: _Bundle | None = None
    batch: int | None = None


_here = _Here()


def _savepoints() -> list[str]:
    return [name for name in connection.savepoint_ids if name]


def _store(rows: Sequence[Fact]) -> None:
    from poincon.foundation import tasks

    if not rows:
        return
    Fact.objects.bulk_create(rows)
    kinds = [_kinds[row.name] for row in rows]
    fresh = _without_job(rows[0], {*kinds})
    jobs: list[tasks.Delivery] = []
    for row, kind in zip(rows, kinds, strict=True):
        locks = dict.fromkeys(_handlers.get(kind, {}), row.subject)
        gathering = [handler for handler in fresh if kind in _gathered[handler]]
        fresh.difference_update(gathering)
        locks |= dict.fromkeys(gathering, f"batch:{row.batch}")
        jobs += [tasks.Delivery(row.pk, handler, f"{handler}|{of}") for handler, of in locks.items()]
    tasks.queue(jobs)


def _name_of(handler: Callable[..., None]) -> str:
    return f"{handler.__module__.removeprefix('poincon.')}.{handler.__name__}"


def _gatherers_of(kind: type) -> list[str]:
    return [handler for handler, kinds in _gathered.items() if kind in kinds]


def _names_gathered(handler: str) -> list[str]:
    return [_names[kind] for kind in _gathered[handler]]


def _without_job(first: Fact, kinds: set[type]) -> set[str]:
    """Return the gatherers of such facts that have no job yet which will find those from `first` on.

    A transaction that has not announced anything before has none. What it has is asked of the database, since
    a savepoint that was rolled back took its job with it.
    """
    concerned = {handler for handler, gathered in _gathered.items() if kinds & {*gathered}}
    known, _here.batch = _here.batch, first.batch
    if not concerned or known != first.batch:
        return concerned
    gathered = {name for handler in concerned for name in _names_gathered(handler)}
    announced = _announced_before(first, gathered)
    return {handler for handler in concerned if announced.isdisjoint(_names_gathered(handler))}


def _announced_before(first: Fact, names: set[str]) -> set[str]:
    """Return which of these names the transaction of `first` has announced before it.

    Each is looked up by itself, so that it takes no longer however much was announced. After a backup was
    read back the numbers of transactions begin anew: what an old one of the same number had is delivered,
    and what this one has cannot be yet.
    """
    with connection.cursor() as cursor:
        cursor.execute(ANNOUNCED, [sorted(names), first.batch, first.pk])
        return {name for (name,) in cursor.fetchall()}


def _carry_out_all(ids: Sequence[int], handler: str, at: datetime) -> bool:
    """Deal with so many at once; where that fails with halves of them, until the culprit is alone."""
    todo = [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)][::-1]
    failed: list[Exception] = []
    while todo:
        some = todo.pop()
        try:
            _hand_over(some, handler, at)
        except (OperationalError, InterfaceError):  # without its database the next would fail as well
            raise
        except Exception as error:  # noqa: BLE001 - raised below, when all that can be done is done
            middle = len(some) // 2
            if middle:
                todo += [some[middle:], some[:middle]]
            else:
                failed.append(error)
    if failed:
        raise ExceptionGroup(f"{handler} could not deal with {len(failed)} of {len(ids)} facts", failed)
    return bool(ids)


@transaction.atomic
def _hand_over(ids: Sequence[int], handler: str, at: datetime) -> None:
    """A rival that delivers the same breaks on the uniqueness of deliveries, and comes again for nothing."""
    Delivery.objects.bulk_create([Delivery(fact_id=pk, handler=handler, at=at) for pk in ids])
    rows = Fact.objects.filter(pk__in=ids).order_by("pk").values_list("name", "payload")
    _gatherers[handler]([_revive(_kinds[name], payload) for name, payload in rows], at)


def _payload(told: Told) -> dict[str, object]:
    values = asdict(told)  # type: ignore[call-overload]
    for name, value in values.items():
        if not isinstance(value, PLAIN):
            raise TypeError(f"{type(told).__name__}.{name} is not an id or a code")
    return {name: v.isoformat() if isinstance(v, date) else v for name, v in values.items()}


def _revive(kind: type, payload: dict[str, object]) -> Told:
    values = {field.name: _read(field.type, payload[field.name]) for field in fields(kind)}
    told: Told = kind(**values)
    return told


def _read(kind: object, value: Any) -> object:
    if kind is datetime:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if kind is date else value
