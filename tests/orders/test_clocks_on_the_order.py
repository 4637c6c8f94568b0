"""What an order's page says of each clock that runs on it, as it stands, in both languages."""

import html
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings
from tests import jobs
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.charter.actions import striking
from poincon.checkout.actions import ending, settling
from poincon.notifications.models import Message
from poincon.orders.actions import life, work
from poincon.orders.models import Order

pytestmark = pytest.mark.django_db
PLACED = datetime(2026, 11, 24, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))  # a Tuesday morning
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BY = "staff:1"


class Buyer:
    """Somebody with one order, who reads its page at any moment and in either language."""

    def __init__(self, means: str) -> None:
        self.browser: Client = a_browser()
        with time_machine.travel(PLACED, tick=False):
            press(self.browser, to_recap(self.browser, a_variant()), means)
        self.order = Order.objects.select_related("payable").get()

    def paid(self) -> "Buyer":
        total = self.order.total
        settling.receive_transfer(order_id=self.order.pk, amount=total, key="k", actor=BY, at=PLACED + HOUR)
        return self

    def ready(self, at: datetime) -> None:
        work.prepare(order_id=self.order.pk, actor=BY, at=at)
        work.make_ready(order_id=self.order.pk, actor=BY, at=at)

    def sent(self, at: datetime) -> None:
        line = self.order.lines.get()
        number, carrier = "6A00000000017", self.order.consignment.carrier
        contents = {line.pk: line.quantity}
        work.ship(order_id=self.order.pk, carrier=carrier, number=number, contents=contents, actor=BY, at=at)

    def reads(self, at: datetime, language: str) -> str:
        path = f"/commandes/{self.order.reference}/"
        path = path if language == "fr" else f"/en{path.replace('commandes', 'orders')}"
        with time_machine.travel(at, tick=False):
            striking.strike(at=at)
            page = self.browser.get(path).text
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def asked(buyer: Buyer) -> None:
    buyer.paid()
    life.ask(order_id=buyer.order.pk, actor=BY, at=PLACED + 2 * HOUR, cause="")


def late(buyer: Buyer) -> None:
    buyer.paid()


def sent_in_time(buyer: Buyer) -> None:
    buyer.paid().ready(PLACED + 3 * HOUR)
    buyer.sent(PLACED + DAY)


def sent_late(buyer: Buyer) -> None:
    buyer.paid().ready(PLACED + 3 * HOUR)
    buyer.sent(PLACED + 6 * DAY)


def long_ready(buyer: Buyer) -> None:
    buyer.paid().ready(PLACED + 3 * HOUR)


def nothing(_buyer: Buyer) -> None:
    pass


# What happened, by which means, when the page is read, and what it says then in French and in English.
STANDS: dict[str, tuple[Callable[[Buyer], object], str, timedelta, str, str]] = {
    "card, reserved": (
        *(nothing, "card", timedelta(minutes=29)),
        (
            "gardée jusqu’au mercredi 25 novembre à 10 h 30. Ses pièces vous sont réservées jusqu’au mardi 24"
            " novembre à 11 h."
        ),
        (
            "kept until Wednesday 25 November at 10:30 am. Its pieces are reserved for you until Tuesday 24"
            " November at 11 am."
        ),
    ),
    "card, no longer reserved": (
        *(nothing, "card", timedelta(minutes=31)),
        "Ses pièces ne vous sont plus réservées. Au moment de payer, nous vérifions d’abord",
        "Its pieces are no longer reserved for you. When you pay we look first whether they are still here",
    ),
    "transfer, reserved": (
        *(nothing, "transfer", 2 * DAY),
        (
            "gardée jusqu’au jeudi 24 décembre à 10 h 30. Ses pièces vous sont réservées jusqu’au vendredi 4"
            " décembre à 10 h 30."
        ),
        (
            "kept until Thursday 24 December at 10:30 am. Its pieces are reserved for you until Friday 4"
            " December at 10:30 am."
        ),
    ),
    "transfer, no longer reserved": (
        *(nothing, "transfer", 12 * DAY),
        "vous choisirez de l’attendre ou d’être remboursé.",
        "you choose between waiting for it and your money back.",
    ),
    "to be cancelled and changed": (
        *(Buyer.paid, "transfer", 2 * HOUR),
        (
            "Vous pouvez encore annuler pendant 30 min jusqu’au mardi 24 novembre à 13 h, heure de la"
            " boutique Pour y changer quelque chose, appelez-nous au 04 65 71 20 20 ou écrivez-nous"
            " jusqu’au mardi 24 novembre à 13 h."
        ),
        (
            "You can still cancel, for 30 min until Tuesday 24 November at 1 pm, the shop’s time To change"
            " something in it, call us on +33 4 65 71 20 20 or write to us until Tuesday 24 November at 1 pm."
        ),
    ),
    "to be sent": (
        *(late, "transfer", 3 * HOUR),
        "C’est promis : elle part au plus tard le mercredi 25 novembre.",
        "We have promised that it leaves by Wednesday 25 November at the latest.",
    ),
    "waiting for a word": (
        *(asked, "transfer", 9 * DAY),
        "Le délai d’expédition est suspendu jusqu’à ce que nous vous ayons joint.",
        "The days to its dispatch stand still until we have reached you.",
    ),
    "late": (
        *(late, "transfer", 3 * DAY),
        (
            "Elle devait partir au plus tard le mercredi 25 novembre. Nous sommes en retard, et nous nous en"
            " occupons."
        ),
        "It should have left by Wednesday 25 November. We are late, and see to it now.",
    ),
    "sent in time": (
        *(sent_in_time, "transfer", 3 * DAY),
        "Elle est partie à temps, comme promis.",
        "It left in time, as we had promised.",
    ),
    "sent late": (
        *(sent_late, "transfer", 7 * DAY),
        (
            "Elle est partie le lundi 30 novembre ; nous avions promis le mercredi 25 novembre. Nous vous"
            " prions de nous en excuser."
        ),
        "It left on Monday 30 November; we had promised Wednesday 25 November. We are sorry.",
    ),
    "ready for too long": (
        *(long_ready, "transfer", 9 * DAY),
        "Votre colis est prêt depuis plus longtemps que promis. Écrivez-nous",
        "Your parcel has been ready for longer than we promise. Write to us",
    ),
}


@pytest.mark.parametrize("name", STANDS)
def test_the_page_says_how_each_clock_stands(name: str) -> None:
    happens, means, after, french, english = STANDS[name]
    buyer = Buyer(means)
    happens(buyer)
    for language, words in (("fr", french), ("en", english)):
        assert words in buyer.reads(PLACED + after, language)


def test_nothing_is_called_reserved_or_set_aside_that_is_not() -> None:
    buyer = Buyer("card")
    for language, words in (("fr", ("de côté", "vous sont réservées")), ("en", ("aside", "are reserved"))):
        page = buyer.reads(PLACED + HOUR, language)
        assert not [one for one in words if one in page]


def test_an_unpaid_order_can_be_cancelled_no_longer_than_it_lives(settings: Settings) -> None:
    orders = settings.CHARTER.orders.model_copy(update={"unpaid_card_hours": 1})
    settings.CHARTER = settings.CHARTER.model_copy(update={"orders": orders})
    page = Buyer("card").reads(PLACED + timedelta(minutes=45), "fr")
    assert "Vous pouvez encore annuler pendant 15 min" in page
    assert "Pour y changer" not in page


@pytest.mark.promise("orders.cancel_until")
def test_a_question_of_ours_does_not_take_the_right_to_cancel() -> None:
    buyer = Buyer("transfer")
    asked(buyer)
    assert "Vous pouvez encore annuler" in buyer.reads(PLACED + 2 * HOUR, "fr")
    ended = ending.cancel(order_id=buyer.order.pk, actor="customer:1", at=PLACED + 2 * HOUR)
    assert (ended.life, ended.payable.kept.minor) == ("cancelled", buyer.order.total_minor)


@pytest.mark.promise("orders.cancel_until")
def test_after_the_cut_off_a_question_gives_no_time_back() -> None:
    buyer = Buyer("transfer")
    asked(buyer)
    with pytest.raises(ending.TooLate):
        ending.cancel(order_id=buyer.order.pk, actor="customer:1", at=PLACED + 3 * HOUR)
    assert Order.objects.get().life == "open"


@pytest.mark.promise("payments.transfer.remind_after_days")
def test_a_reminder_tells_what_is_left_and_claims_nothing_that_is_over() -> None:
    """The house reminds after 5 and 20 days, and reserves for 10."""
    buyer = Buyer("transfer")
    for days in (5, 20):
        with time_machine.travel(PLACED + days * DAY, tick=False):
            striking.strike(at=PLACED + days * DAY)
            jobs.run()
    early, late_one = (
        re.sub(r"\s", " ", mail.text)
        for mail in Message.objects.filter(kind="orders.reminder").order_by("id")
    )
    kept = "Votre commande est gardée jusqu’au jeudi 24 décembre à 10 h 30."
    assert f"{kept} Ses pièces vous sont réservées jusqu’au vendredi 4 décembre à 10 h 30." in early
    assert f"{kept} Ses pièces ne vous sont plus réservées." in late_one
    assert "restent réservées" not in early + late_one
    assert buyer.order.reference in early
