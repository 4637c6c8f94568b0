"""A slow shop: it looks at every hour by itself, and knows prices and cuts without any of our rules.

What it says is worked out hour by hour from what people did, so that the quick answers have something to be
held against.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HOUR = timedelta(hours=1)
PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True)
class Cut:
    """A reduction in percent, in hours from the beginning: `starts` is in it, `ends` is not."""

    number: int
    campaign: int
    starts: int
    ends: int
    percent: int


@dataclass(frozen=True, slots=True)
class Told:
    """What a page would say at an hour."""

    price: int
    struck: int | None
    whole: bool | None


@dataclass(frozen=True, slots=True)
class SlowShop:
    """Regular prices by the hour from which they were asked, reductions, hours off show, and a floor."""

    begins: datetime
    regular: Mapping[int, int]
    cuts: Sequence[Cut]
    hidden: Sequence[tuple[int, int]]
    floor: int = 1

    def told(self, hour: int) -> Told:
        price, campaign = self.asked(hour)
        if campaign is None:
            return Told(price, None, None)
        first = hour
        while first and self._goes_on(first - 1, first):
            first -= 1
        lowest, whole = self._lowest_before(first)
        return Told(price, lowest, whole) if lowest and lowest > price else Told(price, None, None)

    def asked(self, hour: int) -> tuple[int, int | None]:
        """Return the price at an hour, and the campaign that it is owed to."""
        regular = self.regular[max(one for one in self.regular if one <= hour)]
        best, of = regular, None
        for cut in sorted(self.cuts, key=lambda one: (one.starts, one.number)):
            if cut.starts <= hour < cut.ends:
                price = max(self.floor, int(regular * (100 - cut.percent) / 100 + 1e-9))
                if price < best:
                    best, of = price, cut.campaign
        return best, of

    def _goes_on(self, before: int, after: int) -> bool:
        """Tell whether an hour is in the same run of ever deeper cuts as the one after it."""
        if before < min(self.regular):
            return False
        then, now = self.asked(before), self.asked(after)
        return then[1] == now[1] and then[0] >= now[0]

    def _lowest_before(self, cut: int) -> tuple[int | None, bool]:
        """Look at each hour from the midnight that begins the thirtieth day before the cut's own."""
        day = (self.begins + cut * HOUR).astimezone(PARIS).date() - timedelta(days=30)
        opens = int((midnight(day) - self.begins) / HOUR)
        seen = [
            (hour, self.asked(hour)[0])
            for hour in range(max(opens, min(self.regular)), cut)
            if not any(since <= hour < until for since, until in self.hidden)
        ]
        return (min(price for _, price in seen), seen[0][0] <= opens) if seen else (None, False)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), PARIS).astimezone(UTC)
