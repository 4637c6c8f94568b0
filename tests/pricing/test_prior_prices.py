"""What a cut is measured against, beside a slow shop that looks at every hour, and by hand at the edges."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pricing.days import HOUR, PARIS, Cut, SlowShop, Told, midnight

from poincon.kernel.money import Money
from poincon.pricing.queries import Tag
from poincon.pricing.rules import (
    Base,
    Priced,
    Reducing,
    Span,
    Terms,
    Window,
    asked,
    percent_off,
    struck,
    unfolded,
)
from poincon.pricing.states import Cut as Kind
from poincon.pricing.states import Rounding
from poincon.pricing.taxing import Scope, Taxation

DAY = timedelta(days=1)
MOMENT = timedelta(microseconds=1)
WINDOW = Window(30, PARIS)
# A hundred days around each night on which the clocks change, in a summer, and around a leap day.
BEGINNINGS = [midnight(date(*day)) for day in ((2027, 2, 1), (2026, 9, 1), (2026, 5, 1), (2028, 1, 20))]
HOURS = 24 * 100
START = midnight(date(2026, 1, 1))


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


PRICES = st.integers(1_000, 60_000).map(lambda minor: minor // 100 * 100)


@st.composite
def cuts(draw: st.DrawFn) -> list[Cut]:
    """Reductions that overlap, touch and deepen one another, many of them at the same hours."""
    found: list[Cut] = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        starts = draw(st.sampled_from([one.ends for one in found] or [800]) | st.integers(0, HOURS - 200))
        deepens = draw(st.booleans()) and found
        campaign = draw(st.sampled_from(found)).campaign if deepens else number
        ends = starts + draw(st.integers(1, 24 * 30))
        found.append(Cut(number, campaign, starts, ends, draw(st.integers(1, 70))))
    return found


@st.composite
def shops(draw: st.DrawFn) -> SlowShop:
    changes = draw(st.dictionaries(st.integers(0, HOURS - 1), PRICES, max_size=5))
    gaps = draw(st.lists(st.tuples(st.integers(0, HOURS), st.integers(1, 900)), max_size=2))
    hidden, last = [], 0
    for since, length in sorted(gaps):
        if since >= last:
            hidden.append((since, since + length))
            last = since + length + 1
    return SlowShop(
        draw(st.sampled_from(BEGINNINGS)),
        {draw(st.sampled_from([0, 0, 500])): draw(PRICES), **changes},
        draw(cuts()),
        hidden,
        draw(st.sampled_from([1, 1, 9_000])),
    )


def ours(shop: SlowShop, hour: int) -> Told:
    """Work out the same by our rules: from lines written at the instants of changes alone."""

    def at(one: int) -> datetime:
        return shop.begins + one * HOUR

    reducing = [
        Reducing(
            one.number,
            one.campaign,
            at(one.starts),
            at(one.ends),
            Terms(Kind.PERCENT, one.percent, Rounding.EXACT),
        )
        for one in shop.cuts
    ]
    lines: list[Priced] = []
    base = Base(euros(1), euros(1))
    for since, regular in sorted(shop.regular.items()):
        if since > hour:
            break
        if lines:
            lines += unfolded(lines[-1], base, reducing, at(since))
        base = Base(euros(regular), euros(shop.floor))
        lines.append(asked(base, reducing, at(since)))
    lines += unfolded(lines[-1], base, reducing, at(hour))
    edges = [0, *(edge for gap in shop.hidden for edge in gap)]
    shown = [
        Span(at(since), at(until[0]) if until else None)
        for since, until in zip(edges[::2], [[edge] for edge in edges[1::2]] + [[]], strict=True)
    ]
    found = struck(lines, shown, WINDOW)
    price = lines[-1].amount.minor
    return (
        Told(price, found.prior.amount.minor, found.prior.whole_window) if found else Told(price, None, None)
    )


@settings(max_examples=1_500)
@given(shops(), st.data())
def test_any_history_strikes_what_looking_at_every_hour_would_strike(
    shop: SlowShop, data: st.DataObject
) -> None:
    edges = [edge for one in shop.cuts for edge in (one.starts, one.ends - 1, one.ends)]
    hour = data.draw(st.sampled_from(edges) | st.integers(0, HOURS))
    hour = max(hour, min(shop.regular))
    assert ours(shop, hour) == shop.told(hour)


class TestByHand:
    """One reduction of a fifth, on a piece that everybody could see."""

    CUT = midnight(date(2027, 1, 6)) + 8 * HOUR
    ALWAYS = (Span(midnight(date(2020, 1, 1))),)

    def struck_of(self, *lines: tuple[datetime, int], shown: tuple[Span, ...] = ALWAYS) -> int | None:
        history = [Priced(since, euros(minor)) for since, minor in lines]
        found = struck([*history, Priced(self.CUT, euros(8_000), 1, 1)], shown, WINDOW)
        return found.prior.amount.minor if found else None

    def test_what_stood_when_the_thirtieth_day_before_began_counts(self) -> None:
        opens = midnight(date(2026, 12, 7))
        before = midnight(date(2026, 1, 1))
        assert WINDOW.opens(self.CUT) == opens
        assert self.struck_of((before, 9_000), (opens, 10_000)) == 10_000
        assert self.struck_of((before, 9_000), (opens + MOMENT, 10_000)) == 9_000

    def test_what_stood_until_the_cut_counts_and_what_was_set_with_it_does_not(self) -> None:
        before = midnight(date(2026, 1, 1))
        assert self.struck_of((before, 10_000), (self.CUT - MOMENT, 9_000)) == 9_000
        assert self.struck_of((before, 10_000), (self.CUT, 9_000)) == 10_000

    def test_a_price_that_nobody_could_pay_does_not_count(self) -> None:
        """Raised while the piece was away it makes no cut look deeper; lowered it makes none look smaller."""
        before, back = midnight(date(2026, 1, 1)), self.CUT - 5 * DAY
        away = (Span(before, back - 20 * DAY), Span(back))
        hidden = back - 10 * DAY
        assert self.struck_of((before, 9_000), (hidden, 30_000), (back, 10_000), shown=away) == 9_000
        assert self.struck_of((before, 9_000), (hidden, 1_000), (back, 10_000), shown=away) == 9_000
        assert self.struck_of((before, 9_000), shown=(Span(before, before + DAY),)) is None

    @pytest.mark.parametrize("before", [8_000, 7_999])
    def test_what_costs_no_less_is_no_cut(self, before: int) -> None:
        assert self.struck_of((midnight(date(2026, 1, 1)), before)) is None

    def test_a_piece_that_is_new_says_so(self) -> None:
        launch = self.CUT - 12 * DAY
        found = struck(
            [Priced(launch, euros(9_000)), Priced(self.CUT, euros(8_000), 1, 1)], self.ALWAYS, WINDOW
        )
        assert found is not None
        assert (found.prior.since, found.prior.whole_window, found.percent) == (launch, False, 11)

    def test_launched_with_its_cut_it_has_nothing_to_be_measured_against(self) -> None:
        assert self.struck_of((self.CUT, 10_000)) is None

    def test_a_price_that_simply_came_down_strikes_nothing(self) -> None:
        assert (
            struck(
                [Priced(self.CUT - DAY, euros(9_000)), Priced(self.CUT, euros(8_000))], self.ALWAYS, WINDOW
            )
            is None
        )

    def test_ever_deeper_cuts_of_one_campaign_keep_the_first_price(self) -> None:
        start = self.CUT - 60 * DAY
        lines = [Priced(start - DAY, euros(10_000))]
        for step, minor in enumerate((8_000, 7_000, 7_000, 6_000)):
            lines.append(Priced(start + step * 15 * DAY, euros(minor), step, 1))
            found = struck(lines, self.ALWAYS, WINDOW)
            assert found is not None
            assert (found.prior.amount, found.cut_at) == (euros(10_000), start)

    @pytest.mark.parametrize(
        ("between", "struck_through"),
        [
            (Priced(CUT - 5 * DAY, euros(7_000), 2, 2), None),
            (Priced(CUT - 5 * DAY, euros(7_000), 2, 1), None),
            (Priced(CUT - 5 * DAY, euros(10_000)), 9_000),
        ],
        ids=["another campaign", "a deeper cut that has ended", "a break"],
    )
    def test_what_breaks_the_run_makes_a_new_cut(self, between: Priced, struck_through: int | None) -> None:
        lines = [
            Priced(self.CUT - 90 * DAY, euros(10_000)),
            Priced(self.CUT - 9 * DAY, euros(9_000), 1, 1),
            between,
            Priced(self.CUT, euros(8_000), 1, 1),
        ]
        found = struck(lines, self.ALWAYS, WINDOW)
        assert (found.prior.amount.minor if found else None) == struck_through

    @pytest.mark.parametrize(
        ("cut", "opens"),
        [
            (datetime(2027, 3, 28, 0, 30, tzinfo=PARIS), datetime(2027, 2, 26, tzinfo=PARIS)),
            (datetime(2027, 3, 28, 23, 30, tzinfo=PARIS), datetime(2027, 2, 26, tzinfo=PARIS)),
            (datetime(2027, 3, 29, 0, 0, tzinfo=PARIS), datetime(2027, 2, 27, tzinfo=PARIS)),
            (datetime(2026, 10, 25, 2, 30, tzinfo=PARIS, fold=1), datetime(2026, 9, 25, tzinfo=PARIS)),
            (datetime(2026, 11, 24, 0, 0, tzinfo=PARIS), datetime(2026, 10, 25, tzinfo=PARIS)),
            (datetime(2028, 3, 30, 12, 0, tzinfo=PARIS), datetime(2028, 2, 29, tzinfo=PARIS)),
        ],
    )
    def test_days_are_those_of_the_house(self, cut: datetime, opens: datetime) -> None:
        assert WINDOW.opens(cut) == opens
        assert cut.astimezone(UTC) - opens.astimezone(UTC) >= 30 * DAY - HOUR


def test_no_percentage_promises_more_than_there_is() -> None:
    for before, now, percent in (
        (10_000, 8_000, 20),
        (9_990, 7_990, 20),
        (10_000, 8_001, 19),
        (10_000, 9_901, 0),
    ):
        history = [Priced(START, euros(before)), Priced(START + DAY, euros(now), 1, 1)]
        cut = struck(history, [Span(START)], WINDOW)
        assert cut is not None
        assert cut.percent == percent


def test_without_vat_the_percentage_is_that_of_the_window() -> None:
    """Both prices lose their VAT and are rounded, each for itself: reckoned anew, one in four says less."""
    abroad = Taxation(Scope.OUTSIDE, "CH", "", 0, 2_000)
    anew = 0
    for percent in (20, 25, 30, 50):
        for before in range(10_000, 20_000, 100):
            now = before * (100 - percent) // 100
            history = [Priced(START, euros(before)), Priced(START + DAY, euros(now), 1, 1)]
            there = Tag(euros(now), struck(history, [Span(START)], WINDOW)).elsewhere(abroad)
            assert there.struck is not None
            assert there.struck.percent == percent
            assert (there.asked, there.struck.asked) == (abroad.asked(euros(now)),) * 2
            assert there.struck.prior.amount == abroad.asked(euros(before))
            anew += percent_off(there.struck.prior.amount, there.asked) != percent
    assert anew > 100, "the control: what would be told otherwise"
