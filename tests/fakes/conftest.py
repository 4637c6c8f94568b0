"""A bank and a shop that listens to it."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.fakes.over_http import SECRET, Shop

from poincon_fakes.bank.server import Bank, running
from poincon_fakes.bank.signing import HEADER, verify


@pytest.fixture
def shop() -> Iterator[Shop]:
    """A listening shop, without a bank."""
    made = Shop("")

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.verdicts.append(verify(made.secrets, body, self.headers[HEADER], int(time.time())))
            made.heard.append(json.loads(body))
            self.send_response(made.answers.pop(0) if made.answers else 204)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def secret_file(tmp_path: Path) -> Path:
    path = tmp_path / "bank_secret"
    path.write_text(f"{SECRET}\n")
    return path


@pytest.fixture
def bank(shop: Shop, secret_file: Path, tmp_path: Path) -> Iterator[Shop]:
    """A shop with a bank whose slow cards take a fifth of a second."""
    with running(
        Bank(secret_file=secret_file, data=tmp_path / "bank.sqlite3", late_seconds=0.2)
    ) as open_bank:
        shop.bank = open_bank
        yield shop
