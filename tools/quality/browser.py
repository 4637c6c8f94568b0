"""The Chromium that the tests use, too."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

SYSTEM = Path(os.environ.get("POINCON_CHROMIUM", "/usr/bin/chromium"))


def path() -> str:
    """Where the system's Chromium is, or Playwright's own."""
    if SYSTEM.exists():
        return str(SYSTEM)
    with sync_playwright() as play:
        return play.chromium.executable_path


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser for all walks of a house."""
    found = path()
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()
