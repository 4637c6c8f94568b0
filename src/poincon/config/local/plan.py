"""What a demo consists of: one house, one folder under `var/`, four ports, the programs in their order."""

import os
import secrets
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from poincon.config.local import postgres

ROOT = Path(__file__).resolve().parents[4]
BESIDE = 100
"""Distance of a demo's ports, so that houses on neighbouring ports can run side by side."""


@dataclass(frozen=True, slots=True)
class Program:
    """A process to run; `health` is an address that answers 200 once it is ready."""

    name: str
    command: tuple[str, ...]
    health: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """One demo."""

    boutique: str
    port: int
    products: int
    folder: Path

    @property
    def mailbox_port(self) -> int:
        return self.port + BESIDE

    @property
    def smtp_port(self) -> int:
        return self.port + 2 * BESIDE

    @property
    def bank_port(self) -> int:
        return self.port + 3 * BESIDE

    @property
    def ports(self) -> tuple[int, ...]:
        return (self.port, self.mailbox_port, self.smtp_port, self.bank_port)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def languages(self) -> tuple[str, ...]:
        """The house's languages, the one of the bare address first, as its charter tells them."""
        houses = Path(os.environ.get("POINCON_BOUTIQUES_DIR") or ROOT / "boutiques")
        with (houses / self.boutique / "charter.toml").open("rb") as charter:
            return tuple(tomllib.load(charter)["languages"])

    @property
    def mailbox(self) -> str:
        return f"http://127.0.0.1:{self.mailbox_port}"

    @property
    def bank(self) -> str:
        return f"http://127.0.0.1:{self.bank_port}"

    @property
    def database(self) -> Path:
        return self.folder / "postgres"

    @property
    def bank_secret(self) -> Path:
        return self.folder / "keys" / "bank_secret"

    def environment(self) -> dict[str, str]:
        """The settings of every program of this demo."""
        return {
            "POINCON_MODE": "demo",
            "POINCON_BOUTIQUE": self.boutique,
            "POINCON_VAR": str(self.folder),
            "POINCON_DATABASE_URL": postgres.url(self.database),
            "POINCON_BASE_URL": self.address,
            "POINCON_HOSTS": "127.0.0.1,localhost",
            "POINCON_EMAIL_HOST": "127.0.0.1",
            "POINCON_EMAIL_PORT": str(self.smtp_port),
            "POINCON_BANK_URL": self.bank,
            "POINCON_BANK_SECRET": self.bank_secret.read_text().strip(),
            "PYTHONUNBUFFERED": "1",
        }

    def make_keys(self) -> None:
        """Gives the demo a secret of its own, shared by shop and bank alone."""
        self.bank_secret.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self.bank_secret.exists():
            self.bank_secret.touch(mode=0o600)
            self.bank_secret.write_text(secrets.token_urlsafe(48))

    def outside(self) -> tuple[Program, ...]:
        """The world around the shop: they need nothing and start first."""
        files = ("--secret-file", str(self.bank_secret), "--data", str(self.folder / "bank" / "bank.sqlite3"))
        bank = _module("poincon_fakes.bank", "--port", str(self.bank_port), *files)
        ports = ("--web-port", str(self.mailbox_port), "--smtp-port", str(self.smtp_port))
        mailbox = _module("poincon_fakes.mailbox", "--folder", str(self.folder / "mail"), *ports)
        return (
            Program("bank", bank, f"{self.bank}/healthz"),
            Program("mailbox", mailbox, f"{self.mailbox}/healthz"),
        )

    def prepare(self) -> Program:
        """What is done before the shop opens, quick when it has been done before; it says the accounts."""
        return Program("scene", _module("poincon.config.local.prepare", str(self.products)))

    def collect(self) -> Program | None:
        """Gathering the static files, when they are not the ones gathered last time."""
        kept = self._static_stamp.exists() and (self.folder / "static").is_dir()
        told = self._static_stamp.read_text() if kept else ""
        return None if told == self._static_digest() else Program("collect", _poincon("collect"))

    def collected(self) -> None:
        """Remembers that the static files are gathered."""
        self._static_stamp.write_text(self._static_digest())

    def web(self) -> Program:
        """The shop itself. It loads at once, and opens when its standard input is closed."""
        return Program("web", _module("poincon.config.local.web", str(self.port)), f"{self.address}/healthz")

    def worker(self) -> Program:
        """The background jobs."""
        return Program("worker", _poincon("worker"))

    @property
    def _static_stamp(self) -> Path:
        return self.folder / "static.stamp"

    def _static_digest(self) -> str:
        source = ROOT / "src" / "poincon"
        folders = [*sorted(source.glob("*/static")), ROOT / "boutiques" / self.boutique]
        makers = [source / "design" / "bundles.py", ROOT / "requirements.txt"]
        return sha256("\n".join(_states((*folders, *makers))).encode()).hexdigest()


def house_folder(boutique: str) -> Path:
    """Where a house keeps what a demo writes: `var/<boutique>`, or the like under `POINCON_VAR`."""
    return Path(os.environ.get("POINCON_VAR") or ROOT / "var").resolve() / boutique


def _states(places: Iterable[Path]) -> list[str]:
    files = (file for place in places for file in ([place] if place.is_file() else sorted(place.rglob("*"))))
    return [f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}" for file in files if file.is_file()]


def _module(name: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", name, *arguments)


def _poincon(*arguments: str) -> tuple[str, ...]:
    return (str(Path(sys.executable).parent / "poincon"), *arguments)
