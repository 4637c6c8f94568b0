"""The columns of a Shopify product file: which are taken, and why the others that it is known for are not."""

HANDLE, TITLE, BODY, VENDOR, TYPE, TAGS = "Handle", "Title", "Body (HTML)", "Vendor", "Type", "Tags"
PUBLISHED, STATUS, GIFT_CARD = "Published", "Status", "Gift Card"
OPTION_NAMES = ("Option1 Name", "Option2 Name", "Option3 Name")
OPTION_VALUES = ("Option1 Value", "Option2 Value", "Option3 Value")
SKU, GRAMS, QUANTITY, POLICY = (
    "Variant SKU",
    "Variant Grams",
    "Variant Inventory Qty",
    "Variant Inventory Policy",
)
PRICE, BARCODE, VARIANT_IMAGE = "Variant Price", "Variant Barcode", "Variant Image"
IMAGE, IMAGE_POSITION, IMAGE_ALT = "Image Src", "Image Position", "Image Alt Text"

NEEDED = frozenset({HANDLE, TITLE, OPTION_NAMES[0], OPTION_VALUES[0], PRICE})
TAKEN = NEEDED | {
    BODY,
    VENDOR,
    TYPE,
    TAGS,
    PUBLISHED,
    STATUS,
    GIFT_CARD,
    *OPTION_NAMES,
    *OPTION_VALUES,
    SKU,
    GRAMS,
    QUANTITY,
    POLICY,
    BARCODE,
    VARIANT_IMAGE,
    IMAGE,
    IMAGE_POSITION,
    IMAGE_ALT,
}
# Known and left out on purpose; any other column is reported as unknown.
LEFT_OUT = {
    "Variant Compare At Price": "a former price is computed from the history, never typed (art. L112-1-1)",
    "Variant Inventory Tracker": "the quantity is taken whoever keeps it",
    "Variant Fulfillment Service": "parcels are this house's own matter",
    "Variant Requires Shipping": "everything sold here is sent",
    "Variant Taxable": "prices include tax, by country and date",
    "Variant Tax Code": "prices include tax, by country and date",
    "Variant Weight Unit": "weights are read from the grams",
    "SEO Title": "titles of pages are made from the piece",
    "SEO Description": "descriptions of pages are made from the piece",
    "Product Category": "the type decides the shelf",
    "Cost per item": "cost prices are kept with purchases",
}
LEFT_OUT_STARTS = {
    "Google Shopping /": "the feed for Google is made from the piece",
    "Price /": "there is one price for everybody",
    "Compare At Price /": "there is one price for everybody",
    "Included /": "there is one shop",
}


def why_left_out(column: str) -> str:
    """Return why a known column is not taken, or nothing for an unknown one."""
    starts = (reason for start, reason in LEFT_OUT_STARTS.items() if column.startswith(start))
    return LEFT_OUT.get(column) or next(starts, "")
