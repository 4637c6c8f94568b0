"""Another house in the same process."""

from tests.journeys.conftest import open_house

__all__ = ["open_house"]
