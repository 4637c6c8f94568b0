"""An order told to its customer: what happened, what is happening, what comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from poincon.catalogue.rules import Share
from poincon.catalogue.rules import share_made as share_of
from poincon.charter import promises
from poincon.charter import queries as charters
from poincon.charter.promises import keeps
from poincon.design import words
from poincon.design.shapes import Moment, SumLine
from poincon.design.templatetags.words import speaking
from poincon.foundation import clock, journal
from poincon.foundation.models import Entry
from poincon.orders import queries
from poincon.orders.models import Order, OrderLine
from poincon.orders.states import Funds, Headline, Life, Work
from poincon.orders.words import ALL_HERE, CAUSES, LABELS, MEANINGS, PARTLY, TITLES, TO_CHOOSE
from poincon.payments import queries as payments
from poincon.payments.states import AttemptState
from poincon.shipping import queries as parcels
from poincon.shipping.queries import Parcel
from poincon.shipping.rules import Tracking, tracking

ROAD = (
    ("prepare", Headline.IN_PREPARATION),
    ("make_ready", Headline.READY_TO_SHIP),
    ("ship", Headline.SHIPPED),
    ("deliver", Headline.DELIVERED),
)
DONE_AT = {Work.WAITING: 0, Work.PREPARING: 1, Work.READY: 2, Work.SHIPPED: 3, Work.DELIVERED: 4}


@dataclass(frozen=True, slots=True)
class ParcelTold:
    """A parcel with where to follow it, once the carrier knows it (R072), and what is inside."""

    parcel: Parcel
    carrier: str
    phone: str
    track: Tracking
    open: bool
    inside: tuple[tuple[OrderLine, int], ...]


def headline_words(order: Order, parcels: Sequence[ParcelTold]) -> tuple[object, object]:
    """Return the title and what it means; a first parcel on its way says more than what waits behind it."""
    label = Headline(order.headline)
    partly = parcels and label in (Headline.IN_PREPARATION, Headline.READY_TO_SHIP)
    if label == Headline.PAYMENT_AUTHORISED and not queries.awaits(order):
        return TITLES[label], ALL_HERE
    if label == Headline.IN_TREATMENT and queries.waits_for_choice(order):
        return TITLES[label], TO_CHOOSE
    return PARTLY if partly else (TITLES[label], MEANINGS[label])


def share_made(lines: Iterable[OrderLine]) -> Share:
    """Return how much of an order is not taken back, because it was made for its wearer (L221-28, 3°)."""
    return share_of(bool(line.exclusion) for line in lines)


@keeps("orders.told_in_words")
def timeline(order: Order, today: date) -> list[Moment]:
    """Return the order's life in its public words: done, now, and next.

    What has happened stands in the order in which it did. Days that are expected are never past ones, and
    none is told while the order waits for its customer.
    """
    found = list(journal.entries(journal.subject_of(order)))
    times = {entry.verb: entry.at for entry in found}
    told = [Moment(_("Order received"), "done", order.placed_at, _confirmed(order))]
    if order.funds == Funds.UNPAID and order.life == Life.OPEN:
        told.append(Moment(LABELS[Headline.AWAITING_PAYMENT], "now"))
    elif "pay" in times:
        reached = _reached(now=order.headline == Headline.PAYMENT_AUTHORISED)
        told.append(Moment(LABELS[Headline.PAYMENT_AUTHORISED], reached, times["pay"], _paid_by(order)))
    if order.headline == Headline.IN_TREATMENT:
        told.append(Moment(LABELS[Headline.IN_TREATMENT], "now", times.get("ask")))
    told += _road(order, times, today) if order.life == Life.OPEN else []
    return _in_time(told + _ends(order, found))


def _in_time(told: Iterable[Moment]) -> list[Moment]:
    """Return what has happened in the order of its instants, and after it what is still to come."""
    past, others = list[tuple[datetime, Moment]](), list[Moment]()
    for one in told:
        if isinstance(one.when, datetime) and one.state != "next":
            past.append((one.when, one))
        else:
            others.append(one)
    return [one for _at, one in sorted(past, key=lambda pair: pair[0])] + others


def _confirmed(order: Order) -> str:
    contact = getattr(order, "contact", None)  # None once the person has been erased
    if contact is None:
        return ""
    # Without a full stop: on a telephone the address fills the line, and the stop would stand on the next.
    return _("Confirmation sent to %(email)s") % {"email": contact.email}


def _paid_by(order: Order) -> str:
    """Say by what the order was paid: its card's last digits, which are all that we are told."""
    paid = [attempt for attempt in payments.attempts(order.payable) if attempt.state == AttemptState.PAID]
    if not paid or not paid[0].card_last4:
        return ""
    return f"{paid[0].card_brand.title()} •••• {paid[0].card_last4}"


def _road(order: Order, times: dict[str, datetime], today: date) -> list[Moment]:
    reached = DONE_AT[Work(order.work)]
    planned = {"ship": order.dispatch_on, "deliver": order.arrives_until}
    still = order.headline == Headline.IN_TREATMENT  # it waits for its customer, and no day is promised
    expected = {verb: day for verb, day in planned.items() if day >= today and not still}
    told = []
    for place, (verb, label) in enumerate(ROAD, start=1):
        if place > reached:
            told.append(Moment(LABELS[label], "next", expected.get(verb)))
        else:
            told.append(Moment(LABELS[label], _reached(now=order.headline == label), times.get(verb)))
    return told


def _reached(*, now: bool) -> Literal["now", "done"]:
    return "now" if now else "done"


def _ends(order: Order, entries: Iterable[Entry]) -> list[Moment]:
    ends = {
        "cancel": Headline.CANCELLED,
        "lapse": Headline.CANCELLED,
        "take_back": Headline.RETURNED,
        "refund": Headline.REFUNDED,
    }
    reached = [(ends[entry.verb], entry) for entry in entries if entry.verb in ends]
    return [
        Moment(LABELS[label], _end(label, order), entry.at, CAUSES.get(entry.cause, ""))
        for label, entry in reached
    ]


def _end(label: Headline, order: Order) -> Literal["now", "done", "stopped"]:
    return "stopped" if label == Headline.CANCELLED else _reached(now=order.headline == label)


def beneath(lines: Iterable[OrderLine], parcels: Iterable[ParcelTold]) -> list[str]:
    """Return what the label alone does not say: that only a part has left, arrived or come back."""
    whole, found = sum(line.quantity for line in lines), list(parcels)
    left = sum(n for told in found for _line, n in told.inside)
    come = sum(n for told in found if told.parcel.delivered_at for _line, n in told.inside)
    back = sum(n for told in found if told.parcel.returned_at for _line, n in told.inside)
    said = [
        (
            left,
            ngettext(
                "%(part)d piece of %(whole)d has left.", "%(part)d pieces of %(whole)d have left.", left
            ),
        ),
        (
            come,
            ngettext(
                "%(part)d piece of %(whole)d has arrived.", "%(part)d pieces of %(whole)d have arrived.", come
            ),
        ),
        (
            back,
            ngettext("%(part)d piece of %(whole)d is back.", "%(part)d pieces of %(whole)d are back.", back),
        ),
    ]
    return [words % {"part": part, "whole": whole} for part, words in said if 0 < part < whole]


def sums(order: Order) -> list[SumLine]:
    """Return the order's totals as its page, its recap and its mails print them."""
    delivery = order.delivery or None
    return [
        SumLine(_("Pieces"), order.items),
        SumLine(_("Delivery"), delivery, words="" if delivery else _("free")),
        *(_taxed(order) if order.vat_country else _untaxed(order)),
    ]


def _taxed(order: Order) -> list[SumLine]:
    vat = words.vat(order.vat_country, order.delivery_vat_bp, speaking())
    return [
        SumLine(_("Total, VAT included"), order.total, strong=True),
        SumLine(_("of which %(vat)s") % {"vat": vat}, order.vat),
    ]


def _untaxed(order: Order) -> list[SumLine]:
    return [
        SumLine(_("Total, without VAT"), order.total, strong=True),
        SumLine(_("VAT"), words=_("none, the parcel leaves the Union")),
    ]


def customs(order: Order) -> str:
    """Return who pays the duties on arrival ("house", "customer"), "" where the parcel crosses no border.

    It is what the house promised on the day of the order.
    """
    vat = charters.charter_at(order.placed_at).vat if not order.vat_country else None
    return (vat and vat.duties_paid_by) or ""


@keeps("vat.duties_paid_by")
def at_the_border(order: Order) -> str:
    """Return what the customer was told of duties and taxes on arrival; "" where there are none."""
    if order.vat_country:
        return ""
    then = charters.charter_at(order.placed_at)
    return promises.words(then, "vat.duties_paid_by", speaking())


def parcels_told(order: Order, at: datetime) -> list[ParcelTold]:
    """Return the order's parcels in three queries at most."""
    contents = list(queries.contents(order.pk))
    return [
        _parcel(parcel, tuple((c.line, c.quantity) for c in contents if c.parcel_id == parcel.pk), at)
        for parcel in parcels.parcels_of(order.consignment_id)
    ]


def _parcel(parcel: Parcel, inside: tuple[tuple[OrderLine, int], ...], at: datetime) -> ParcelTold:
    carrier = carrier_of(parcel.carrier)
    shipped_on = clock.local_day(parcel.shipped_at or parcel.packed_at)
    found = tracking(
        carrier.tracking_url, parcel.number, shipped_on=shipped_on, next_day=carrier.tracking_from_next_day
    )
    return ParcelTold(
        parcel, carrier.name, carrier.phone, found, found.opens_on <= clock.local_day(at), inside
    )


def carrier_of(key: str) -> charters.Carrier:
    """Return the carrier called `key`; one that the house has dropped since is told as it was."""
    return charters.carrier(key)
