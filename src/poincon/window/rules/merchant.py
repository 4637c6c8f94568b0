"""An item of Google's Merchant feed: what is said of a variant, in the form that its product data
specification wants (support.google.com/merchants/answer/7052112).
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from poincon.catalogue.states import Colour, Kind, Metal
from poincon.inventory.states import Availability
from poincon.kernel.money import Money
from poincon.kernel.visible import one_line

LONGEST = {
    "title": 150,
    "description": 5_000,
    "brand": 70,
    "mpn": 70,
    "material": 200,
    "size": 100,
    "color": 100,
}
SMALLEST_MM = 10
MOST_PICTURES = 11  # the main one and ten beside it
STATES = {
    Availability.IN_STOCK: "in_stock",
    Availability.RESTOCKING: "backorder",
    Availability.SOLD_OUT: "out_of_stock",
}
# Google's own numbers of the shelves under "Apparel & Accessories > Jewelry", which is 188.
CATEGORIES = {
    Kind.RING: 200,
    Kind.EARRINGS: 194,
    Kind.NECKLACE: 196,
    Kind.PENDANT: 192,
    Kind.BRACELET: 191,
    Kind.WATCH: 201,
    Kind.BROOCH: 197,
}
JEWELRY = 188
# Plain words of colour: those that are named after a metal would claim what the piece may not be made of.
COLOURS = {
    Colour.YELLOW: ("Jaune", "Yellow"),
    Colour.ROSE: ("Rose", "Pink"),
    Colour.WHITE: ("Blanc", "White"),
    Colour.BLACK: ("Noir", "Black"),
}
WHITE_METALS = frozenset({Metal.SILVER, Metal.PLATINUM, Metal.STEEL, Metal.TITANIUM})

type Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cut:
    """A price that may be struck through, by the history, and the days on which less is asked."""

    prior: Money
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """A variant with the words of one language, its price and what is here of it at one instant."""

    key: str
    family: str
    title: str
    description: str
    url: str
    pictures: tuple[str, ...]
    kind: Kind
    shelf: str
    brand: str
    gtin: str
    maker_number: str
    material: str
    colour: str
    size: str
    weight_mg: int | None
    height_mm: Decimal | None
    width_mm: Decimal | None
    price: Money
    cut: Cut | None
    state: Availability
    available_at: datetime | None


def pairs(item: Item) -> list[Pair]:
    """Return the attributes of an item in order; what is not known is not there."""
    told = [
        ("id", item.key),
        ("title", _short(item.title, "title")),
        ("description", _short(item.description, "description")),
        ("link", item.url),
        *_pictures(item),
        ("condition", "new"),
        *_available(item),
        *_priced(item),
        *_identified(item),
        ("google_product_category", str(CATEGORIES.get(item.kind, JEWELRY))),
        ("product_type", item.shelf),
        ("item_group_id", item.family),
        ("material", _short(item.material.replace(" · ", "/"), "material")),
        ("color", _short(item.colour, "color")),
        ("size", _short(item.size, "size")),
        # Asked of everything that is worn; jewellery is made for whoever wishes to wear it.
        ("age_group", "adult"),
        ("gender", "unisex"),
        *_measured(item),
        ("shipping_weight", _grams(item.weight_mg)),
    ]
    return [(name, value) for name, value in told if value]


def colour_of(metal: str, colour: str, language: str) -> str:
    """Return the colour of a metal as a buyer sees it, or nothing where it is not known."""
    seen = colour or (Colour.WHITE.value if metal in WHITE_METALS else "")
    if not seen:
        return ""
    french, english = COLOURS[Colour(seen)]
    return french if language == "fr" else english


def _pictures(item: Item) -> list[Pair]:
    first, *others = item.pictures[:MOST_PICTURES]
    return [("image_link", first), *(("additional_image_link", one) for one in others)]


def _available(item: Item) -> list[Pair]:
    """Return whether it can be had; what is to come needs its day, and is out of stock without one."""
    if item.state is Availability.RESTOCKING and item.available_at is None:
        return [("availability", STATES[Availability.SOLD_OUT])]
    told = [("availability", STATES[item.state])]
    if item.state is Availability.RESTOCKING and item.available_at:
        told.append(("availability_date", _instant(item.available_at)))
    return told


def _priced(item: Item) -> list[Pair]:
    if item.cut is None:
        return [("price", _money(item.price))]
    days = f"{_instant(item.cut.since)}/{_instant(item.cut.until)}"
    return [
        ("price", _money(item.cut.prior)),
        ("sale_price", _money(item.price)),
        ("sale_price_effective_date", days),
    ]


def _identified(item: Item) -> list[Pair]:
    """Return the maker's own marks; a piece that has neither barcode nor maker's number says so."""
    known = bool(item.gtin or item.maker_number)
    return [
        ("brand", _short(item.brand, "brand")),
        ("gtin", item.gtin),
        ("mpn", _short(item.maker_number, "mpn")),
        ("identifier_exists", "" if known else "no"),
    ]


def _measured(item: Item) -> list[Pair]:
    """Return height and width in centimetres; Google takes none below one (answer/11018531)."""
    known = (("product_height", item.height_mm), ("product_width", item.width_mm))
    return [(name, f"{value / 10:f} cm") for name, value in known if value and value >= SMALLEST_MM]


def _short(text: str, name: str) -> str:
    """Return words on one line, cut after a word where they are too long."""
    line, longest = one_line(text), LONGEST[name]
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0] + "…"


def _money(amount: Money) -> str:
    return f"{amount.amount} {amount.currency}"


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="minutes")


def _grams(weight_mg: int | None) -> str:
    return f"{(Decimal(weight_mg) / 1000).normalize():f} g" if weight_mg else ""


def day_begins(day: date, at: datetime) -> datetime:
    """Return the first instant of a day in the zone of another instant."""
    return datetime(day.year, day.month, day.day, tzinfo=at.tzinfo)
