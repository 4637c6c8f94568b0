"""Tables of prices, reductions, bulk edits and tax rates."""

from poincon.pricing.models.edits import EditLine, PriceEdit
from poincon.pricing.models.prices import CurrentPrice, Price
from poincon.pricing.models.rates import VatRate
from poincon.pricing.models.reductions import Reduction, Share

__all__ = ["CurrentPrice", "EditLine", "Price", "PriceEdit", "Reduction", "Share", "VatRate"]
