"""The columns in which the shop systems tell of customers and of their orders.

Shopify and WooCommerce (its Import Export Suite) have files of their own; PrestaShop's lists tell too
little, and its SQL manager exports what a question asks for (docs/bringing.md).
"""

import re
from collections.abc import Iterable, Mapping

from poincon.intake.dialects.fields import Dialect
from poincon.intake.sheets import cleaned
from poincon.past.states import About

EMAIL, AGREED, AGREED_AT, AGREED_FROM = "email", "agreed", "agreed at", "agreed from"
LANGUAGE, PHONE = "language", "phone"
FIRST, LAST, COMPANY, LINE1, LINE2 = "first_name", "last_name", "company", "line1", "line2"
POSTCODE, CITY, REGION, COUNTRY = "postcode", "city", "region", "country"
NUMBER, PLACED, SENT, DELIVERED = "number", "placed", "sent", "delivered"
STATUS, CANCELLED, CURRENCY, TOTAL = "status", "cancelled", "currency", "total"
PIECE, SKU, QUANTITY, UNIT = "piece", "sku", "quantity", "unit"
WORDS = frozenset({EMAIL, FIRST, LAST, COMPANY, LINE1, LINE2, POSTCODE, CITY, REGION, NUMBER, PIECE, SKU})
ITEM = re.compile(r"line_item_([1-9][0-9]?)")
# Which states mean that something was bought and kept, by system.
BOUGHT = {
    "shopify": frozenset({"paid", "partially_refunded"}),
    "woocommerce": frozenset({"completed", "processing", "wc-completed", "wc-processing"}),
    "prestashop": frozenset({"1"}),
}

PLACES = (COMPANY, LINE1, LINE2, CITY, REGION, POSTCODE, COUNTRY, PHONE)
OF_SHOPIFY = dict(
    zip(
        [
            f"Default Address {name}"
            for name in ("Company", "Address1", "Address2", "City", "Province Code", "Zip", "Country Code")
        ],
        PLACES[:-1],
        strict=True,
    )
)
OF_SHOPIFY |= {"Email": EMAIL, "First Name": FIRST, "Last Name": LAST, "Phone": PHONE}
OF_SHOPIFY |= {"Accepts Email Marketing": AGREED}
BOUGHT_AT_SHOPIFY = {
    "Name": NUMBER,
    "Email": EMAIL,
    "Financial Status": STATUS,
    "Fulfilled at": SENT,
    "Created at": PLACED,
    "Cancelled at": CANCELLED,
    "Currency": CURRENCY,
    "Total": TOTAL,
    "Billing Name": LAST,
    "Lineitem name": PIECE,
    "Lineitem sku": SKU,
    "Lineitem quantity": QUANTITY,
    "Lineitem price": UNIT,
}
OF_WOOCOMMERCE = {f"billing_{name}": name for name in (FIRST, LAST, COMPANY, POSTCODE, CITY, COUNTRY, PHONE)}
OF_WOOCOMMERCE |= {"billing_address_1": LINE1, "billing_address_2": LINE2, "billing_state": REGION}
OF_WOOCOMMERCE |= {"user_email": EMAIL, "locale": LANGUAGE}
BOUGHT_AT_WOOCOMMERCE = {
    "order_number": NUMBER,
    "order_date": PLACED,
    "status": STATUS,
    "order_currency": CURRENCY,
    "order_total": TOTAL,
    "billing_email": EMAIL,
    "billing_first_name": FIRST,
    "billing_last_name": LAST,
}
OF_PRESTASHOP = {
    "email": EMAIL,
    "firstname": FIRST,
    "lastname": LAST,
    "lang": LANGUAGE,
    "newsletter": AGREED,
    "newsletter_date_add": AGREED_AT,
    "ip_registration_newsletter": AGREED_FROM,
    "company": COMPANY,
    "address1": LINE1,
    "address2": LINE2,
    "postcode": POSTCODE,
    "city": CITY,
    "country": COUNTRY,
    "phone": PHONE,
}
BOUGHT_AT_PRESTASHOP = {
    "reference": NUMBER,
    "date_add": PLACED,
    "delivery_date": DELIVERED,
    "valid": STATUS,
    "email": EMAIL,
    "firstname": FIRST,
    "lastname": LAST,
    "currency": CURRENCY,
    "total_paid_tax_incl": TOTAL,
    "product_name": PIECE,
    "product_reference": SKU,
    "product_quantity": QUANTITY,
    "unit_price_tax_incl": UNIT,
}

NOT_BROUGHT = "only what an order or a letter needs is brought"
NOT_OURS = "the record of an order is kept without it"


def _dialect(system: str, about: About, columns: Mapping[str, str], needed: Iterable[str]) -> Dialect:
    whole_by = EMAIL if about is About.CUSTOMERS else NUMBER
    by_field = {field: column for column, field in columns.items()}
    return Dialect(
        system=system,
        name=f"{system} {about.value}",
        needed={field: by_field[field] for field in needed},
        field_of=lambda column: columns.get(column) or _item(column, about),
        why_left_out=lambda _column: NOT_BROUGHT if about is About.CUSTOMERS else NOT_OURS,
        families=lambda _rows: lambda row: cleaned(row.get(whole_by, "")).casefold(),
        words=WORDS,
        private=True,
    )


def _item(column: str, about: About) -> str:
    """Return the field of a piece that has a column of its own, as WooCommerce's orders have them."""
    return column if about is About.ORDERS and ITEM.fullmatch(column) else ""


OF_PEOPLE = (
    _dialect("shopify", About.CUSTOMERS, OF_SHOPIFY, (EMAIL, FIRST, LINE1, AGREED)),
    _dialect("woocommerce", About.CUSTOMERS, OF_WOOCOMMERCE, (EMAIL, FIRST, LINE1)),
    _dialect("prestashop", About.CUSTOMERS, OF_PRESTASHOP, (EMAIL, FIRST, LAST)),
)
OF_ORDERS = (
    _dialect("shopify", About.ORDERS, BOUGHT_AT_SHOPIFY, (NUMBER, EMAIL, STATUS, PLACED, TOTAL, PIECE)),
    _dialect("woocommerce", About.ORDERS, BOUGHT_AT_WOOCOMMERCE, (NUMBER, EMAIL, STATUS, PLACED, TOTAL)),
    _dialect("prestashop", About.ORDERS, BOUGHT_AT_PRESTASHOP, (NUMBER, EMAIL, STATUS, PLACED, TOTAL, PIECE)),
)
DIALECTS = {About.CUSTOMERS: OF_PEOPLE, About.ORDERS: OF_ORDERS}
