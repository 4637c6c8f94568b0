"""People with an account: what they chose before signing in stays, and their orders find them."""

import pytest
from tests import jobs
from tests.accounts.people import AT, PASSWORD, a_customer, link_in, mails_to
from tests.journeys import stories
from tests.journeys.visitor import Visitor
from tests.shopping import a_variant

from poincon.cart.models import Cart, CartLine
from poincon.customers import actions as customers
from poincon.customers.actions import registering
from poincon.customers.addresses import AddressData
from poincon.customers.models import Customer, Registration
from poincon.orders.models import Order

pytestmark = pytest.mark.django_db

LYON = AddressData("Claire", "Moreau", "", "3 rue du Lac", "", "69003", "Lyon", "", "FR")


def signs_in(person, email="claire@example.org"):
    return person.press("Se connecter", login=email, password=PASSWORD)


def test_what_lay_in_both_carts_is_there_after_signing_in_and_the_address_is_filled_in():
    claire = a_customer()
    customers.add_address(customer_id=claire.pk, data=LYON, at=AT)
    ring, band = a_variant(), a_variant()
    at_home, on_the_way = Visitor(), Visitor()
    signs_in(at_home.go(stories.address("account_login", "fr")))
    stories.puts_into_cart(at_home, ring)

    stories.puts_into_cart(on_the_way, band).press("Commander")
    assert LYON.line1 not in on_the_way.html
    signs_in(on_the_way.follow("Se connecter"))

    assert on_the_way.path == stories.address("checkout:details", "fr")
    assert LYON.line1 in on_the_way.html
    assert "claire@example.org" in on_the_way.page
    assert set(CartLine.objects.values_list("variant_id", flat=True)) == {ring.pk, band.pk}
    assert Cart.objects.get().customer == claire

    on_the_way.press("Continuer vers la livraison")
    stories.chooses_carrier(on_the_way).press("Commande avec obligation de paiement", means="transfer")
    order = Order.objects.get()
    assert (order.customer, order.contact.email) == (claire, "claire@example.org")
    assert order.lines.count() == 2
    assert order.reference in at_home.go(stories.address("orders:orders", "fr")).page


def test_signed_in_nobody_can_order_under_another_address():
    claire = a_customer()
    person = Visitor()
    signs_in(person.go(stories.address("account_login", "fr")))
    stories.puts_into_cart(person, a_variant()).press("Commander")
    assert 'name="email"' not in person.html

    told = {name.replace("__", "-"): value for name, value in stories.HOME.items()}
    sent = told | {"shipping-country": "FR", "email": "somebody@else.example"}
    person.client.post(person.path, sent)
    stories.chooses_carrier(person.go(stories.address("checkout:delivery", "fr")))
    person.press("Commande avec obligation de paiement", means="transfer")

    assert Order.objects.get().contact.email == claire.user.email


def test_a_guest_becomes_a_customer_in_one_step_and_has_the_order_once_the_address_is_proven():
    guest, bystander = Visitor(), Visitor()
    order = stories.orders(guest, a_variant(), means="transfer")
    earlier = stories.orders(bystander, a_variant(), means="transfer", email="Claire@Example.org")
    foreign = stories.orders(Visitor(), a_variant(), means="transfer", email="paul@example.org")

    guest.press("Créer mon compte")
    registering.answer_registration(registration_id=Registration.objects.get().pk, at=AT.now(AT.tzinfo))
    jobs.run()
    assert not Order.objects.exclude(customer=None).exists(), "nothing is joined before the proof"

    [mail] = [one for one in mails_to("claire@example.org") if not one.kind.startswith("orders.")]
    guest.go(link_in(mail)).press("Ouvrir mon compte", password=PASSWORD)
    jobs.run()

    for one in (order, earlier, foreign):
        one.refresh_from_db()
    assert order.customer is not None
    assert order.customer == earlier.customer
    assert foreign.customer is None
    signs_in(guest.go(stories.address("account_login", "fr")))
    listed = guest.go(stories.address("orders:orders", "fr")).page
    assert order.reference in listed
    assert earlier.reference in listed
    assert foreign.reference not in listed


def test_a_password_too_easy_is_said_and_opens_nothing():
    guest = Visitor()
    stories.orders(guest, a_variant(), means="transfer")
    guest.press("Créer mon compte")
    registering.answer_registration(registration_id=Registration.objects.get().pk, at=AT.now(AT.tzinfo))
    [mail] = [one for one in mails_to("claire@example.org") if not one.kind.startswith("orders.")]

    guest.go(link_in(mail)).press("Ouvrir mon compte", password="motdepasse")

    assert not Customer.objects.exists()
    assert Registration.objects.exists()
    assert "mot de passe" in guest.page


def test_an_account_of_the_same_address_opened_by_mistake_is_joined_only_by_its_owner():
    """Registering under somebody's address gives nothing until the mail to that address is answered."""
    guest = Visitor()
    order = stories.orders(guest, a_variant(), means="transfer")
    thief = Visitor().go(stories.address("account_signup", "fr"))
    thief.press("Créer un compte", first_name="C", last_name="M", email="claire@example.org")
    jobs.run()

    order.refresh_from_db()
    assert order.customer is None
    assert thief.go(stories.address("orders:order", "fr", reference=order.reference)).status == 404
