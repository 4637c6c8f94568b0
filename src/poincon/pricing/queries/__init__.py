"""Questions about prices, reductions, bulk edits and tax."""

from poincon.pricing.queries.history import Entry, Verdict, entries, histories, history, judged, price_at
from poincon.pricing.queries.standing import Announced, base, price_list, prices, regular_prices
from poincon.pricing.queries.tags import Tag, prior_prices, tags, window
from poincon.pricing.queries.tax import NoVatRate, asks_alike, home, taxation, vat_rate, written_rate
from poincon.pricing.queries.telling import told_entries
from poincon.pricing.rules import vat_in, vat_in_part
from poincon.pricing.taxing import Scope, Taxation

__all__ = [
    "Announced",
    "Entry",
    "NoVatRate",
    "Scope",
    "Tag",
    "Taxation",
    "Verdict",
    "asks_alike",
    "base",
    "entries",
    "histories",
    "history",
    "home",
    "judged",
    "price_at",
    "price_list",
    "prices",
    "prior_prices",
    "regular_prices",
    "tags",
    "taxation",
    "told_entries",
    "vat_in",
    "vat_in_part",
    "vat_rate",
    "window",
    "written_rate",
]
