"""Somebody who buys as a guest: every page from the piece to the order, looked at on the way."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.quality.walks import Walker

HOME = {
    "first_name": "Jeanne",
    "last_name": "Petit",
    "line1": "8 rue des Tanneurs",
    "postcode": "69001",
    "city": "Lyon",
}
CARD = {"number": "4970 1000 0000 0014", "expiry": "12/34", "security_code": "123"}


def buys(walker: "Walker") -> None:
    """Fills a cart, tells where, chooses a carrier, pays by card; each page with and without its faults."""
    page = walker.page
    fills_cart(walker)
    walker.looks_at(walker.at("cart:view"))
    page.locator("main form button.buy.whole").first.click()
    page.wait_for_load_state()
    _looks_again(walker)
    page.evaluate("document.querySelector('#details').noValidate = true")
    page.locator("#details button.buy").click()
    page.locator(".faults").first.wait_for()
    walker.looks("checkout:details, all missing", 422)
    tells_where(walker)
    _looks_again(walker)
    chooses_carrier(walker)
    _looks_again(walker)
    pays(walker)
    _looks_again(walker)


def fills_cart(walker: "Walker") -> None:
    """Puts the first piece that is for sale into the cart."""
    page = walker.page
    page.goto(walker.at("window:everything"))
    pieces = [link.get_attribute("href") for link in page.locator("main li.piece-card a").all()]
    for address in dict.fromkeys(pieces):
        page.goto(f"{walker.house.address}{address}")
        if page.locator("form button.buy:not([disabled])").count():
            break
    sizes = page.locator("input[type=radio][name=variant]:not([disabled])")
    if sizes.count():
        sizes.first.check(force=True)
    page.locator("form button.buy").first.click()
    page.wait_for_load_state()


def tells_where(walker: "Walker") -> None:
    """Fills the first step and sends it."""
    page = walker.page
    page.fill("[name=email]", "jeanne.petit@example.org")
    for name, words in HOME.items():
        page.fill(f"[name=shipping-{name}]", words)
    page.locator("#details button.buy").click()
    page.wait_for_url(walker.at("checkout:delivery"))


def chooses_carrier(walker: "Walker") -> None:
    """Takes the carrier that is chosen beforehand."""
    page = walker.page
    if page.locator("[name=phone]").is_visible():
        page.fill("[name=phone]", "0612345678")
    page.locator("main form button.buy").first.click()
    page.wait_for_url(walker.at("checkout:payment"))


def pays(walker: "Walker") -> None:
    """Presses the button and pays at the bank; ends on the page of the order."""
    page = walker.page
    page.locator("input[name=means][value=card]").check(force=True)
    page.locator("main form button.buy").first.click()
    page.wait_for_url(f"{walker.house.plan.bank}/**")
    for name, words in CARD.items():
        page.fill(f"[name={name}]", words)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda address: walker.house.called(address, walker.language) == "orders:order")


def _looks_again(walker: "Walker") -> None:
    walker.looks_at(walker.page.url)
