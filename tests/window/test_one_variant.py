"""A size, a length, its availability and its price are asked of one variant, in lists and in their counts."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.window.conftest import SILVER, YELLOW, Size

from poincon.foundation import clock
from poincon.kernel.money import Money
from poincon.window.queries.listing import Listing, listing
from poincon.window.rules import cards, counting, facets, wishes
from poincon.window.rules.cards import Offered, Shelf, Source
from poincon.window.states import Group

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SIZES, STATES, PRICES = ("52", "54"), cards.ORDER, (300, 499, 500, 800)
BANDS = ("250-500", "500-1000")


def found(**values: str | Sequence[str]) -> Listing:
    asked = {name: [value] if isinstance(value, str) else value for name, value in values.items()}
    return listing(wishes.read(asked), language="fr", at=clock.now())


def counts(group: Group, **asked: str | Sequence[str]) -> dict[str, int]:
    return {option.value: option.count for option in found(**asked).options[group] if option.count}


@pytest.fixture
def pieces(make: Callable[..., object]) -> None:
    """One whose 54 is the dear one, one whose 54 is the cheap one."""
    make(name_fr="Lune", sizes=[Size("50", 70_000), Size("54", 90_000)])
    make(name_fr="Soleil", sizes=[Size("50", 90_000), Size("54", 70_000)], metals=[SILVER])


@pytest.mark.promise("window.filters")
@pytest.mark.django_db
@pytest.mark.usefixtures("pieces")
@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"size": "54", "price_to": "800"}, ["Soleil"]),
        ({"size": "50", "price_to": "800"}, ["Lune"]),
        ({"size": ["50", "54"], "price_to": "800"}, ["Soleil", "Lune"]),
        ({"size": "54", "price_from": "800"}, ["Lune"]),
        ({"size": "54", "price_from": "900", "price_to": "900"}, ["Lune"]),
        ({"size": "54", "price_to": "699"}, []),
        ({"price_from": "750", "price_to": "850"}, []),
        ({"price_from": "650", "price_to": "850"}, ["Soleil", "Lune"]),
        ({"size": "54", "price_to": "800", "metal": "gold"}, []),
        ({"size": "54", "price_to": "800", "stock": "in_stock"}, ["Soleil"]),
        ({"size": "54", "price_to": "800", "stock": "restocking"}, []),
        ({"q": "soleil", "size": "54", "price_from": "800"}, []),
    ],
)
def test_a_size_costs_what_is_asked(asked, names):
    answer = found(**asked)
    assert [card.name for card in answer.cards] == names
    assert answer.total == len(names)


@pytest.mark.django_db
def test_a_length_and_a_band_are_asked_of_one_variant(make):
    short, long = ({"length_mm": length} for length in (420, 450))
    make(name_fr="Onde", sizes=[Size(None, 600_000, columns=short), Size(None, 900_000, columns=long)])
    make(name_fr="Rive", sizes=[Size(None, 400_000, columns=long)])
    assert [card.name for card in found(length="450", price_to="7000").cards] == ["Rive"]
    assert [card.name for card in found(length="450", price="5000-10000").cards] == ["Onde"]
    assert counts(Group.LENGTH, price_to="7000") == {"420": 1, "450": 1}
    assert counts(Group.PRICE, length="450") == {"2500-5000": 1, "5000-10000": 1}
    assert counts(Group.PRICE, length="450", stock="restocking") == {}


@pytest.mark.django_db
@pytest.mark.usefixtures("pieces")
def test_counts_agree_with_lists():
    assert counts(Group.SIZE, price_to="800") == {"50": 1, "54": 1}
    assert counts(Group.SIZE, price_from="600") == {"50": 2, "54": 2}
    assert counts(Group.METAL, size="54", price_to="800") == {"silver": 1}
    assert counts(Group.METAL, size="54", price_to="800", metal="gold") == {"silver": 1}
    assert counts(Group.STOCK, size="54", price_to="800") == {"in_stock": 1}


def test_cards_of_an_older_version_are_asked_as_whole_pieces():
    """They know nothing of the prices of their variants, and must not vanish until they are written again."""
    known = {facets.EVERY: 0b1, "size:54": 0b1, "price:250-500": 0b1, "price:500-1000": 0b1}
    known |= {"stock:in_stock": 0b1, "size@in_stock:54": 0b1}
    banded, typed = ({"size": ["54"], **asked} for asked in ({"price": ["250-500"]}, {"price_to": ["400"]}))
    for asked in (banded, typed):
        assert counting.counted(wishes.read(asked), known, 0b1, counting.Priced(partly=0b1))[0] == 0b1
        now = known | {facets.MADE: 0b1}
        assert counting.counted(wishes.read(asked), now, 0b1, counting.Priced(partly=0b1))[0] == 0


variants = st.tuples(st.sampled_from(SIZES), st.sampled_from(STATES), st.sampled_from(PRICES))
asked_of = st.fixed_dictionaries(
    {},
    optional={
        "size": st.lists(st.sampled_from(SIZES), min_size=1, unique=True),
        "stock": st.lists(st.sampled_from(STATES), min_size=1, unique=True),
        "price": st.lists(st.sampled_from(BANDS), min_size=1, unique=True),
        "price_from": st.sampled_from([["300"], ["400"], ["500"]]),
        "price_to": st.sampled_from([["499"], ["600"], ["800"]]),
    },
)


@given(st.lists(st.lists(variants, min_size=1, max_size=4), min_size=1, max_size=6), asked_of)
def test_every_list_and_every_count_is_what_looking_at_all_variants_tells(shop, asked):
    wish = wishes.read(asked)
    total, told = _counted(shop, wish)
    assert total == sum(_fits(piece, asked) for piece in shop)
    alone = {name: values for name, values in asked.items() if not name.startswith("price")}
    for size in SIZES:
        assert told.get(f"size:{size}", 0) == sum(_fits(piece, asked | {"size": [size]}) for piece in shop)
    for state in STATES:
        assert told.get(f"stock:{state}", 0) == sum(
            _fits(piece, asked | {"stock": [state]}) for piece in shop
        )
    for band in BANDS:
        assert told.get(f"price:{band}", 0) == sum(_fits(piece, alone | {"price": [band]}) for piece in shop)


def _fits(piece, asked):
    """Look at all variants; without a size, a piece stands as its best and costs what any of them does."""
    states = asked.get("stock", STATES)
    there = [one for one in piece if _affordable(one[2], asked)]
    if "size" in asked:
        return any(
            size in asked["size"] and state in states and state != "sold_out" for size, state, _ in there
        )
    return bool(there) and min((state for _, state, _ in piece), key=STATES.index) in states


def _affordable(price, asked):
    wish = wishes.read(asked)
    low, high = wish.between or (None, None)
    within = wish.between is not None and (low or 0) <= price <= (high or price)
    return Group.PRICE not in wish.groups or facets.band(Decimal(price)) in asked.get("price", ()) or within


def _counted(shop, wish):
    sources = [_source(number, piece) for number, piece in enumerate(shop)]
    known: dict[str, int] = {}
    for place, source in enumerate(sources):
        for code in cards.codes(source):
            known[code] = known.get(code, 0) | 1 << place
    narrowed, told = counting.counted(wish, known, known[facets.EVERY], _priced(sources, wish))
    return narrowed.bit_count(), told


def _priced(sources, wish):
    """Do what PostgreSQL does with the prices that each card holds."""
    if wish.between is None:
        return counting.Priced()
    low, high = ((None if end is None else end * 100) for end in wish.between)

    def within(minor: int) -> bool:
        return (low or 0) <= minor <= (high or minor)

    whole, parted = 0, dict[str, int]()
    for place, source in enumerate(sources):
        if all(within(one.price.minor) for one in source.offered):
            whole |= 1 << place
            continue
        for code in {code for code, minor in cards.prices(source.offered) if within(minor)}:
            parted[code] = parted.get(code, 0) | 1 << place
    return counting.Priced(whole, ~whole & (1 << len(sources)) - 1, parted)


def _source(number: int, piece: Sequence[tuple[str, str, int]]) -> Source:
    names = {"fr": "Bague", "en": "Ring"}
    known = Source(
        number, "ring", "R", "ring", names, names, names, "Aurore", "aurore", Shelf(1, (1,), "", ""), (), NOON
    )
    known.metals.append(("gold", YELLOW.colour, 750))
    known.offered += [
        Offered(
            sku="",
            gtin="",
            circumference_mm=Decimal(size),
            length_mm=None,
            to_measure=False,
            availability=state,
            dispatch_on=None,
            price=Money(price * 100, "EUR"),
        )
        for size, state, price in piece
    ]
    return known
