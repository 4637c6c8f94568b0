"""Questions about carts: what is in them today, at today's prices, with delivery."""

from collections import Counter
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from poincon.cart.models import Cart, CartLine
from poincon.catalogue import made_words, rules
from poincon.catalogue import queries as catalogue
from poincon.catalogue.queries import VariantFacts
from poincon.catalogue.rules import Made, Share, Wish
from poincon.charter import queries as charters
from poincon.charter.promises import keeps
from poincon.charter.queries import Arrival, Offer
from poincon.customers.addresses import Place
from poincon.design import words as spelled
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
    "plain_line",
    "there",
    "view",
]


class Said(StrEnum):
    """What the customer must be told about a line before going on."""

    DEARER = "dearer"
    CHEAPER = "cheaper"
    FEWER = "fewer"
    SOLD_OUT = "sold_out"
    GONE = "gone"
    UNMADE = "unmade"


UNSOLD = frozenset({Said.SOLD_OUT, Said.GONE, Said.UNMADE})
STOPS = UNSOLD | {Said.FEWER}


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as it stands now, at the price asked at the destination; without `facts` it is sold no more.

    `unit` is what one costs with all that is made of it; `extra` is the part of it for what is made, and
    `made` tells what that is, None where nothing is, or not as wished any more. `leaves_on` is the day by
    which what is awaited or made can leave, by the carrier where one is chosen; None for what is here.
    `standing` says in words whether it is here, or when it leaves.
    """

    id: int
    variant_id: int
    quantity: int
    facts: VariantFacts | None
    unit: Money
    before: Money
    stand: Stand | None
    said: Said | None
    extra: Money
    wish: Wish
    made: Made | None = None
    tag: Tag | None = None
    leaves_on: date | None = None
    standing: str = ""

    @property
    def total(self) -> Money:
        return self.unit * self.quantity

    @property
    def struck(self) -> Struck | None:
        """What may be struck through beside the price of one piece, where that is the price of the line."""
        return self.tag.struck if self.tag and not self.extra else None

    @property
    def plain_tag(self) -> Tag | None:
        """The tag of the piece, where the line costs what it says."""
        return None if self.extra else self.tag

    @property
    def told(self) -> list[str]:
        """What is made of it, line by line, in the reader's language."""
        return made_words.told(self.made)

    @property
    def stops(self) -> bool:
        """Whether the order cannot be placed while this line is so."""
        return self.said in STOPS

    @property
    def counts(self) -> bool:
        """Whether the line is part of the sum: what cannot be had any more, or not so, costs nothing."""
        return self.said not in UNSOLD

    @property
    def sold_out(self) -> bool:
        return self.said is Said.SOLD_OUT


@dataclass(frozen=True, slots=True)
class There:
    """When all of a cart would be there, whether pieces are awaited, and 24 December while people ask it."""

    cheapest: Arrival
    fastest: Arrival | None
    eve: date | None
    awaited: bool


@dataclass(frozen=True, slots=True)
class CartView:
    """A cart today: its lines, its sum, the cheapest delivery to where it is asked for, and the total.

    What cannot be bought as it stands counts nowhere but among the lines. Amounts are those asked at the
    destination, as `taxation` tells; it is None where we cannot sell, and they are then those of the window.
    What makes a parcel a valuable one, or its delivery free, is reckoned by the prices of the window.
    """

    lines: tuple[LineView, ...]
    country: str
    postcode: str
    taxation: Taxation | None
    items: Money
    weight_g: int
    nature: str
    offers: tuple[Offer, ...]
    missing_for_free: Money | None

    @property
    def count(self) -> int:
        return sum(line.quantity for line in self.bought)

    @property
    def bought(self) -> tuple[LineView, ...]:
        """The lines that are part of the sum."""
        return tuple(line for line in self.lines if line.counts)

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
    def restock_on(self) -> date | None:
        """The day from which the last of the awaited pieces can leave; None when all are here."""
        days = [line.stand.dispatch_on for line in self.bought if line.stand and line.stand.dispatch_on]
        return max(days, default=None)

    @property
    def leaves_on(self) -> date | None:
        """The day on which all of it leaves together, where something is awaited or made; else None."""
        return max((line.leaves_on for line in self.bought if line.leaves_on), default=None)

    @property
    def making_days(self) -> int:
        """The working days that what is made for its wearer adds to the way of all; 0 when nothing is."""
        return max((line.made.days for line in self.bought if line.made), default=0)

    @property
    def for_the_wearer(self) -> bool:
        """Whether a piece is made to somebody's wishes, so that it cannot be taken back (L221-28, 3°)."""
        return any(line.made for line in self.bought)

    @property
    def share_made(self) -> Share:
        """How much of it is made to somebody's wishes; the time to change one's mind holds for the rest."""
        return rules.share_made(line.made is not None for line in self.bought)


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


def plain_line(cart: Cart, variant_id: int) -> int:
    """Return the number of the line that holds a variant as it is shown, 0 where none does."""
    found = CartLine.objects.filter(cart=cart, variant_id=variant_id, words="", size_mm=None)
    return found.values_list("pk", flat=True).first() or 0


def there(shown: CartView, *, at: datetime) -> There | None:
    """Return when this cart would be there if it were ordered now; None when nothing of it can be sent."""
    if not shown.bought or not shown.offers:
        return None
    charter, restock_on, days = charters.charter(), shown.restock_on, shown.making_days
    ready = charters.dispatch_by(charter, at, restock_on=restock_on, making_days=days)
    ways = charters.arrivals(
        charter,
        shown.offers,
        ready,
        at=at,
        language=get_language() or "fr",
        restock_on=restock_on,
        making_days=days,
    )
    cheapest, fastest = charters.best(ways)
    eve = charters.eve(clock.local_day(at))
    return There(cheapest, fastest, eve, shown.restock_on is not None) if cheapest else None


def view(
    cart: Cart | None, *, at: datetime, country: str = "", postcode: str = "", carrier: str = ""
) -> CartView:
    """Return the cart as it stands at `at`, to go by `carrier` where one is chosen.

    A handful of queries, however long it is.
    """
    charter = charters.charter()
    lines = list(cart.lines.order_by("id")) if cart else []
    ids = [line.variant_id for line in lines]
    facts = catalogue.variant_facts(ids)
    tags = pricing.tags(ids, at=at)
    stands = inventory.availability(ids, at=at)
    wanted = Counter[int]()
    for line in lines:
        wanted[line.variant_id] += line.quantity
    now = _Now(stands, wanted, at, carrier)
    shown = [_line(line, facts.get(line.variant_id), tags, now) for line in lines]
    bought = [line for line in shown if line.counts]
    worth = total([line.total for line in bought], charter.currency)
    where = _where(cart, country, postcode)
    weight = sum(line.facts.weight_g * line.quantity for line in bought if line.facts)
    nature = charters.nature_of(charter, value=worth, weight_g=weight)
    there = asdict(where)
    offers = charters.offers(charter, **there, weight_g=weight, value=worth, nature=nature)
    taxation = pricing.taxation(where.country, where.postcode, clock.local_day(at))
    asked = tuple(_asked(line, taxation) for line in shown)
    return CartView(
        lines=asked,
        **there,
        taxation=taxation,
        items=total([line.total for line in asked if line.counts], charter.currency),
        weight_g=weight,
        nature=nature,
        offers=tuple(_offered(offer, taxation) for offer in offers),
        missing_for_free=_missing(worth, where),
    )


def _where(cart: Cart | None, country: str, postcode: str) -> Place:
    """Return the place asked for, else the cart's, else where most customers live."""
    if country:
        return Place(country, postcode)
    if cart and cart.country:
        return Place(cart.country, cart.postcode)
    return Place(charters.charter().delivery.likely_country)


def _asked(line: LineView, taxation: Taxation | None) -> LineView:
    """Return a line at what is asked at the destination; it was compared before by what the window shows."""
    if taxation is None or not taxation.taken_off_bp:
        return line
    tag = line.tag.elsewhere(taxation) if line.tag else None
    extra = taxation.asked(line.extra)
    unit = taxation.asked(line.unit - line.extra) + extra
    return replace(line, unit=unit, extra=extra, before=taxation.asked(line.before), tag=tag)


def _offered(offer: Offer, taxation: Taxation | None) -> Offer:
    if taxation is None or not taxation.taken_off_bp:
        return offer
    return replace(offer, price=taxation.asked(offer.price))


@dataclass(frozen=True, slots=True)
class _Now:
    """What is left of each variant, how many all lines together want of it, and when it would go by whom."""

    stands: dict[int, Stand]
    wanted: Counter[int]
    at: datetime
    carrier: str


def _line(line: CartLine, facts: VariantFacts | None, tags: dict[int, Tag], now: _Now) -> LineView:
    currency = charters.charter().currency
    before, none = Money(line.shown_minor, currency), Money.zero(currency)
    tag, stand = tags.get(line.variant_id), now.stands.get(line.variant_id)
    kept = (line.pk, line.variant_id, line.quantity, facts)
    if facts is None or not facts.on_sale or tag is None or stand is None:
        return LineView(*kept, before, before, None, Said.GONE, none, line.wish)
    if not rules.still_fits(line.wish, facts.engraving, facts.measure):
        return LineView(*kept, before, before, stand, Said.UNMADE, none, line.wish)
    made = rules.made(line.wish, facts.engraving, facts.measure)
    extra = Money(made.price_minor if made else 0, currency)
    unit = tag.asked + extra
    said = _said(now.wanted[line.variant_id], unit, before, stand)
    leaves = _leaves(stand, made, now)
    told = _standing(stand, leaves, now.at, made=made is not None)
    return LineView(*kept, unit, before, stand, said, extra, line.wish, made, tag, leaves, told)


@keeps("stock.sells_ahead")
def _leaves(stand: Stand, made: Made | None, now: _Now) -> date | None:
    """Return the day by which a line can leave that is awaited or made, by the reckoning of its page."""
    if stand.dispatch_on is None and made is None:
        return None
    days = made.days if made else 0
    return charters.dispatch_by(
        charters.charter(), now.at, restock_on=stand.dispatch_on, carrier=now.carrier, making_days=days
    )


def _standing(stand: Stand, leaves: date | None, at: datetime, *, made: bool) -> str:
    """Say whether a piece is here, or when it leaves, in the words of its page and the reader's language."""
    language = get_language() or "fr"
    if made and leaves and stand.state is not Availability.SOLD_OUT:
        return _("Made for you, it leaves by %(day)s") % {"day": spelled.day(leaves, language)}
    today, state = clock.local_day(at), stand.state.value
    return charters.stock_words(charters.charter(), state, language, today=today, dispatch_on=leaves)


def _said(wanted: int, unit: Money, before: Money, stand: Stand) -> Said | None:
    if stand.state is Availability.SOLD_OUT:
        return Said.SOLD_OUT
    if stand.orderable < wanted:
        return Said.FEWER
    if unit == before:
        return None
    return Said.DEARER if unit > before else Said.CHEAPER


def _missing(items: Money, where: Place) -> Money | None:
    """Return what is still to be bought for a free delivery, or None when it is free, or never is."""
    threshold = charters.free_threshold(charters.charter(), where.country, where.postcode)
    return threshold - items if threshold and items < threshold and items else None
