"""What stands before anything is measured: a database of its own, the pieces, the web server of the demo."""

import os
import socket
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.error import URLError
from urllib.request import urlopen

from poincon.config.environment import ROOT
from poincon.config.local import postgres
from poincon.config.local.plan import Plan

HOUSE = "bijourama"
SEED = 1
READY_WITHIN = 60
STOP_WITHIN = 10
OLD = timedelta(days=40)  # pieces that were for sale before their price was cut


class Stage:
    """The shop of one house with generated pieces, kept under `var/bench` from one run to the next."""

    def __init__(self, *, pieces: int) -> None:
        self.pieces = pieces
        folder = Path(os.environ.get("POINCON_VAR") or ROOT / "var").resolve() / "bench"
        self.plan = Plan(HOUSE, _free_port(), 0, folder)
        self._web: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.plan.folder.mkdir(parents=True, exist_ok=True)
        self.plan.make_keys()
        os.environ |= self.plan.environment() | {"DJANGO_SETTINGS_MODULE": "bench.settings"}
        postgres.serve(self.plan.database)
        self._prepare()
        self._fill()
        self._open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._web is not None and self._web.poll() is None:
            self._web.terminate()
            try:
                self._web.wait(STOP_WITHIN)
            except subprocess.TimeoutExpired:
                self._web.kill()

    def say(self, words: str) -> None:
        sys.stderr.write(f"{words}\n")

    def _prepare(self) -> None:
        import django
        from django.core.management import call_command

        django.setup()
        self.say("preparing the database and the static files")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if self.plan.collect() is not None:
            call_command("collectstatic", interactive=False, verbosity=0)
            self.plan.collected()

    def _fill(self) -> None:
        """Generate what is missing; a run that finds all its pieces takes no time here."""
        from poincon.demo.generator import generate
        from poincon.foundation import clock
        from poincon.window import actions as window

        now = clock.now()
        told = self.plan.folder / "shown.txt"
        since = now - OLD
        added = generate(self.pieces, seed=SEED, at=since, told=lambda made: self.say(f"{made} pieces"))
        if added or not told.exists():
            _reduce(now)
            self.say("filling the windows")
            told.write_text(f"{window.rebuild(at=now)}\n")
            _tidy()

    def _open(self) -> None:
        """Start the web server exactly as the demo does, and wait until it answers."""
        log = (self.plan.folder / "web.log").open("wb")
        command = [sys.executable, "-m", "poincon.config.local.web", str(self.plan.port)]
        self._web = subprocess.Popen(  # noqa: S603 - ours
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=ROOT
        )
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until and self._web.poll() is None:
            try:
                with urlopen(f"{self.plan.address}/healthz", timeout=5):  # noqa: S310 - our own address
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        raise SystemExit(f"the web server does not answer; its last words are in {log.name}")


def _reduce(now: datetime) -> None:
    """Let every tenth variant that is in none be in a reduction that runs for years."""
    from poincon.pricing.actions import reductions, turning
    from poincon.pricing.models import CurrentPrice
    from poincon.pricing.queries import previews
    from poincon.pricing.states import Cut, Rounding

    starts = now - timedelta(days=2)
    ids = [
        pk for pk in CurrentPrice.objects.filter(reduction=None).values_list("pk", flat=True) if pk % 10 == 0
    ]
    if not ids:
        return
    told = reductions.Draft("", "", Cut.PERCENT, 20, Rounding.NINETY, starts, now + 100 * OLD)
    row = reductions.draft(told=told, shares=dict.fromkeys(ids), actor="bench", at=starts - OLD)
    seal = previews.seal_of(row)
    reductions.plan(reduction_id=row.pk, seal=seal, actor="bench", at=starts - OLD)
    turning.turn(at=now)


def _tidy() -> None:
    """Give the planner what it would have after a night: fresh statistics, and no dead rows."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
