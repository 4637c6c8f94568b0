"""The folders of the houses: where they are, how a new one is laid, how a draft goes live."""

import os
import re
from pathlib import Path

from poincon.charter import loading
from poincon.charter.evidence import ROOT
from poincon.charter.readiness import Lack, ready_for_sale
from poincon.charter.schema import Charter
from poincon.charter.writing import as_toml, written

CHARTER = "charter.toml"
DRAFT = re.compile(r'(?m)^state = "draft".*\n')
THEME = (
    "/* {name}: the common tokens, until the house sets its own. */\n@layer tokens {{\n  :root {{\n  }}\n}}\n"
)
GREETING = {
    "fr": "Chaque pièce dit son métal, sa pierre, son poids et le jour où elle sera chez vous.",
    "en": "Every piece tells its metal, its stone, its weight and the day it will be with you.",
}


class Taken(Exception):
    """A house of this name exists already: nothing was written."""


class Unknown(LookupError):
    """No house has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no boutique is called {name!r}; there are {', '.join(names())}")


class NotReady(Exception):
    """A house that may not sell yet; `lacks` names all that is missing."""

    def __init__(self, lacks: tuple[Lack, ...]) -> None:
        self.lacks = lacks
        super().__init__("\n".join(map(str, lacks)))


def folder() -> Path:
    """Return where the houses live."""
    return Path(os.environ.get("POINCON_BOUTIQUES_DIR") or ROOT / "boutiques")


def names() -> list[str]:
    return sorted(path.parent.name for path in folder().glob(f"*/{CHARTER}"))


def path_of(name: str) -> Path:
    """Return the charter of a house, without a name that of the one that runs; raises Unknown."""
    wanted = name or os.environ.get("POINCON_BOUTIQUE") or "bijourama"
    if wanted not in names():
        raise Unknown(wanted)
    return folder() / wanted / CHARTER


def lay(charter: Charter) -> Path:
    """Write the folder of a new house: charter, theme and greeting; raises Taken where there is one."""
    home = folder() / charter.house.key
    if home.exists():
        raise Taken(charter.house.key)
    home.mkdir(parents=True)
    (home / "theme.css").write_text(THEME.format(name=charter.house.name), encoding="utf-8")
    greeting = {
        language: {"title": charter.house.name, "sentence": sentence}
        for language, sentence in GREETING.items()
    }
    (home / "entrance.toml").write_text(as_toml(greeting), encoding="utf-8")
    path = home / CHARTER
    path.write_text(written(charter), encoding="utf-8")
    return path


def put_on_sale(path: Path) -> Charter:
    """Take a draft live, or raise NotReady with all that is missing; a live house stays as it is."""
    charter = loading.load(path)
    lacks = tuple(lack for lack in ready_for_sale(charter) if lack.path != "state")
    if lacks:
        raise NotReady(lacks)
    text = DRAFT.sub("", path.read_text(encoding="utf-8"), count=1)
    path.write_text(text, encoding="utf-8")
    return loading.load(path)
