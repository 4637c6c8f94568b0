"""One process, another house: its charter, languages and hours in the place of those of the first."""

from collections.abc import Callable, Iterator

import pytest
from tests.charter.conftest import house

from poincon.charter.schema import Charter
from poincon.config.environment import ROOT
from poincon.design import frame, themes


def _forget() -> None:
    themes.running.cache_clear()
    frame._footer.cache_clear()


@pytest.fixture
def open_house(settings) -> Iterator[Callable[[str], Charter]]:
    """Return a function that has this process serve another of the five houses until the test is over."""
    names = {"fr": "Français", "en": "English"}

    def opened(name: str) -> Charter:
        settings.CHARTER = charter = house(name)
        settings.BOUTIQUE_DIR = ROOT / "boutiques" / name
        settings.LANGUAGE_CODE = charter.languages[0]
        settings.LANGUAGES = [(code, names[code]) for code in charter.languages]
        settings.TIME_ZONE = charter.time_zone
        _forget()
        return charter

    yield opened
    _forget()
