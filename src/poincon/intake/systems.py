"""The shop systems whose product files are read, and how the parts of a file become sheets of any of them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import BinaryIO, cast

from poincon.charter.queries import charter
from poincon.foundation.clock import local_day
from poincon.intake import parts
from poincon.intake.dialects.fields import Dialect
from poincon.intake.dialects.prestashop import COMBINATIONS, PRODUCTS, together
from poincon.intake.dialects.shopify import SHOPIFY
from poincon.intake.dialects.taxing import Taxed, with_tax
from poincon.intake.dialects.woocommerce import WOOCOMMERCE
from poincon.intake.rows import FileRefused
from poincon.intake.sheets import Sheet, Table, opened
from poincon.pricing.queries import NoVatRate, home, vat_rate

DIALECTS = {one.system: one for one in (SHOPIFY, WOOCOMMERCE, PRODUCTS)}
UNTAXED = PRODUCTS.system  # its files hold prices without tax
EITHER = WOOCOMMERCE.system  # its files do not say whether their prices are
MOST_MISSING = 1  # of the columns that a system's file needs, for it to be told as one that lacks them


def rate_of_the_day(at: datetime) -> Taxed:
    """Return the house's own rate, by which prices without tax come to bear it. Raises NoVatRate."""
    rate = vat_rate(home(), local_day(at))
    if rate is None:
        raise NoVatRate(country=home())
    return Taxed(rate, charter().currency)


def heard(file: BinaryIO) -> Table:
    """Return a product file of whichever system has such columns. Raises FileRefused."""
    against = list[FileRefused]()
    for dialect in DIALECTS.values():
        try:
            return opened(file, dialect)
        except FileRefused as refused:
            against.append(refused)
    raise _nearest(against)


def _nearest(against: list[FileRefused]) -> FileRefused:
    """Return what tells most: what else is wrong, a system's file that lacks a column, or no system's."""
    lacking = [one for one in against if one.context["reason"] == "wrong_columns"]
    near = (one for one in lacking if len(cast("list[str]", one.context["missing"])) <= MOST_MISSING)
    other = (one for one in against if one not in lacking)
    return (
        next(other, None)
        or next(near, None)
        or FileRefused(reason="no_system", first=lacking[0].context["first"])
    )


def sheets_of(first: Table, second: Table | None, taxed: Taxed | None) -> Iterator[Sheet]:
    """Yield a product file part by part, with the combinations of PrestaShop beside it.

    With `taxed`, which PrestaShop's files need, prices are without tax and get it. Raises FileRefused.
    """
    if first.dialect is PRODUCTS and taxed:
        yield from _prestashop(first, second, taxed)
    else:
        for sheet in parts.sheets(first, parts.count(first)):
            yield with_tax(sheet, taxed) if taxed else sheet


def _prestashop(first: Table, second: Table | None, taxed: Taxed) -> Iterator[Sheet]:
    if second is None:
        return (together(sheet, None, taxed) for sheet in parts.sheets(first, parts.count(first)))
    many = parts.count(first, second)
    offset = first.length if many > 1 else 0
    both = zip(parts.sheets(first, many), parts.sheets(second, many), strict=True)
    return (together(products, beside, taxed, offset) for products, beside in both)


def beside(dialect: Dialect) -> Dialect | None:
    """Return what a second file of this system holds, None where it has one alone."""
    return COMBINATIONS if dialect is PRODUCTS else None


def rows_in(tables: Iterable[Table]) -> int:
    """Return how many rows files have, each of which was looked at. Raises FileRefused, also for none."""
    counts = [sum(1 for _number, cells in table.rows() if any(cells)) for table in tables]
    if not all(counts):
        raise FileRefused(reason="no_rows")
    return sum(counts)
