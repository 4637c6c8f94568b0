"""A piece as search engines read it (schema.org), in the words and prices of the page itself."""

from collections.abc import Sequence
from typing import Any

from poincon.catalogue.sheets import Sheet
from poincon.charter.promises import keeps
from poincon.design import pictures as files
from poincon.design.shapes import Picture
from poincon.foundation import clock
from poincon.foundation.languages import spoken
from poincon.pricing.queries import Tag
from poincon.window import addresses
from poincon.window.offers import Offering, Terms

STRUCK = "https://schema.org/StrikethroughPrice"
GONE = "https://schema.org/Discontinued"
MADE = "https://schema.org/MadeToOrder"
STATES = {"in_stock": "InStock", "restocking": "BackOrder", "sold_out": "OutOfStock"}


def product(
    piece: Sheet, offering: Offering, pictures: Sequence[Picture], language: str, url: str
) -> dict[str, Any]:
    """Return the piece with an offer for each of its variants, by its article number and own address."""
    shown = [addresses.whole(files.address(one.stem, "webp")) for one in pictures]
    articles = {one.id: one for one in piece.variants}
    several = len(offering.choices) > 1
    offers = [
        {
            "@type": "Offer",
            "sku": articles[choice.variant_id].sku,
            **({"gtin": gtin} if (gtin := articles[choice.variant_id].gtin) else {}),
            **({"name": choice.label} if choice.label else {}),
            "url": f"{url}?{choice.query}" if several else url,
            **_asked(offering.terms[choice.terms]),
            **({"availability": MADE} if choice.to_measure and not choice.sold_out else {}),
        }
        for choice in offering.choices
    ]
    return _named(piece, language) | {"image": shown, "offers": offers}


def _asked(terms: Terms) -> dict[str, object]:
    return {
        "price": str(terms.price.amount),
        "priceCurrency": terms.price.currency,
        "availability": f"https://schema.org/{STATES[terms.state]}",
        "itemCondition": "https://schema.org/NewCondition",
        **_reduction(terms.tag),
    }


@keeps("window.withdrawn_disappear")
def discontinued(piece: Sheet, language: str, url: str) -> dict[str, Any]:
    """Return a piece that its maker has stopped: gone for good, unlike one that is sold out (R004, R015)."""
    return _named(piece, language) | {"offers": {"@type": "Offer", "url": url, "availability": GONE}}


def _named(piece: Sheet, language: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": spoken(piece, "name", language),
        "description": spoken(piece, "description", language) or spoken(piece, "matter", language),
        "material": spoken(piece, "matter", language),
        "sku": piece.reference,
        "brand": {"@type": "Brand", "name": piece.brand.name},
        **_measures(piece),
    }


def _measures(piece: Sheet) -> dict[str, object]:
    """Return the measures that are known, in millimetres (MMT in UN/CEFACT's codes of units)."""
    known = {"height": piece.height_mm, "width": piece.width_mm}
    return {
        name: {"@type": "QuantitativeValue", "value": float(value), "unitCode": "MMT"}
        for name, value in known.items()
        if value is not None
    }


def _reduction(tag: Tag) -> dict[str, object]:
    """Return what is struck through beside the price, and the last day on which that price is asked."""
    if tag.struck is None or tag.announced is None:
        return {}
    before = tag.struck.prior.amount
    return {
        "priceValidUntil": clock.day_ending_at(tag.announced.ends).isoformat(),
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "priceType": STRUCK,
            "price": str(before.amount),
            "priceCurrency": before.currency,
        },
    }
