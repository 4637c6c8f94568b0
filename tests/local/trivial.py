"""A demo whose programs are trivial, for killing: `python tests/local/trivial.py command|guardian|answer …`.

The command, the guardian and PostgreSQL are the real ones; only the shop's own programs are replaced.
"""

import json
import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from poincon.config.local import guardian
from poincon.config.local.demo import Command
from poincon.config.local.plan import Plan, Program

CRASHING = "TRIVIAL_CRASHING"
"""Names the program that ends at once, after its last words."""


class TrivialPlan(Plan):
    __slots__ = ()

    def prepare(self) -> Program:
        return Program("scene", self._program("account"))

    def collect(self) -> None:
        return None

    def outside(self) -> tuple[Program, ...]:
        ports = {"mailbox": self.mailbox_port, "bank": self.bank_port}
        return tuple(self._answering(name, port) for name, port in ports.items())

    def web(self) -> Program:
        return self._answering("web", self.port)

    def worker(self) -> Program:
        return Program("worker", self._program("idle"))

    def _answering(self, name: str, port: int) -> Program:
        what = ("crash",) if os.environ.get(CRASHING) == name else ("answer", str(port))
        return Program(name, self._program(*what), f"http://127.0.0.1:{port}/healthz")

    @staticmethod
    def _program(*arguments: str) -> tuple[str, ...]:
        return (sys.executable, __file__, *arguments)


class Healthy(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(str(os.getpid()).encode())


def main(what: str, *rest: str) -> int:
    if what == "command":
        wish = json.loads(rest[0])
        return Command([sys.executable, __file__, "guardian", rest[0]], wish["folder"]).run()
    if what == "guardian":
        guardian.Plan = TrivialPlan  # type: ignore[attr-defined]
        sys.argv[1] = rest[0]
        return guardian.main()
    if what == "answer":
        sys.stdin.read()
        ThreadingHTTPServer(("127.0.0.1", int(rest[0])), Healthy).serve_forever()
    if what == "idle":
        sys.stdin.read()
        while True:
            os.read(os.pipe()[0], 1)
    if what == "account":
        sys.stdout.write("  owner       ada@example.org\n")
    if what == "crash":
        sys.stderr.write("no gold left\n")
        return 3
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever started the tests may have had it ignored
    sys.exit(main(*sys.argv[1:]))
