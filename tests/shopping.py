"""A stocked shop for tests, and the way through it over HTTP."""

import re
from datetime import UTC, datetime
from itertools import count

from django.http import HttpResponse
from django.test import Client

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Brand, Category, Supplier, Variant
from poincon.catalogue.rules import MetalFacts
from poincon.inventory import actions as inventory
from poincon.kernel.money import Money
from poincon.pricing import actions as pricing

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
ADDRESS = {
    "email": "claire@example.org",
    "shipping-country": "FR",
    "shipping-first_name": "Claire",
    "shipping-last_name": "Moreau",
    "shipping-line1": "12 rue des Lilas",
    "shipping-postcode": "75011",
    "shipping-city": "Paris",
}
_serial = count(1)


def a_variant(
    *, stock: int = 5, price: int = 129_000, weight_mg: int = 3_000, publish: bool = True
) -> Variant:
    """A gold ring of one size, on sale."""
    n = next(_serial)
    brand, _ = Brand.objects.get_or_create(
        slug="atelier",
        defaults={
            "name": "Atelier",
            "maker_name": "Atelier",
            "maker_address": "1 rue de la Paix, 75002 Paris",
            "maker_email": "atelier@example.org",
            "maker_country": "FR",
        },
    )
    shelf, _ = Category.objects.get_or_create(
        slug_fr="bagues", defaults={"slug_en": "rings", "name_fr": "Bagues", "name_en": "Rings"}
    )
    piece = catalogue.create_piece(
        words={
            "slug": f"anneau-{n}",
            "reference": f"AN-{n}",
            "kind": "ring",
            "name_fr": f"Anneau {n}",
            "name_en": f"Band {n}",
            "description_fr": "Un anneau poli.",
            "description_en": "A polished band.",
            "brand": brand,
            "supplier": bought_directly(),
            "category": shelf,
        },
        metals=[MetalFacts("gold", "yellow", 750, marks=("eagle", "lozenge"))],
        actor="test",
        at=AT,
    )
    variant = catalogue.add_variant(
        piece_id=piece.pk,
        columns={"sku": f"AN-{n}-54", "circumference_mm": "54.0", "weight_mg": weight_mg},
        actor="test",
        at=AT,
    )
    pricing.set_price(variant_id=variant.pk, amount=Money(price, "EUR"), actor="test", at=AT)
    if stock:
        inventory.receive(variant_id=variant.pk, quantity=stock, actor="test", at=AT)
    if publish:
        catalogue.set_media(piece_id=piece.pk, pictures=PICTURES, actor="test", at=AT)
        catalogue.publish(piece_id=piece.pk, actor="test", at=AT)
    return variant


def bought_directly() -> Supplier:
    """Return the supplier of pieces that the house buys from their own workshop."""
    row, _ = Supplier.objects.get_or_create(name="Atelier des lilas", defaults={"direct": True})
    return row


PICTURES = [
    {
        "stem": "demo/seen/band-yellow-three-quarter",
        "width": 960,
        "height": 1152,
        "alt_fr": "Un anneau d’or",
        "alt_en": "A gold band",
    }
]


def a_browser() -> Client:
    """A client that tells its origin, as every browser does."""
    return Client(headers={"sec-fetch-site": "same-origin"})


def to_recap(
    browser: Client, *variants: Variant, quantity: int = 1, carrier: str = "", **told: str
) -> HttpResponse:
    """Walk from the piece to the recap, as a guest would; returns the recap's page."""
    for variant in variants:
        browser.post("/panier/ajout", {"variant": variant.pk, "quantity": quantity})
    browser.post("/commande/debut")
    browser.post("/commande/", ADDRESS | told)
    page = browser.get("/commande/livraison/").content.decode()
    offered = re.findall(r'name="carrier" value="(\w+)"', page)
    browser.post("/commande/livraison/", {"carrier": carrier or offered[0], "phone": "06 12 34 56 78"})
    return browser.get("/commande/paiement/")


def press(browser: Client, recap: HttpResponse, means: str, **told: str) -> HttpResponse:
    """Press the button below the recap."""
    found = re.search(r'name="seal" value="(\w+)"', recap.content.decode())
    seal = found[1] if found else ""
    return browser.post("/commande/paiement/", {"means": means, "seal": seal} | told)
