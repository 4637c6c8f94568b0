"""The product file of a Shopify shop: which columns are taken, and why the others it is known for are not."""

import re

from django.utils.translation import gettext_noop as _

from poincon.intake.dialects import fields
from poincon.intake.dialects.fields import Dialect

COLUMNS = {
    "Handle": fields.KEY,
    "Title": fields.TITLE,
    "Body (HTML)": fields.BODY,
    "Vendor": fields.VENDOR,
    "Type": fields.TYPE,
    "Tags": fields.TAGS,
    "Published": fields.PUBLISHED,
    "Status": fields.STATUS,
    "Gift Card": fields.GIFT_CARD,
    "Variant SKU": fields.SKU,
    "Variant Grams": fields.WEIGHT,
    "Variant Inventory Qty": fields.QUANTITY,
    "Variant Inventory Policy": fields.POLICY,
    "Variant Price": fields.PRICE,
    "Variant Barcode": fields.BARCODE,
    "Variant Image": fields.VARIANT_IMAGE,
    "Image Src": fields.IMAGE,
    "Image Position": fields.IMAGE_POSITION,
    "Image Alt Text": fields.IMAGE_ALT,
}
COLUMNS |= {f"Option{place} Name": fields.option_name(place) for place in (1, 2, 3)}
COLUMNS |= {f"Option{place} Value": fields.option_value(place) for place in (1, 2, 3)}
# Of the fields that a shop defines itself, those that say what they measure and in which unit.
OWN = re.compile(r".*\(product\.metafields\.[^.()]+\.(height_mm|width_mm|fixed_size)\)")
OWN_FIELDS = {"height_mm": fields.HEIGHT, "width_mm": fields.WIDTH, "fixed_size": fields.FIXED}
NEEDED = ("Handle", "Title", "Option1 Name", "Option1 Value", "Variant Price")
# Known and left out on purpose; any other column is reported as unknown.
LEFT_OUT = {
    "Variant Compare At Price": _("a former price is computed from the history, never typed (art. L112-1-1)"),
    "Variant Inventory Tracker": _("the quantity is taken whoever keeps it"),
    "Variant Fulfillment Service": _("parcels are this house's own matter"),
    "Variant Requires Shipping": _("everything sold here is sent"),
    "Variant Taxable": _("prices include tax, by country and date"),
    "Variant Tax Code": _("prices include tax, by country and date"),
    "Variant Weight Unit": _("weights are read from the grams"),
    "SEO Title": _("titles of pages are made from the piece"),
    "SEO Description": _("descriptions of pages are made from the piece"),
    "Product Category": _("the type decides the shelf"),
    "Cost per item": _("cost prices are kept with purchases"),
}
LEFT_OUT_STARTS = {
    "Google Shopping /": _("the feed for Google is made from the piece"),
    "Price /": _("there is one price for everybody"),
    "Compare At Price /": _("there is one price for everybody"),
    "Included /": _("there is one shop"),
}


def field_of(column: str) -> str:
    """Return the field that a column stands for, or nothing."""
    own = OWN.fullmatch(column)
    return OWN_FIELDS[own[1]] if own else COLUMNS.get(column, "")


def why_left_out(column: str) -> str:
    """Return why a known column is not taken, or nothing for an unknown one."""
    starts = (reason for start, reason in LEFT_OUT_STARTS.items() if column.startswith(start))
    return LEFT_OUT.get(column) or next(starts, "")


SHOPIFY = Dialect(
    system="shopify",
    name="Shopify product",
    needed={COLUMNS[name]: name for name in NEEDED},
    field_of=field_of,
    why_left_out=why_left_out,
)
