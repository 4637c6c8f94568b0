"""The mails about an order as the desk knows them: their default words, what these may name, an example."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from poincon.catalogue.rules import Share
from poincon.charter import queries as charters
from poincon.content.queries import TermsVersion
from poincon.design import words
from poincon.foundation import clock
from poincon.foundation.registries import Lazy, MailKind, mail_kinds
from poincon.kernel.money import Money
from poincon.orders import telling
from poincon.orders.models import Making, Order, OrderContact, OrderLine
from poincon.orders.telling import ParcelTold
from poincon.orders.words import CAUSES
from poincon.payments import queries as payments
from poincon.pricing import queries as pricing
from poincon.shipping.queries import Parcel
from poincon.shipping.rules import tracking

type Sample = Mapping[str, object]

SLOTS: Mapping[str, Lazy] = {
    "reference": _("the order’s reference"),
    "first_name": _("the customer’s first name"),
    "last_name": _("the customer’s last name"),
    "amount": pgettext_lazy("in a mail", "the amount"),
}
PRICE, DELIVERY = 129_000, 0


def register() -> None:
    """Tell which mails orders send."""
    for order, kind in enumerate(KINDS):
        mail_kinds.register(replace(kind, order=100 + order))


def slots_of(order: Order, amount: Money, **more: str) -> Mapping[str, str]:
    """Return what the words of an order's mail may name, in the order's language."""
    return {
        "reference": order.reference,
        "first_name": order.contact.first_name,
        "last_name": order.contact.last_name,
        "amount": words.money(amount, order.language),
        **more,
    }


def sample(name: str, language: str, at: datetime) -> Sample:
    """Return an order that never was, as the mail called `name` tells it; nothing of it is stored."""
    order = _order(language, at)
    running = charters.charter()
    carrier = next((one for one in running.carriers if not one.relay), running.carriers[0])
    parcel = _parcel(order, carrier, at)
    context = {
        "order": order,
        "contact": order.contact,
        "lines": [_line(order)],
        "share_made": Share.NONE,
        "scale": "",
        "changed": [_engraved(order)],
        "sums": telling.sums(order),
        "how": carrier.how(language),
        "delivery_lines": ["Claire Dupont", "14 rue des Lilas", "69003 Lyon"],
        "transfer": running.payments.transfer,
        "link": f"{settings.BASE_URL}{reverse('orders:order', args=[order.reference])}",
        "unpaid": name != "complete",
        "known": True,
        "advice": payments.advice("issuer_refused"),
        "told": parcel,
        "cause": CAUSES["customer"],
        "owed_back": order.total,
        "amount": order.total,
    }
    more = {"carrier": parcel.carrier, "number": parcel.parcel.number} if name == "shipped" else {}
    return context | {"slots": slots_of(order, order.total, **more)}


def _order(language: str, at: datetime) -> Order:
    running = charters.charter()
    today, home = clock.local_day(at), pricing.home()
    rate = pricing.written_rate(home, today)
    order = Order(
        reference="K7M-4QX",
        language=language,
        country=running.country,
        currency=running.currency,
        items_minor=PRICE,
        delivery_minor=DELIVERY,
        total_minor=PRICE + DELIVERY,
        vat_minor=pricing.vat_in(Money(PRICE, running.currency), rate).minor,
        delivery_vat_bp=rate,
        vat_country=home if rate else "",
        terms=TermsVersion(version=f"{running.terms_version}-1a2b3c4d"),
        dispatch_on=today + timedelta(days=1),
        arrives_from=today + timedelta(days=2),
        arrives_until=today + timedelta(days=3),
    )
    order.contact = OrderContact(order=order, first_name="Claire", last_name="Dupont")
    return order


def _line(order: Order) -> OrderLine:
    sold = {
        "name_fr": "Solitaire Aurore",
        "name_en": "Aurore solitaire",
        "matter_fr": "Or jaune 750 ‰, diamant",
        "matter_en": "Yellow gold 750 ‰, diamond",
        "choice_fr": "52",
        "choice_en": "52",
    }
    return OrderLine(order=order, quantity=1, total_minor=PRICE, currency=order.currency, as_sold=sold)


def _engraved(order: Order) -> OrderLine:
    line = _line(order)
    line.as_sold |= {"made": {"place": "inside", "face": "script", "days": 4, "price_minor": 2_500}}
    line.making = Making(line=line, words="Pour la vie")
    return line


def _parcel(order: Order, carrier: charters.Carrier, at: datetime) -> ParcelTold:
    number = "6A12345678901"
    track = tracking(carrier.tracking_url, number, shipped_on=clock.local_day(at), next_day=True)
    return ParcelTold(
        parcel=Parcel(number=number),
        carrier=carrier.name,
        phone=carrier.phone,
        track=track,
        open=False,
        inside=((_line(order), 1),),
    )


def _kind(
    name: str,
    *,
    label: Lazy,
    subject: Lazy,
    title: Lazy,
    opening: Lazy = "",
    closing: Lazy = "",
    slots: Mapping[str, Lazy] = SLOTS,
) -> MailKind:
    return MailKind(
        key=f"orders.{name}",
        section=_("Orders"),
        label=label,
        order=0,
        subject=subject,
        title=title,
        slots=slots,
        sample=partial(sample, name),
        opening=opening,
        closing=closing,
    )


KINDS = (
    _kind(
        "received",
        label=_("Order received"),
        subject=_("We have your order {reference}"),
        title=_("We have your order"),
        opening=_("Thank you, {first_name}. Your order carries the reference {reference}."),
    ),
    _kind(
        "paid",
        label=_("Order paid"),
        subject=_("Your order {reference} is paid"),
        title=_("Your order is paid"),
        opening=_("We have received {amount} for the order {reference}. The pieces are yours."),
    ),
    _kind(
        "refused",
        label=_("Payment refused"),
        subject=_("Your payment for {reference} was refused"),
        title=_("Your payment was refused, your order is kept"),
        closing=_("Nothing was charged. You can try again, or pay another way, from the page of your order."),
    ),
    _kind(
        "transfer_details",
        label=_("Details for a transfer"),
        subject=_("The details for your transfer, order {reference}"),
        title=_("Details for your transfer"),
        opening=_(
            "Your order is kept and leaves as soon as your transfer has arrived. Here is what your bank "
            "needs."
        ),
    ),
    _kind(
        "reminder",
        label=_("Reminder of a transfer"),
        subject=_("We still await your transfer for {reference}"),
        title=_("We still await your transfer"),
        opening=_(
            "Your order is kept, and waits for your transfer. If it is already on its way, please ignore "
            "this mail."
        ),
    ),
    _kind(
        "shipped",
        label=_("Parcel on its way"),
        slots={**SLOTS, "carrier": _("the carrier"), "number": _("the parcel’s number")},
        subject=_("Your order {reference} is on its way"),
        title=_("Your parcel is on its way"),
        opening=_("{carrier} has your parcel, under the number {number}."),
    ),
    _kind(
        "delivered",
        label=_("Order arrived"),
        subject=_("Your order {reference} has arrived"),
        title=_("Your order has arrived"),
        opening=_(
            "The carrier tells us that your parcel has been received. We hope that you will love what is in "
            "it."
        ),
    ),
    _kind(
        "cancelled",
        label=_("Order cancelled"),
        subject=_("Your order {reference} is cancelled"),
        title=_("This order is cancelled"),
    ),
    _kind(
        "refunded",
        label=_("Order refunded"),
        subject=_("Your order {reference} has been refunded"),
        title=_("Your order has been refunded"),
        opening=_("{amount} has left our account for yours."),
    ),
    _kind(
        "returned",
        label=_("Money sent back"),
        subject=_("{amount} is on its way back to you, order {reference}"),
        title=_("We have sent you money back"),
        opening=_("{amount} has left our account for yours."),
    ),
    _kind(
        "redated",
        label=_("Awaited pieces on another day"),
        subject=_("Your order {reference}: another day"),
        title=_("The day of your order has moved"),
        opening=_(
            "What you ordered ahead does not come on the day that we had been told. Thank you for your "
            "patience."
        ),
        closing=_(
            "You need do nothing. If you would rather not wait, write to us: we cancel the order and give "
            "all your money back."
        ),
    ),
    _kind(
        "complete",
        label=_("Awaited pieces are here"),
        subject=_("Your order {reference}: what you were waiting for is here"),
        title=_("What you were waiting for is here"),
        opening=_("Thank you for your patience. All that you ordered is now with us."),
    ),
    _kind(
        "remade",
        label=_("Words or size changed"),
        subject=_("Your order {reference}: what we make for you now"),
        title=_("What we make for you has changed"),
        opening=_("As you wished, {first_name}, this is what we make now. Price and day stay as they were."),
        closing=_("If anything is not as you meant it, tell us at once: once it is begun it stays so."),
    ),
    _kind(
        "short",
        label=_("Bought piece missing"),
        subject=_("Your order {reference}: a piece is missing, you choose"),
        title=_("A piece of your order is missing"),
        opening=_(
            "When we went to prepare your order we found that we have one piece fewer than we had sold. We "
            "are sorry, and tell you before anything else."
        ),
        closing=_(
            "You choose: wait until we have it again, take another piece in its place, or have all your "
            "money back. One click is enough, on the page of your order."
        ),
    ),
    _kind(
        "yielded",
        label=_("Reserved piece missing, not paid yet"),
        subject=_("Your order {reference}: please pay nothing for now"),
        title=_("A piece that we kept for you is missing"),
        opening=_(
            "We found that a piece which we were keeping for your order, until it was paid, is not there. We "
            "are sorry, and tell you before you pay."
        ),
        closing=_(
            "Please send no money for now: reply to this message, and we will find another piece with you. "
            "You can also leave the order as it is: it ends by itself. If you have just paid, your money is "
            "yours: you will have it back, or wait for another piece, as you choose."
        ),
    ),
    _kind(
        "unservable",
        label=_("Sold before the transfer came"),
        subject=_("Your order {reference}: a word from you, please"),
        title=_("We need a word from you"),
        opening=_(
            "Your transfer has arrived, but after the time for which we could keep the pieces, and they have "
            "been sold meanwhile."
        ),
        closing=_(
            "You choose: wait until we have them again, or have all your money back. Both are one click away "
            "on the page of your order."
        ),
    ),
)
