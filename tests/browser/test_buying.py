"""A purchase in a real browser: with and without scripts, without a mouse, on a small and dark screen."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests import banking, jobs
from tests.browser.looking import Watched
from tests.journeys import stories
from tests.shopping import a_variant

from poincon.orders.models import Order

BUYER = {"email": "claire@example.org"} | {key.replace("__", "-"): said for key, said in stories.HOME.items()}
THANKS = {"fr": "Merci, votre commande est confirmée", "en": "Thank you, your order is confirmed"}
type Opens = Callable[..., Watched]


def tells(page: Page) -> None:
    for name, value in BUYER.items():
        page.locator(f"[name={name}]").fill(value)


def walks_to_the_bank(window: Watched, language: str) -> Order:
    ring, words, page = a_variant(), stories.WORDS[language], window.page
    jobs.run()
    window.goes(stories.address("window:piece", language, slug=ring.piece.slug))
    page.get_by_role("button", name=words.add).first.click()
    page.get_by_role("button", name=words.order, exact=True).click()
    tells(page)
    page.get_by_role("button", name=words.to_delivery).click()
    page.locator("[name=carrier][value=chronopost]").check()
    page.locator("[name=phone]").fill(stories.PHONE)
    page.get_by_role("button", name=words.to_payment).click()
    page.locator("[name=means][value=card]").check()
    page.get_by_role("button", name=words.button, exact=True).click()
    page.wait_for_url(re.compile("/pay/"))
    return Order.objects.get()


def pays(page: Page, card: str = banking.CHALLENGE) -> None:
    page.locator("[name=number]").fill(card)
    page.locator("[name=expiry]").fill("12/31")
    page.locator("[name=security_code]").fill("123")
    page.locator("button.primary").click()
    if card == banking.CHALLENGE:
        page.locator("[name=code]").fill(page.locator("#shown-code").inner_text())
        page.locator("button[value=confirm]").click()


@pytest.mark.parametrize(
    ("language", "options"),
    [
        ("fr", {}),
        ("en", {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark", "has_touch": True}),
        ("fr", {"java_script_enabled": False, "viewport": {"width": 360, "height": 740}}),
        ("en", {"java_script_enabled": False}),
    ],
    ids=["fr", "en-small-dark", "fr-small-without-scripts", "en-without-scripts"],
)
def test_a_guest_buys_with_strong_authentication(opens: Opens, language: str, options: dict) -> None:
    window = opens(**options)
    order = walks_to_the_bank(window, language)

    pays(window.page)

    window.page.wait_for_url(re.compile(re.escape(order.reference)))
    window.page.get_by_role("heading", level=1, name=THANKS[language]).wait_for()
    order.refresh_from_db()
    assert (order.funds, order.language) == ("paid", language)


def test_a_guest_buys_by_keyboard_alone(opens: Opens) -> None:
    window, ring = opens(), a_variant()
    jobs.run()
    page, keys = window.page, window.page.keyboard
    window.goes(stories.address("window:piece", "fr", slug=ring.piece.slug))

    def presses(words: str) -> None:
        window.tabs_to(page.get_by_role("button", name=words, exact=True).first)
        with page.expect_navigation():
            keys.press("Enter")

    presses("Ajouter au panier")
    presses("Commander")
    for name, value in BUYER.items():
        window.tabs_to(page.locator(f"[name={name}]"))
        keys.type(value)
    presses("Continuer vers la livraison")
    window.tabs_to(page.locator("[name=carrier]").first)
    keys.press("Space")
    while not page.locator("[value=chronopost]").is_checked():
        keys.press("ArrowDown")
    window.tabs_to(page.locator("[name=phone]"))
    keys.type(stories.PHONE)
    presses("Continuer vers le paiement")
    window.tabs_to(page.locator("[name=means]").first)
    keys.press("Space")
    presses("Commande avec obligation de paiement")

    for name, value in (("number", banking.CHALLENGE), ("expiry", "1231"), ("security_code", "123")):
        window.tabs_to(page.locator(f"[name={name}]"))
        keys.type(value)
    with page.expect_navigation():
        keys.press("Enter")
    window.tabs_to(page.locator("[name=code]"))
    keys.type(page.locator("#shown-code").inner_text())
    with page.expect_navigation():
        keys.press("Enter")
    page.get_by_role("heading", level=1, name=THANKS["fr"]).wait_for()
    assert Order.objects.get().funds == "paid"


def test_a_refused_card_leads_back_with_advice_and_the_transfer_is_taken(opens: Opens) -> None:
    window = opens(viewport={"width": 360, "height": 740})
    order, page = walks_to_the_bank(window, "fr"), window.page

    pays(page, banking.NO_MONEY)
    window.goes(stories.address("checkout:wait", "fr", reference=order.reference))

    assert page.url.endswith("/paiement/")
    page.get_by_text("plafond").wait_for()
    page.locator("[name=means][value=transfer]").check()
    page.get_by_role("button", name=re.compile("^Payer")).click()
    page.get_by_text("IBAN").first.wait_for()
    order.refresh_from_db()
    assert (order.means, order.funds) == ("transfer", "unpaid")


def test_another_country_reshapes_the_form_and_keeps_what_was_typed(opens: Opens) -> None:
    window = opens()
    page = window.page
    jobs.run()
    ring = a_variant()
    window.goes(stories.address("window:piece", "fr", slug=ring.piece.slug))
    page.get_by_role("button", name="Ajouter au panier").first.click()
    page.get_by_role("button", name="Commander", exact=True).click()
    tells(page)

    with page.expect_navigation():
        page.locator("[name=shipping-country]").select_option("IE")

    assert page.locator("[name=shipping-last_name]").input_value() == "Moreau"
    assert page.locator("[name=shipping-region]").count() == 1
    assert page.locator("[name=shipping-country]").input_value() == "IE"


def test_an_error_takes_the_focus_to_the_first_field_that_is_wrong(opens: Opens) -> None:
    window = opens()
    page = window.page
    ring = a_variant()
    jobs.run()
    window.goes(stories.address("window:piece", "en", slug=ring.piece.slug))
    page.get_by_role("button", name="Add to the cart").first.click()
    page.get_by_role("button", name="Order", exact=True).click()
    tells(page)
    page.locator("[name=shipping-postcode]").fill("7501")
    page.get_by_role("button", name="Continue to delivery").click()

    page.locator(".faults").wait_for()
    assert page.evaluate("document.activeElement.name") == "shipping-postcode"
    assert page.locator("[name=shipping-line1]").input_value() == stories.HOME["shipping__line1"]
