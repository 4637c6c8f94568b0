"""A whole sale as its customers live it: what each screen and mail says, and what is done.

Time stands still and names are set aside, so that two sales under one charter are told in the same words.
"""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine
from django.http import HttpResponse
from django.utils import translation
from tests import jobs
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.catalogue.models import Variant
from poincon.charter.actions import striking
from poincon.charter.models import Clock
from poincon.checkout.actions import ending, settling
from poincon.notifications.models import Message
from poincon.orders.actions import life, work
from poincon.orders.models import Order

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Paris"))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BY, PRICE, CARRIER = "staff:1", 4_500, "colissimo"
CHECKOUT = (("cart", "/panier/"), ("details", "/commande/"), ("delivery", "/commande/livraison/"))


@dataclass
class Sale:
    """What was told, by the name of the screen or mail, and what was done, by a name of its own."""

    screens: dict[str, str] = field(default_factory=dict)
    mails: dict[str, str] = field(default_factory=dict)
    deeds: dict[str, object] = field(default_factory=dict)


class Buyer:
    """Somebody who buys one piece; whatever they read and are written to goes into the sale."""

    def __init__(self, sale: Sale, means: str) -> None:
        self.sale, self.browser, self.means = sale, a_browser(), means
        self.variant: Variant = a_variant(price=PRICE)
        with at(TUESDAY):
            recap = self._to_recap()
            press(self.browser, recap, means)
        self.order = Order.objects.select_related("payable", "hold", "terms", "consignment").latest("pk")

    def _to_recap(self) -> HttpResponse:
        to_recap(self.browser, self.variant)
        offered = re.findall(r'name="carrier" value="(\w+)"', self.browser.get("/commande/livraison/").text)
        chosen = CARRIER if CARRIER in offered else offered[0]
        without = self.browser.post("/commande/livraison/", {"carrier": chosen, "phone": ""})
        for name, path in CHECKOUT:
            self.sale.screens[name] = self.words(self.browser.get(path).text)
        self.browser.post("/commande/livraison/", {"carrier": chosen, "phone": "06 12 34 56 78"})
        recap = self.browser.get("/commande/paiement/")
        self.sale.screens["recap"] = self.words(recap.text)
        self.sale.deeds |= {
            "offers": tuple(offered),
            "goes on without a telephone number": without.status_code,
            "means": tuple(re.findall(r'name="means" value="(\w+)"', recap.text)),
        }
        return recap

    def reads(self, name: str, moment: datetime) -> None:
        """Let the clocks and jobs run, then read the order's page and every mail about it."""
        with at(moment):
            striking.strike(at=moment)
            jobs.run()
            page = self.browser.get(f"/commandes/{self.order.reference}/").text
        self.sale.screens[f"order {name}"] = self.words(page)
        for mail in Message.objects.filter(subject_ref=f"order:{self.order.pk}").order_by("id"):
            told = self.words(f"{mail.subject} {mail.text}")
            self.sale.mails.setdefault(mail.kind.removeprefix("orders."), told)

    def words(self, page: str) -> str:
        """Return a page's or mail's text without what names this one sale: its piece, reference and key."""
        text = page[page.index("<main") :] if "<main" in page else page
        text = spaced(html.unescape(re.sub(r"<[^>]+>", " ", text)))
        piece = self.variant.piece
        named = [piece.name_fr, piece.slug, piece.reference, self.variant.sku]
        if order := getattr(self, "order", None):
            named += [order.access_key, order.reference]
        for one in sorted(named, key=len, reverse=True):
            text = text.replace(one, "…")
        return text


def spaced(text: str) -> str:
    """Return a text with one plain space wherever there is any, as it is compared."""
    return re.sub(r"\s+", " ", text)


def by_transfer(sale: Sale) -> None:
    """From the cart to the money back: paid in an hour, ready too long, sent, refunded."""
    buyer = Buyer(sale, "transfer")
    order = buyer.order
    sale.deeds |= {
        "total": order.total_minor,
        "change until": order.change_until,
        "cancel until": order.cancel_until,
        "kept for a transfer until": order.pay_until,
        "reserved for a transfer until": order.hold.expires_at if order.hold else None,
        "leaves on": order.dispatch_on,
        "arrives": (order.arrives_from, order.arrives_until),
        "terms": order.terms.text.replace(order.terms.version, ""),
        "may cancel at three": ending.may_cancel(order=order, at=TUESDAY + 6 * HOUR),
    }
    buyer.reads("awaits its transfer", TUESDAY + HOUR)
    paid = TUESDAY + HOUR
    settling.receive_transfer(order_id=order.pk, amount=order.total, key=order.reference, actor=BY, at=paid)
    buyer.reads("paid", TUESDAY + 2 * HOUR)
    noon = TUESDAY + DAY + 3 * HOUR
    work.prepare(order_id=order.pk, actor=BY, at=noon)
    work.make_ready(order_id=order.pk, actor=BY, at=noon)
    waits = Clock.objects.get(promise="orders.ready_escalation_days", subject=f"order:{order.pk}")
    sale.deeds["too long ready at"] = waits.due_at
    buyer.reads("ready for eight days", noon + 8 * DAY)
    _send(buyer, noon + 8 * DAY + HOUR)
    buyer.reads("sent", noon + 8 * DAY + 2 * HOUR)
    life.refund(order_id=order.pk, actor=BY, at=noon + 20 * DAY)
    buyer.reads("refunded", noon + 20 * DAY)


def _send(buyer: Buyer, moment: datetime) -> None:
    order, line = buyer.order, buyer.order.lines.get()
    number, carrier = "6A00000000017", order.consignment.carrier
    contents = {line.pk: line.quantity}
    work.ship(order_id=order.pk, carrier=carrier, number=number, contents=contents, actor=BY, at=moment)


def by_card(sale: Sale) -> None:
    """Ordered by card, and left at the bank's page."""
    buyer = Buyer(sale, "card")
    sale.deeds |= {
        "kept for a card until": buyer.order.pay_until,
        "reserved for a card until": buyer.order.hold.expires_at if buyer.order.hold else None,
    }
    buyer.reads("awaits its card", TUESDAY + HOUR / 6)


def unpaid(sale: Sale) -> None:
    """Ordered by a transfer that does not come."""
    buyer, reminded = Buyer(sale, "transfer"), []
    for days in range(1, 9):
        buyer.reads(f"unpaid for {days} days", TUESDAY + days * DAY)
        sent = Order.objects.get(pk=buyer.order.pk).reminders_sent
        reminded.append(sent)
    sale.deeds["reminders sent, day by day"] = tuple(reminded)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with translation.override("fr"), time_machine.travel(moment, tick=False):
        yield
