"""Files of customers and orders as the three systems write them: their columns, and people of our own."""

import io
from collections.abc import Iterable

from poincon.intake.sheets import Sheet, Table, whole
from poincon.past.reading import recognised
from poincon.past.states import About

SHOPIFY_PEOPLE = (
    "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,"
    "Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,"
    "Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Total Spent,Note"
)
ADA = "1,Ada,Marchand,Ada@Example.org,yes,,3 rue du Lac,,Lyon,,FR,'69003,,'+33612345678,99.00,aime les opales"
WOO_PEOPLE = (
    "ID,user_email,user_pass,first_name,last_name,locale,billing_first_name,billing_last_name,"
    "billing_address_1,billing_address_2,billing_city,billing_state,billing_postcode,billing_country,"
    "billing_phone"
)
BEA = "7,bea@example.org,$P$digest,Bea,Roy,fr_FR,Bea,Roy,8 quai Nord,,Lille,,59000,FR,03 20 00 00 00"
PRESTA_PEOPLE = (
    "email;firstname;lastname;lang;newsletter;newsletter_date_add;ip_registration_newsletter;"
    "address1;postcode;city;country;birthday"
)
CLEO = (
    "cleo@example.org;Cléo;Petit;fr;1;2024-03-05 18:20:01;203.0.113.9;1 place Ronde;13001;Marseille;FR;"
    "1990-01-01"
)
SHOPIFY_ORDERS = (
    "Name,Email,Financial Status,Fulfilled at,Currency,Total,Created at,Lineitem quantity,Lineitem name,"
    "Lineitem price,Lineitem sku,Billing Name,Cancelled at,Notes"
)
MOON = (
    (
        "#1001,ada@example.org,paid,2026-02-03 09:00:00 +0100,EUR,149.80,2026-02-01 10:00:00 +0100,1,"
        "Bague Lune - 54,99.90,LUNE-54,Ada Marchand,,pour Noël"
    ),
    "#1001,ada@example.org,,,,,,1,Collier Soleil,49.90,SOLEIL,,,",
)
WOO_ORDERS = (
    "order_id,order_number,order_date,status,order_total,order_currency,billing_email,billing_first_name,"
    "billing_last_name,line_item_1,line_item_2"
)
STAR = (
    "12,2044,2025-06-01 12:00:00,completed,80.00,EUR,bea@example.org,Bea,Roy,"
    "name:Bague Étoile|product_id:3|sku:ETOILE|quantity:2|total:66.67|sub_total:66.67,"
)
PRESTA_ORDERS = (
    "reference;date_add;delivery_date;valid;email;firstname;lastname;currency;total_paid_tax_incl;"
    "product_name;product_reference;product_quantity;unit_price_tax_incl"
)
SEA = (
    "XKBKNABJK;2025-01-10 08:00:00;2025-01-14 10:00:00;1;cleo@example.org;Cléo;Petit;EUR;59.000000;"
    "Bracelet Mer;MER;1;59.000000"
)


def customers(*lines: str, encoding: str = "utf-8") -> Sheet:
    return whole(table(lines, About.CUSTOMERS, encoding))


def orders(*lines: str) -> Sheet:
    return whole(table(lines, About.ORDERS))


def table(lines: Iterable[str], about: About, encoding: str = "utf-8") -> Table:
    return recognised(io.BytesIO("\n".join(lines).encode(encoding)), about)
