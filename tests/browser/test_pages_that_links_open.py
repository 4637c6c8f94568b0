"""Pages to which a mail's link or the browser's Back leads, and those of somebody who may change nothing."""

from tests.accounts.people import PASSWORD, a_customer, a_member, link_in, mails_to
from tests.browser.looking import Watched
from tests.browser.test_every_page import Opens, looks_at, signed_in
from tests.journeys import stories
from tests.journeys.stories import address
from tests.journeys.visitor import Visitor
from tests.shopping import a_variant

from poincon.accounts import actions as accounts
from poincon.accounts.models import ResetRequest
from poincon.catalogue import actions as catalogue
from poincon.checkout.actions import ending
from poincon.customers import actions as customers
from poincon.customers.models import Registration
from poincon.foundation import clock
from poincon.orders.models import Order

NEW = {"first_name": "Inès", "last_name": "Faure", "email": "ines@example.org"}


def chosen(window: Watched, password: str) -> None:
    window.page.locator("[type=password]").fill(password)
    window.page.locator("main form button.buy").click()


def test_the_link_by_which_an_account_is_opened(opens: Opens) -> None:
    window = opens()
    window.goes(address("account_signup", "fr"))
    for name, value in NEW.items():
        window.page.locator(f"[name={name}]").fill(value)
    window.page.locator("main form button.buy").click()
    window.page.wait_for_url(f"**{address('customers:registered', 'fr')}")
    customers.answer_registration(registration_id=Registration.objects.get().pk, at=clock.now())
    link = link_in(mails_to(NEW["email"])[0])

    window.goes(link).looked_at("the password of a new account")
    window.page.evaluate("document.querySelector('main form').noValidate = true")
    chosen(window, "password")
    window.page.locator(".faults").first.wait_for()
    window.looked_at("the password of a new account, too easy")
    chosen(window, PASSWORD)
    window.page.wait_for_url(f"**{address('customers:home', 'fr')}")
    opens().goes(link).looked_at("the link of an account that is open")


def test_the_link_by_which_a_password_is_set_anew(opens: Opens) -> None:
    a_customer()
    window = opens()
    window.goes(address("account_reset_password", "fr"))
    window.page.locator("[name=email]").fill("claire@example.org")
    window.page.locator("main form button.buy").click()
    window.page.wait_for_url(f"**{address('account_reset_password_done', 'fr')}")
    window.looked_at("a new password asked for")
    accounts.answer_reset(request_id=ResetRequest.objects.get().pk, at=clock.now())
    link = link_in(mails_to("claire@example.org")[0])

    window.goes(link).looked_at("a new password")
    window.page.evaluate("document.querySelector('main form').noValidate = true")
    chosen(window, "short")
    window.page.locator(".faults").first.wait_for()
    window.looked_at("a new password, too short")
    chosen(window, "trois perles et demie")
    window.page.wait_for_url(f"**{address('account_reset_password_from_key_done', 'fr')}")
    window.looked_at("a new password kept")
    opens().goes(link).looked_at("the link of a password that was set")


def test_an_order_that_was_left_at_the_bank(opens: Opens) -> None:
    person = Visitor()
    order = stories.orders(person, a_variant(), means="card")
    window = opens(person)
    window.goes(address("cart:view", "fr")).looked_at("an unpaid order beside an empty cart")
    person.client.post("/panier/ajout", {"variant": a_variant().pk})
    window.brings(person.client.cookies)
    window.goes(address("cart:view", "en")).looked_at("an unpaid order beside a cart")
    window.goes(address("checkout:details", "fr")).looked_at("an unpaid order beside the details")

    Order.objects.filter(pk=order.pk).update(pay_until=clock.now())
    assert ending.lapse(order_id=order.pk, at=clock.now())
    window.goes(address("orders:order", "fr", reference=order.reference)).looked_at("an order nobody paid")


def test_the_desk_of_somebody_who_only_looks(opens: Opens) -> None:
    variant, other = a_variant(), a_variant(publish=False)
    order = stories.orders(Visitor(), variant, means="transfer")
    piece, now = variant.piece, clock.now()
    catalogue.edit_piece(piece_id=piece.pk, words={"slug": "jonc"}, actor="staff:1", at=now)
    desk = opens(signed_in(a_member("viewer")))
    looks_at(desk, "fr", "intake_desk:piece", pk=piece.pk)
    looks_at(desk, "fr", "intake_desk:variant", pk=variant.pk)
    looks_at(desk, "en", "intake_desk:pictures", pk=piece.pk)
    looks_at(desk, "en", "intake_desk:shelf", pk=piece.category_id)
    looks_at(desk, "fr", "intake_desk:brand", pk=piece.brand_id)
    looks_at(desk, "en", "intake_desk:piece", pk=other.piece_id)
    looks_at(desk, "fr", "orders_desk:order", reference=order.reference)
    looks_at(desk, "fr", "checkout_desk:money", "reporting_desk:board", "notifications_desk:messages")
