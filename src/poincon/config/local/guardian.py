"""The process that owns everything a demo runs, and ends it all when the pipe to the command closes.

It lives in a session of its own, so that neither Ctrl-C nor a closed terminal reaches the database before its
clients. Its children are tied to it by the kernel: should it be killed, they end too.
"""

import fcntl
import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from poincon.config.local.children import Child, stop_all
from poincon.config.local.plan import Plan, Program
from poincon.config.local.ports import PortBusy, claimed, look_again
from poincon.config.local.postgres import PostgresFault, Server, make_database
from poincon.config.local.processes import adopt_orphans, end, running

MARK = "POINCON_DEMO"
"""Every process of a demo carries its folder under this name in its environment."""

IN = {"fr": "in French", "en": "in English"}
DESK = {"fr": "comptoir", "en": "desk"}
"""The desk's word in an address, in each language (config/urls.py)."""

READY_WITHIN = 90
STOP_WITHIN = 12


class Told(Exception):
    """Somebody asked for the end."""


class Failed(Exception):
    """The demo cannot run; the message is for a person. `status` is the exit status."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


class Guardian:
    """One demo, from the first check to the last process."""

    def __init__(self, plan: Plan, *, wait: Callable[[float], bool], say: Callable[[str], None]) -> None:
        self._plan, self._wait, self._say = plan, wait, say
        self._server = Server(plan.database)
        self._children: list[Child] = []

    def run(self) -> int:
        """Runs until told to stop; returns the exit status."""
        try:
            with _sole(self._plan), self._ports():
                os.environ[MARK] = str(self._plan.folder)
                try:
                    self._open()
                    self._watch()
                finally:
                    self._close()
        except Told:
            return 0
        except (Failed, PostgresFault, PortBusy) as failure:
            self._say(str(failure))
            return 2 if isinstance(failure, PortBusy) else getattr(failure, "status", 1)
        return 0

    @contextmanager
    def _ports(self) -> Iterator[None]:
        clear(self._plan.folder)  # a killed demo of this house may still hold them
        with claimed(self._plan):
            yield

    # Opening

    def _open(self) -> None:
        plan = self._plan
        plan.make_keys()
        outside = [self._child(program) for program in plan.outside()]
        for child in outside:
            child.start()
        web, worker = self._child(plan.web()), self._child(plan.worker())
        web.start(held=True)
        self._server.start()
        make_database(plan.database)
        gathering = self._gather()
        self._finish(self._child(plan.prepare()), output=plan.folder / "scene.txt", aloud=True)
        if gathering is not None:
            self._finish(gathering)
            plan.collected()
        look_again(plan)
        web.release()
        worker.start()
        self._until_ready([*outside, web, worker])
        self._say(welcome(plan))

    def _gather(self) -> Child | None:
        program = self._plan.collect()
        if program is None:
            return None
        child = self._child(program)
        child.start()
        return child

    def _child(self, program: Program) -> Child:
        child = Child(program, self._plan.folder / "log", self._plan.environment())
        self._children.append(child)
        return child

    def _finish(self, child: Child, *, output: Path | None = None, aloud: bool = False) -> None:
        """Runs a step to its end; a step that fails ends the demo with its last words."""
        if child.pid is None and child.status is None:
            child.start(output=output)
        while child.status is None:
            self._rest(0.05)
            if aloud and (news := child.news()):
                self._say(news)
        self._children.remove(child)
        if child.status:
            words = "" if aloud else f":\n{child.last_words()}"
            raise Failed(f"{child.program.name} failed (whole log: {child.log}){words}")

    def _until_ready(self, children: list[Child]) -> None:
        until = time.monotonic() + READY_WITHIN
        waiting = list(children)
        while waiting:
            self._rest(0.05)
            for child in children:
                if child.status is not None:
                    name, words = child.program.name, child.last_words()
                    raise Failed(f"{name} ended at once (whole log: {child.log}):\n{words}")
            waiting = [child for child in waiting if not child.is_ready()]
            if waiting and time.monotonic() > until:
                child = waiting[0]
                raise Failed(
                    f"{child.program.name} is not ready after {READY_WITHIN} s:\n{child.last_words()}"
                )

    # While it runs

    def _watch(self) -> None:
        """Restarts what ends until told to stop; without its database the demo ends."""
        while True:
            self._rest(0.5)
            if self._server.pid is None:
                raise Failed(
                    f"the database ended (log: {self._server.log}); start again, it recovers by itself"
                )
            for child in self._children:
                if child.status is not None:
                    self._clear_orphans()
                if child.tend():
                    self._say(f"· {child.program.name} had ended and was started again (log: {child.log})")

    def _clear_orphans(self) -> None:
        """Ends and buries grandchildren that a killed child left behind."""
        own = {child.pid for child in self._children} | {self._server.pid}
        orphans = [child for child in psutil.Process().children() if child.pid not in own]
        end(orphans, first=signal.SIGTERM, patience=2)

    def _rest(self, seconds: float) -> None:
        if self._wait(seconds):
            raise Told

    # Closing

    def _close(self) -> None:
        """First the clients, together; then whatever they left; then the database."""
        stop_all(self._children, patience=STOP_WITHIN)
        self._children = []
        self._clear_orphans()
        self._server.stop()


def clear(folder: Path) -> None:
    """Ends what a killed demo of this folder may have left running."""
    end(list(running(marked=(MARK, str(folder)))), first=signal.SIGTERM, patience=5)


@contextmanager
def _sole(plan: Plan) -> Iterator[None]:
    """One demo a folder: the kernel lets go of the lock when this process ends."""
    plan.folder.mkdir(parents=True, exist_ok=True)
    with (plan.folder / "demo.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            where = lock.read().strip() or "another port"
            raise Failed(
                f"{plan.boutique} is already open at {where}: stop it, or choose another BOUTIQUE=", 2
            ) from None
        lock.truncate(0)
        lock.write(plan.address)
        lock.flush()
        yield


def welcome(plan: Plan) -> str:
    """What a person needs once the shop is open."""
    told = plan.folder / "scene.txt"
    accounts = told.read_text().strip("\n") if told.exists() else ""
    first, *others = plan.languages
    tongues = "".join(f"        {IN[other]}: {plan.address}/{other}/" for other in others)
    return f"""
{plan.boutique} is open

  shop        {plan.address}/{tongues}
  desk        {plan.address}/{DESK[first]}/
  mails       {plan.mailbox}/        every mail the shop sends
  bank        {plan.bank}/        all test cards; no money moves

  cards       4970 1000 0000 0014    paid at once
              4970 1000 0000 0022    paid after a confirmation code
              4970 1000 0000 0071    refused: insufficient funds
              any expiry date to come, any 3 digits

{accounts}

  logs        {plan.folder / "log"}
  stop        Ctrl-C
"""


def _pipe_closed(seconds: float) -> bool:
    """Waits so long at most; whether the command at the other end of standard input is gone or says stop."""
    try:
        readable, _, _ = select.select([0], [], [], seconds)
        return bool(readable) and not os.read(0, 1024)
    except OSError:
        return True


def _say(words: str) -> None:
    with suppress(OSError):  # nobody may be listening any more
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()


def main() -> int:
    """Runs the demo described by the first argument, JSON."""
    told: list[int] = []
    for caught in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(caught, lambda number, _: told.append(number))
    adopt_orphans()
    read = json.loads(sys.argv[1])
    plan = Plan(read["boutique"], read["port"], read["products"], Path(read["folder"]))
    return Guardian(plan, wait=lambda seconds: bool(told) or _pipe_closed(seconds), say=_say).run()


if __name__ == "__main__":
    sys.exit(main())
