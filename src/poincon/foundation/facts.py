"""Facts: how a feature tells those above it what happened, without knowing them.

A fact is a frozen dataclass of ids and codes. It is stored in the transaction of what it tells,
with one background job for each handler; jobs of one handler run in order per subject, and a
delivery row, committed with the handler's work, makes each of them count once.
"""

from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any, Protocol

from django.db import connection, transaction

from poincon.foundation.models import Delivery, Fact

PLAIN = (int, str, bool, date, datetime)


class Told(Protocol):
    """What every fact offers: the subject whose order of events must be kept, such as "order:12"."""

    @property
    def subject(self) -> str: ...


Handler = Callable[[Told, datetime], None]
_names: dict[type, str] = {}
_kinds: dict[str, type] = {}
_handlers: dict[type, dict[str, Handler]] = {}


def fact[T: type](name: str) -> Callable[[T], T]:
    """Register a frozen dataclass as the fact called `name`, for instance "orders.placed"."""

    def register(kind: T) -> T:
        if name in _kinds:
            raise ValueError(f"two facts are called {name}")
        _names[kind], _kinds[name] = name, kind
        return kind

    return register


def on[F: Told](kind: type[F]) -> Callable[[Callable[[F, datetime], None]], Callable[[F, datetime], None]]:
    """Have the decorated function called, in a background job, for every fact of that kind."""

    def register(handler: Callable[[F, datetime], None]) -> Callable[[F, datetime], None]:
        name = f"{handler.__module__.removeprefix('poincon.')}.{handler.__name__}"
        _handlers.setdefault(kind, {})[name] = handler  # type: ignore[assignment]
        return handler

    return register


def announce(told: Told, *, at: datetime) -> None:
    """Store a fact and queue its handlers; only inside the transaction that makes it true."""
    from poincon.foundation.tasks import deliver

    if not connection.in_atomic_block:
        raise RuntimeError("a fact is announced inside the transaction that makes it true")
    kind = type(told)
    row = Fact.objects.create(name=_names[kind], subject=told.subject, payload=_payload(told), at=at)
    for handler in _handlers.get(kind, {}):
        deliver.configure(lock=f"{handler}|{told.subject}").defer(fact_id=row.pk, handler=handler)


def carry_out(*, fact_id: int, handler: str, at: datetime) -> bool:
    """Let `handler` deal with the fact, once; False when it already had."""
    row = Fact.objects.get(pk=fact_id)
    kind = _kinds[row.name]
    with transaction.atomic():
        _, fresh = Delivery.objects.get_or_create(fact=row, handler=handler, defaults={"at": at})
        if fresh:
            _handlers[kind][handler](_revive(kind, row.payload), at)
    return fresh


def handlers_named(name: str) -> tuple[str, ...]:
    """Return who listens to the facts called `name`."""
    return tuple(_handlers.get(_kinds[name], {}))


def kinds() -> tuple[type, ...]:
    """Return every kind of fact that features have declared."""
    return tuple(_names)


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
