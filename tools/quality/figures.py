"""What was measured, kept as JSON below `var/quality/figures`: one file for each part that can be resumed."""

import json
from collections.abc import Iterable
from typing import Any

from tools.quality.house import FOLDER

PLACE = FOLDER / "figures"
KINDS = {"pages": "pages", "lighthouse": "lighthouse"}

type Figures = dict[str, Any]


def missing(kind: str, *parts: str) -> bool:
    """Whether this part has still to be measured."""
    return not (PLACE / f"{'-'.join([kind, *parts])}.json").exists()


def keep(found: list[Figures], kind: str, *parts: str) -> None:
    """Keeps a part once it is whole."""
    PLACE.mkdir(parents=True, exist_ok=True)
    file = PLACE / f"{'-'.join([kind, *parts])}.json"
    file.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def kept() -> dict[str, list[Figures]]:
    """Everything that was measured, by kind."""
    return {kind: [row for file in _files(kind) for row in json.loads(file.read_text())] for kind in KINDS}


def forget(houses: Iterable[str], kind: str | None) -> None:
    """Lets go of what was measured of these houses."""
    for one in [kind] if kind in KINDS else KINDS:
        for house in houses:
            for file in PLACE.glob(f"{one}-{house}-*.json"):
                file.unlink()


def _files(kind: str) -> list[Any]:
    return sorted(PLACE.glob(f"{kind}-*.json"))
