"""The houses at whose edges the rules are tried, and the moments and amounts to try them with."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from tests.charter.conftest import FIVE, INVENTED, house

from poincon.kernel.money import Money

PARIS = ZoneInfo("Europe/Paris")
HOUSES = {name: house(name) for name in (*FIVE, *INVENTED)}
BIJOURAMA = HOUSES["bijourama"]
CARME = HOUSES["carme"]

any_house = st.sampled_from(sorted(HOUSES)).map(HOUSES.__getitem__)
FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2035, 1, 1, tzinfo=UTC)
instants = st.timedeltas(timedelta(), LAST - FIRST).map(lambda since: FIRST + since)
verbs = st.sampled_from(["change", "cancel"])


def paris(year: int, month: int, day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=PARIS)


def euros(minor: int) -> Money:
    return Money(minor, "EUR")
