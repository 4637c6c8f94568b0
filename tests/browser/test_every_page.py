"""Every page of the shop, the purchase, the account and the desk, looked at on three widths, light and dark.

axe at WCAG 2.2 AA, one heading, no scroll sideways, no inline style, nothing from elsewhere, no fault said.
"""

from collections.abc import Callable

from tests import banking, jobs
from tests.accounts.people import AT, PASSWORD, a_customer, a_member
from tests.browser.looking import Watched
from tests.journeys import stories
from tests.journeys.stories import address
from tests.journeys.visitor import Visitor
from tests.shopping import a_variant

from poincon.cart.models import CartLine
from poincon.catalogue.models import Variant
from poincon.checkout.actions import ending, settling
from poincon.customers import actions as customers
from poincon.customers.addresses import AddressData
from poincon.foundation import clock
from poincon.foundation.registries import desk_menu
from poincon.inventory import actions as inventory
from poincon.kernel.money import Money
from poincon.orders.actions import life, work
from poincon.orders.models import Order
from poincon.pricing import actions as pricing

type Opens = Callable[..., Watched]

LYON = AddressData("Claire", "Moreau", "", "3 rue du Lac", "", "69003", "Lyon", "", "FR")


def looks_at(window: Watched, language: str, *names: str, **kwargs: object) -> None:
    for name in names:
        window.goes(address(name, language, **kwargs)).looked_at(f"{language} {name}")


def signed_in(person) -> Visitor:
    visitor = Visitor()
    visitor.client.force_login(person.user)
    return visitor


def sold_to_somebody_else(ring: Variant, pieces: int) -> None:
    now = clock.now()
    hold = inventory.reserve(wants={ring.pk: pieces}, subject="test", until=None, at=now)
    inventory.claim(hold_id=hold.pk, at=now)


def test_the_window(opens: Opens) -> None:
    ring, window = a_variant(), opens()
    a_variant(stock=0)
    jobs.run()
    looks_at(window, "fr", "entrance:home", "window:everything", "window:sizer", "content:sizes")
    looks_at(window, "fr", "window:piece", slug=ring.piece.slug)
    looks_at(window, "en", "window:shelf", slug="rings")
    window.goes(address("window:search", "en") + "?q=band").looked_at("found")
    window.goes(address("window:search", "fr") + "?q=zzzz").looked_at("nothing found")
    window.goes("/rien/de/tel/").looked_at("not here")


def test_the_cart(opens: Opens) -> None:
    dear, few, gone, fine = a_variant(), a_variant(stock=2), a_variant(), a_variant()
    window, person = opens(), Visitor()
    window.goes(address("cart:view", "fr")).looked_at("an empty cart")
    stories.puts_into_cart(person, dear, few, gone, fine)
    line = CartLine.objects.get(variant=few)
    person.client.post("/panier/changement", {"line": line.pk, "quantity": "2"})
    window.brings(person.client.cookies)
    window.goes(address("cart:view", "en")).looked_at("a full cart")

    pricing.set_price(variant_id=dear.pk, amount=Money(139_000, "EUR"), actor="test", at=clock.now())
    sold_to_somebody_else(few, 1)
    sold_to_somebody_else(gone, 5)
    window.goes(address("cart:view", "fr"))
    assert window.page.locator("article .notice").count() == 3
    window.looked_at("a cart in which much has changed")

    window.page.get_by_role("button", name="Un de plus").last.focus()
    sold_to_somebody_else(fine, 5)
    window.page.get_by_role("button", name="Un de plus").last.click()
    window.page.get_by_role("alert").first.wait_for()
    window.looked_at("a cart that refuses")


def test_the_three_steps(opens: Opens) -> None:
    window, person, ring = opens(), Visitor(), a_variant()
    stories.puts_into_cart(person, ring)
    window.brings(person.client.cookies)
    page = window.page
    window.goes(address("cart:view", "fr"))
    page.get_by_role("button", name="Commander", exact=True).click()
    window.looked_at("details")
    page.locator("[name=billing_differs]").check()
    page.get_by_role("button", name="Continuer vers la livraison").click()
    page.locator(".faults").first.wait_for()
    window.looked_at("details, all missing, billed elsewhere")

    stories.tells_where(person.go(address("cart:view", "fr")))
    window.goes(address("checkout:delivery", "fr")).looked_at("delivery")
    page.locator("[name=carrier][data-phone]").first.check()
    page.get_by_role("button", name="Continuer vers le paiement").click()
    page.locator(".faults").wait_for()
    window.looked_at("delivery, a telephone missing")

    stories.chooses_carrier(person)
    window.goes(address("checkout:payment", "fr")).looked_at("recap")
    pricing.set_price(variant_id=ring.pk, amount=Money(149_000, "EUR"), actor="test", at=clock.now())
    page.get_by_role("button", name="Commande avec obligation de paiement").click()
    page.get_by_role("alert").wait_for()
    window.looked_at("recap, a price has moved")


def test_paying_again_and_waiting(opens: Opens) -> None:
    person = Visitor()
    order = stories.orders(person, a_variant(), means="card")
    window = opens(person, java_script_enabled=True)
    where = {"reference": order.reference}
    looks_at(window, "fr", "checkout:wait", **where)
    banking.pay(person.left_for, banking.NO_MONEY)
    window.page.wait_for_url(f"**{address('checkout:pay', 'fr', **where)}")  # the page asks by itself
    window.looked_at("refused")
    looks_at(window, "en", "checkout:pay", **where)


def test_an_order_from_its_payment_to_its_return(opens: Opens) -> None:
    person, now = Visitor(), clock.now()
    order = stories.orders(person, a_variant(), a_variant(), means="transfer")
    window, desk = opens(person), opens(signed_in(a_member("owner")))

    def seen(state: str) -> None:
        found = Order.objects.get(pk=order.pk)
        assert found.headline == state
        for who, name in ((window, "orders:order"), (desk, "orders_desk:order")):
            who.goes(address(name, "fr", reference=order.reference)).looked_at(f"{name}, {state}")

    seen("awaiting_payment")
    settling.receive_transfer(order_id=order.pk, amount=order.total, key="a", actor="staff:1", at=now)
    seen("payment_authorised")
    life.ask(order_id=order.pk, actor="staff:1", at=now, cause="desk")
    seen("in_treatment")
    life.settle(order_id=order.pk, actor="staff:1", at=now)
    work.prepare(order_id=order.pk, actor="staff:1", at=now)
    work.make_ready(order_id=order.pk, actor="staff:1", at=now)
    seen("ready_to_ship")
    first, second = order.lines.order_by("position")
    sends = {"order_id": order.pk, "carrier": "colissimo", "actor": "staff:1", "at": now}
    work.ship(number="6A12345678901", contents={first.pk: 1}, **sends)
    seen("ready_to_ship")
    work.ship(number="6A12345678902", contents={second.pk: 1}, **sends)
    seen("shipped")
    for parcel in order.consignment.parcels.all():
        work.deliver(order_id=order.pk, parcel_id=parcel.pk, actor="staff:1", at=now)
    seen("delivered")
    life.take_back(order_id=order.pk, actor="staff:1", at=now)
    seen("returned")


def test_an_order_that_ended_and_the_desk_s_lists(opens: Opens) -> None:
    person, member = Visitor(), a_member("owner")
    claire = a_customer("claire@maison.example")
    order = stories.orders(person, a_variant(), means="transfer")
    ending.cancel_at_desk(order_id=order.pk, actor="staff:1", at=clock.now())
    waiting = stories.orders(person, a_variant(), means="transfer")
    jobs.run()
    looks_at(opens(person), "en", "orders:order", reference=order.reference)

    desk = opens(signed_in(member))
    looks_at(desk, "fr", "staff_desk:home", "orders_desk:unpaid", "orders_desk:ended")
    for entry in desk_menu:
        looks_at(desk, "fr", entry.url_name)
    looks_at(desk, "en", "customers_desk:customer", customer_id=claire.pk)
    looks_at(desk, "en", "staff_desk:person", member_id=member.pk)
    looks_at(desk, "en", "orders_desk:order", reference=waiting.reference)
    desk.goes(address("orders_desk:search", "fr") + "?q=moreau").looked_at("orders found")
    desk.goes(address("customers_desk:search", "fr") + "?q=moreau").looked_at("customers found")


def test_a_parcel_refused_at_the_desk(opens: Opens) -> None:
    desk, person, now = opens(signed_in(a_member("counter"))), Visitor(), clock.now()
    order = stories.orders(person, a_variant(), means="transfer")
    settling.receive_transfer(order_id=order.pk, amount=order.total, key="a", actor="staff:1", at=now)
    work.prepare(order_id=order.pk, actor="staff:1", at=now)
    work.make_ready(order_id=order.pk, actor="staff:1", at=now)
    desk.goes(address("orders_desk:order", "fr", reference=order.reference))
    desk.page.locator("[name=number]").fill("n° 1")
    desk.page.get_by_role("button", name="Remis").click()
    desk.page.get_by_role("alert").first.wait_for()
    desk.looked_at("a parcel refused")


def test_the_way_in_and_the_account(opens: Opens) -> None:
    claire = a_customer()
    row = customers.add_address(customer_id=claire.pk, data=LYON, at=AT)
    way_in = opens()
    looks_at(
        way_in, "fr", "account_login", "account_signup", "account_reset_password", "customers:registered"
    )
    way_in.goes(address("account_login", "en"))
    way_in.page.locator("[name=login]").fill("claire@example.org")
    way_in.page.locator("[name=password]").fill("wrong")
    way_in.page.locator("main button.buy").click()
    way_in.page.locator(".faults").wait_for()
    way_in.looked_at("signing in, wrong password")
    way_in.goes(address("account_signup", "en"))
    way_in.page.evaluate("document.querySelector('main form').noValidate = true")
    way_in.page.locator("main button.buy").click()
    way_in.page.locator(".faults").wait_for()
    way_in.looked_at("registration, all missing")

    person = Visitor()
    person.go(address("account_login", "fr")).press(
        "Se connecter", login="claire@example.org", password=PASSWORD
    )
    window = opens(person)
    looks_at(window, "fr", "customers:home", "orders:orders", "customers:details", "customers:preferences")
    looks_at(
        window, "fr", "customers:book", "customers:new_address", "account_email", "account_change_password"
    )
    looks_at(window, "fr", "mfa_index")
    looks_at(window, "fr", "customers:address", address_id=row.pk)
    stories.puts_into_cart(person, a_variant()).press("Commander").press("Continuer vers la livraison")
    stories.chooses_carrier(person).press("Commande avec obligation de paiement", means="transfer")
    looks_at(window, "en", "orders:orders")


def test_the_house_s_own_pages(opens: Opens) -> None:
    window = opens()
    looks_at(window, "fr", "content:help", "content:contact", "content:delivery", "content:commitments")
    looks_at(window, "en", "content:terms", "content:withdrawal_form", "content:cookies")


def test_the_words_of_pages_and_mails_at_the_desk(opens: Opens) -> None:
    desk = opens(signed_in(a_member("owner")))
    page = desk.page
    looks_at(desk, "fr", "chancery_desk:pages", "chancery_desk:mails")
    desk.goes("/en/desk/charter/mails/en/orders.received/").looked_at("the words of a mail")
    desk.goes("/comptoir/charte/pages/fr/returns/apercu/").looked_at("a page that is tried, alone")

    desk.goes("/comptoir/charte/pages/fr/returns/").looked_at("the words of a page")
    page.locator("textarea").fill("# Retours\n\nSous 14 jours.")
    page.get_by_role("button", name="Aperçu").click()
    page.locator(".faults").wait_for()
    desk.looked_at("a page with a typed figure")
    page.locator("textarea").fill("# Retours\n\nQuand vous voulez.")
    page.get_by_role("button", name="Aperçu").click()
    page.locator("iframe.look").wait_for()
    assert "Quand vous voulez." in page.frame_locator("iframe.look").locator(".prose").inner_text()
    desk.looked_at("a page that is tried")
    page.get_by_role("button", name="Garder dans mon brouillon").click()
    looks_at(desk, "fr", "chancery_desk:draft")
