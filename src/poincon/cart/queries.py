"""Questions about carts: what is in them today, at today's prices, with delivery."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from poincon.cart.models import Cart, CartLine
from poincon.catalogue import queries as catalogue
from poincon.catalogue.queries import VariantFacts
from poincon.charter import queries as charters
from poincon.charter.queries import Offer
from poincon.foundation import clock
from poincon.inventory import queries as inventory
from poincon.inventory.states import Availability, Stand
from poincon.kernel.money import Money, total
from poincon.pricing import queries as pricing
from poincon.pricing.queries import Tag, Taxation
from poincon.pricing.rules import Struck

__all__ = [
    "Cart",
    "CartView",
    "LineView",
    "Said",
    "by_id",
    "cart_of",
    "count",
    "find",
    "view",
]


class Said(StrEnum):
    """What the customer must be told about a line before going on."""

    DEARER = "dearer"
    CHEAPER = "cheaper"
    FEWER = "fewer"
    SOLD_OUT = "sold_out"
    GONE = "gone"


STOPS = frozenset({Said.FEWER, Said.SOLD_OUT, Said.GONE})


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as it stands now, at the price asked at the destination; without `facts` it is sold no more."""

    variant_id: int
    quantity: int
    facts: VariantFacts | None
    unit: Money
    before: Money
    stand: Stand | None
    said: Said | None
    tag: Tag | None = None

    @property
    def total(self) -> Money:
        return self.unit * self.quantity

    @property
    def struck(self) -> Struck | None:
        """What may be struck through beside the price of one piece."""
        return self.tag.struck if self.tag else None

    @property
    def stops(self) -> bool:
        """Whether the order cannot be placed while this line is so."""
        return self.said in STOPS


@dataclass(frozen=True, slots=True)
class CartView:
    """A cart today: its lines, its sum, the cheapest delivery to the likely country, and the total.

    Amounts are those asked at the destination, as `taxation` tells; it is None where we cannot sell, and they
    are then those of the window. What makes a parcel a valuable one, or its delivery free, is reckoned by the
    prices of the window.
    """

    lines: tuple[LineView, ...]
    country: str
    taxation: Taxation | None
    items: Money
    weight_g: int
    nature: str
    offers: tuple[Offer, ...]
    missing_for_free: Money | None

    @property
    def count(self) -> int:
        return sum(line.quantity for line in self.lines)

    @property
    def delivery(self) -> Money | None:
        """The lowest price of delivery to the country, or None where the house does not deliver."""
        return min((offer.price for offer in self.offers), default=None)

    @property
    def total(self) -> Money:
        return self.items + (self.delivery or Money.zero(self.items.currency))

    @property
    def stops(self) -> bool:
        return any(line.stops for line in self.lines)

    @property
    def dispatch_on(self) -> date | None:
        """The day on which the last piece can leave; None when all are here."""
        days = [line.stand.dispatch_on for line in self.lines if line.stand and line.stand.dispatch_on]
        return max(days, default=None)


def find(token: str) -> Cart | None:
    """Return the visitor's cart behind a token; a customer's is found by its customer alone."""
    return _told().filter(token=token, customer=None).first() if token else None


def by_id(cart_id: int) -> Cart | None:
    return Cart.objects.filter(pk=cart_id).first()


def cart_of(customer_id: int) -> Cart | None:
    """Return a customer's cart, with the customer and the account."""
    return _told().select_related("customer__user").filter(customer_id=customer_id).first()


def pieces_in(cart: Cart) -> int:
    """Return how many pieces were in a cart when it was found; one that was just begun is asked again."""
    return (cart.pieces or 0) if hasattr(cart, "pieces") else count(cart)


def _told() -> QuerySet[Cart]:
    """Return carts that know how many pieces are in them: nearly every page tells it."""
    lines = CartLine.objects.filter(cart=OuterRef("pk")).values("cart")
    return Cart.objects.annotate(pieces=Subquery(lines.annotate(all=Sum("quantity")).values("all")))


def count(cart: Cart) -> int:
    """Return how many pieces are in the cart, for the header of every page."""
    return sum(CartLine.objects.filter(cart=cart).values_list("quantity", flat=True))


def view(cart: Cart | None, *, at: datetime, country: str = "", postcode: str = "") -> CartView:
    """Return the cart as it stands at `at`; a handful of queries, however long it is."""
    charter = charters.charter()
    lines = list(cart.lines.order_by("id")) if cart else []
    ids = [line.variant_id for line in lines]
    facts = catalogue.variant_facts(ids)
    tags = pricing.tags(ids, at=at)
    stands = inventory.availability(ids, at=at)
    shown = [_line(line, facts.get(line.variant_id), tags, stands, charter.currency) for line in lines]
    worth = total([line.total for line in shown], charter.currency)
    where = country or (cart.country if cart else "") or charter.delivery.likely_country
    weight = sum(line.facts.weight_g * line.quantity for line in shown if line.facts)
    nature = charters.nature_of(charter, value=worth, weight_g=weight)
    offers = charters.offers(charter, country=where, weight_g=weight, value=worth, nature=nature)
    taxation = pricing.taxation(where, postcode, clock.local_day(at))
    asked = tuple(_asked(line, taxation) for line in shown)
    return CartView(
        lines=asked,
        country=where,
        taxation=taxation,
        items=total([line.total for line in asked], charter.currency),
        weight_g=weight,
        nature=nature,
        offers=tuple(_offered(offer, taxation) for offer in offers),
        missing_for_free=_missing(worth, where),
    )


def _asked(line: LineView, taxation: Taxation | None) -> LineView:
    """Return a line at what is asked at the destination; it was compared before by what the window shows."""
    if taxation is None or not taxation.taken_off_bp:
        return line
    tag = line.tag.elsewhere(taxation) if line.tag else None
    return replace(line, unit=taxation.asked(line.unit), before=taxation.asked(line.before), tag=tag)


def _offered(offer: Offer, taxation: Taxation | None) -> Offer:
    if taxation is None or not taxation.taken_off_bp:
        return offer
    return replace(offer, price=taxation.asked(offer.price))


def _line(
    line: CartLine,
    facts: VariantFacts | None,
    tags: dict[int, Tag],
    stands: dict[int, Stand],
    currency: str,
) -> LineView:
    before = Money(line.shown_minor, currency)
    tag, stand = tags.get(line.variant_id), stands.get(line.variant_id)
    if facts is None or not facts.on_sale or tag is None or stand is None:
        return LineView(line.variant_id, line.quantity, facts, before, before, None, Said.GONE)
    said = _said(line.quantity, tag.asked, before, stand)
    return LineView(line.variant_id, line.quantity, facts, tag.asked, before, stand, said, tag)


def _said(quantity: int, unit: Money, before: Money, stand: Stand) -> Said | None:
    if stand.state is Availability.SOLD_OUT:
        return Said.SOLD_OUT
    if stand.orderable < quantity:
        return Said.FEWER
    if unit == before:
        return None
    return Said.DEARER if unit > before else Said.CHEAPER


def _missing(items: Money, country: str) -> Money | None:
    """Return what is still to be bought for a free delivery, or None when it is free, or never is."""
    threshold = charters.free_threshold(charters.charter(), country)
    return threshold - items if threshold and items < threshold and items else None
