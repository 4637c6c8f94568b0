"""Value added tax: dated rates by country, and the tax contained in a price."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poincon.kernel.money import Money
from poincon.pricing import queries, rates
from poincon.pricing.models import VatRate
from poincon.pricing.rules import vat_in

UNION = [
    "AT",
    "BE",
    "BG",
    "CY",
    "CZ",
    "DE",
    "DK",
    "EE",
    "ES",
    "FI",
    "FR",
    "GR",
    "HR",
    "HU",
    "IE",
    "IT",
    "LT",
    "LU",
    "LV",
    "MT",
    "NL",
    "PL",
    "PT",
    "RO",
    "SE",
    "SI",
    "SK",
]


@given(st.integers(-10_000_000, 10_000_000), st.integers(0, 3000))
def test_the_tax_in_a_price_is_exact_to_half_a_cent(minor: int, rate_bp: int) -> None:
    exact = Decimal(minor) * rate_bp / (10_000 + rate_bp)
    assert vat_in(Money(minor, "EUR"), rate_bp).minor == exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("gross", "rate_bp", "tax"),
    [(12_000, 2000, 2000), (3, 2000, 1), (9, 2000, 2), (-9, 2000, -2), (100, 0, 0)],
)
def test_some_by_hand(gross: int, rate_bp: int, tax: int) -> None:
    assert vat_in(Money(gross, "EUR"), rate_bp) == Money(tax, "EUR")


@pytest.mark.django_db
class TestRates:
    @pytest.mark.parametrize(
        ("country", "on", "rate_bp"),
        [
            ("FR", date(2026, 11, 22), 2000),
            ("MC", date(2026, 11, 22), 2000),
            ("FI", date(2024, 8, 31), 2400),
            ("FI", date(2024, 9, 1), 2550),
            ("EE", date(2025, 6, 30), 2200),
            ("EE", date(2025, 7, 1), 2400),
            ("SK", date(2024, 12, 31), 2000),
            ("SK", date(2025, 1, 1), 2300),
            ("RO", date(2025, 7, 31), 1900),
            ("RO", date(2025, 8, 1), 2100),
            ("LU", date(2026, 1, 1), 1700),
            ("HU", date(2026, 1, 1), 2700),
        ],
    )
    def test_the_rate_of_the_day(self, country: str, on: date, rate_bp: int) -> None:
        assert queries.vat_rate(country, on) == rate_bp

    @pytest.mark.parametrize("country", [*UNION, "MC"])
    def test_every_country_of_the_union_has_one_rate_a_day(self, country: str) -> None:
        rows = list(VatRate.objects.filter(country=country, category="standard").order_by("valid_from"))
        assert rows[0].valid_from <= date(2024, 1, 1)
        assert rows[-1].valid_to is None
        assert [row.valid_to for row in rows[:-1]] == [row.valid_from for row in rows[1:]]
        assert all(row.source for row in rows)

    @pytest.mark.parametrize(
        ("country", "on"), [("US", date(2026, 1, 1)), ("FR", date(2023, 12, 31)), ("", date(2026, 1, 1))]
    )
    def test_an_unknown_rate_is_none_and_not_nought(self, country: str, on: date) -> None:
        assert queries.vat_rate(country, on) is None

    def test_entering_the_files_again_changes_nothing(self) -> None:
        before = list(VatRate.objects.order_by("id").values())
        rates.enter()
        assert list(VatRate.objects.order_by("id").values()) == before
