"""What every story has in common: the words on the buttons, and the way to them."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import translation
from tests import banking, jobs
from tests.journeys.visitor import Visitor

from poincon.catalogue.models import Variant
from poincon.orders.models import Order

PHONE = "06 12 34 56 78"
HOME = {
    "shipping__first_name": "Claire",
    "shipping__last_name": "Moreau",
    "shipping__line1": "12 rue des Lilas",
    "shipping__postcode": "75011",
    "shipping__city": "Paris",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words on the buttons of a purchase."""

    add: str
    order: str
    to_delivery: str
    to_payment: str
    button: str


WORDS = {
    "fr": Words(
        "Ajouter au panier",
        "Commander",
        "Continuer vers la livraison",
        "Continuer vers le paiement",
        "Commande avec obligation de paiement",
    ),
    "en": Words(
        "Add to the cart",
        "Order",
        "Continue to delivery",
        "Continue to payment",
        "Order with obligation to pay",
    ),
}


def address(name: str, language: str, **kwargs: object) -> str:
    """Return where a page is, in a language."""
    with translation.override(language):
        return reverse(name, kwargs=kwargs or None)


def puts_into_cart(person: Visitor, *pieces: Variant) -> Visitor:
    """Look at each piece and put it into the cart."""
    jobs.run()
    for variant in pieces:
        person.go(address("window:piece", person.language, slug=variant.piece.slug))
        assert person.status == 200
        person.press(WORDS[person.language].add)
    return person


def tells_where(person: Visitor, *, email: str = "claire@example.org", **told: str) -> Visitor:
    """Go from the cart to the choice of a carrier; a customer is not asked for an e-mail address."""
    words = WORDS[person.language]
    person.press(words.order)
    return person.press(words.to_delivery, **({"email": email} if email else {}), **HOME | told)


def chooses_carrier(person: Visitor, carrier: str = "") -> Visitor:
    """Take a carrier, the first unless one is named, with a telephone number where one is asked for."""
    chosen = carrier or person.offers("carrier")[0]
    phone = {"phone": PHONE} if 'name="phone"' in person.html else {}
    return person.press(WORDS[person.language].to_payment, carrier=chosen, **phone)


def orders(person: Visitor, *pieces: Variant, means: str, carrier: str = "", **told: str) -> Order:
    """Buy as a guest up to the button; returns the order."""
    puts_into_cart(person, *pieces)
    chooses_carrier(tells_where(person, **told), carrier)
    person.press(WORDS[person.language].button, means=means)
    return Order.objects.latest("pk")


def pays_at_the_bank(person: Visitor, card: str = banking.GOOD) -> Visitor:
    """Pay on the bank's page and come back to the shop as the bank leads."""
    assert person.left_for, f"{person.path} does not lead to the bank"
    answer = banking.pay(person.left_for, card)
    return person.go(urlsplit(answer.headers["location"]).path)
