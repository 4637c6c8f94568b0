"""Listings: what is shown, counted and ordered, compared with counting by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.window.conftest import NOON, ROSE, SILVER, TODAY, YELLOW, Size, a_brand, a_shelf

from poincon.catalogue.rules import StoneFacts, size_code
from poincon.window.models import Card
from poincon.window.queries import listing as cards
from poincon.window.queries.listing import PER_PAGE, listing
from poincon.window.queries.sources import gathered
from poincon.window.rules import facets, wishes
from poincon.window.rules.cards import ORDER as STATES
from poincon.window.rules.cards import Offered, Source, codes
from poincon.window.states import Group

pytestmark = pytest.mark.django_db

LATER = date(2026, 12, 3)
ENDS = st.none() | st.integers(0, 700)
RUBY = StoneFacts("ruby", "natural")
PEARL = StoneFacts("pearl_akoya", "cultured")


def found(language: str = "fr", scope: tuple[str, ...] = (), **values: object):
    """List the pieces that an address asks for."""
    asked = {name: [value] if isinstance(value, str) else value for name, value in values.items()}
    return listing(wishes.read(asked, scope=scope), language=language, at=NOON)


def slugs(answer) -> list[str]:
    return [card.slug for card in answer.cards]


@pytest.fixture
def mixed(make):
    """Twelve pieces that differ in everything that can be filtered."""
    earrings = a_shelf("boucles", "earrings")
    shelves, brands = [a_shelf(), earrings], [a_brand(), a_brand("Atelier Brume")]
    for n in range(12):
        make(
            category=shelves[n % 2],
            kind=["ring", "earrings"][n % 2],
            brand=brands[n % 3 == 0],
            metals=[[YELLOW], [ROSE], [SILVER], [ROSE, SILVER]][n % 4],
            stones=[[], [RUBY], [PEARL]][n % 3],
            sizes=[
                Size("50" if n % 2 == 0 else None, price=4_000 * (n + 1), stock=n % 3),
                Size(
                    "54" if n % 2 == 0 else None,
                    price=4_500 * (n + 1),
                    stock=n % 5 and 2,
                    restock_on=None if n % 5 else LATER,
                    columns=None if n % 2 == 0 else {"length_mm": 420},
                ),
            ],
        )


type Ends = tuple[int | None, int | None]


def by_hand(shown: list[Source], chosen: dict[Group, set[str]], ends: Ends | None) -> int:
    """Return how many pieces the wish allows, looking at the variants of each."""
    return sum(allows(source, chosen, ends) for source in shown)


def allows(source: Source, chosen: dict[Group, set[str]], ends: Ends | None) -> bool:
    there = {code for code in codes(source) if "@" not in code}
    measured = {group: chosen[group] for group in ("size", "length") if group in chosen}
    alone = [
        group for group in chosen if group not in ("size", "length", "price", *(["stock"] * bool(measured)))
    ]
    if not all(there & {facets.facet(group, value) for value in chosen[group]} for group in alone):
        return False
    fitting = [one for one in source.offered if affordable(one, chosen.get(Group.PRICE), ends)]
    if not measured:
        return bool(fitting)
    states = chosen.get(Group.STOCK, STATES)
    told = [one for one in fitting if one.availability in states and one.availability != "sold_out"]
    return all(any(measure(one, group) in values for one in told) for group, values in measured.items())


def affordable(one: Offered, bands: set[str] | None, ends: Ends | None) -> bool:
    low, high = ends or (None, None)
    within = (low is None or one.price.minor >= low * 100) and (high is None or one.price.minor <= high * 100)
    if bands is None:
        return ends is None or within
    return facets.band(one.price.amount) in bands or (ends is not None and within)


def measure(one: Offered, group: str) -> str:
    if group == "length":
        return str(one.length_mm or "")
    return size_code(one.circumference_mm) if one.circumference_mm else ""


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_pieces_and_counts_are_those_told_by_all_variants(mixed, data):
    known = {code for codes in Card.objects.values_list("facets", flat=True) for code in codes}
    known |= {f"stock:{state}" for state in STATES}
    choices = {
        group: sorted(c.partition(":")[2] for c in known if c.startswith(f"{group}:")) for group in Group
    }
    groups = data.draw(st.sets(st.sampled_from([group for group in Group if choices[group]]), max_size=4))
    chosen = {
        group: data.draw(st.sets(st.sampled_from(choices[group]), min_size=1, max_size=3)) for group in groups
    }
    scope = data.draw(st.sampled_from(["all", *sorted(code for code in known if code.startswith("shelf:"))]))

    low, high = data.draw(st.tuples(ENDS, ENDS))
    ends = tuple(sorted((low, high))) if low is not None and high is not None else (low, high)
    ends = None if ends == (None, None) else ends
    prices = {name: str(end) for name, end in (("price_from", low), ("price_to", high)) if end is not None}

    answer = found(
        scope=(scope,), **{str(group): sorted(values) for group, values in chosen.items()}, **prices
    )

    shown = [
        one for one in gathered(Card.objects.values_list("pk", flat=True), at=NOON) if scope in codes(one)
    ]
    assert answer.total == by_hand(shown, chosen, ends)
    assert len(answer.cards) == min(answer.total, PER_PAGE)
    for group, options in answer.options.items():
        told = {option.value: option.count for option in options}
        for value in choices[group]:
            alone = by_hand(shown, chosen | {group: {value}}, None if group is Group.PRICE else ends)
            assert told.get(value, 0) == alone, (group, value)
        assert {option.value for option in options if option.chosen} == chosen.get(group, set())


@pytest.mark.promise("window.filters")
def test_kind_size_colour_and_matter_narrow_a_list(mixed):
    """R003: by type, size, colour or material; several groups narrow, several values of one widen."""
    everything = found().total
    ruby = found(stone="ruby")
    assert 0 < ruby.total < everything
    assert all("rubis" in card.matter for card in ruby.cards)
    both = found(stone=["ruby", "pearl_akoya.cultured"])
    assert both.total == ruby.total + found(stone="pearl_akoya.cultured").total
    assert 0 < found(kind="ring", size="54", colour="white").total < found(kind="ring").total
    assert found(kind="earrings", size="54").total == 0


@pytest.mark.parametrize(
    ("group", "here", "later"),
    [
        ("size", Size("52", stock=3), Size("54", stock=0, restock_on=LATER)),
        (
            "length",
            Size(None, stock=3, columns={"length_mm": 420}),
            Size(None, stock=0, restock_on=LATER, columns={"length_mm": 450}),
        ),
    ],
)
def test_a_size_and_how_it_stands_are_asked_of_one_variant(make, group, here, later):
    there, awaited = ("52", "54") if group == "size" else ("420", "450")
    piece, other = make(sizes=[here, later]), make(sizes=[later])

    def told(wanted: Group, **asked: str) -> dict[str, int]:
        return {option.value: option.count for option in found(**asked).options[wanted]}

    assert found(**{group: awaited}, stock="in_stock").total == 0
    assert set(slugs(found(**{group: awaited}, stock="restocking"))) == {piece.slug, other.slug}
    assert slugs(found(**{group: there}, stock="in_stock")) == [piece.slug]
    assert told(Group.STOCK, **{group: awaited}) == {"restocking": 2}
    assert told(Group.STOCK, **{group: [there, awaited]}) == {"in_stock": 1, "restocking": 2}
    assert told(Group(group), stock="in_stock") == {there: 1}
    assert told(Group(group), stock="restocking") == {awaited: 2}
    assert told(Group.STOCK) == {"in_stock": 1, "restocking": 1}


def test_a_choice_that_leaves_nothing_stays_visible(mixed):
    answer = found(stone="emerald")
    assert answer.total == 0
    (option,) = [one for one in answer.options[Group.STONE] if one.chosen]
    assert (option.value, option.count) == ("emerald", 0)
    assert any(one.count for one in answer.options[Group.STONE])


def test_the_newest_come_first_and_what_is_sold_out_last(make):
    old, gone, new = make(), make(sizes=[Size(stock=0)]), make()
    assert slugs(found()) == [new.slug, old.slug, gone.slug]
    assert slugs(found(sort="newest")) == [new.slug, gone.slug, old.slug]


def test_prices_order_by_the_lowest_of_a_piece(make):
    dear = make(sizes=[Size("52", 50_000), Size("54", 90_000)])
    cheap = make(sizes=[Size("52", 10_000)])
    middle = make(sizes=[Size("52", 30_000), Size("54", 99_000)])
    assert slugs(found(sort="cheapest")) == [cheap.slug, middle.slug, dear.slug]
    assert slugs(found(sort="dearest")) == [dear.slug, middle.slug, cheap.slug]
    assert [(card.price.minor, card.varies) for card in found(sort="cheapest").cards] == [
        (10_000, False),
        (30_000, True),
        (50_000, True),
    ]


def test_two_prices_can_be_asked_as_soon_as_prices_differ(client, make):
    """However dear they are, and though all lie in one band: there is no other way to say how dear."""

    def hidden() -> bool:
        page = client.get("/bijoux/")
        (prices,) = [one for one in page.context["filters"] if one.group == "price"]
        return not prices.useful

    make(sizes=[Size("52", 5_100_000)])
    assert hidden()
    make(sizes=[Size("52", 9_800_000)])
    assert not hidden()


def test_what_is_no_price_is_told(client, make):
    make()
    page = client.get("/bijoux/?price_from=abc")
    assert page.context["found"].total == 1
    assert (
        'name="price_from" inputmode="numeric" maxlength="9" autocomplete="off" value="abc" aria-inv'
        in page.text
    )
    assert page.text.count("«\u202fabc\u202f» n’est pas un montant") == 2
    part = client.get("/bijoux/?price_from=abc", headers={"HX-Request": "true"}).text
    assert 'id="no-amount" hx-swap-oob="true">«\u202fabc' in part
    assert "montant" not in client.get("/bijoux/?price_from=100").text


def test_names_order_without_accents_in_each_language(make):
    one = make(name_fr="Étoile", name_en="Star")
    two = make(name_fr="Zéphyr", name_en="Breeze")
    three = make(name_fr="Éclat", name_en="Gleam")
    assert slugs(found(sort="name")) == [three.slug, one.slug, two.slug]
    assert slugs(found("en", sort="name")) == [two.slug, three.slug, one.slug]


def test_pages_hold_every_piece_once(make):
    made = {make().slug for _ in range(PER_PAGE + 3)}
    first, second = found(page="1"), found(page="2")
    assert (first.total, len(first.cards), len(second.cards)) == (PER_PAGE + 3, PER_PAGE, 3)
    assert {*slugs(first), *slugs(second)} == made
    assert slugs(found(page="99")) == slugs(second)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"sort": "name"},
        {"sort": "dearest", "metal": ["gold", "silver"], "kind": "ring"},
        {"q": "bague", "price_from": "50", "price_to": "400"},
        {"q": "bague", "sort": "cheapest"},
    ],
)
def test_many_cards_are_in_the_order_of_few(mixed, monkeypatch, asked):
    looked_up = slugs(found(**asked))
    monkeypatch.setattr(cards, "FEW", 0)
    assert slugs(found(**asked)) == looked_up
    assert len(looked_up) > 3


@pytest.mark.parametrize("few", [0, 10**6])
def test_pages_of_many_or_few_hold_every_piece_once(make, monkeypatch, few):
    monkeypatch.setattr(cards, "FEW", few)
    made = {make(metals=[metal]).slug: metal for metal in [SILVER, YELLOW] * (PER_PAGE + 3)}
    first, second = (slugs(found(page=f"{page}", metal=["gold"])) for page in (1, 2))
    assert (len(first), len(second)) == (PER_PAGE, 3)
    assert {*first, *second} == {slug for slug, metal in made.items() if metal is YELLOW}


def test_a_card_says_its_day_while_it_is_restocked(make):
    make(sizes=[Size(stock=0, restock_on=date(2026, 12, 3))])
    (card,) = found().cards
    assert card.state == "restocking"
    assert "3 décembre" in card.said


@pytest.mark.parametrize("pieces", [1, 3, PER_PAGE + 1])
def test_a_listing_asks_twice_however_long_it_is(make, pieces, django_assert_num_queries):
    for _ in range(pieces):
        make()
    with django_assert_num_queries(2):
        assert found(metal="gold", size="54").total == pieces


def test_a_brand_and_a_parent_shelf_are_scopes(make):
    rings = a_shelf()
    inside = make(category=a_shelf("solitaires", "solitaires", under=rings), brand=a_brand("Atelier Brume"))
    outside = make(category=a_shelf("colliers", "necklaces"))
    assert slugs(found(scope=(facets.shelf(rings.pk),))) == [inside.slug]
    assert slugs(found(scope=("brand:maison-aurore",))) == [outside.slug]
    assert found(scope=("shelf:0",)).total == 0


def test_time_passes_and_the_words_follow(make):
    make(sizes=[Size(stock=0, restock_on=TODAY + timedelta(days=9))])
    asked = wishes.read({})
    now = listing(asked, language="en", at=NOON).cards[0].said
    later = listing(asked, language="en", at=NOON + timedelta(days=3)).cards[0].said
    assert "9\u00a0days" in now
    assert "6\u00a0days" in later
