"""The pictures of the demo: which there are, where they are served, and what they show."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).parent / "media"
FILES = re.compile(r"[a-z0-9-]+\.(?:avif|webp)")


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture. Its stem carries a digest of its content: an address never shows two pictures."""

    stem: str
    width: int
    height: int
    view: str


@cache
def album() -> dict[str, tuple[Shot, ...]]:
    """Return the pictures of each photographed piece by its key, in their order."""
    listed = tomllib.loads((FOLDER / "index.toml").read_text(encoding="utf-8"))
    return {
        piece["key"]: tuple(_shot(piece["key"], view) for view in piece["views"]) for piece in listed["piece"]
    }


def digest(shots: tuple[Shot, ...]) -> str:
    """Return a short mark of these pictures, another one as soon as one of them is made anew."""
    return sha256("".join(shot.stem for shot in shots).encode()).hexdigest()[:12]


def _shot(key: str, view: str) -> Shot:
    name = f"{key}-{view}"
    file = FOLDER / f"{name}.webp"
    with Image.open(file) as picture:
        width, height = picture.size
    mark = sha256(file.read_bytes()).hexdigest()[:10]
    return Shot(f"demo/{mark}/{name}", width, height, view)
