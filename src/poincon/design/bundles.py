"""What every page of a kind loads, bound into one sheet and one script: a phone asks twice, not ten times.

The sources stay apart, each in its feature. A feature's sheet for the shop is `<feature>/<feature>.css`, for
the desk `<feature>/desk.css`; both live in the layer for features, so that their order says nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from os import getpid
from pathlib import Path
from threading import get_ident

from django.apps import apps
from django.contrib.staticfiles import finders


@dataclass(frozen=True, slots=True)
class Bundle:
    """One file to serve and the files that it is made of; `features` is what a feature calls its part."""

    name: str
    first: tuple[str, ...]
    features: str = ""
    last: tuple[str, ...] = ()

    def parts(self) -> Iterator[Path]:
        """Yield the files in their order; a feature that has none is passed over."""
        labels = sorted(one.label for one in apps.get_app_configs() if one.name.startswith("poincon."))
        own = (f"{label}/{self.features.format(label=label)}" for label in labels if label != "design")
        for name in (*self.first, *(own if self.features else ()), *self.last):
            if found := finders.find(name):
                yield Path(found)

    def text(self) -> str:
        """Return the whole; each script in a block of its own, so that two may use the same names."""
        whole = [part.read_text() for part in self.parts()]
        if self.name.endswith(".css"):
            return "\n".join(map(_lightened, whole))
        return "\n".join(f"{{\n{part}}}" for part in whole)


_REMARKS = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/""", re.DOTALL)
_MARGINS = re.compile(r"\s*\n\s*")


def _lightened(sheet: str) -> str:
    """A sheet without its remarks and margins: it then travels in one round trip, before anything is seen."""
    return _MARGINS.sub("\n", _REMARKS.sub(r"\1", sheet)).strip()


_COMMON = ("design/components.css", "design/forms.css")
_THEME = ("boutique/theme.css",)

BUNDLES = (
    Bundle("bound-shop.css", ("design/poincon.css", "design/layout.css", *_COMMON), "{label}.css", _THEME),
    Bundle("bound-desk.css", ("design/poincon.css", "design/desk.css", *_COMMON), "desk.css", _THEME),
    Bundle(
        "bound-shop.js",
        (
            "design/js/menu.js",
            "design/js/marks.js",
            "design/js/notices.js",
            "design/js/seek.js",
            "design/js/postcode.js",
            "design/js/scales.js",
            "design/js/late.js",
        ),
    ),
    Bundle("bound-desk.js", ("design/js/desk.js", "design/js/marks.js", "design/js/notices.js")),
)


def bound(folder: Path) -> list[Path]:
    """Write every bundle into a folder, whole or not at all, and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_written(folder / bundle.name, bundle.text()) for bundle in BUNDLES]


def _written(path: Path, text: str) -> Path:
    if not path.is_file() or path.read_text() != text:
        new = path.with_name(f"{path.name}.{getpid()}.{get_ident()}")
        new.write_text(text)
        new.replace(path)
    return path
