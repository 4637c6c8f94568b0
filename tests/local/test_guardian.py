"""A demo leaves nothing running, whichever of its processes is killed, and starts again by itself."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest
from tests.eventually import eventually

from poincon.config.local.guardian import MARK
from poincon.config.local.plan import BESIDE
from poincon.config.local.ports import is_free
from poincon.config.local.postgres import Server
from poincon.config.local.processes import running

NAMES = ("shop", "mailbox", "mails", "bank")
TRIVIAL = str(Path(__file__).parent / "trivial.py")


class Demo:
    """A demo of trivial programs in a folder and on ports of its own."""

    def __init__(self, folder: Path, port: int, output: Path) -> None:
        self.folder, self.port, self._output = folder, port, output
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *, under_make: bool = False, **environment: str) -> "Demo":
        wish = {"boutique": "calmea", "port": self.port, "products": 0, "folder": str(self.folder)}
        command = [sys.executable, TRIVIAL, "command", json.dumps(wish)]
        if under_make:  # a process that starts it and waits, as make does
            environment["MAKELEVEL"] = "1"
            command = [sys.executable, "-c", f"import subprocess; subprocess.run({command!r})"]
        own = {name: value for name, value in os.environ.items() if name != "MAKELEVEL"}
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                env=own | environment, start_new_session=True,
            )  # fmt: skip
        return self

    def opened(self) -> "Demo":
        eventually(lambda: "stop        Ctrl-C" in self.said() or self.top.poll() is not None)
        assert self.top.poll() is None, self.said()
        return self

    @property
    def top(self) -> "subprocess.Popen[bytes]":
        assert self._process is not None
        return self._process

    def said(self) -> str:
        return self._output.read_text()

    def processes(self) -> list[psutil.Process]:
        """Everything it runs, the database included, without the command itself."""
        data = str(self.folder / "postgres" / "data")
        return [*running(marked=(MARK, str(self.folder))), *running(inside=data), *self._guardians()]

    def guardian(self) -> psutil.Process:
        return next(self._guardians())

    def _guardians(self) -> Iterator[psutil.Process]:
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                words = process.cmdline()
                is_ours = "guardian" in words and any(str(self.folder) in word for word in words)
                if is_ours and process.status() != psutil.STATUS_ZOMBIE:
                    yield process

    def is_gone(self) -> bool:
        return not self.processes() and all(map(is_free, range(self.port, self.port + 4 * BESIDE, BESIDE)))


def free_port() -> int:
    """The first of four ports at the usual distances, away from what other test processes look at."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
    start = 21_000 + (os.getpid() * 4 + worker) % 6_000
    return next(
        port for port in range(start, 40_000) if all(is_free(port + step * BESIDE) for step in range(4))
    )


@pytest.fixture(scope="module")
def fresh_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database's folder, to be copied: making one takes longer than everything else."""
    server = Server(tmp_path_factory.mktemp("fresh") / "postgres")
    server.start()
    server.stop()
    return server.folder


@pytest.fixture
def demo(tmp_path: Path, fresh_data: Path) -> Iterator[Demo]:
    """A demo that is not started yet; whatever is left of it at the end is killed."""
    (tmp_path / "var" / "calmea").mkdir(parents=True)
    subprocess.run(["cp", "-a", fresh_data, tmp_path / "var" / "calmea"], check=True)
    made = Demo(tmp_path / "var" / "calmea", free_port(), tmp_path / "output.txt")
    yield made
    for process in [*made.processes(), *([psutil.Process(made.top.pid)] if made.top.poll() is None else [])]:
        with suppress(psutil.Error):
            process.kill()
    made.top.wait()


def test_opens_and_says_what_a_person_needs(demo: Demo) -> None:
    demo.start().opened()

    with urlopen(f"http://127.0.0.1:{demo.port}/healthz") as answer:
        assert answer.status == 200
    assert f"http://127.0.0.1:{demo.port}/" in demo.said()
    assert "ada@example.org" in demo.said()
    assert (demo.folder / "postgres").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_closes_everything(demo: Demo, asked: signal.Signals) -> None:
    demo.start().opened()

    demo.top.send_signal(asked)

    assert demo.top.wait(60) == 0
    assert demo.is_gone()


def kill_top(demo: Demo) -> None:
    demo.top.kill()


def kill_guardian(demo: Demo) -> None:
    demo.guardian().kill()


def kill_both(demo: Demo) -> None:
    guardian = demo.guardian()
    demo.top.kill()
    guardian.kill()


@pytest.mark.parametrize("kill", [kill_top, kill_guardian, kill_both])
def test_a_kill_leaves_nothing_running_and_the_next_start_recovers(
    demo: Demo, kill: Callable[[Demo], None]
) -> None:
    demo.start().opened()
    assert len(demo.processes()) > 5

    kill(demo)

    eventually(demo.is_gone)
    demo.top.wait(10)
    demo.start().opened()


def test_a_killed_make_ends_the_demo(demo: Demo) -> None:
    demo.start(under_make=True).opened()

    demo.top.kill()

    eventually(demo.is_gone)


def test_a_kill_during_the_start_leaves_nothing_running(demo: Demo) -> None:
    demo.start()
    eventually(demo.processes)

    demo.top.kill()

    eventually(demo.is_gone)


def test_a_crashed_program_is_started_again(demo: Demo) -> None:
    demo.start().opened()

    def serving() -> int:
        with suppress(OSError), urlopen(f"http://127.0.0.1:{demo.port}/") as answer:
            return int(answer.read())
        return 0

    before = serving()
    psutil.Process(before).kill()

    assert eventually(lambda: (found := serving()) != before and found)
    eventually(lambda: "web had ended and was started again" in demo.said())


def test_a_program_that_cannot_start_stops_all_with_its_last_words(demo: Demo) -> None:
    demo.start(TRIVIAL_CRASHING="web")

    assert demo.top.wait(60) == 1
    assert "web ended at once" in demo.said()
    assert "no gold left" in demo.said()
    assert demo.is_gone()


@pytest.mark.parametrize("beside", [0, BESIDE, 2 * BESIDE, 3 * BESIDE])
def test_a_busy_port_is_one_line_that_names_a_choice(demo: Demo, beside: int) -> None:
    with socket.create_server(("127.0.0.1", demo.port + beside)):
        demo.start()

        assert demo.top.wait(60) == 2
    assert demo.said().count("\n") == 1
    assert f"port {demo.port + beside} ({NAMES[beside // BESIDE]}) is busy;" in demo.said()
    assert "choose PORT=" in demo.said()
    assert not demo.processes()


def test_a_house_is_open_only_once(demo: Demo, tmp_path: Path) -> None:
    demo.start().opened()
    running_before = {process.pid for process in demo.processes()}
    second = Demo(demo.folder, free_port(), tmp_path / "second.txt").start()

    assert second.top.wait(60) == 2
    assert f"already open at http://127.0.0.1:{demo.port}" in second.said()
    assert {process.pid for process in demo.processes()} == running_before


def test_the_tie_to_the_parent_is_what_stops_them() -> None:
    """Negative control: a child that is not tied to its parent does outlive it."""
    script = "import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', 'input()']).pid); input()"
    parent = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    assert parent.stdin is not None
    loose = psutil.Process(int(parent.stdout.readline()))

    parent.kill()
    parent.wait()

    assert loose.is_running()
    assert loose.status() != psutil.STATUS_ZOMBIE
    loose.kill()
    parent.stdin.close()
    parent.stdout.close()
