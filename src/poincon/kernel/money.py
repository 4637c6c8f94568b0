"""Money: whole minor units and a currency, never a float."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import total_ordering
from typing import Self

DECIMALS = {"EUR": 2, "CHF": 2, "GBP": 2, "USD": 2, "JPY": 0}


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in whole minor units (cents); two currencies never mix."""

    minor: int
    currency: str

    @classmethod
    def zero(cls, currency: str) -> Self:
        return cls(0, currency)

    @classmethod
    def of(cls, amount: str | Decimal, currency: str) -> Self:
        """Read a decimal amount such as "12.50"; more decimals than the currency has is a ValueError."""
        try:
            scaled = Decimal(amount).scaleb(DECIMALS[currency])
            whole = int(scaled)
        except (InvalidOperation, OverflowError, ValueError):
            raise ValueError(f"{amount!r} is not an amount") from None
        if whole != scaled:
            raise ValueError(f"{amount} has more decimals than {currency}")
        return cls(whole, currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units, with the currency's decimals."""
        return Decimal(self.minor).scaleb(-DECIMALS[self.currency])

    def __add__(self, other: Self) -> Self:
        return type(self)(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Self:
        return type(self)(-self.minor, self.currency)

    def __mul__(self, times: int) -> Self:
        return type(self)(self.minor * times, self.currency)

    def __lt__(self, other: Self) -> bool:
        return self.minor < self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def share(self, weights: Sequence[int]) -> list[Self]:
        """Split by weight without losing a minor unit: the largest remainders go first.

        Raises ValueError when no weight is positive or one is negative.
        """
        whole = sum(weights)
        if whole <= 0 or min(weights) < 0:
            raise ValueError("weights must be non-negative and not all zero")
        parts = [divmod(self.minor * weight, whole) for weight in weights]
        spare = self.minor - sum(floor for floor, _ in parts)
        ranked = sorted(range(len(parts)), key=lambda i: (-parts[i][1], i))
        lucky = set(ranked[:spare])
        return [type(self)(floor + (i in lucky), self.currency) for i, (floor, _) in enumerate(parts)]

    def _same(self, other: Self) -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not mix")
        return other.minor


def total(amounts: Sequence[Money], currency: str) -> Money:
    """Return the sum, which is zero of `currency` for no amounts."""
    return sum(amounts, Money.zero(currency))
