"""Ring sizes on the reader's own scale, lengths chosen beforehand, and what sending back costs."""

import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from pytest_django import Settings
from tests.accounts.people import a_customer, signed_in
from tests.checkout.test_promises_of_a_sale import changed
from tests.shopping import a_browser
from tests.window.conftest import Size

from poincon.catalogue import queries as catalogue
from poincon.charter import queries as charters
from poincon.customers.models import Size as Kept

pytestmark = pytest.mark.django_db
ALSO = "IT 14|US 6¾|UK N|JP 14"


def told(page: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'data-also="([^"]+)"', page)]


def test_a_size_is_told_on_every_scale_but_the_houses_own(settings: Settings) -> None:
    assert catalogue.said_elsewhere(Decimal(54), "fr") == ALSO
    assert catalogue.said_elsewhere(Decimal("54.0"), "en") == ALSO.replace(",", ".")
    settings.CHARTER = changed(charters.charter(), window={"ring_scale": "us"})
    assert catalogue.said_elsewhere(Decimal(54), "en") == "FR 54|IT 14|UK N|JP 14"
    assert [scale for scale, _ in catalogue.scales_elsewhere()] == ["FR", "IT", "UK", "JP"]


def test_a_scale_that_begins_with_larger_rings_is_left_out() -> None:
    assert catalogue.said_elsewhere(Decimal(34), "en") == ""


def test_page_filters_and_cart_carry_it(make: Callable[..., object]) -> None:
    ring, browser = make(sizes=[Size("52"), Size("54")]), a_browser()
    page = browser.get(f"/bijou/{ring.slug}/").text
    assert ALSO in told(page)
    assert "data-scales" in page
    assert ALSO in told(browser.get("/bijoux/").text)
    browser.post("/panier/ajout", {"variant": ring.variants.get(circumference_mm=54).pk})
    assert told(browser.get("/panier/").text) == [ALSO]


def test_what_is_no_ring_offers_no_scale(make: Callable[..., object]) -> None:
    """Negative control: a bracelet has lengths and no scale."""
    bracelet = make(kind="bracelet", sizes=[Size(None, columns={"length_mm": n}) for n in (170, 190)])
    page = Client().get(f"/bijou/{bracelet.slug}/").text
    assert told(page) == []
    assert "data-scales" not in page


@pytest.mark.promise("services.sizes_remembered")
@pytest.mark.parametrize(("kind", "measured"), [("bracelet", "bracelet"), ("necklace", "chain")])
def test_ones_own_length_is_chosen_beforehand(
    make: Callable[..., object], settings: Settings, kind: str, measured: str
) -> None:
    settings.CHARTER = changed(charters.charter(), services={"sizes_remembered": True})
    customer = a_customer()
    piece = make(kind=kind, sizes=[Size(None, columns={"length_mm": n}) for n in (420, 450)])
    chosen = f'value="{piece.variants.get(length_mm=450).pk}" required checked'
    address, client = f"/bijou/{piece.slug}/", signed_in(customer)
    Kept.objects.create(customer=customer, label="Maman", kind=measured, size_mm=450)
    Kept.objects.create(customer=customer, kind="ring", size_mm=Decimal("54.0"))
    assert chosen not in client.get(address).text
    Kept.objects.create(customer=customer, kind=measured, size_mm=450)
    assert chosen in client.get(address).text
    assert chosen not in Client().get(address).text


@pytest.mark.promise("returns.labels")
def test_the_price_of_the_return_stands_beside_who_pays(
    make: Callable[..., object], settings: Settings
) -> None:
    address = f"/bijou/{make(sizes=[Size(price=40_000)]).slug}/"
    page = Client().get(address).text
    assert "à votre charge" in page
    assert "Mondial Relay (4,90\xa0€)" in unescape(page)
    settings.CHARTER = changed(charters.charter(), withdrawal={"label_paid_by": "house"})
    page = Client().get(address).text
    assert "L’étiquette de retour vous est offerte" in page
    assert "4,90" not in page
