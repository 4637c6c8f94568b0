"""What a program is told of VAT and customs: in the cart, in the quote, of the order."""

import pytest
from tests.api.programs import BACK, a_program, problem, to_quote, with_cart
from tests.charter.conftest import house
from tests.shopping import a_variant

from poincon.orders.models import Order
from poincon.pricing.models import VatRate

pytestmark = pytest.mark.django_db

PLACES = {
    "home": {},
    "union": {"country": "BE", "postcode": "1000", "city": "Bruxelles"},
    "outside": {"country": "CH", "postcode": "1201", "city": "Genève"},
}


@pytest.mark.parametrize(
    ("place", "unit", "country", "rate", "duties"),
    [
        ("home", 120_000, "FR", 2000, None),
        ("union", 120_000, "BE", 2100, None),
        ("outside", 100_000, None, 0, "customer"),
    ],
)
def test_quote_and_order_tell_the_same_and_the_parts_add_up(settings, place, unit, country, rate, duties):
    settings.CHARTER = house("carme")
    program = with_cart(a_program(), a_variant(price=120_000), quantity=2)
    quote = to_quote(program, **PLACES[place])
    taxation = quote["taxation"]
    assert (taxation["scope"], taxation["country"], taxation["rate_bp"]) == (place, country, rate)
    assert quote["duties_paid_by"] == duties
    (line,) = quote["lines"]
    assert (line["unit"]["minor"], line["total"]["minor"]) == (unit, 2 * unit)
    assert quote["total"]["minor"] == 2 * unit + quote["delivery"]["minor"]

    placed = program.post(
        "/checkout/order", {"seal": quote["seal"], "means": "transfer", "return_url": BACK}
    ).json()
    order = program.get(f"/orders/{placed['reference']}").json()
    assert placed["total"] == placed["payment"]["amount"] == order["total"] == quote["total"]
    for name in ("taxation", "duties_paid_by", "vat", "items", "delivery"):
        assert order[name] == quote[name], name
    (sold,) = order["lines"]
    assert (sold["vat"], sold["vat_rate_bp"]) == (line["vat"], rate)


def test_the_cart_tells_what_is_asked_in_a_country(settings):
    settings.CHARTER = house("carme")
    program = with_cart(a_program(), a_variant(price=120_000))
    for code, minor in (("FR", 120_000), ("CH", 100_000), ("BE", 120_000)):
        cart = program.put("/cart/destination", {"country": code}).json()
        assert cart["items"]["minor"] == cart["lines"][0]["unit"]["minor"] == minor
        assert cart["taxation"]["destination"] == code


def test_where_the_vat_is_not_known_the_cart_says_so_and_the_quote_is_refused(settings):
    settings.CHARTER = house("carme")
    VatRate.objects.filter(country="BE").delete()
    program = with_cart(a_program(), a_variant())
    assert program.put("/cart/destination", {"country": "BE"}).json()["taxation"] is None
    program.post("/checkout")
    where = {"first_name": "C", "last_name": "M", "line1": "1 rue", **PLACES["union"]}
    program.put("/checkout/details", {"email": "c@example.org", "delivery": where})
    offers = program.get("/checkout/offers").json()["items"]
    program.put("/checkout/delivery", {"carrier": offers[0]["carrier"], "phone": "0612345678"})
    assert problem(program.get("/checkout/quote")) == (409, "no_vat_rate")
    order = {"seal": "0" * 64, "means": "transfer", "return_url": BACK}
    assert problem(program.post("/checkout/order", order)) == (409, "no_vat_rate")
    assert not Order.objects.exists()
