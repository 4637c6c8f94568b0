"""A price that changes while somebody buys, and after somebody has bought (R008, R009)."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from tests import jobs
from tests.accounts.people import a_customer, signed_in
from tests.reduced import DAY, reduce
from tests.shopping import AT, a_browser, a_variant, press, to_recap

from poincon.catalogue.models import Variant
from poincon.checkout.actions import ending, settling
from poincon.kernel.money import Money
from poincon.orders.models import Order
from poincon.payments.models import Refund
from poincon.pricing import actions as pricing
from poincon.pricing.actions import turning

pytestmark = pytest.mark.django_db
STARTS = AT.replace(hour=8) + 60 * DAY
MINUTE = timedelta(minutes=1)


def a_reduced_ring() -> Variant:
    ring = a_variant(price=100_000)
    reduce([ring.pk], 20, starts=STARTS, name_fr="Les jours d’or")
    return ring


def cut(html: str) -> list[str]:
    return [re.sub(r"<span.*?</span>", "", one) for one in re.findall(r'<s class="was">(.*?)</s>', html)]


def travel(at: datetime) -> time_machine.travel:
    return time_machine.travel(at, tick=False)


def seen(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


class TestInTheCart:
    def test_the_cart_says_when_a_reduction_starts_and_when_it_ends(self) -> None:
        ring, browser = a_reduced_ring(), a_browser()
        with travel(STARTS - MINUTE):
            browser.post("/panier/ajout", {"variant": ring.pk, "quantity": 2})
            assert cut(seen(browser, "/panier/")) == []
        with travel(STARTS):
            html = seen(browser, "/panier/")
            assert "le prix de ce bijou a baissé" in html
            assert cut(html) == ["2\u202f000,00\u00a0€"]
            assert "Un prix barré est le plus bas des 30 jours" in html
            browser.post("/commande/debut")
        with travel(STARTS + 7 * DAY):
            html = seen(browser, "/panier/")
            assert "Le prix de ce bijou a augmenté" in html
            assert cut(html) == []

    def test_a_summary_that_is_no_longer_true_sells_nothing(self) -> None:
        ring, browser = a_reduced_ring(), a_browser()
        with travel(STARTS + 7 * DAY - MINUTE):
            recap = to_recap(browser, ring)
            assert cut(recap.content.decode()) == ["1\u202f000,00\u00a0€"]
        with travel(STARTS + 7 * DAY):
            answer = press(browser, recap, "transfer")
        assert answer.status_code == 409
        assert not Order.objects.exists()

    @pytest.mark.promise("prices.as_ordered")
    def test_once_ordered_the_price_stays_however_late_it_is_paid(self) -> None:
        ring, browser = a_reduced_ring(), a_browser()
        with travel(STARTS + 7 * DAY - MINUTE):
            press(browser, to_recap(browser, ring), "transfer")
        order = Order.objects.get()
        owed = 80_000 + order.delivery_minor
        assert order.total_minor == order.payable.amount_minor == owed
        with travel(STARTS + 8 * DAY):
            turning.turn(at=STARTS + 8 * DAY)
            settling.receive_transfer(
                order_id=order.pk, amount=Money(owed, "EUR"), key="1", actor="s", at=STARTS + 8 * DAY
            )
            html = seen(browser, f"/commandes/{order.reference}/")
        order.refresh_from_db()
        assert (order.funds, order.total_minor, order.lines.get().unit_minor) == ("paid", owed, 80_000)
        assert cut(html) == ["1\u202f000,00\u00a0€"]


class TestAfterwards:
    @pytest.mark.promise("prices.as_ordered")
    def test_a_later_drop_neither_changes_nor_refunds_an_earlier_order(self) -> None:
        """Ordered at the regular price, reduced by half the week after: not a cent moves."""
        ring, browser = a_variant(price=100_000), a_browser()
        with travel(STARTS - DAY):
            press(browser, to_recap(browser, ring), "transfer")
            order = Order.objects.get()
            total = Money(order.total_minor, "EUR")
            settling.receive_transfer(order_id=order.pk, amount=total, key="1", actor="s", at=STARTS - DAY)
            jobs.run()
        before = (Order.objects.values().get(), order.lines.values().get())
        reduce([ring.pk], 50, starts=STARTS)
        pricing.set_price(variant_id=ring.pk, amount=Money(60_000, "EUR"), actor="s", at=STARTS + DAY)
        turning.turn(at=STARTS + 2 * DAY)
        with travel(STARTS + 2 * DAY):
            jobs.run()
            html = seen(browser, f"/commandes/{order.reference}/")
        assert (Order.objects.values().get(), order.lines.values().get()) == before
        assert not Refund.objects.exists()
        assert "1\u202f000,00\u00a0€" in html
        assert cut(html) == []

    @pytest.mark.promise("prices.as_ordered")
    @pytest.mark.parametrize("later", [30_000, 200_000], ids=["drop", "rise"])
    def test_what_goes_back_is_what_was_paid(self, later: int) -> None:
        ring, browser = a_variant(price=100_000), a_browser()
        with travel(STARTS - MINUTE):
            press(browser, to_recap(browser, ring), "transfer")
            order = Order.objects.get()
            paid = order.total_minor
            settling.receive_transfer(
                order_id=order.pk, amount=Money(paid, "EUR"), key="1", actor="s", at=STARTS - MINUTE
            )
            pricing.set_price(variant_id=ring.pk, amount=Money(later, "EUR"), actor="s", at=STARTS)
            ending.cancel_at_desk(order_id=order.pk, actor="staff:1", at=STARTS)
        assert [one.amount_minor for one in Refund.objects.all()] == [paid]

    def test_the_pages_say_so(self) -> None:
        for path in ("/aide/prix/", "/aide/nos-pieces/", "/paiement/", "/conditions-de-vente/"):
            assert "une baisse ultérieure n’est pas remboursée" in seen(a_browser(), path), path
        html = seen(a_browser(), "/aide/retours/")
        assert "remboursée au prix que vous avez payé" in html


@pytest.mark.promise("prices.same_for_all")
def test_whoever_asks_reads_the_same_price() -> None:
    """Anonymous, known, back for the tenth time, by another language, country, device, way or address."""
    ring = a_reduced_ring()
    with travel(STARTS):
        customer = signed_in(a_customer("marie@example.org"))
        returning = a_browser()
        for _ in range(10):
            returning.get(f"/bijou/{ring.piece.slug}/")
        returning.cookies.load({"_ga": "1", "vip": "1", "price": "1", "cart": "made-up", "currency": "USD"})
        told = {
            "anonymous": {},
            "telephone": {"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"},
            "from afar": {"x-forwarded-for": "203.0.113.9", "cf-ipcountry": "CH"},
            "from an advertisement": {"referer": "https://ads.example/?price=1", "accept-language": "de-CH"},
        }
        pages = [seen(Client(headers=headers), address(ring)) for headers in told.values()]
        pages += [
            seen(one, address(ring, query)) for one in (customer, returning) for query in ("", "?price=1")
        ]
        english = seen(Client(), f"/en/piece/{ring.piece.slug}/")
        asked = Client().get(f"/api/v1/pieces/{ring.piece.slug}").json()["variants"][0]["price"]
    assert {tuple(prices(html)) for html in pages} == {("800,00\u00a0€",)}
    assert prices(english) == ["€800.00"]
    assert asked == {"minor": 80_000, "currency": "EUR"}


def address(ring: Variant, query: str = "") -> str:
    return f"/bijou/{ring.piece.slug}/{query}"


def prices(html: str) -> list[str]:
    """Return what the page asks where it is bought, each once."""
    found = re.findall(r'<span class="price large">([^<]*)</span>', html)
    return list(dict.fromkeys(found))
