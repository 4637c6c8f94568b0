"""What cannot be had any more is said where it stands in the cart, and is not in the total (R015, R016)."""

import html

import pytest
from django.test import Client
from django.urls import reverse
from tests.shopping import AT, a_browser, a_variant

from poincon.cart import queries
from poincon.cart.models import Cart
from poincon.catalogue.models import Variant
from poincon.inventory import actions as inventory
from poincon.kernel.money import Money

pytestmark = pytest.mark.django_db
ORDER = 'action="/commande/debut"'


def sell_out(variant: Variant) -> None:
    inventory.recount(variant_id=variant.pk, free=0, actor="staff:1", at=AT, cause="sold in the shop")


def shown(browser: Client) -> str:
    return html.unescape(browser.get("/panier/").content.decode())


def test_a_sold_out_line_leads_to_the_alert_and_is_not_in_the_total() -> None:
    browser, ring, gone = a_browser(), a_variant(price=129_000), a_variant(price=50_000)
    for variant in (ring, gone):
        browser.post("/panier/ajout", {"variant": variant.pk, "quantity": 1})
    assert ORDER in shown(browser)
    sell_out(gone)
    page, view = shown(browser), queries.view(Cart.objects.get(), at=AT)
    assert (view.items, view.count, view.stops) == (Money(129_000, "EUR"), 1, True)
    assert view.total == view.items + (view.delivery or Money.zero("EUR"))
    assert "hors total" in page
    assert "Épuisé" in page
    assert ORDER not in page
    assert f"{reverse('window:piece', args=[gone.piece.slug])}#alert" in page
    assert 'id="alert"' in browser.get(reverse("window:piece", args=[gone.piece.slug])).text
    line = next(one for one in view.lines if one.sold_out)
    browser.post(reverse("cart:change"), {"line": line.id, "quantity": 0})
    assert ORDER in shown(browser)


def test_a_cart_of_nothing_that_can_be_had_shows_no_sum() -> None:
    browser, gone = a_browser(), a_variant()
    browser.post("/panier/ajout", {"variant": gone.pk, "quantity": 1})
    sell_out(gone)
    page = shown(browser)
    assert "Rien de ce panier ne peut être commandé" in page
    assert 'class="sum"' not in page
    assert ORDER not in page
