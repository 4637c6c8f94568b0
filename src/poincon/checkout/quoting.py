"""The quote: everything the recap shows and the order will hold, decided in one place."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.utils.crypto import salted_hmac

from poincon.cart import queries as carts
from poincon.cart.queries import CartView
from poincon.catalogue.rules import Wish
from poincon.charter import queries as charters
from poincon.charter.promises import keeps
from poincon.charter.queries import Charter, Means, Offer
from poincon.checkout import rules
from poincon.checkout.models import Checkout
from poincon.content import queries as content
from poincon.kernel.money import Money, total
from poincon.orders.actions.record import Buyer, Dates
from poincon.pricing.queries import NoVatRate, Taxation

NOTICE = "made_for_you"
"""The page that says why what is made for its wearer is not taken back; orders keep its version."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What is about to be sold: lines, delivery, VAT, dates and the seal over all of it."""

    lines: tuple[rules.QuotedLine, ...]
    offer: Offer
    items: Money
    taxation: Taxation
    vat: Money
    dispatch_on: date
    arrives: tuple[date, date]
    shown: rules.Shown

    @property
    def seal(self) -> str:
        return self.shown.seal

    @property
    def total(self) -> Money:
        return self.items + self.offer.price

    @property
    def vat_bp(self) -> int:
        """The rate that every line and the delivery bear, in basis points."""
        return self.taxation.rate_bp

    @property
    def duties_paid_by(self) -> str | None:
        """Who pays the duties on arrival, None where the parcel crosses no customs border."""
        vat = charters.charter().vat if not self.taxation.country else None
        return vat.duties_paid_by if vat else None


def cart_there(checkout: Checkout, at: datetime) -> CartView:
    """Return the cart with what it costs at the address told."""
    told = checkout.delivery
    there = {"country": told["country"], "postcode": told["postcode"]}
    return carts.view(checkout.cart, at=at, **there, carrier=checkout.carrier)


def offers(view: CartView) -> tuple[Offer, ...]:
    """Return the ways of delivery for the cart and its country, cheapest first (R066)."""
    return tuple(sorted(view.offers, key=lambda offer: (offer.price.minor, offer.days_max)))


def arrivals(view: CartView, at: datetime) -> list[tuple[Offer, tuple[date, date]]]:
    """Return the ways of delivery, cheapest first, each with the days between which it would arrive."""
    charter = charters.charter()
    ready = charters.dispatch_by(charter, at, restock_on=view.restock_on, making_days=view.making_days)
    return [(way, charters.arrives(charter, way, ready)) for way in offers(view)]


def quote(view: CartView, *, cart_id: int, carrier: str, buyer: Buyer, at: datetime) -> Quote | None:
    """Return the quote, or None while the carrier is not one that is on offer for this cart and country.

    Raises NoVatRate where it is not known which VAT a sale there bears.
    """
    charter = charters.charter()
    offer = next((o for o in view.offers if o.carrier == carrier), None)
    if offer is None:
        return None
    lines = tuple(
        rules.QuotedLine(line.variant_id, line.quantity, line.unit, _made(line.wish)) for line in view.bought
    )
    taxation = view.taxation
    if taxation is None:
        raise NoVatRate(country=view.country)
    dispatch_on = charters.dispatch_by(
        charter, at, restock_on=view.restock_on, carrier=offer.carrier, making_days=view.making_days
    )
    arrives = charters.delivery_window(offer, dispatch_on)
    parts = [*(line.total for line in lines), offer.price]
    return Quote(
        lines=lines,
        offer=offer,
        items=view.items,
        taxation=taxation,
        vat=total([taxation.vat_in(part) for part in parts], charter.currency),
        dispatch_on=dispatch_on,
        arrives=arrives,
        shown=rules.Shown(
            lines=tuple(sorted((one.variant_id, one.made, one.quantity, one.unit.minor) for one in lines)),
            carrier=offer.carrier,
            delivery=offer.price.minor,
            currency=offer.price.currency,
            country=view.country,
            dispatch_on=dispatch_on.isoformat(),
            arrives=(arrives[0].isoformat(), arrives[1].isoformat()),
            given=_given(charter, made=view.for_the_wearer),
            taxed=(taxation.destination, taxation.country, taxation.rate_bp),
            buyer=_digest(cart_id, buyer),
        ),
    )


def _made(wish: Wish) -> str:
    """Return what stands in the seal for somebody's words and size, "" where nothing is made."""
    if not wish:
        return ""
    told = json.dumps(asdict(wish), default=str)
    return salted_hmac("checkout.made", told, algorithm="sha256").hexdigest()[:16]


def _digest(cart_id: int, buyer: Buyer) -> str:
    """Return what stands for e-mail, telephone and addresses in the seal: keyed, for orders keep seals.

    The cart is in it too, so that no two orders can have one seal.
    """
    told = json.dumps([cart_id, buyer.email, asdict(buyer.delivery), asdict(buyer.billing)], sort_keys=True)
    return salted_hmac("checkout.buyer", told, algorithm="sha256").hexdigest()


def _given(charter: Charter, *, made: bool) -> dict[str, str]:
    """Return what the charter gives with an order beyond its price and its days, whatever the hour is.

    When an edition changes one of these, or a word of the terms, between the recap and the button, the
    customer sees the recap again.
    """
    orders, transfer = charter.orders, charter.payments.transfer
    given = {
        "terms": [content.current("terms", language).version for language in charter.languages],
        "change": orders.change_until,
        "cancel": orders.cancel_until,
        "card": (orders.reservation_minutes, orders.unpaid_card_hours),
        "transfer": (transfer.reserve_days, transfer.cancel_after_days),
        "withdrawal": charter.withdrawal.window_days,
        "duties": charter.vat.duties_paid_by if charter.vat else None,
    }
    if made:
        notices = (content.current(NOTICE, language) for language in charter.languages)
        given["notice"] = [notice.version for notice in notices]
    return {name: str(value) for name, value in given.items()}


@keeps("payments.means")
def means_of(key: str) -> Means | None:
    """Return the means of payment that the house offers under `key`."""
    return next((means for means in charters.charter().payments.means if means.key == key), None)


@keeps("orders.dispatch_within_days")
def dates(quoted: Quote, means: Means, at: datetime) -> Dates:
    """Return the instants that the order will promise; a transfer has days, a card hours (R046)."""
    charter = charters.charter()
    return Dates(
        change_until=charters.cutoff(charter, at, "change"),
        cancel_until=charters.cutoff(charter, at, "cancel"),
        pay_until=payable_until(means, at),
        dispatch_on=quoted.dispatch_on,
        arrives_from=quoted.arrives[0],
        arrives_until=quoted.arrives[1],
    )


def payable_until(means: Means, at: datetime) -> datetime:
    """Return until when an order waits for a payment by these means that is begun at `at`."""
    charter = charters.charter()
    if means.gateway == "transfer":
        return at + timedelta(days=charter.payments.transfer.cancel_after_days)
    return at + timedelta(hours=charter.orders.unpaid_card_hours)


@keeps("orders.reservation_minutes", "payments.transfer.reserve_days")
def held_until(means: Means, at: datetime) -> datetime:
    """Return until when the pieces stay reserved for a payment by these means."""
    charter = charters.charter()
    if means.gateway == "transfer":
        return at + timedelta(days=charter.payments.transfer.reserve_days)
    return at + timedelta(minutes=charter.orders.reservation_minutes)
