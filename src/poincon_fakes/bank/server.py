"""A bank that runs: the application, its courier and its file, started and stopped together."""

import logging
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from werkzeug.serving import WSGIRequestHandler, make_server

from poincon_fakes.bank.courier import Courier
from poincon_fakes.bank.ledger import Ledger
from poincon_fakes.bank.teller import Teller
from poincon_fakes.bank.web import Web


class _Silent(WSGIRequestHandler):
    """The application writes its own log, without addresses."""

    def log(self, *_: object, **__: object) -> None:
        return


class Bank:
    """A bank on a port of 127.0.0.1; port 0 takes a free one. Start it once, stop it once."""

    def __init__(
        self,
        *,
        port: int = 0,
        secret_file: Path,
        data: Path | str = ":memory:",
        notify_url: str = "",
        late_seconds: float = 20,
    ) -> None:
        self._secret_file = secret_file
        self._ledger = Ledger(data)
        self._teller = Teller(
            self._ledger,
            now=time.time,
            token=lambda: secrets.token_urlsafe(18),
            digits=lambda: f"{secrets.randbelow(1_000_000):06}",
            page_url=lambda page: f"{self.url}/pay/{page}",
            notify_url=notify_url,
            late_seconds=late_seconds,
        )
        web = Web(self._teller, self._ledger, self.secrets)
        self._server = make_server("127.0.0.1", port, web, threaded=True, request_handler=_Silent)
        self._courier = Courier(self._ledger, self._teller, self.secrets)

    @property
    def url(self) -> str:
        """The address, without a final slash."""
        return f"http://127.0.0.1:{self._server.port}"

    def secrets(self) -> list[str]:
        """The secrets in force, one a line, read anew so that one can be replaced while the bank runs."""
        return [line.strip() for line in self._secret_file.read_text().splitlines() if line.strip()]

    def serve(self) -> None:
        """Serves until `stop()` is called from elsewhere."""
        self._courier.start()
        self._server.serve_forever(poll_interval=0.1)

    def stop(self) -> None:
        """Ends the requests under way, then the courier."""
        self._server.shutdown()
        self._server.server_close()
        if self._courier.is_alive():
            self._courier.stop()
        self._ledger.close()


@contextmanager
def running(bank: Bank) -> Iterator[Bank]:
    """A bank in a thread of this process, for tests."""
    thread = threading.Thread(target=bank.serve, name="bank", daemon=True)
    thread.start()
    try:
        yield bank
    finally:
        bank.stop()
        thread.join()


def keep_secret(path: Path) -> None:
    """Makes the secret on first need, readable by its owner alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))


def log_to_stdout() -> None:
    """One plain line for each event."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
