"""The Chromium that the tests use, too."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

SYSTEM = Path(os.environ.get("POINCON_CHROMIUM", "/usr/bin/chromium"))


def path() -> str | None:
    """The system's Chromium; None where Playwright brings its own."""
    return str(SYSTEM) if SYSTEM.exists() else None


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser for all walks of a house."""
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path(), args=["--no-sandbox"])
        yield opened
        opened.close()
