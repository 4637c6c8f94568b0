"""The sales: their national dates, and the word that is kept for them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from poincon.pricing.queries import seasons
from poincon.pricing.rules import sales

PARIS = ZoneInfo("Europe/Paris")
# Both periods of each year, first and last day, as they were published.
PUBLISHED = {
    2022: (date(2022, 1, 12), date(2022, 2, 8), date(2022, 6, 22), date(2022, 7, 19)),
    2023: (date(2023, 1, 11), date(2023, 2, 7), date(2023, 6, 28), date(2023, 8, 1)),
    2024: (date(2024, 1, 10), date(2024, 2, 6), date(2024, 6, 26), date(2024, 7, 23)),
    2025: (date(2025, 1, 8), date(2025, 2, 4), date(2025, 6, 25), date(2025, 7, 22)),
    2026: (date(2026, 1, 7), date(2026, 2, 3), date(2026, 6, 24), date(2026, 7, 21)),
    2027: (date(2027, 1, 6), date(2027, 2, 2), date(2027, 6, 23), date(2027, 7, 20)),
    2028: (date(2028, 1, 12), date(2028, 2, 8), date(2028, 6, 28), date(2028, 7, 25)),
}


@pytest.mark.parametrize("year", PUBLISHED)
@pytest.mark.promise("prices.sales_in_season")
def test_the_national_dates_of_every_year(year: int) -> None:
    found = []
    for span in seasons.seasons(year):
        assert span.until is not None
        opens, ends = span.since.astimezone(PARIS), span.until.astimezone(PARIS)
        assert (opens.hour, opens.minute, ends.hour, ends.minute) == (8, 0, 0, 0)
        found += [opens.date(), date.fromordinal(ends.toordinal() - 1)]
    assert tuple(found) == PUBLISHED[year]


@pytest.mark.parametrize(
    ("starts", "ends", "inside"),
    [
        (datetime(2027, 1, 6, 8, tzinfo=PARIS), datetime(2027, 2, 3, tzinfo=PARIS), True),
        (datetime(2027, 1, 6, 7, 59, tzinfo=PARIS), datetime(2027, 2, 3, tzinfo=PARIS), False),
        (datetime(2027, 1, 6, 8, tzinfo=PARIS), datetime(2027, 2, 3, 0, 1, tzinfo=PARIS), False),
        (datetime(2027, 7, 1, tzinfo=PARIS), datetime(2027, 7, 2, tzinfo=PARIS), True),
        (datetime(2027, 2, 1, tzinfo=PARIS), datetime(2027, 6, 30, tzinfo=PARIS), False),
        (datetime(2026, 11, 27, tzinfo=PARIS), datetime(2026, 11, 30, tzinfo=PARIS), False),
    ],
)
def test_a_period_lies_in_the_sales_or_not(starts: datetime, ends: datetime, *, inside: bool) -> None:
    assert (seasons.season(starts.astimezone(UTC), ends.astimezone(UTC)) is not None) is inside


def test_a_piece_must_have_been_for_sale_for_a_month() -> None:
    ends = datetime(2027, 2, 2, tzinfo=PARIS).astimezone(UTC)
    assert seasons.sold_by(ends) == datetime(2026, 12, 6, tzinfo=PARIS)
    assert seasons.sold_by(datetime(2027, 3, 1, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    "name",
    ["Soldes", "SOLDES D’HIVER", "Tout est soldé", "pièces soldées", "Le grand solde", "Avant-soldes",
     "soldeur", "S.O.L.D.E.S", "s o l d e s", "Sóldés", "Soldissimes soldes", "Ｓｏｌｄｅｓ",
     "Soldes2027", "soldes_hiver", "SoldesHiver", "sol\u200bdes", "les\u202fsoldes"],
)  # fmt: skip
def test_the_word_is_found_however_it_is_written(name: str) -> None:
    assert sales.has_the_word(name)


@pytest.mark.parametrize(
    "name",
    ["Les jours d’or", "Fête des mères", "Sold out", "soldat", "Consolidé", "Black Friday", "", "solidarité"],
)
def test_other_words_are_not_it(name: str) -> None:
    assert not sales.has_the_word(name)
