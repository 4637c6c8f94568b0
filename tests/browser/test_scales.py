"""The reader's own scale of ring sizes: that of the browser's region, until another is chosen."""

from collections.abc import Callable

import pytest
from tests.accounts.people import a_customer
from tests.browser.looking import Watched
from tests.journeys.visitor import Visitor
from tests.shopping import AT, a_variant, to_recap

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Variant
from poincon.inventory import actions as inventory
from poincon.kernel.money import Money
from poincon.pricing import actions as pricing


def in_two_sizes() -> Variant:
    ring = a_variant()
    columns = {"sku": f"{ring.sku}-58", "circumference_mm": "58.0", "weight_mg": 3_000}
    other = catalogue.add_variant(piece_id=ring.piece_id, columns=columns, actor="test", at=AT)
    pricing.set_price(variant_id=other.pk, amount=Money(129_000, "EUR"), actor="test", at=AT)
    inventory.receive(variant_id=other.pk, quantity=1, actor="test", at=AT)
    return ring


def test_a_british_reader_is_told_letters_and_another_choice_is_remembered(
    opens: Callable[..., Watched],
) -> None:
    path = f"/bijou/{in_two_sizes().piece.slug}/"
    page = opens(locale="en-GB").goes(path).page
    first = page.locator("#buy [data-also]").first
    first.locator(".also", has_text="UK N").wait_for()
    page.locator("[data-scales] select").select_option("US")
    first.locator(".also", has_text="US 6¾").wait_for()
    page.reload()
    first.locator(".also", has_text="US 6¾").wait_for()
    assert page.locator("#buy .also").count() == 2
    assert page.locator("[data-scales] select").input_value() == "US"
    assert not page.context.cookies()


def test_what_is_chosen_signed_in_is_kept_with_the_account_and_read_in_the_order(
    opens: Callable[..., Watched],
) -> None:
    ring, buyer = in_two_sizes(), Visitor()
    customer = a_customer()
    buyer.client.force_login(customer.user)
    page = opens(buyer, locale="en-GB").goes(f"/bijou/{ring.piece.slug}/").page
    with page.expect_response("**/compte/echelle-des-bagues/") as kept:
        page.locator("[data-scales] select").select_option("US")
    assert kept.value.status == 204
    customer.refresh_from_db()
    assert customer.ring_scale == "US"
    other = opens(buyer, locale="en-GB").goes(f"/bijou/{ring.piece.slug}/").page
    other.locator("#buy [data-also]").first.locator(".also", has_text="US 6¾").wait_for()
    assert other.locator("[data-scales] select").input_value() == "US"


def test_the_recap_tells_the_scale_that_a_guest_reads(opens: Callable[..., Watched]) -> None:
    guest = Visitor()
    to_recap(guest.client, in_two_sizes())
    page = opens(guest, locale="en-GB").goes("/commande/paiement/").page
    page.locator(".item .also", has_text="UK N").wait_for()
    assert page.locator("[data-scale-read]").input_value() == "UK"


@pytest.mark.parametrize("width", [360, 412, 768, 1280])
@pytest.mark.parametrize("way", ["/bijou/", "/en/piece/"])
def test_nothing_below_moves_when_the_scale_is_told_beside_the_only_size(
    opens: Callable[..., Watched], way: str, width: int
) -> None:
    path = f"{way}{a_variant().piece.slug}/"
    places = []
    for locale in ("fr-FR", "en-US"):
        page = opens(locale=locale, viewport={"width": width, "height": 823}).goes(path).page
        page.locator("[data-also] .also").wait_for() if locale == "en-US" else page.wait_for_load_state()
        places.append(page.locator("#buy .buy").bounding_box())
    assert places[0] == places[1]


def test_a_french_reader_reads_millimetres_alone(opens: Callable[..., Watched]) -> None:
    """Negative control: where the house's scale is the reader's, nothing stands beside it."""
    page = opens(locale="fr-FR").goes(f"/bijou/{in_two_sizes().piece.slug}/").page
    page.locator("[data-scales] select").wait_for()
    assert page.locator("#buy [data-also]").count() == 2
    assert page.locator(".also").count() == 0
