"""Orders of pieces made for their wearer: what they cost, when they leave, what is told, ticked and kept."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.accounts.people import a_member, signed_in
from tests.making import a_ring_to_measure, an_engraved_ring
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.cart import actions as carts
from poincon.cart.models import Cart, CartLine
from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Variant
from poincon.charter import queries as charters
from poincon.checkout.actions import ending
from poincon.foundation.models import Entry, Fact
from poincon.inventory import queries as inventory
from poincon.inventory.models import HoldLine
from poincon.notifications.models import Message
from poincon.orders import mails
from poincon.orders.models import Making, Order, OrderLine
from poincon.reporting import proving

pytestmark = pytest.mark.django_db
NOTICE = "n’est pas repris"


def choose(browser: Client, ring: Variant, **told: Any) -> HttpResponse:
    """Send the form of the piece's page."""
    return browser.post(f"/bijou/{ring.piece.slug}/pour-vous", {"variant": ring.pk} | told)


def order(browser: Client, recap: HttpResponse, **told: str) -> HttpResponse:
    seal = re.search(r'name="seal" value="(\w+)"', recap.content.decode())
    assert seal
    return browser.post("/commande/paiement/", {"means": "transfer", "seal": seal[1]} | told)


def bought(browser: Client) -> Order:
    assert order(browser, to_recap(browser), knows="on").status_code == 302
    return Order.objects.get()


@pytest.mark.promise("services.bespoke.told_before")
def test_without_the_tick_nothing_is_ordered_and_with_it_the_notice_is_kept() -> None:
    browser, ring = a_browser(), an_engraved_ring()
    choose(browser, ring, words="À toi", face="script")
    recap = to_recap(browser)
    assert NOTICE in recap.content.decode()
    refused = order(browser, recap)
    assert refused.status_code == 422
    assert "cochez que vous savez" in refused.content.decode()
    assert (Order.objects.count(), CartLine.objects.count()) == (0, 1)
    assert order(browser, recap, knows="on").status_code == 302
    line = OrderLine.objects.get()
    assert line.notice is not None
    assert (line.exclusion, line.notice.page) == ("made_for_you", "made_for_you")
    assert NOTICE in line.notice.text
    page = browser.get(f"/commandes/{line.order.reference}/").content.decode()
    assert line.notice.get_absolute_url() in page


def test_what_comes_off_the_shelf_asks_no_tick_and_excludes_nothing() -> None:
    """Negative control: the notice belongs to the line that is made, and to no other."""
    browser = a_browser()
    recap = to_recap(browser, a_variant())
    assert NOTICE not in recap.content.decode()
    assert press(browser, recap, "transfer").status_code == 302
    line = OrderLine.objects.get()
    assert (line.exclusion, line.notice, line.told) == ("", None, [])


def test_each_line_keeps_its_words_price_days_and_share_of_the_vat() -> None:
    browser, ring = a_browser(), an_engraved_ring()
    choose(browser, ring, words="À toi", face="script")
    choose(browser, ring, words="Pour la vie", face="roman")
    browser.post("/panier/ajout", {"variant": ring.pk})
    placed = bought(browser)
    lines = list(placed.lines.order_by("position"))
    assert [line.told for line in lines] == [
        ["Gravure à l’intérieur\u202f: «\u202fÀ toi\u202f», lettres anglaises"],
        ["Gravure à l’intérieur\u202f: «\u202fPour la vie\u202f», lettres romaines"],
        [],
    ]
    assert [(line.unit_minor, line.made_minor) for line in lines] == [
        (131_500, 2_500),
        (131_500, 2_500),
        (129_000, 0),
    ]
    assert [line.exclusion for line in lines] == ["made_for_you", "made_for_you", ""]
    assert placed.items_minor == 392_000
    assert sum(line.vat_minor for line in lines) <= placed.vat_minor
    assert HoldLine.objects.get().quantity == 3
    assert inventory.availability([ring.pk], at=placed.placed_at)[ring.pk].free == 2
    without = charters.dispatch_by(charters.charter(), placed.placed_at, carrier=placed.consignment.carrier)
    assert placed.dispatch_on == charters.dispatch_by(
        charters.charter(), placed.placed_at, carrier=placed.consignment.carrier, making_days=4
    )
    assert placed.dispatch_on > without
    assert proving.all_orders().holds


def test_a_price_of_engraving_that_nobody_was_asked_is_found() -> None:
    """Negative control of the proof: one cent more for the words of one line."""
    browser, ring = a_browser(), an_engraved_ring()
    choose(browser, ring, words="À toi", face="script")
    line = bought(browser).lines.get()
    OrderLine.objects.filter(pk=line.pk).update(
        unit_minor=line.unit_minor + 1, total_minor=line.total_minor + 1, made_minor=line.made_minor + 1
    )
    assert not proving.all_orders().holds


def test_words_stay_out_of_facts_journal_and_the_lines_own_record() -> None:
    browser, ring = a_browser(), an_engraved_ring()
    choose(browser, ring, words="Zéphyrine", face="script")
    placed = bought(browser)
    assert Making.objects.get().words == "Zéphyrine"
    rows = [*Entry.objects.values(), *Fact.objects.values(), *OrderLine.objects.values()]
    assert rows
    assert not [row for row in rows if "phyrine" in str(row)]
    Making.objects.all().delete()
    assert placed.lines.get().told == []
    assert browser.get(f"/commandes/{placed.reference}/").status_code == 200


def test_the_confirmation_copies_the_words_and_brings_the_notice() -> None:
    browser, ring = a_browser(), an_engraved_ring()
    choose(browser, ring, words="Pour (toi)", face="roman")
    placed = bought(browser)
    mails.received(placed, placed.placed_at)
    mail = Message.objects.get()
    assert "Pour (toi)" in mail.text
    assert "Pour (toi)" in mail.html
    assert [file for file in mail.attachments.all() if NOTICE in bytes(file.body).decode()]


def test_a_size_made_to_measure_is_sold_in_millimetres() -> None:
    browser, ring = a_browser(), a_ring_to_measure()
    assert choose(browser, ring, size_mm="53.5").status_code == 302
    line = bought(browser).lines.get()
    assert (line.making.size_mm, line.unit_minor, line.made_days) == (Decimal("53.5"), 150_000, 15)
    assert line.told == ["Taille 53,5, faite pour vous"]


def test_pieces_of_an_order_given_up_come_back_with_their_words() -> None:
    browser, ring = a_browser(), an_engraved_ring()
    choose(browser, ring, words="À toi", face="script")
    placed = bought(browser)
    for _ in range(2):
        cart = Cart.objects.first() or carts.start(at=placed.placed_at)
        ending.give_up(order_id=placed.pk, cart=cart, actor="visitor", at=placed.placed_at)
    line = CartLine.objects.get()
    assert (line.words, line.face, line.shown_minor) == ("À toi", "script", 131_500)


def test_words_changed_between_recap_and_button_are_shown_again() -> None:
    browser, ring = a_browser(), an_engraved_ring()
    choose(browser, ring, words="À toi", face="script")
    recap = to_recap(browser)
    CartLine.objects.update(words="À moi")
    refused = order(browser, recap, knows="on")
    assert refused.status_code == 409
    assert Order.objects.count() == 0


def test_a_price_that_is_sent_along_changes_nothing() -> None:
    browser, ring = a_browser(), an_engraved_ring()
    choose(browser, ring, words="À toi", face="script", price_minor="1", price="0", days="0", quantity="99")
    line = CartLine.objects.get()
    assert (line.quantity, line.shown_minor) == (1, 131_500)
    to_recap(browser)
    recap = browser.get("/commande/paiement/")
    order(browser, recap, knows="on", made_minor="0", total="1")
    assert OrderLine.objects.get().unit_minor == 131_500


@pytest.mark.parametrize(
    ("told", "status", "said"),
    [
        ({"words": "Toi 💍", "face": "script"}, 422, "💍"),
        ({"words": "A\u202eB", "face": "script"}, 422, "RIGHT-TO-LEFT OVERRIDE"),
        ({"words": "x" * 10_000, "face": "script"}, 422, "18 signes"),
        ({"words": "<script>alert(1)</script>", "face": "script"}, 422, "18 signes"),
        ({"words": "<b>", "face": "script"}, 422, "&lt;"),
        ({"words": "À toi", "face": "gothic"}, 422, "ne se grave pas"),
        ({"words": "À toi", "face": "script", "variant": "0"}, 422, "Choisissez"),
    ],
)
def test_what_cannot_be_made_is_said_on_the_page_with_the_words_kept(
    told: dict[str, str], status: int, said: str
) -> None:
    browser, ring = a_browser(), an_engraved_ring()
    page = choose(browser, ring, **told)
    text = page.content.decode()
    assert page.status_code == status
    assert said in text
    assert "<script>alert" not in text
    assert CartLine.objects.count() == 0


def test_the_preview_draws_the_words_and_writes_nothing() -> None:
    browser, ring = a_browser(), an_engraved_ring()
    whole = choose(browser, ring, words="Été", face="script", look="1")
    assert whole.status_code == 200
    assert re.search(r'<text [^>]*class="cut script">Été</text>', whole.content.decode())
    part = browser.post(
        f"/bijou/{ring.piece.slug}/pour-vous",
        {"words": "Été", "face": "roman", "look": "1"},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert 'class="cut roman">Été</text>' in part
    assert "<html" not in part
    assert CartLine.objects.count() == 0


def test_words_for_a_piece_that_is_not_engraved_are_refused() -> None:
    browser, ring = a_browser(), a_variant()
    assert choose(browser, ring, words="À toi", face="script").status_code == 422
    assert CartLine.objects.count() == 0


def test_an_offer_that_has_ended_stops_the_order(noon: datetime) -> None:
    browser, ring = a_browser(), an_engraved_ring()
    choose(browser, ring, words="À toi", face="script")
    recap = to_recap(browser)
    catalogue.offer_engraving(
        piece_id=ring.piece_id, offer=None, actor="test", at=datetime(2026, 11, 22, tzinfo=UTC)
    )
    assert order(browser, recap, knows="on").status_code == 409
    assert Order.objects.count() == 0
    assert "retirez-la" in browser.get("/panier/").content.decode()


def test_the_workshop_is_told_the_words_letter_for_letter_and_no_name() -> None:
    browser, ring = a_browser(), an_engraved_ring()
    choose(browser, ring, words="Zoé & Luc", face="roman")
    placed = bought(browser)
    desk = signed_in(a_member("counter"))
    page = desk.get(f"/comptoir/commandes/{placed.reference}/").content.decode()
    assert f"/comptoir/commandes/{placed.reference}/atelier/" in page
    slip = desk.get(f"/comptoir/commandes/{placed.reference}/atelier/").content.decode()
    assert ">Zoé &amp; Luc</p>" in slip
    assert "Moreau" not in slip
    plain = press(browser, to_recap(browser, a_variant()), "transfer")["Location"].strip("/").split("/")[-1]
    assert desk.get(f"/comptoir/commandes/{plain}/atelier/").status_code == 404
