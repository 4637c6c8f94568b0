"""VAT follows the destination through the whole checkout, and what it changes is said before it is paid."""

import re
from datetime import date

import pytest
import time_machine
from tests import jobs
from tests.charter.conftest import house
from tests.checkout.test_promises_of_a_sale import changed
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.checkout import quoting
from poincon.checkout.actions import ending, placing, settling
from poincon.checkout.actions.placing import Press
from poincon.checkout.models import Checkout
from poincon.foundation import clock
from poincon.kernel.money import Money
from poincon.notifications.models import Message
from poincon.orders import queries as orders
from poincon.orders.models import Order
from poincon.payments import actions as payments
from poincon.payments.models import Attempt
from poincon.pricing.models import VatRate
from poincon.pricing.queries import NoVatRate
from poincon.pricing.rules import vat_in

pytestmark = pytest.mark.django_db

PLACES = {
    "FR": {"shipping-postcode": "75011", "shipping-city": "Paris"},
    "MC": {"shipping-postcode": "98000", "shipping-city": "Monaco"},
    "BE": {"shipping-postcode": "1000", "shipping-city": "Bruxelles"},
    "FI": {"shipping-postcode": "00100", "shipping-city": "Helsinki"},
    "PT": {"shipping-postcode": "9500-100", "shipping-city": "Ponta Delgada"},
    "CH": {"shipping-postcode": "1201", "shipping-city": "Genève"},
    "GB": {"shipping-postcode": "SW1A 1AA", "shipping-city": "London"},
    "XI": {"shipping-country": "GB", "shipping-postcode": "BT1 5GS", "shipping-city": "Belfast"},
}


def place(code: str) -> dict[str, str]:
    return {"shipping-country": code} | PLACES[code]


def sums(answer) -> dict[str, str]:
    """Return the lines of the page's sum, by their label, in plain spaces."""
    text = re.sub(r"[\u00a0\u202f]", " ", answer.content.decode())
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", text, re.DOTALL)
    return {re.sub(r"<.*", "", label).strip(): amount.strip() for label, amount in found}


def ordered(code: str, *, price: int = 129_000, quantity: int = 1, browser=None) -> Order:
    browser = browser or a_browser()
    recap = to_recap(browser, a_variant(price=price), quantity=quantity, **place(code))
    answer = press(browser, recap, "transfer")
    assert answer.status_code == 302, answer.content.decode()
    return Order.objects.latest("pk")


# House, destination, scope, whose VAT, rate, and whether the VAT of home is taken off the price shown.
REGIMES = [
    ("carme", "FR", "home", "FR", 2000, False),
    ("carme", "MC", "home", "FR", 2000, False),
    ("carme", "BE", "union", "BE", 2100, False),
    ("carme", "FI", "union", "FI", 2550, False),
    ("carme", "PT", "union", "PT-20", 1600, False),
    ("carme", "XI", "union", "XI", 2000, False),
    ("carme", "CH", "outside", "", 0, True),
    ("carme", "GB", "outside", "", 0, True),
    ("sebastienne", "FR", "home", "FR", 2000, False),
    ("sebastienne", "BE", "union", "FR", 2000, False),
    ("sebastienne", "FI", "union", "FR", 2000, False),
    ("sebastienne", "XI", "union", "FR", 2000, False),
    ("sebastienne", "CH", "outside", "", 0, False),
]


@pytest.mark.promise("vat.one_stop_shop_from", "vat.outside_union")
@pytest.mark.parametrize(("name", "code", "scope", "country", "rate", "loses"), REGIMES)
def test_two_houses_tax_the_same_sale_each_by_its_regime(settings, name, code, scope, country, rate, loses):
    settings.CHARTER = house(name)
    browser = a_browser()
    recap = to_recap(browser, a_variant(price=129_999), quantity=3, **place(code))
    shown = sums(recap)
    assert press(browser, recap, "transfer").status_code == 302

    order = Order.objects.get()
    assert (order.vat_scope, order.vat_country) == (scope, country)
    line = order.lines.get()
    unit = Money(129_999, "EUR")
    asked = unit - vat_in(unit, 2000) if loses else unit
    assert (line.unit, line.total) == (asked, asked * 3)
    assert (line.vat_bp, line.vat_minor) == (rate, vat_in(line.total, rate).minor)
    assert order.delivery_vat_bp == rate
    assert order.vat_minor == line.vat_minor + vat_in(order.delivery, rate).minor
    assert order.total_minor == order.items_minor + order.delivery_minor
    amount = f"{order.total_minor / 100:,.2f} €".replace(",", " ").replace(".", ",")
    total = shown["Total TTC" if country else "Total, sans TVA"]
    assert total == amount, "what is owed is what the recap has shown"
    assert Attempt.objects.get().amount_minor == order.payable.amount_minor == order.total_minor
    assert any(label.startswith("dont TVA") for label in shown) is bool(country)


def test_the_recap_says_whose_vat_and_how_much(settings):
    settings.CHARTER = house("carme")
    recap = to_recap(a_browser(), a_variant(price=121_000), **place("BE"))
    shown = sums(recap)
    delivery = 0 if shown["Livraison"] == "offerte" else int(re.sub(r"\D", "", shown["Livraison"]))
    vat = vat_in(Money(121_000, "EUR"), 2100) + vat_in(Money(delivery, "EUR"), 2100)
    assert shown["dont TVA (Belgique, 21 %)"] == f"{vat.minor / 100:.2f} €".replace(".", ",")


@pytest.mark.promise("vat.outside_union", "vat.duties_paid_by")
@pytest.mark.parametrize(
    ("name", "duties"), [("carme", "sont à votre charge"), ("sebastienne", "sont à notre charge")]
)
def test_what_leaves_the_union_says_who_pays_the_duties_wherever_it_is_told(settings, name, duties):
    settings.CHARTER = house(name)
    browser = a_browser()
    recap = to_recap(browser, a_variant(), **place("CH"))
    assert duties in recap.content.decode()
    assert "est vendu sans TVA" in recap.content.decode()
    assert duties in browser.get("/livraison/").content.decode()
    assert duties in browser.get("/panier/").content.decode()

    press(browser, recap, "transfer")
    order = Order.objects.get()
    jobs.run()
    assert duties in browser.get(f"/commandes/{order.reference}/").content.decode()
    [mail] = Message.objects.filter(kind="orders.received")
    for text in (mail.text, mail.html):
        assert duties in text
        assert "Total, sans TVA" in text
        assert "dont TVA" not in text


def test_an_order_keeps_what_was_said_of_duties_on_its_day(settings):
    settings.CHARTER = house("sebastienne")
    order = ordered("BE")
    assert "droits de douane" not in a_browser().get(f"/commandes/{order.reference}/").content.decode()
    assert order.vat_minor > 0
    jobs.run()
    [mail] = Message.objects.filter(kind="orders.received")
    assert "dont TVA (France, 20\u00a0%)" in mail.text
    assert "droits de douane" not in mail.text


class TestWhatChangesIsSaid:
    def test_in_the_cart(self, settings):
        settings.CHARTER = house("carme")
        browser = a_browser()
        browser.post("/panier/ajout", {"variant": a_variant(price=120_000).pk, "quantity": 1})
        away = browser.post("/panier/destination", {"country": "CH"}, follow=True)
        text = re.sub(r"[\u00a0\u202f]", " ", away.content.decode())
        assert "Vos bijoux coûtent 1 000,00 € au lieu de 1 200,00 €" in text
        assert sums(away)["1 bijou"] == "1 000,00 €"
        home = browser.post("/panier/destination", {"country": "FR"}, follow=True)
        text = re.sub(r"[\u00a0\u202f]", " ", home.content.decode())
        assert "Vos bijoux coûtent 1 200,00 € au lieu de 1 000,00 €" in text

    def test_and_not_where_nothing_changes(self, settings):
        settings.CHARTER = house("carme")
        browser = a_browser()
        browser.post("/panier/ajout", {"variant": a_variant(price=120_000).pk, "quantity": 1})
        moved = browser.post("/panier/destination", {"country": "BE"}, follow=True)
        assert "Vos bijoux coûtent" not in moved.content.decode()
        assert sums(moved)["1 bijou"] == "1 200,00 €"

    def test_between_two_parts_of_one_country(self, settings):
        settings.CHARTER = house("carme")
        browser = a_browser()
        to_recap(browser, a_variant(price=120_000), **place("GB"))
        told = {"email": "c@example.org", "shipping-first_name": "C", "shipping-last_name": "M"}
        told |= {"shipping-line1": "1 High Street"} | place("XI")
        moved = browser.post("/commande/", told, follow=True)
        text = re.sub(r"[\u00a0\u202f]", " ", moved.content.decode())
        assert "Irlande du Nord. Vos bijoux coûtent 1 200,00 € au lieu de 1 000,00 €" in text


class TestNothingChangesBetweenRecapAndPayment:
    def refused(self, browser, recap):
        before = Attempt.objects.count()
        answer = press(browser, recap, "transfer")
        assert answer.status_code == 409
        assert (Order.objects.count(), Attempt.objects.count()) == (0, before)
        return answer

    def test_another_country_told_meanwhile(self, settings):
        settings.CHARTER = house("carme")
        browser = a_browser()
        recap = to_recap(browser, a_variant(price=120_000), **place("GB"))
        told = {
            "email": "claire@example.org",
            "shipping-first_name": "Claire",
            "shipping-last_name": "Moreau",
        }
        browser.post("/commande/", told | {"shipping-line1": "12 rue des Lilas"} | place("XI"))
        again = self.refused(browser, recap)
        assert sums(again)["Bijoux"] == "1 200,00 €", "the recap is shown again, with the price that holds"
        assert press(browser, again, "transfer").status_code == 302

    @pytest.mark.parametrize(
        "vat", [{"outside_union": "same"}, {"duties_paid_by": "house"}], ids=lambda vat: next(iter(vat))
    )
    def test_another_regime_outside(self, settings, vat):
        settings.CHARTER = house("carme")
        browser = a_browser()
        recap = to_recap(browser, a_variant(), **place("CH"))
        settings.CHARTER = changed(settings.CHARTER, vat=vat)
        self.refused(browser, recap)

    def test_another_regime_in_the_union(self, settings):
        settings.CHARTER = house("carme")
        browser = a_browser()
        recap = to_recap(browser, a_variant(), **place("BE"))
        settings.CHARTER = changed(settings.CHARTER, vat={"one_stop_shop_from": None})
        again = self.refused(browser, recap)
        assert sums(again)["Total TTC"] == sums(recap)["Total TTC"]
        assert any(label.startswith("dont TVA (France") for label in sums(again))

    def test_a_rate_that_changes_at_midnight(self, settings):
        settings.CHARTER = house("carme")
        VatRate.objects.filter(country="BE").update(valid_to=date(2026, 11, 25))
        row = {"country": "BE", "category": "standard", "source": "test"}
        VatRate.objects.create(rate_bp=2200, valid_from=date(2026, 11, 25), **row)
        browser = a_browser()
        with time_machine.travel("2026-11-24T22:59:30+00:00", tick=False):
            recap = to_recap(browser, a_variant(), **place("BE"))
        with time_machine.travel("2026-11-24T23:00:00+00:00", tick=False):
            self.refused(browser, recap)

    def test_the_same_regime_orders(self, settings):
        """Negative control: the seal moves with the tax, not with the clock."""
        settings.CHARTER = house("carme")
        browser = a_browser()
        recap = to_recap(browser, a_variant(), **place("CH"))
        settings.CHARTER = changed(settings.CHARTER, vat={"outside_union": "net"})
        assert press(browser, recap, "transfer").status_code == 302


def test_what_makes_delivery_free_and_a_parcel_valuable_is_reckoned_by_the_window(settings):
    settings.CHARTER = house("carme")
    free = settings.CHARTER.delivery.free_from_minor["world"]
    assert ordered("CH", price=free).delivery_minor == 0
    paid = ordered("CH", price=free - 1)
    rate = next(
        one for one in settings.CHARTER.delivery.rates if one.zone == "world" and one.from_value_minor
    )
    full = Money(rate.price_minor, "EUR")
    assert paid.delivery == full - vat_in(full, 2000)


def test_a_sale_whose_vat_is_not_known_is_refused_with_its_code(settings):
    """The recap has been shown; then the rate of that day is known no longer."""
    settings.CHARTER = house("carme")
    browser = a_browser()
    to_recap(browser, a_variant(), **place("BE"))
    VatRate.objects.filter(country="BE").delete()
    checkout, at = Checkout.objects.get(), clock.now()
    buyer = placing.buyer_of(checkout=checkout, customer=None)
    view = quoting.cart_there(checkout, at)
    with pytest.raises(NoVatRate) as refused:
        quoting.quote(view, cart_id=checkout.cart_id, carrier=checkout.carrier, buyer=buyer, at=at)
    assert refused.value.code == "no_vat_rate"
    pressed = Press("0" * 64, "transfer", "fr", None)
    with pytest.raises(NoVatRate):
        placing.place(cart=checkout.cart, press=pressed, actor="visitor", at=at)
    assert not Order.objects.exists()


def test_a_house_that_has_not_decided_what_it_asks_outside_sells_nothing_there(settings):
    settings.CHARTER = house("sebastienne").model_copy(update={"vat": None})
    browser = a_browser()
    browser.post("/panier/ajout", {"variant": a_variant().pk, "quantity": 1})
    cart = browser.post("/panier/destination", {"country": "CH"}, follow=True).content.decode()
    assert "la TVA qui y est due ne nous est pas connue" in cart
    assert 'action="/commande/debut"' not in cart
    to_recap(browser, **place("CH"), carrier="colissimo")
    assert "la TVA qui y est due ne nous est pas connue" in browser.get("/commande/livraison/").text
    answer = browser.get("/commande/paiement/")
    assert answer.status_code == 409
    assert not Order.objects.exists()


def test_a_place_whose_vat_is_its_neighbour_s_is_called_by_its_own_name(settings):
    settings.CHARTER = house("carme")
    browser = a_browser()
    browser.post("/panier/ajout", {"variant": a_variant().pk, "quantity": 1})
    browser.post("/panier/destination", {"country": "CH"})
    back = browser.post("/panier/destination", {"country": "MC"}, follow=True).content.decode()
    assert re.findall(r"Livraison\s:\s(\w+)\. Vos bijoux coûtent", back) == ["Suisse", "Monaco"]


@pytest.mark.parametrize(
    ("country", "postcode", "city", "region", "words"),
    [
        ("ES", "35001", "Las Palmas", "GC", "Îles Canaries"),
        ("IT", "23041", "Livigno", "SO", "Livigno"),
        ("DE", "78266", "Büsingen", "", "Büsingen"),
        ("GB", "JE2 3AB", "Saint Helier", "", "Jersey"),
    ],
)
def test_a_place_apart_is_not_delivered_to_under_its_country_s_name(
    settings, country, postcode, city, region, words
):
    settings.CHARTER = house("carme")
    browser = a_browser()
    browser.post("/panier/ajout", {"variant": a_variant().pk, "quantity": 1})
    who = {"email": "c@example.org", "shipping-first_name": "C", "shipping-last_name": "M"}
    where = {"shipping-country": country, "shipping-postcode": postcode, "shipping-city": city}
    told = who | where | {"shipping-line1": "1 Calle", "shipping-region": region}
    answer = browser.post("/commande/", told)
    assert answer.status_code == 422
    assert f": {words}. Nous n’y livrons pas encore." in answer.content.decode()


def test_a_bill_may_go_to_the_canaries(settings):
    settings.CHARTER = house("carme")
    browser = a_browser()
    billed = {"billing_differs": "on", "billing-country": "ES", "billing-postcode": "35001"}
    billed |= {"billing-city": "Las Palmas", "billing-region": "GC", "billing-line1": "1 Calle"}
    billed |= {"billing-first_name": "C", "billing-last_name": "M"}
    recap = to_recap(browser, a_variant(), **billed)
    assert press(browser, recap, "transfer").status_code == 302
    assert Order.objects.get().vat_country == "FR"


def test_the_vat_of_what_goes_back_is_that_of_the_order(settings):
    settings.CHARTER = house("carme")
    order, at = ordered("BE", price=121_000), clock.now()
    assert orders.vat_given_back(order) == Money(0, "EUR")
    settling.receive_transfer(
        order_id=order.pk, amount=order.total + Money(5_000, "EUR"), key="l", actor="staff:1", at=at
    )
    [excess] = order.payable.refunds.all()
    payments.finish_refund(refund=excess, actor="staff:1", at=at)
    order = orders.order(order.pk)
    assert orders.vat_given_back(order) == Money(0, "EUR"), "what was too much was no price"

    ending.cancel_at_desk(order_id=order.pk, actor="staff:1", at=at)
    for refund in order.payable.refunds.filter(state="asked"):
        payments.finish_refund(refund=refund, actor="staff:1", at=at)
    assert orders.vat_given_back(orders.order(order.pk)) == order.vat
