"""On which day a piece is at a postcode: told by the piece's page and by the cart, from one place."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from tests import jobs
from tests.accounts.people import a_customer, signed_in
from tests.charter.conftest import house
from tests.making import an_engraved_ring
from tests.shopping import ADDRESS, a_browser, a_variant

from poincon.cart import actions as carts
from poincon.cart.models import Cart
from poincon.catalogue.models import Variant
from poincon.customers import actions as customers
from poincon.customers.addresses import AddressData
from poincon.inventory import actions as inventory
from poincon.kernel.refusal import Refusal

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
PART = {"HX-Request": "true"}
HOME = AddressData("Zoé", "Petit", line1="1 quai", postcode="20200", city="Bastia", country="FR")


@pytest.fixture(autouse=True)
def _sebastienne(settings: Settings) -> None:
    settings.CHARTER = house("sebastienne")


def days_at(browser: Client, ring: Variant, country: str, postcode: str, **more: object) -> tuple[int, str]:
    told = {"country": country, "postcode": postcode}
    answer = browser.post(f"/bijou/{ring.piece.slug}/arrivee", told, **more)  # type: ignore[arg-type]
    return answer.status_code, answer.text.partition("<main")[2] or answer.text


def lines(text: str) -> list[str]:
    return [
        re.sub(r"<[^>]+>", "", line) for line in re.findall(r"<li>(?=<strong|entre).*?</li>", text, re.DOTALL)
    ]


def test_each_postcode_has_its_days_its_carriers_and_its_prices() -> None:
    with time_machine.travel(NOON, tick=False):
        ring, browser = a_variant(price=5_000), a_browser()
        mainland, corsica, overseas = (
            lines(days_at(browser, ring, "FR", code)[1]) for code in ("13001", "20200", "97110")
        )
    assert [line.count("Colissimo") for line in mainland] == [1, 0]
    assert "7,50" in mainland[0]
    assert "15,00" in mainland[1]
    assert "21,00" in corsica[1]
    assert len(overseas) == 1
    assert "16,90" in overseas[0]
    assert len({line for line in mainland + corsica + overseas if "Colissimo" in line}) == 3


def test_the_place_is_named_and_the_answer_is_a_part_for_htmx() -> None:
    ring = a_variant()
    status, part = days_at(a_browser(), ring, "FR", "20200", headers=PART)
    assert status == 200
    assert part.startswith("<form")
    assert "Corse (20200)" in part
    assert part.count('id="terms" hx-swap-oob="true"') == 1
    assert 'id="terms"' not in days_at(a_browser(), ring, "FR", "1300", headers=PART)[1]
    assert "Guadeloupe (97110)" in days_at(a_browser(), ring, "FR", "97110")[1]


def test_where_we_do_not_send_is_said_and_the_piece_can_still_be_had_elsewhere() -> None:
    ring, browser = a_variant(), a_browser()
    assert "Nous n’envoyons pas cette pièce là-bas" in days_at(browser, ring, "FR", "98800")[1]
    page = browser.get(f"/bijou/{ring.piece.slug}/").text
    assert "Nous n’envoyons pas encore cette pièce à cette adresse" in page
    assert "Nouvelle-Calédonie (98800)" in page
    assert 'id="buy"' in page


@pytest.mark.parametrize(
    ("country", "postcode", "example"),
    [
        ("FR", "1300", "33380"),
        ("FR", "SW1A 1AA", "33380"),
        ("GB", "13001", "EC1Y"),
        ("FR", "<script>", "33380"),
    ],
)
def test_a_wrong_postcode_is_refused_with_how_one_is_written_there(
    country: str, postcode: str, example: str
) -> None:
    ring, browser = a_variant(), a_browser()
    status, text = days_at(browser, ring, country, postcode)
    assert status == 422
    assert "Ce n’est pas un code postal du pays choisi" in text
    assert example in text
    assert 'aria-invalid="true"' in text
    assert "<script>" not in text
    assert not Cart.objects.exists()
    assert days_at(browser, ring, country, postcode, headers=PART)[1].startswith("<form")


@pytest.mark.parametrize("country", ["", "XX", "fr", "FR" * 2000], ids=range(4))
def test_a_country_that_is_none_is_refused_and_nothing_is_kept(country: str) -> None:
    status, text = days_at(a_browser(), a_variant(), country, "13001")
    assert status == 422
    assert '<option value="FR" selected>' in text
    assert not Cart.objects.exists()


def test_the_place_told_at_a_piece_holds_at_every_piece_and_in_the_cart() -> None:
    with time_machine.travel(NOON, tick=False):
        ring, browser = a_variant(price=5_000), a_browser()
        usual = browser.get(f"/bijou/{ring.piece.slug}/").text
        days_at(browser, ring, "FR", "20 200")
        there = browser.get(f"/bijou/{ring.piece.slug}/").text
        browser.post("/panier/ajout", {"variant": ring.pk})
        cart = browser.get("/panier/").text
    assert Cart.objects.values_list("country", "postcode").get() == ("FR", "20200")
    arrives = re.compile(r'class="arrival">(.*?)</p>', re.DOTALL)
    assert arrives.findall(usual) != arrives.findall(there)
    for text in (there, cart):
        assert "Livraison\N{NARROW NO-BREAK SPACE}: Corse (20200)" in text
    assert "7,50" in cart


def test_the_cart_asks_the_postcode_too_and_is_as_it_was_after_a_wrong_one() -> None:
    ring, browser = a_variant(price=5_000), a_browser()
    browser.post("/panier/ajout", {"variant": ring.pk})
    assert browser.post("/panier/destination", {"country": "FR", "postcode": "97110"}).status_code == 302
    assert "16,90" in browser.get("/panier/").text
    refused = browser.post("/panier/destination", {"country": "FR", "postcode": "1"})
    assert refused.status_code == 422
    assert "Ce n’est pas un code postal du pays choisi" in refused.text
    assert "16,90" in refused.text
    assert Cart.objects.values_list("postcode", flat=True).get() == "97110"


def test_another_country_leaves_the_postcode_of_the_first_behind() -> None:
    ring, browser = a_variant(), a_browser()
    browser.post("/panier/ajout", {"variant": ring.pk})
    browser.post("/panier/destination", {"country": "FR", "postcode": "13001"})
    browser.post("/panier/destination", {"country": "DE", "postcode": "13001"})
    assert Cart.objects.values_list("country", "postcode").get() == ("DE", "")


@pytest.mark.parametrize(("postcode", "in_time"), [("13001", True), ("97110", False)])
def test_before_24_december_is_answered_for_that_postcode(postcode: str, *, in_time: bool) -> None:
    with time_machine.travel(datetime(2026, 12, 14, 8, tzinfo=UTC), tick=False):
        ring, browser = a_variant(price=5_000), a_browser()
        part = days_at(browser, ring, "FR", postcode)[1]
        page = browser.get(f"/bijou/{ring.piece.slug}/").text
        browser.post("/panier/ajout", {"variant": ring.pk})
        cart = browser.get("/panier/").text
    for text in (part, page, cart):
        assert ("Pour l’avoir le jeudi 24 décembre, commandez avant le " in text) is in_time
        assert ("Nous ne pouvons plus le promettre pour le " in text) is not in_time


def test_a_customer_is_answered_for_their_own_address_until_they_ask_for_another() -> None:
    ring, customer = a_variant(price=5_000), a_customer()
    customers.add_address(customer_id=customer.pk, data=HOME, at=NOON)
    browser = signed_in(customer)
    path = f"/bijou/{ring.piece.slug}/"
    assert "Corse (20200)" in browser.get(path).text
    assert 'value="20200"' in browser.get(path).text
    browser.post("/panier/ajout", {"variant": ring.pk})
    assert "Corse (20200)" in browser.get("/panier/").text
    days_at(browser, ring, "FR", "13001")
    assert "France (13001)" in browser.get("/panier/").text
    assert Cart.objects.values_list("postcode", flat=True).get() == "13001"


@pytest.mark.parametrize(("theirs", "after"), [("", "20200"), ("13001", "13001")])
def test_the_place_told_before_signing_in_goes_along_where_the_account_told_none(
    theirs: str, after: str
) -> None:
    customer = a_customer()
    mine = carts.start(at=NOON, customer_id=customer.pk)
    if theirs:
        carts.deliver_to(cart=mine, country="FR", postcode=theirs, at=NOON)
    visitor = carts.start(at=NOON)
    carts.deliver_to(cart=visitor, country="FR", postcode="20200", at=NOON)
    carts.join(token=visitor.token, customer_id=customer.pk, at=NOON)
    assert Cart.objects.values_list("country", "postcode").get() == ("FR", after)


@pytest.mark.parametrize(
    ("country", "postcode", "code"), [("XX", "", "not_delivered"), ("FR", "1300", "wrong_postcode")]
)
def test_what_cannot_be_a_place_is_refused_and_the_cart_stays(country: str, postcode: str, code: str) -> None:
    cart = carts.start(at=NOON, country="BE")
    with pytest.raises(Refusal) as refused:
        carts.deliver_to(cart=cart, country=country, postcode=postcode, at=NOON)
    assert refused.value.code == code
    assert Cart.objects.values_list("country", "postcode").get() == ("BE", "")


def test_the_checkout_begins_with_the_place_that_was_told_and_refuses_one_that_no_zone_holds() -> None:
    ring, browser = a_variant(price=5_000), a_browser()
    browser.post("/panier/ajout", {"variant": ring.pk})
    browser.post("/panier/destination", {"country": "FR", "postcode": "20200"})
    browser.post("/commande/debut")
    assert 'value="20200"' in browser.get("/commande/").text
    canaries = ADDRESS | {"shipping-country": "ES", "shipping-postcode": "35001", "shipping-region": "GC"}
    refused = browser.post("/commande/", canaries)
    assert refused.status_code == 422
    assert "Nous n’y livrons pas encore" in refused.text


def test_what_is_asked_of_the_parcel_there_is_what_the_cart_asks(settings: Settings) -> None:
    settings.CHARTER = house("carme")
    ring, browser = a_variant(price=600_000), a_browser()
    told = days_at(browser, ring, "CH", "1201")[1]
    browser.post("/panier/ajout", {"variant": ring.pk})
    cart = browser.get("/panier/").text
    price = re.search(r"remise en main propre, (\d+,\d\d)", told)
    assert price is not None
    assert price[1] in cart


@pytest.mark.parametrize("told", [False, True])
def test_a_place_costs_a_visitor_no_more_than_a_dozen_questions_and_none_who_told_none(
    django_assert_max_num_queries: DjangoAssertNumQueries, *, told: bool
) -> None:
    ring, browser = a_variant(), a_browser()
    path = f"/bijou/{ring.piece.slug}/"
    if told:
        days_at(browser, ring, "FR", "20200")
    browser.get(path)
    with django_assert_max_num_queries(12) as asked:
        browser.get(path)
    places = [query["sql"] for query in asked.captured_queries if "cart_cart" in query["sql"]]
    assert len(places) == told


@pytest.mark.parametrize("key", ["bijourama", "calmea", "carme", "cestmoi", "sebastienne"])
def test_a_customer_with_an_address_costs_a_dozen_questions_too(
    settings: Settings, django_assert_max_num_queries: DjangoAssertNumQueries, key: str
) -> None:
    settings.CHARTER = house(key)
    ring, *_others = [a_variant() for _ in range(6)]  # a shelf with others to show
    customer = a_customer()
    customers.add_address(customer_id=customer.pk, data=HOME, at=NOON)
    jobs.run()
    browser, path = signed_in(customer), f"/bijou/{ring.piece.slug}/"
    browser.get(path)
    with django_assert_max_num_queries(12):
        browser.get(path)


def test_words_engraved_have_days_of_their_own_there() -> None:
    with time_machine.travel(NOON, tick=False):
        part = days_at(a_browser(), an_engraved_ring(price=5_000), "FR", "75002", headers=PART)[1]
    plain, _, engraved = part.partition("Avec une gravure")
    assert "with-words" in plain
    assert lines(plain)[0] != lines(engraved)[0]
    assert "Colissimo" in lines(engraved)[0]
    assert 'class="with-words"' in part.partition('id="terms"')[2]


@pytest.mark.parametrize("stock", [0, 5])
def test_the_day_it_leaves_gives_way_to_that_with_words(stock: int) -> None:
    with time_machine.travel(NOON, tick=False):
        ring = an_engraved_ring(stock=stock)
        inventory.set_restock(variant_id=ring.pk, on=date(2026, 12, 8), quantity=3, actor="t", at=NOON)
        page = a_browser().get(f"/bijou/{ring.piece.slug}/").text
    assert ('<p class="without-words"><span class="state"' in page) == (stock == 0)
