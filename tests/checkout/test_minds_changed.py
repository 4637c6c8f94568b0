"""How long one may change one's mind is said where it is so, and not of what is made for its wearer."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.making import an_engraved_ring
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.catalogue.rules import Share, share_made
from poincon.notifications.models import Message
from poincon.orders import mails
from poincon.orders.models import Order

pytestmark = [pytest.mark.django_db, pytest.mark.promise("services.bespoke.told_before")]
MIND, EXCEPT = "pour changer d’avis", "Ce n’est pas le cas de ce qui est fait pour vous"
GRAVEN = "dont gravure\u202f: 25,00\u00a0€"


def engraved(browser: Client) -> None:
    ring = an_engraved_ring()
    browser.post(
        f"/bijou/{ring.piece.slug}/pour-vous", {"variant": ring.pk, "words": "À toi", "face": "script"}
    )


def plain(browser: Client) -> None:
    browser.post("/panier/ajout", {"variant": a_variant().pk})


def both(browser: Client) -> None:
    engraved(browser)
    plain(browser)


@pytest.mark.parametrize(
    ("fill", "said"), [(engraved, (False, False)), (both, (True, True)), (plain, (True, False))]
)
def test_cart_recap_order_and_mails_say_the_same(
    fill: Callable[[Client], None], said: tuple[bool, bool]
) -> None:
    browser = a_browser()
    fill(browser)
    recap = to_recap(browser)
    cart = browser.get("/panier/").content.decode()
    assert press(browser, recap, "transfer", knows="on").status_code == 302
    placed = Order.objects.get()
    mails.received(placed, placed.placed_at)
    mails.delivered(placed, placed.placed_at)
    page = browser.get(f"/commandes/{placed.reference}/").content.decode()
    told = written()
    for text in (cart, recap.content.decode(), page, *told):
        assert (MIND in text, EXCEPT in text) == said
    minds, _excepts = said
    assert page.count("/formulaire-de-retractation/") == 1 + minds  # once at the foot of every page
    assert all(("votre commande n’est pas reprise" in mail) is not minds for mail in told)
    assert (GRAVEN in recap.content.decode()) is (fill is not plain)


def test_the_form_of_withdrawal_comes_only_where_there_is_something_to_withdraw_from() -> None:
    for fill, files in ((engraved, {"terms", "made"}), (both, {"terms", "made", "withdrawal"})):
        browser = a_browser()
        fill(browser)
        press(browser, to_recap(browser), "transfer", knows="on")
        placed = Order.objects.latest("pk")
        mails.received(placed, placed.placed_at)
        mail = Message.objects.latest("pk")
        assert {file.name.split("-")[0] for file in mail.attachments.all()} == files


def test_of_nothing_nothing_is_made() -> None:
    assert [share_made(lines) for lines in ([], [True], [False, True], [False])] == [
        Share.NONE,
        Share.ALL,
        Share.SOME,
        Share.NONE,
    ]


def written() -> list[str]:
    return [part for mail in Message.objects.order_by("pk") for part in (mail.text, mail.html)]
