"""What the bank remembers, in one SQLite file, so that it survives a restart. Never a card number."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

_SCHEMA = """
create table if not exists payment (
    id text primary key, page text not null unique, operation_id text not null unique,
    state text not null, due_at real, created_at integer not null, document text not null);
create index if not exists payment_due on payment (due_at) where due_at is not null;
create index if not exists payment_created on payment (created_at);
create table if not exists operation (
    id text primary key, asked text not null, answer text not null);
create table if not exists notice (
    id integer primary key, event_id text not null, payment_id text not null,
    url text not null, body text not null, faults text not null,
    due_at real not null, attempts integer not null default 0, done_at real);
create index if not exists notice_due on notice (due_at) where done_at is null;
create table if not exists control (name text primary key, value text not null);
"""


class State(StrEnum):
    """Where a payment stands."""

    CREATED = "created"
    PENDING = "pending"
    AUTHORISED = "authorised"
    PAID = "paid"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


@dataclass(slots=True)
class Payment:
    """One payment: what the shop asked for, what has become of it, what is under way on its page."""

    id: str
    page: str
    operation_id: str
    amount_minor: int
    currency: str
    reference: str
    merchant: str
    language: str
    capture: str
    return_url: str
    cancel_url: str
    notify_url: str
    created_at: int
    expires_at: int
    faults: dict[str, Any] = field(default_factory=dict)
    state: State = State.CREATED
    brand: str = ""
    last4: str = ""
    card: str = ""  # the key of the test card in use
    reason: str = ""
    retryable: bool = False
    attempts: int = 0
    code: str = ""  # the strong authentication's code while it is asked for
    wrong_codes: int = 0
    settles_at: float | None = None
    captured_minor: int = 0
    refunded_minor: int = 0
    operations: list[dict[str, Any]] = field(default_factory=list)
    events: int = 0

    @property
    def due_at(self) -> float | None:
        """When the bank must look at it again by itself."""
        if self.settles_at is not None:
            return self.settles_at
        open_states = (State.CREATED, State.PENDING, State.AUTHORISED)
        is_open = self.state in open_states or (self.state is State.REFUSED and self.retryable)
        return self.expires_at if is_open else None


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to the shop that is due."""

    id: int
    payment_id: str
    url: str
    body: bytes
    faults: dict[str, Any]
    attempts: int


class Ledger:
    """The file. Every method must run inside `transaction()`, which one thread holds at a time."""

    def __init__(self, path: Path | str) -> None:
        if path != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._lock = threading.RLock()
        self._connection.execute("pragma journal_mode = wal")
        self._connection.execute("pragma synchronous = normal")  # a killed bank loses nothing
        self._connection.executescript(_SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        with self._lock:
            self._connection.execute("begin immediate")
            try:
                yield
            except BaseException:
                self._connection.execute("rollback")
                raise
            self._connection.execute("commit")

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def save(self, payment: Payment) -> None:
        """Writes a payment, new or changed."""
        row = (
            payment.id,
            payment.page,
            payment.operation_id,
            payment.state,
            payment.due_at,
            payment.created_at,
        )
        self._connection.execute(
            "insert into payment (id, page, operation_id, state, due_at, created_at, document) "
            "values (?,?,?,?,?,?,?) on conflict (id) do update "
            "set state = excluded.state, due_at = excluded.due_at, document = excluded.document",
            (*row, json.dumps(asdict(payment))),
        )

    def payment(self, payment_id: str) -> Payment | None:
        return next(self._payments("id = ?", payment_id), None)

    def payment_of_page(self, page: str) -> Payment | None:
        return next(self._payments("page = ?", page), None)

    def payment_of_operation(self, operation_id: str) -> Payment | None:
        return next(self._payments("operation_id = ?", operation_id), None)

    def payments_between(self, since: int, until: int) -> list[Payment]:
        """The payments created in [since, until), oldest first."""
        return list(
            self._payments("created_at >= ? and created_at < ? order by created_at, rowid", since, until)
        )

    def latest(self, count: int) -> list[Payment]:
        return list(self._payments("true order by created_at desc, rowid desc limit ?", count))

    def due(self, now: float) -> list[Payment]:
        """The payments that end or settle by themselves by now."""
        return list(self._payments("due_at <= ?", now))

    def _payments(self, condition: str, *values: object) -> Iterator[Payment]:
        query = f"select document from payment where {condition}"  # noqa: S608  the conditions are the ones above
        for (document,) in self._connection.execute(query, values).fetchall():
            read = json.loads(document)
            yield Payment(**read | {"state": State(read["state"])})

    def operation(self, operation_id: str) -> tuple[str, str] | None:
        """What was asked under this id, and what was answered."""
        query = "select asked, answer from operation where id = ?"
        found: tuple[str, str] | None = self._connection.execute(query, (operation_id,)).fetchone()
        return found

    def record(self, operation_id: str, asked: str, answer: str) -> None:
        self._connection.execute("insert into operation values (?,?,?)", (operation_id, asked, answer))

    def post(
        self, event_id: str, payment: Payment, body: bytes, faults: dict[str, Any], due_at: float
    ) -> None:
        """Puts a message in the out tray."""
        row = (event_id, payment.id, payment.notify_url, body.decode(), json.dumps(faults), due_at)
        columns = "event_id, payment_id, url, body, faults, due_at"
        self._connection.execute(f"insert into notice ({columns}) values (?,?,?,?,?,?)", row)  # noqa: S608

    def next_notices(self, now: float, count: int) -> list[Notice]:
        query = (
            "select id, payment_id, url, body, faults, attempts from notice "
            "where done_at is null and due_at <= ? order by due_at, id limit ?"
        )
        rows = self._connection.execute(query, (now, count)).fetchall()
        return [
            Notice(number, payment_id, url, body.encode(), json.loads(faults), attempts)
            for number, payment_id, url, body, faults, attempts in rows
        ]

    def delivered(self, notice_id: int, at: float) -> None:
        self._connection.execute(
            "update notice set done_at = ?, attempts = attempts + 1 where id = ?", (at, notice_id)
        )

    def postponed(self, notice_id: int, until: float) -> None:
        self._connection.execute(
            "update notice set due_at = ?, attempts = attempts + 1 where id = ?", (until, notice_id)
        )

    def control(self) -> dict[str, Any]:
        """The faults switched on for everybody."""
        return {name: json.loads(value) for name, value in self._connection.execute("select * from control")}

    def set_control(self, faults: dict[str, Any]) -> None:
        self._connection.execute("delete from control")
        rows = [(name, json.dumps(value)) for name, value in faults.items()]
        self._connection.executemany("insert into control values (?,?)", rows)
