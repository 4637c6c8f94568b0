"""The sandbox bank, as the separate process that it is."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from poincon.payments.gateways import register
from tests.eventually import eventually


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def bank_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    folder: Path = tmp_path_factory.mktemp("bank")
    (folder / "secret").write_text("a secret of the tests")
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "poincon_fakes.bank", "--port", str(port), "--late-seconds", "1"]
    command += ["--secret-file", str(folder / "secret"), "--data", str(folder / "bank.sqlite3")]
    with subprocess.Popen(command) as process:
        eventually(lambda: _answers(url))
        yield url, "a secret of the tests"
        process.terminate()


@pytest.fixture
def bank(bank_process: tuple[str, str], settings) -> Iterator[str]:
    """The bank's address, with the shop's gateway pointed at it."""
    settings.BANK_URL, settings.BANK_SECRET = bank_process
    register.gateways.cache_clear()
    yield bank_process[0]
    register.gateways.cache_clear()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz").is_success
    except httpx.HTTPError:
        return False
