"""A demo of one house, opened for the measuring, and what its pages are called."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from poincon.config.local.plan import Plan

HOUSES = ("bijourama", "calmea", "carme", "cestmoi", "sebastienne")
ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("POINCON_VAR") or ROOT / "var" / "quality").resolve()
OPENS_WITHIN = 600
STOPS_WITHIN = 60


class House:
    """A shop with customers and orders at `address`, open as long as it is measured."""

    def __init__(self, name: str, port: int) -> None:
        self.name = name
        self.plan = Plan(name, port, 0, FOLDER / name)
        self.address = self.plan.address
        self.languages = self.plan.languages
        self._demo: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._settings()
        self._open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._demo is not None:
            self._demo.terminate()
            self._demo.wait(STOPS_WITHIN)

    def password(self, email: str) -> str:
        """What the demo printed for an account."""
        found = re.search(rf"{re.escape(email)}\s+(\S+)", (self.plan.folder / "scene.txt").read_text())
        if found is None:
            raise LookupError(email)
        return found[1]

    def at(self, name: str, language: str, **kwargs: object) -> str:
        """Where a page is, in a language."""
        from django.urls import reverse
        from django.utils import translation

        with translation.override(language):
            return self.address + reverse(name, kwargs=kwargs or None)

    def called(self, address: str, language: str) -> str:
        """The name of the page at an address; empty when it is elsewhere or in another language."""
        from django.urls import Resolver404, resolve
        from django.utils import translation

        path = urlsplit(address).path
        first = translation.get_language_from_path(path) or self.languages[0]
        if not address.startswith(self.address + "/") or first != language:
            return ""
        with translation.override(language):
            try:
                return resolve(path).view_name
            except Resolver404:
                return ""

    def _settings(self) -> None:
        given = {"POINCON_MODE": "test", "POINCON_BOUTIQUE": self.name, "POINCON_BASE_URL": self.address}
        os.environ |= given | {"DJANGO_SETTINGS_MODULE": "poincon.config.settings"}
        import django

        django.setup()

    def _open(self) -> None:
        self.plan.folder.mkdir(parents=True, exist_ok=True)
        log = self.plan.folder / "opening.log"
        kept = {key: value for key, value in os.environ.items() if not key.startswith("POINCON_")}
        asked = {"BOUTIQUE": self.name, "PORT": str(self.plan.port), "POINCON_VAR": str(FOLDER)}
        command = [sys.executable, "-c", "from poincon.config.entry import main; main()", "demo"]
        with log.open("wb") as told:
            self._demo = subprocess.Popen(
                command, env=kept | asked, stdout=told, stderr=told, start_new_session=True
            )
        until = time.monotonic() + OPENS_WITHIN
        while "\n  stop " not in log.read_text():
            if self._demo.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"{self.name} does not open: {log}")
            time.sleep(1)
