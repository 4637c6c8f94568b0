"""How often each step of the checkout asks the database: a known number of times, whatever the cart holds."""

from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from tests.accounts.people import a_customer, signed_in
from tests.api.programs import BACK, a_program, to_quote, with_cart
from tests.reduced import DAY, reduce
from tests.shopping import ADDRESS, AT, a_browser, a_variant, press, to_recap

from poincon.checkout.models import Checkout

MOST = {
    "details": 6,
    "details sent": 5,
    "delivery": 9,
    "delivery sent": 8,
    "recap": 9,
    "placed": 31,
    "placed by a program": 40,
}
ONE_PIECE_MORE = 1  # its count is taken from by a statement of its own, in the order of the house


def asked(act: Callable[[], HttpResponse], status: int) -> int:
    """Return how often the database was asked, savepoints included."""
    with CaptureQueriesContext(connection) as questions:
        answer = act()
    assert answer.status_code == status, answer.content
    return sum(one["sql"] not in ("BEGIN", "COMMIT") for one in questions.captured_queries)


def counted(pieces: int) -> dict[str, int]:
    """Walk through the checkout with so many pieces, by hand and by a program."""
    variants = [a_variant(stock=30, price=9_000) for _ in range(pieces)]
    browser, found = a_browser(), {}
    recap = to_recap(browser, *variants)
    choice = {"carrier": Checkout.objects.latest("touched_at").carrier, "phone": "06 12 34 56 78"}
    found["details"] = asked(lambda: browser.get("/commande/"), 200)
    found["details sent"] = asked(lambda: browser.post("/commande/", ADDRESS), 302)
    found["delivery"] = asked(lambda: browser.get("/commande/livraison/"), 200)
    found["delivery sent"] = asked(lambda: browser.post("/commande/livraison/", choice), 302)
    found["recap"] = asked(lambda: browser.get("/commande/paiement/"), 200)
    found["placed"] = asked(lambda: press(browser, recap, "transfer"), 302)
    program = with_cart(a_program(), *variants)
    wish = {"seal": to_quote(program)["seal"], "means": "transfer", "return_url": BACK}
    found["placed by a program"] = asked(lambda: program.post("/checkout/order", wish), 201)
    return found


@pytest.mark.django_db(transaction=True)
def test_each_step_asks_a_known_number_of_times_whatever_the_cart_holds() -> None:
    counted(1)  # what a process reads once has been read
    two, five = counted(2), counted(5)
    assert {step: number for step, number in two.items() if number > MOST[step]} == {}
    more = {step: five[step] - number for step, number in two.items()}
    assert more == dict.fromkeys(MOST, 0) | dict.fromkeys(
        ("placed", "placed by a program"), 3 * ONE_PIECE_MORE
    )


REDUCED = {
    "visitor": {"cart": 9, "delivery": 10, "recap": 10},
    "customer": {"cart": 12, "delivery": 13, "recap": 13},
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", REDUCED)
def test_a_reduced_piece_costs_two_questions_and_no_page_a_visitor_sees_more_than_a_dozen(who: str) -> None:
    """A customer costs the session, the account, the customer and the orders of late besides."""
    ring, chain = a_variant(price=100_000), a_variant(price=50_000)
    starts = AT + 60 * DAY
    reduce([ring.pk, chain.pk], 20, starts=starts)
    with time_machine.travel(starts, tick=False):
        browser = a_browser() if who == "visitor" else signed_in(a_customer("m@example.org"))
        to_recap(browser, ring, chain)
        pages = {"cart": "/panier/", "delivery": "/commande/livraison/", "recap": "/commande/paiement/"}
        found = {name: asked(lambda path=path: browser.get(path), 200) for name, path in pages.items()}  # type: ignore[misc]
    assert found == REDUCED[who]
