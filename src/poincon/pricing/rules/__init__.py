"""Pure decisions about prices: reductions, what a cut is measured against, the sales, bulk edits, tax."""

from poincon.pricing.rules.prior import PriorPrice, Span, Struck, Window, percent_off, prior_price, struck
from poincon.pricing.rules.reducing import Base, Priced, Reducing, Terms, asked, soonest, unfolded
from poincon.pricing.rules.tax import vat_in, vat_in_part

__all__ = [
    "Base",
    "Priced",
    "PriorPrice",
    "Reducing",
    "Span",
    "Struck",
    "Terms",
    "Window",
    "asked",
    "percent_off",
    "prior_price",
    "soonest",
    "struck",
    "unfolded",
    "vat_in",
    "vat_in_part",
]
