"""The colours of a house as values, read from the style sheets that are the only place to state them.

Mails and the browser's own frame cannot read custom properties, and tests measure contrast.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

TOKENS = Path(__file__).parent / "static" / "design" / "poincon.css"
SCHEMES = ("light", "dark")
_PAIR = re.compile(r"--([\w-]+):\s*light-dark\(\s*(#[0-9a-fA-F]{3,8})\s*,\s*(#[0-9a-fA-F]{3,8})\s*\)")


@dataclass(frozen=True)
class Theme:
    """Each role's colour in both schemes."""

    pairs: dict[str, tuple[str, str]]

    def colour(self, role: str, scheme: str = "light") -> str:
        """Return "#rrggbb"; a role or scheme that does not exist is a KeyError or ValueError."""
        return self.pairs[role][SCHEMES.index(scheme)]


def read(own: Path | None) -> Theme:
    """Return the common tokens with those that a house's theme.css overrides."""
    sheets = [TOKENS, own] if own and own.is_file() else [TOKENS]
    found = [match for sheet in sheets for match in _PAIR.findall(sheet.read_text())]
    return Theme({role: (light, dark) for role, light, dark in found})


@cache
def running() -> Theme:
    """The theme of the boutique that this process serves."""
    return read(Path(settings.BOUTIQUE_DIR) / "theme.css")


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    full = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    red, green, blue = (_linear(int(full[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
