"""Product files as Shopify writes them: the header of an export, and rows of our own."""

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client
from tests.accounts.people import a_member, signed_in
from tests.alerts.conftest import waits
from tests.catalogue.conftest import brand, make_piece, shelf

__all__ = ["brand", "make_piece", "shelf", "waits"]

HEADER = [
    "Handle",
    "Title",
    "Body (HTML)",
    "Vendor",
    "Type",
    "Tags",
    "Published",
    "Option1 Name",
    "Option1 Value",
    "Option2 Name",
    "Option2 Value",
    "Option3 Name",
    "Option3 Value",
    "Variant SKU",
    "Variant Grams",
    "Variant Inventory Tracker",
    "Variant Inventory Qty",
    "Variant Inventory Policy",
    "Variant Fulfillment Service",
    "Variant Price",
    "Variant Compare At Price",
    "Variant Requires Shipping",
    "Variant Taxable",
    "Variant Barcode",
    "Image Src",
    "Image Position",
    "Image Alt Text",
    "Gift Card",
    "SEO Title",
    "SEO Description",
    "Google Shopping / MPN",
    "Variant Image",
    "Variant Weight Unit",
    "Variant Tax Code",
]
ORDINARY = {
    "Published": "true",
    "Option1 Name": "Title",
    "Option1 Value": "Default Title",
    "Variant Grams": "0",
    "Variant Inventory Qty": "1",
    "Variant Inventory Policy": "deny",
    "Variant Price": "42.99",
    "Gift Card": "false",
}
FIRST = {"Title": "Moon bracelet", "Vendor": "Atelier Nord", "Type": "Bracelet"}

WriteCsv = Callable[..., bytes]


def row(handle: str, **cells: str) -> dict[str, str]:
    """Return a first row of a piece; `cells` are named with underscores for what is not a letter."""
    named = {column.replace(" ", "_").replace("(", "").replace(")", "").lower(): column for column in HEADER}
    return FIRST | ORDINARY | {"Handle": handle} | {named[name]: value for name, value in cells.items()}


def more(handle: str, **cells: str) -> dict[str, str]:
    """Return a further row of a piece: nothing but what is given."""
    return {"Handle": handle} | {name: row("x", **cells)[name] for name in _columns(cells)}


def _columns(cells: dict[str, str]) -> list[str]:
    wanted = set(cells)
    return [c for c in HEADER if c.replace(" ", "_").replace("(", "").replace(")", "").lower() in wanted]


@pytest.fixture
def browser() -> Client:
    """Somebody of the catalogue, signed in."""
    return signed_in(a_member("catalogue"))


@pytest.fixture
def write() -> WriteCsv:
    """Return a writer of such files."""

    def written(*rows: dict[str, str], header: list[str] = HEADER, ends: str = "\r\n") -> bytes:
        file = io.StringIO(newline="")
        writer = csv.DictWriter(file, header, restval="", lineterminator=ends)
        writer.writeheader()
        writer.writerows(rows)
        return file.getvalue().encode()

    return written
