"""The guardian's children: each with its log, tied to the guardian, restarted with growing patience."""

import os
import signal
import subprocess
import time
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from poincon.config.local.plan import Program
from poincon.config.local.processes import end, tied_to_parent

LOG_LIMIT = 5_000_000
LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0
"""Seconds after which a program counts as well again."""


class Child:
    """A running program."""

    def __init__(self, program: Program, logs: Path, environment: dict[str, str]) -> None:
        self.program, self.log = program, logs / f"{program.name}.log"
        self._environment = os.environ | environment
        self._process: subprocess.Popen[bytes] | None = None
        self._began, self._crashes, self._heard = 0.0, 0, 0
        self._rests_until: float | None = None

    def start(self, *, output: Path | None = None, held: bool = False) -> None:
        """Starts it; what it says goes to its log, or its plain output to a file of its own.

        A held program may load, and waits with its work until `release()`.
        """
        _turn(self.log)
        self._heard = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log, (output or self.log).open("wb" if output else "ab") as out:
            self._process = subprocess.Popen(
                self.program.command,
                stdin=subprocess.PIPE if held else subprocess.DEVNULL,
                stdout=out,
                stderr=log,
                env=self._environment,
                start_new_session=True,
                preexec_fn=tied_to_parent(signal.SIGTERM),
            )
        self._began = time.monotonic()

    def release(self) -> None:
        """Lets a held program do its work."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()

    @property
    def status(self) -> int | None:
        """The exit status, or None while it runs or was never started."""
        return self._process.poll() if self._process is not None else None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None and self.status is None else None

    def is_ready(self) -> bool:
        """Whether it answers where it said it would; without such an address, whether it runs."""
        if not self.program.health:
            return self.pid is not None
        return answers(self.program.health)

    def tend(self) -> bool:
        """Starts it again once it has ended, after growing pauses; whether it did so now."""
        if self._rests_until is None:
            if self.status is None:
                return False
            is_steady = time.monotonic() - self._began > STEADY_AFTER
            self._crashes = 1 if is_steady else self._crashes + 1
            self._rests_until = time.monotonic() + pause(self._crashes)
        if time.monotonic() < self._rests_until:
            return False
        self._rests_until = None
        self.start()
        return True

    def process(self) -> psutil.Process | None:
        pid = self.pid
        return psutil.Process(pid) if pid is not None else None

    def news(self) -> str:
        """What it wrote to its log since it was last asked, in whole lines."""
        with self.log.open("rb") as log:
            log.seek(self._heard)
            whole, end_of_line, _ = log.read().rpartition(b"\n")
        self._heard += len(whole + end_of_line)
        return whole.decode(errors="replace")

    def last_words(self, lines: int = 15) -> str:
        """The end of its log."""
        said = self.log.read_text(errors="replace").strip().splitlines() if self.log.exists() else []
        return "\n".join(f"    {line}" for line in said[-lines:])


def pause(crashes: int) -> float:
    """Seconds to wait before a start after so many crashes in a row: 0.5, 1, 2 … 30."""
    return min(0.5 * 2.0 ** (crashes - 1), LONGEST_PAUSE)


def stop_all(children: Iterable[Child], *, patience: float) -> None:
    """Ends them together."""
    end([found for child in children if (found := child.process())], first=signal.SIGTERM, patience=patience)


def answers(address: str) -> bool:
    """Whether an address on this machine answers 200 within two seconds."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=2)
    try:
        connection.request("GET", parts.path)
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _turn(log: Path) -> None:
    """Keeps a log from growing for ever: one older part is kept."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".old.log"))
