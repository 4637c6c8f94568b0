"""`poincon demo`: the command a person runs. It starts the guardian, repeats its words, and ends with it."""

import json
import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType

from poincon.config.local.guardian import clear
from poincon.config.local.plan import BESIDE, ROOT, house_folder
from poincon.config.local.postgres import clear_remains

HIGHEST_PORT = 65_535 - 3 * BESIDE


def run(*, boutique: str, port: int, products: int) -> None:
    """Runs a whole shop until told to stop; exits with 0, with 1 for a failure, 2 for a wrong wish."""
    from poincon.config.environment import boutiques

    known = boutiques(Path(os.environ.get("POINCON_BOUTIQUES_DIR") or ROOT / "boutiques"))
    if boutique not in known:
        _refuse(f"no boutique called {boutique!r}: choose BOUTIQUE= among {', '.join(known)}")
    if not 1 <= port <= HIGHEST_PORT:
        _refuse(f"port {port} cannot be used: choose PORT= from 1024 to {HIGHEST_PORT}")
    wish = {"boutique": boutique, "port": port, "products": products, "folder": str(house_folder(boutique))}
    sys.exit(
        Command(
            [sys.executable, "-m", "poincon.config.local.guardian", json.dumps(wish)], wish["folder"]
        ).run()
    )


def _refuse(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.exit(2)


class Command:
    """The foreground half of a demo. All it holds is the pipe whose closing ends everything."""

    def __init__(self, guardian: list[str], folder: object) -> None:
        self._command, self._folder = guardian, Path(str(folder))
        self._asked = 0
        # Under make this process ends with it; started by hand it may well outlive its shell.
        self._parent = os.getppid() if "MAKELEVEL" in os.environ else None

    def run(self) -> int:
        """Returns the exit status."""
        self._listen()
        guardian = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        self._pass_on(guardian)
        status = guardian.wait()
        if status < 0:
            clear(self._folder)
            clear_remains(self._folder / "postgres")
            _write(b"the demo's guardian was killed; everything it ran is stopped\n")
            return 0 if self._asked else 1
        return status

    def _listen(self) -> None:
        for caught in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # Under nohup a closed terminal is not a wish to stop.
            if caught is not signal.SIGHUP or signal.getsignal(caught) is not signal.SIG_IGN:
                signal.signal(caught, self._note)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self._asked += 1

    def _pass_on(self, guardian: "subprocess.Popen[bytes]") -> None:
        """Repeats what the guardian says until it ends; on request closes its pipe, at the third kills it."""
        while guardian.stdin is not None and guardian.stdout is not None:
            if self._is_to_end() and not guardian.stdin.closed:
                _write(b"\nclosing the shop\n")
                guardian.stdin.close()
            if self._asked > 2:
                guardian.kill()
            readable, _, _ = select.select([guardian.stdout], [], [], 0.3)
            if readable:
                words = os.read(guardian.stdout.fileno(), 65_536)
                if not words:
                    return
                _write(words)

    def _is_to_end(self) -> bool:
        return self._asked > 0 or (self._parent is not None and os.getppid() != self._parent)


def _write(words: bytes) -> None:
    with suppress(OSError):  # the terminal may be gone
        os.write(1, words)
