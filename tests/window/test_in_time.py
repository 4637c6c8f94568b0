"""Before 24 December? The page of a piece and the cart say until when to order, and stop saying it after."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from pytest_django import Settings
from tests.making import an_engraved_ring
from tests.shopping import a_browser, a_variant

from poincon.charter.schema.delivery import Spoken
from poincon.inventory import actions as inventory

pytestmark = pytest.mark.django_db
ASKED = "Pour l’avoir le jeudi 24 décembre, commandez avant le "
LATE = "Nous ne pouvons plus le promettre pour le "


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def told_days(html: str) -> list[str]:
    """Return the days between which a page says that it arrives, and who brings it."""
    (sentence, *_) = re.findall(r'<p class="arrival">(.*?)</p>', html)
    return re.findall(r"<strong>(.*?)</strong>", sentence)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (at(11, 10), ""),
        (at(11, 20), ASKED),
        (at(12, 10), ASKED),
        (at(12, 23, 18), LATE),
        (at(12, 26), ""),
    ],
    ids=["too early", "in November", "in December", "too late", "after"],
)
def test_the_page_and_the_cart_say_until_when_to_order(now: datetime, said: str) -> None:
    with time_machine.travel(now, tick=False):
        variant, browser = a_variant(), a_browser()
        page = browser.get(f"/bijou/{variant.piece.slug}/").text
        browser.post("/panier/ajout", {"variant": variant.pk})
        cart = browser.get("/panier/").text
    for text in (page, cart):
        assert [one for one in (ASKED, LATE) if one in text] == ([said] if said else [])


def test_the_cart_tells_the_days_that_its_piece_told_and_with_words_those_of_the_words() -> None:
    with time_machine.travel(at(11, 23), tick=False):
        ring, plain, worded = an_engraved_ring(), a_browser(), a_browser()
        path = f"/bijou/{ring.piece.slug}/"
        page = plain.get(path).text.partition('class="with-words"')
        plain.post("/panier/ajout", {"variant": ring.pk})
        worded.post(f"{path}pour-vous", {"variant": ring.pk, "words": "Zoé", "face": "script"})
        days = [told_days(browser.get("/panier/").text) for browser in (plain, worded)]
    assert days == [told_days(page[0]), told_days(page[2])]
    assert days[0] != days[1]


def test_the_cart_tells_no_days_of_what_no_carrier_takes() -> None:
    crown, browser = a_variant(price=5_000_000_00), a_browser()
    browser.post("/panier/ajout", {"variant": crown.pk})
    page = browser.get("/panier/").text
    assert "Nous n’y livrons pas, ou pas ce colis." in page
    assert '<p class="arrival">' not in page


def test_a_piece_that_is_gone_promises_no_christmas() -> None:
    with time_machine.travel(at(12, 1), tick=False):
        page = a_browser().get(f"/bijou/{a_variant(stock=0).piece.slug}/").text
    assert ASKED not in page
    assert LATE not in page


def test_no_piece_no_days() -> None:
    assert a_browser().get("/bijou/made-up/arrivee").status_code == 404
    assert a_browser().get(f"/bijou/{a_variant(publish=False).piece.slug}/arrivee").status_code == 404


def test_words_to_engrave_tell_their_own_price_day_and_last_hour_as_the_cart_does() -> None:
    with time_machine.travel(at(11, 23), tick=False):
        ring, browser = an_engraved_ring(), a_browser()
        path = f"/bijou/{ring.piece.slug}/"
        browser.post(f"{path}pour-vous", {"variant": ring.pk, "words": "Zoé 12", "face": "script"})
        cart = browser.get("/panier/").text
        look = {"variant": ring.pk, "words": "Zoé", "face": "script", "look": "1"}
        pages = [browser.get(path).text, browser.post(f"{path}pour-vous", look).text]
    (last,) = re.findall(rf"{ASKED}[^.]+", cart)
    for page in pages:
        assert "Gravée\u202f: <strong>1\u202f315,00\u00a0€</strong>. Elle part de notre atelier le" in page
        told = re.findall(rf"{ASKED}[^.]+", page)
        assert last in told
        assert [one for one in told if one != last]  # not engraved, it may be ordered for longer
        bar = page.partition('<section class="bar"')[2]
        assert "1\u202f315,00" in bar.partition('class="with-words"')[2]


def test_a_piece_that_is_awaited_names_no_last_hour_beside_its_days() -> None:
    ring, browser = a_variant(stock=0), a_browser()
    inventory.set_restock(variant_id=ring.pk, on=date(2026, 12, 3), quantity=2, actor="test", at=at(11, 20))
    with time_machine.travel(at(11, 23), tick=False):
        page = browser.get(f"/bijou/{ring.piece.slug}/").text
        browser.post("/panier/ajout", {"variant": ring.pk})
        cart = browser.get("/panier/").text
    for text in (page, cart):
        assert "Commandé maintenant, c’est chez vous pour le jeudi 24 décembre." in text
        assert ASKED not in text


def test_a_way_whose_name_makes_no_sentence_is_told_in_the_house_s_own_words(settings: Settings) -> None:
    own = Spoken(fr="remise en main propre", en="handed over in person")
    carriers = tuple(one.model_copy(update={"handed": own}) for one in settings.CHARTER.carriers)
    path = f"/bijou/{a_variant().piece.slug}/"
    assert "remise en main propre" not in a_browser().get(path).text
    settings.CHARTER = settings.CHARTER.model_copy(update={"carriers": carriers})
    page = a_browser().get(path).text
    assert "</strong>, remise en main propre." in page
    assert not [one.name for one in carriers if f"avec {one.name}" in page]
    assert ", handed over in person" in a_browser().get(path.replace("/bijou/", "/en/piece/")).text
