"""Lines of the cart that are made for their wearer: what comes in, what is refused, what stays apart."""

from datetime import datetime
from decimal import Decimal

import pytest
from tests.making import a_ring_to_measure, an_engraved_ring
from tests.shopping import a_variant

from poincon.cart import actions, queries
from poincon.cart.actions import NoneLeft, Returned
from poincon.cart.models import Cart, CartLine
from poincon.cart.queries import Said
from poincon.catalogue import actions as catalogue
from poincon.catalogue.rules import NotEngraved, SignNotEngraved, SizeNotMade, TooLongToEngrave, Wish
from poincon.customers.actions import enrol
from poincon.kernel.money import Money

pytestmark = pytest.mark.django_db
LOVE, LIFE = Wish("À toi", "script"), Wish("Pour la vie", "script")


@pytest.fixture
def cart(noon: datetime) -> Cart:
    return actions.start(at=noon)


def held(cart: Cart) -> list[tuple[Wish, int]]:
    return [(line.wish, line.quantity) for line in cart.lines.order_by("pk")]


def test_words_cost_what_was_offered_and_add_their_days(cart: Cart, noon: datetime) -> None:
    ring = an_engraved_ring()
    actions.add(cart=cart, variant_id=ring.pk, quantity=2, at=noon, wish=Wish("  À   toi ", "script"))
    view = queries.view(cart, at=noon)
    (line,) = view.lines
    assert line.wish == LOVE
    assert (line.unit, line.extra, line.total) == (euros(131_500), euros(2_500), euros(263_000))
    assert (view.items, view.making_days, view.for_the_wearer) == (euros(263_000), 4, True)
    assert line.said is None


def test_other_words_are_another_line_and_the_same_are_one(cart: Cart, noon: datetime) -> None:
    ring = an_engraved_ring()
    for wish in (LOVE, LIFE, LOVE, Wish()):
        actions.add(cart=cart, variant_id=ring.pk, quantity=1, at=noon, wish=wish)
    assert held(cart) == [(LOVE, 2), (LIFE, 1), (Wish(), 1)]
    assert queries.count(cart) == 4


def test_lines_of_one_variant_share_its_stock(cart: Cart, noon: datetime) -> None:
    ring = an_engraved_ring(stock=2)
    love = actions.add(cart=cart, variant_id=ring.pk, quantity=1, at=noon, wish=LOVE)
    actions.add(cart=cart, variant_id=ring.pk, quantity=1, at=noon, wish=LIFE)
    before = held(cart)
    with pytest.raises(NoneLeft) as refused:
        actions.add(cart=cart, variant_id=ring.pk, quantity=1, at=noon)
    assert refused.value.context == {"left": 0}
    with pytest.raises(NoneLeft):
        actions.change(cart=cart, line_id=love.pk, quantity=2, at=noon)
    assert held(cart) == before
    CartLine.objects.filter(pk=love.pk).update(quantity=2)
    assert {line.said for line in queries.view(cart, at=noon).lines} == {Said.FEWER}


@pytest.mark.parametrize(
    ("wish", "refusal", "context"),
    [
        (Wish("A\u202eB", "script"), SignNotEngraved, {"sign": "", "name": "RIGHT-TO-LEFT OVERRIDE"}),
        (Wish("Toi 💍", "script"), SignNotEngraved, {"sign": "💍", "name": "RING"}),
        (Wish("A\x00B", "script"), SignNotEngraved, {"sign": "", "name": "U+0000"}),
        (Wish("<script>", "script"), SignNotEngraved, {"sign": "<", "name": "LESS-THAN SIGN"}),
        (Wish("Łódź", "script"), None, {}),
        (Wish("“Toi…”", "script"), None, {}),
        (Wish("любовь", "script"), SignNotEngraved, {"sign": "л", "name": "CYRILLIC SMALL LETTER EL"}),
        (Wish("♥", "script"), SignNotEngraved, {"sign": "♥", "name": "BLACK HEART SUIT"}),
        (Wish("x" * 10_000, "script"), TooLongToEngrave, {"lines": 1, "most": 18}),
        (Wish("x" * 19, "script"), TooLongToEngrave, {"lines": 1, "most": 18}),
        (Wish("deux\nlignes", "script"), TooLongToEngrave, {"lines": 1, "most": 18}),
        (Wish("À toi", "block"), NotEngraved, {}),
        (Wish("À toi", ""), NotEngraved, {}),
        (Wish("", "", Decimal(54)), SizeNotMade, {"first": 0, "last": 0, "step": 0}),
    ],
)
def test_what_cannot_be_engraved_is_refused_by_its_sign(
    cart: Cart, noon: datetime, wish: Wish, refusal: type[Exception] | None, context: dict[str, object]
) -> None:
    ring = an_engraved_ring()
    if refusal is None:
        assert actions.add(cart=cart, variant_id=ring.pk, quantity=1, at=noon, wish=wish).wish == wish
        return
    with pytest.raises(refusal) as refused:
        actions.add(cart=cart, variant_id=ring.pk, quantity=1, at=noon, wish=wish)
    assert refused.value.context == context
    assert held(cart) == []


def test_a_piece_that_is_not_engraved_takes_no_words(cart: Cart, noon: datetime) -> None:
    with pytest.raises(NotEngraved):
        actions.add(cart=cart, variant_id=a_variant().pk, quantity=1, at=noon, wish=LOVE)
    assert held(cart) == []


@pytest.mark.parametrize("size", ["43.5", "66.5", "53.2", "-1", "NaN", "1E+9", None])
def test_a_size_that_is_not_made_is_refused(cart: Cart, noon: datetime, size: str | None) -> None:
    ring = a_ring_to_measure()
    wish = Wish("", "", Decimal(size) if size else None)
    with pytest.raises(SizeNotMade) as refused:
        actions.add(cart=cart, variant_id=ring.pk, quantity=1, at=noon, wish=wish)
    assert refused.value.context == {"first": 44, "last": 66, "step": Decimal("0.5")}
    assert held(cart) == []


def test_a_size_that_is_made_costs_its_variant_and_adds_its_days(cart: Cart, noon: datetime) -> None:
    ring = a_ring_to_measure()
    actions.add(cart=cart, variant_id=ring.pk, quantity=1, at=noon, wish=Wish("", "", Decimal("53.50")))
    view = queries.view(cart, at=noon)
    assert (view.items, view.making_days) == (euros(150_000), 15)
    assert view.lines[0].told == ["Taille 53,5, faite pour vous"]


def test_an_offer_that_ends_stops_the_order_and_says_why(cart: Cart, noon: datetime) -> None:
    ring = an_engraved_ring()
    actions.add(cart=cart, variant_id=ring.pk, quantity=1, at=noon, wish=LOVE)
    catalogue.offer_engraving(piece_id=ring.piece_id, offer=None, actor="test", at=noon)
    view = queries.view(cart, at=noon)
    assert (view.lines[0].said, view.stops) == (Said.UNMADE, True)


def test_a_dearer_engraving_is_said_until_it_was_shown(cart: Cart, noon: datetime) -> None:
    ring = an_engraved_ring()
    actions.add(cart=cart, variant_id=ring.pk, quantity=1, at=noon, wish=LOVE)
    offer = {name: getattr(ring.piece.engravings.get(), name) for name in catalogue.OFFERED}
    catalogue.offer_engraving(
        piece_id=ring.piece_id, offer=offer | {"price_minor": 4_000}, actor="test", at=noon
    )
    assert queries.view(cart, at=noon).lines[0].said is Said.DEARER
    actions.acknowledge(cart=cart, at=noon)
    line = queries.view(cart, at=noon).lines[0]
    assert (line.said, line.unit) == (None, euros(133_000))


def test_carts_that_become_one_keep_every_wording(cart: Cart, noon: datetime) -> None:
    ring = an_engraved_ring(stock=9)
    customer = enrol(
        email="lea@example.org", password="-", first_name="Léa", last_name="Roy", language="fr", at=noon
    )
    mine = actions.start(at=noon, customer_id=customer.pk)
    for into, wish, quantity in ((mine, LOVE, 1), (cart, LOVE, 2), (cart, LIFE, 1), (cart, Wish(), 1)):
        actions.add(cart=into, variant_id=ring.pk, quantity=quantity, at=noon, wish=wish)
    joined = actions.join(token=cart.token, customer_id=customer.pk, at=noon)
    assert joined is not None
    assert sorted(held(joined), key=str) == sorted([(LOVE, 2), (LIFE, 1), (Wish(), 1)], key=str)


def test_pieces_that_come_back_keep_their_wording_and_come_once(cart: Cart, noon: datetime) -> None:
    ring = an_engraved_ring()
    back = [
        Returned(ring.pk, LOVE, 1, euros(131_500)),
        Returned(ring.pk, Wish(), 2, euros(129_000)),
    ]
    for _ in range(2):
        actions.put_back(cart_id=cart.pk, pieces=back, at=noon)
    assert held(cart) == [(LOVE, 1), (Wish(), 2)]


def euros(minor: int) -> Money:
    return Money(minor, "EUR")
