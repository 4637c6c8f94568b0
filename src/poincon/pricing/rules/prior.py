"""The price that a cut is measured against, and what may be struck through (art. L112-1-1)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise

from poincon.kernel import terms
from poincon.kernel.money import Money
from poincon.pricing.rules.reducing import HUNDRED, Priced


@dataclass(frozen=True, slots=True)
class Span:
    """From an instant up to another, which is no longer in it; without end when `until` is None."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """How far back one looks: so many calendar days of the house's time zone."""

    days: int
    zone: tzinfo

    def opens(self, cut_at: datetime) -> datetime:
        """Return the first instant of the day that lies so many days before the day of the cut.

        Never less than the days themselves; the hours more can only lower the price that is found.
        """
        day = cut_at.astimezone(self.zone).date() - timedelta(days=self.days + 1)
        return terms.end_of_day(day, self.zone)


@dataclass(frozen=True, slots=True)
class PriorPrice:
    """The lowest price that everybody could pay in the days before a cut.

    `since` is the first instant of those days at which the piece was for sale; `whole_window` is false when
    that is later than their beginning: the piece is new, or has come back.
    """

    amount: Money
    since: datetime
    whole_window: bool


@dataclass(frozen=True, slots=True)
class Struck:
    """What is struck through beside the price that is asked, since which cut, and by how much it is less.

    `percent` is that of the prices of the window: where VAT is taken off both, rounding would tell another.
    """

    prior: PriorPrice
    asked: Money
    cut_at: datetime
    percent: int


def percent_off(before: Money, asked: Money) -> int:
    """Return the whole percent by which a price is lower than another, never more than it is."""
    return (before.minor - asked.minor) * HUNDRED // before.minor


def prior_price(
    history: Iterable[Priced], shown: Iterable[Span], *, cut_at: datetime, window: Window
) -> PriorPrice | None:
    """Return the lowest price practised in the days before `cut_at`, or None when none was.

    A price was practised while it stood and the piece was on show. The one in force when the window opens
    counts; one set at the very instant of the cut, or followed at once by another, does not.
    """
    opens, spans = window.opens(cut_at), list(shown)
    practised = [
        (since, line.amount)
        for line, until in _stood(history, cut_at)
        for since in _met(Span(max(line.since, opens), until), spans)
    ]
    if not practised:
        return None
    since = min(since for since, _ in practised)
    return PriorPrice(min(amount for _, amount in practised), since, whole_window=since <= opens)


def struck(history: Sequence[Priced], shown: Iterable[Span], window: Window) -> Struck | None:
    """Return what is struck through beside the last price of a history; None where nothing may be.

    Only a reduction strikes: a price that has simply become another is the price. Cuts that follow one
    another in one campaign without a break, each at least as deep, are measured against the price before
    the first of them. Whatever costs no less than what it is measured against is no cut.
    """
    if not history or history[-1].reduction is None:
        return None
    cut_at = _first_cut(history).since
    prior = prior_price(history, shown, cut_at=cut_at, window=window)
    now = history[-1].amount
    if prior is None or not now < prior.amount:
        return None
    return Struck(prior, now, cut_at, percent_off(prior.amount, now))


def _first_cut(history: Sequence[Priced]) -> Priced:
    """Return the first line of the unbroken run of ever deeper cuts of one campaign that ends the history."""
    first = history[-1]
    for line in reversed(history[:-1]):
        if line.campaign != first.campaign or line.amount < first.amount:
            break
        first = line
    return first


def _stood(history: Iterable[Priced], cut_at: datetime) -> Iterator[tuple[Priced, datetime]]:
    """Yield the lines from before the cut, each with the instant up to which it stood."""
    lines = sorted((line for line in history if line.since < cut_at), key=lambda line: line.since)
    for line, following in pairwise([*lines, None]):
        if line is not None:
            yield line, following.since if following else cut_at


def _met(line: Span, spans: Iterable[Span]) -> Iterator[datetime]:
    """Yield the instants at which a line and a span first meet."""
    for span in spans:
        since = max(line.since, span.since)
        if line.until is not None and since < line.until and (span.until is None or since < span.until):
            yield since
