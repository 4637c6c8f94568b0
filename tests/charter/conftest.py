"""The five houses and the two invented ones, as data to bend and as charters."""

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from poincon.charter import loading
from poincon.charter.schema import Charter

ROOT = Path(__file__).parents[2]
FIVE = ("bijourama", "calmea", "carme", "cestmoi", "sebastienne")
INVENTED = ("dorada", "najma")

type Facts = dict[str, Any]


def path_of(name: str) -> Path:
    if name in INVENTED:
        return ROOT / "tests" / "charter" / "houses" / f"{name}.toml"
    return ROOT / "boutiques" / name / "charter.toml"


def facts_of(name: str) -> Facts:
    return tomllib.loads(path_of(name).read_text(encoding="utf-8"))


@cache
def house(name: str) -> Charter:
    return loading.parse(facts_of(name), name)


@pytest.fixture
def facts() -> Facts:
    """Bijourama's charter as data, to bend."""
    return facts_of("bijourama")


@pytest.fixture
def bijourama() -> Charter:
    return house("bijourama")


@pytest.fixture
def faults_of() -> Callable[[Facts], dict[str, str]]:
    """Return the faults of bent facts, by path."""

    def found(facts: Facts) -> dict[str, str]:
        with pytest.raises(loading.CharterFault) as caught:
            loading.parse(facts, "bent.toml")
        return {fault.path: fault.reason for fault in caught.value.faults}

    return found
