"""A recap that is no longer true says what has changed: each thing, before and now, and nothing else."""

import re
from dataclasses import asdict, replace
from datetime import date

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.shopping import ADDRESS, a_browser, a_variant, to_recap

from poincon.cart.models import CartLine
from poincon.charter import queries as charters
from poincon.checkout import rules
from poincon.checkout.rules import Moved, Shown
from poincon.design import words
from poincon.inventory import actions as inventory
from poincon.kernel.money import Money
from poincon.orders.models import Order
from poincon.pricing import actions as pricing

LEAD = "Quelque chose a changé"
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(date.isoformat)
NAMES = st.sampled_from(["a", "b", "c"])
KEYS = st.tuples(st.integers(1, 5), st.sampled_from(["", "made"]))
LINES = st.dictionaries(KEYS, st.tuples(st.integers(1, 20), st.integers(1, 10**7)), max_size=4)
SHOWN = st.builds(
    Shown,
    lines=LINES.map(lambda one: tuple((*key, *rest) for key, rest in sorted(one.items()))),
    carrier=NAMES,
    delivery=st.integers(0, 5_000),
    currency=st.just("EUR"),
    country=st.sampled_from(["FR", "BE"]),
    dispatch_on=DAYS,
    arrives=st.tuples(DAYS, DAYS),
    given=st.dictionaries(NAMES, NAMES, max_size=3),
    taxed=st.tuples(NAMES, st.integers(0, 2_500)),
    buyer=NAMES,
)


@given(SHOWN, SHOWN)
def test_something_is_said_just_when_the_seals_differ(one, other):
    assert (rules.differences(one, other) == []) is (one.seal == other.seal)
    assert rules.differences(one, one) == []


@given(SHOWN, SHOWN)
def test_what_is_said_there_and_back_is_the_same_turned_round(one, other):
    there, back = rules.differences(one, other), rules.differences(other, one)
    turned = {Moved.ADDED: Moved.REMOVED, Moved.REMOVED: Moved.ADDED}
    assert [
        replace(said, before=said.after, after=said.before, kind=turned.get(said.kind, said.kind))
        for said in back
    ] == there


@given(SHOWN)
def test_what_the_page_carries_comes_back_as_it_was(shown):
    assert Shown.of(asdict(shown)) == shown


def sent(browser, recap, **instead):
    html = recap.content.decode()
    told = {name: re.search(rf'name="{name}" value="([^"]*)"', html)[1] for name in ("seal", "shown")}
    answer = browser.post("/commande/paiement/", told | {"means": "transfer"} | instead)
    alert = re.search(r'role="alert">.*?</div></div>', answer.text, re.DOTALL)
    said = re.findall(r"<li>(.*?)</li>", alert[0], re.DOTALL) if alert else []
    plain = [re.sub(r"\s+", " ", re.sub("<[^>]+>", "", one)).strip() for one in said]
    return answer, alert[0] if alert else "", plain


pytestmark = pytest.mark.django_db


def euros(items: int) -> str:
    """Return what an order of that much comes to, with what the house asks for its parcel."""
    delivery = next(
        one.price.minor
        for one in charters.offers(
            charters.charter(), country="FR", weight_g=9, value=Money(items, "EUR"), nature="valuable"
        )
        if one.carrier == "chronopost"
    )
    return re.sub(r"\s", " ", words.money(Money(items + delivery, "EUR"), "fr"))


def test_a_price_that_rose_is_told_with_the_total():
    browser, ring, band = a_browser(), a_variant(), a_variant(price=50_000)
    recap = to_recap(browser, ring, band, carrier="chronopost")
    pricing.set_price(variant_id=ring.pk, amount=Money(140_000, "EUR"), actor="t", at=timezone.now())
    answer, alert, said = sent(browser, recap)
    assert answer.status_code == 409
    assert LEAD in alert
    assert said == [
        f"{ring.piece.name_fr}, Taille 54 : 1 400,00 € au lieu de 1 290,00 €.",
        f"Total : {euros(190_000)} au lieu de {euros(179_000)}.",
    ]
    assert not Order.objects.exists()
    again, _alert, _said = sent(browser, answer)
    assert again.status_code == 302
    assert Order.objects.get().items_minor == 190_000


def test_what_another_tab_did_to_the_cart_is_told():
    browser, ring, band, gone = a_browser(), a_variant(), a_variant(price=50_000), a_variant(price=30_000)
    recap = to_recap(browser, ring, gone, carrier="chronopost")
    browser.post("/panier/ajout", {"variant": ring.pk})
    browser.post("/panier/ajout", {"variant": band.pk})
    CartLine.objects.get(variant=gone).delete()
    answer, _alert, said = sent(browser, recap)
    assert answer.status_code == 409
    assert said == [
        f"{ring.piece.name_fr}, Taille 54 : quantité 2 au lieu de 1.",
        f"{band.piece.name_fr}, Taille 54 a été ajouté.",
        f"{gone.piece.name_fr}, Taille 54 n’est plus dans votre panier.",
        f"Total : {euros(308_000)} au lieu de {euros(159_000)}.",
    ]


def test_a_delivery_that_costs_now_and_another_address_are_told():
    browser, ring = a_browser(), a_variant(price=12_000)
    recap = to_recap(browser, ring)
    pricing.set_price(variant_id=ring.pk, amount=Money(2_000, "EUR"), actor="t", at=timezone.now())
    browser.post(
        "/commande/",
        ADDRESS | {"shipping-line1": "3 rue du Lac", "shipping-postcode": "69003", "shipping-city": "Lyon"},
    )
    answer, _alert, said = sent(browser, recap)
    assert answer.status_code == 409
    assert "20,00 € au lieu de 120,00 €" in said[0]
    assert said[1].startswith("Livraison : ")
    assert said[1].endswith(" au lieu de 0,00 €.")
    assert "L’adresse e-mail, le téléphone ou les adresses" in said[2]
    assert said[3].startswith("Total : ")


def test_a_day_that_moved_is_told():
    browser, ring = a_browser(), a_variant(stock=1)
    recap = to_recap(browser, ring)
    now = timezone.now()
    inventory.recount(variant_id=ring.pk, free=0, actor="t", at=now, cause="count")
    later = timezone.localdate(now).replace(day=28)
    inventory.set_restock(
        variant_id=ring.pk, on=later + (later - later.replace(day=8)), quantity=5, actor="t", at=now
    )
    _answer, _alert, said = sent(browser, recap)
    assert [one.partition(" ")[0] for one in said] == ["Départ", "Arrivée"]
    assert all(" au lieu de " in one for one in said)


def test_a_piece_that_was_sold_is_named():
    browser, ring, band = a_browser(), a_variant(stock=1), a_variant(stock=3)
    recap = to_recap(browser, ring, band)
    inventory.reserve(wants={ring.pk: 1}, subject="order:other", until=None, at=timezone.now())
    answer, _alert, said = sent(browser, recap)
    assert answer.status_code == 409
    sold, total = said
    assert sold == f"{ring.piece.name_fr}, Taille 54 a été vendu entre-temps."
    assert total.startswith("Total")


@pytest.mark.parametrize("carried", ["", "eyJsaW5lcyI6W119:1:forged", "x" * 9_000, "\ud7ff"])
def test_a_page_that_carries_nothing_of_ours_is_told_only_that(carried):
    browser, ring = a_browser(), a_variant()
    recap = to_recap(browser, ring)
    pricing.set_price(variant_id=ring.pk, amount=Money(140_000, "EUR"), actor="t", at=timezone.now())
    answer, alert, said = sent(browser, recap, shown=carried)
    assert answer.status_code == 409
    assert LEAD in alert
    assert said == []


def test_what_is_the_same_is_ordered_without_a_word():
    """Negative control: nothing moved, nothing is said."""
    browser = a_browser()
    answer, alert, _said = sent(browser, to_recap(browser, a_variant()))
    assert (answer.status_code, alert) == (302, "")
