"""The settings that come from outside, typed; a missing or unsafe one stops the start with its name."""

import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from django.http.request import validate_host
from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from poincon.charter.loading import CharterFault, load
from poincon.charter.promises import keeps
from poincon.charter.queries import Charter, ready_for_sale

ROOT = Path(__file__).resolve().parents[3]
STRONG_KEY = 50
VARIED_KEY = 10
"""Different characters of a key; one drawn at random has thirty and more."""
STRONG_SECRET = 32
POSTGRESQL = ("postgresql://", "postgres://")
ORIGIN = re.compile(r"(?!https.*:443$|http:.*:80$)https?://[a-z0-9-]+(\.[a-z0-9-]+)*(:[1-9][0-9]{0,4})?")
"""A site as a browser names it: no path, no capital, no wildcard, no port that goes without saying."""


class Mode(StrEnum):
    DEMO = "demo"
    TEST = "test"
    PRODUCTION = "production"


class BadEnvironment(SystemExit):
    """One or more settings are missing or unsafe; the message names each with its reason."""


class Environment(BaseSettings):
    """What the outside decides. Every name is read from `POINCON_<NAME>`, secrets also from files."""

    model_config = SettingsConfigDict(env_prefix="POINCON_", extra="ignore")

    mode: Mode = Mode.DEMO
    boutique: str = "bijourama"
    boutiques_dir: Path = ROOT / "boutiques"
    var: Path = ROOT / "var"
    database_url: str = ""
    secret_key: str = ""
    hosts: Annotated[tuple[str, ...], NoDecode] = ("127.0.0.1", "localhost", "testserver")
    base_url: str = "http://127.0.0.1:8000"
    https: bool = False
    # How many proxies of our own stand in front: as many addresses of X-Forwarded-For are true.
    proxies: int = Field(default=0, ge=0, le=5)
    email_host: str = "127.0.0.1"
    email_port: int = 8200
    email_user: str = ""
    email_password: str = ""
    email_tls: bool = False
    bank_url: str = "http://127.0.0.1:8300"
    bank_secret: str = ""
    pool_size: int = Field(default=8, ge=0, le=100)
    # Sites whose pages may read the public catalogue through the API; none unless named.
    api_origins: Annotated[tuple[str, ...], NoDecode] = ()

    @field_validator("hosts", "api_origins", mode="before")
    @classmethod
    def _listed(cls, named: object) -> object:
        """Read names with commas between them, as people write them."""
        return (
            tuple(filter(None, (name.strip() for name in named.split(","))))
            if isinstance(named, str)
            else named
        )

    @field_validator("api_origins")
    @classmethod
    def _exact(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            if not ORIGIN.fullmatch(origin):
                raise ValueError(
                    f"{origin!r} is no origin as browsers send it (such as https://news.example)"
                )
        return origins

    @field_validator("var", "boutiques_dir")
    @classmethod
    def _absolute(cls, path: Path) -> Path:
        return path.resolve()

    @model_validator(mode="after")
    def _known_boutique(self) -> Self:
        if not (self.boutiques_dir / self.boutique / "charter.toml").is_file():
            raise ValueError(
                f"boutique: {self.boutique!r} is none of {', '.join(boutiques(self.boutiques_dir))}"
            )
        return self

    @model_validator(mode="after")
    def _safe_in_production(self) -> Self:
        if self.mode is Mode.PRODUCTION and (faults := self._faults()):
            raise ValueError("; ".join(faults))
        return self

    @keeps("payments.encrypted", "rights.under_lock_and_key")
    def _faults(self) -> list[str]:
        checks = {
            f"secret_key: give one of at least {STRONG_KEY} characters": len(self.secret_key) < STRONG_KEY,
            f"secret_key: give one of at least {VARIED_KEY} different characters": (
                len(set(self.secret_key)) < VARIED_KEY
            ),
            "database_url: name the database": not self.database_url,
            "database_url: must be a PostgreSQL database": not self.database_url.startswith(POSTGRESQL),
            "hosts: name the shop's own host": set(self.hosts) <= {"127.0.0.1", "localhost", "testserver"},
            "hosts: name each host, without *": any("*" in host for host in self.hosts),
            "base_url: must start with https://": not self.base_url.startswith("https://"),
            "base_url: its host must be one of POINCON_HOSTS": not self._is_ours(self.base_url),
            "https: must be true": not self.https,
            "api_origins: each must start with https://": not all(
                origin.startswith("https://") for origin in self.api_origins
            ),
            "email_host: name the mail server": self.email_host == "127.0.0.1",
            "bank_url: the sandbox bank takes no real money": self.bank_url.startswith("http://127."),
            "bank_url: must start with https://": not self.bank_url.startswith("https://"),
            f"bank_secret: give the secret shared with the bank, of at least {STRONG_SECRET} characters": (
                len(self.bank_secret) < STRONG_SECRET
            ),
        }
        return [fault for fault, holds in checks.items() if holds]

    def _is_ours(self, url: str) -> bool:
        """Tell whether the host of an address is one of ours, as Django compares them."""
        try:
            return validate_host(urlsplit(url).hostname or "", list(self.hosts))
        except ValueError:
            return False


def charter_of(outside: Environment) -> Charter:
    """Return the charter of the house, or stop with every fault of it named."""
    try:
        return load(outside.boutiques_dir / outside.boutique / "charter.toml")
    except CharterFault as error:
        raise _not_started(f"{error.source}: {fault}" for fault in error.faults) from None


def sell_nothing_as_a_draft(outside: Environment, charter: Charter) -> None:
    """Stop a start in production for a house that lacks what the law or its customers need, each named."""
    if outside.mode is Mode.PRODUCTION and (lacks := ready_for_sale(charter)):
        raise _not_started(lacks)


def show_no_broken_page(house: Path) -> None:
    """Stop a start for a house with a page that cannot be put out: every fault by its file and line."""
    from poincon.content.checking import faults_of

    if found := faults_of(house):
        raise _not_started(found)


def _not_started(faults: Iterable[object]) -> BadEnvironment:
    return BadEnvironment("\n".join(["Poinçon does not start:", *(f"  {fault}" for fault in faults)]))


def boutiques(folder: Path) -> list[str]:
    """Return the names of the houses that have a charter."""
    return sorted(path.parent.name for path in folder.glob("*/charter.toml"))


def read() -> Environment:
    """Read the environment, or stop with every fault named."""
    try:
        return Environment()
    except ValidationError as error:
        raise _not_started(_lines(error)) from None


def _lines(error: ValidationError) -> list[str]:
    found = [(".".join(map(str, fault["loc"])), fault["msg"]) for fault in error.errors()]
    said = [f"{name}: {words}" if name else words.removeprefix("Value error, ") for name, words in found]
    return [
        f"POINCON_{part.strip().partition(':')[0].upper()}:{part.partition(':')[2]}"
        for line in said
        for part in line.split("; ")
    ]
