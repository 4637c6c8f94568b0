"""The tax that is in a price."""

from poincon.kernel.money import Money

WHOLE = 10_000


def vat_in(gross: Money, rate_bp: int) -> Money:
    """Return the tax contained in a price with tax, to the nearest minor unit, halves away from zero."""
    parts = 2 * abs(gross.minor) * rate_bp + WHOLE + rate_bp
    tax = parts // (2 * (WHOLE + rate_bp))
    return Money(tax if gross.minor >= 0 else -tax, gross.currency)


def vat_in_part(vat: Money, whole: Money, part: Money) -> Money:
    """Return the VAT in a part of a price that contains `vat`, to the nearest minor unit, halves up.

    What goes back in several parts is reckoned on what has gone back in all, so that the VAT of the parts
    adds up to that of the whole.
    """
    if not whole:
        return Money.zero(vat.currency)
    return Money((2 * vat.minor * part.minor + whole.minor) // (2 * whole.minor), vat.currency)
