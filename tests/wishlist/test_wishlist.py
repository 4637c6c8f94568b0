"""A wishlist holds what somebody likes: each once, joined at sign-in, forgotten after the cart's days."""

import threading
from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django import Settings
from tests.accounts.people import AT, a_customer
from tests.crowd import at_once
from tests.shopping import a_variant

from poincon.wishlist import actions, queries
from poincon.wishlist.models import Wishlist, WishlistLine

pytestmark = pytest.mark.django_db


def slugs(wishlist: Wishlist) -> set[str]:
    return set(wishlist.lines.values_list("piece__slug", flat=True))


def a_list(*pieces: str, customer_id: int | None = None) -> Wishlist:
    wishlist = actions.start(at=AT, customer_id=customer_id)
    for slug in pieces:
        actions.keep(wishlist=wishlist, slug=slug, at=AT)
    return wishlist


def test_a_piece_is_kept_once_however_often_the_heart_is_pressed() -> None:
    slug = a_variant().piece.slug
    wishlist = a_list(slug, slug)
    assert wishlist.lines.count() == 1
    actions.drop(wishlist=wishlist, slug=slug, at=AT)
    actions.drop(wishlist=wishlist, slug=slug, at=AT)
    assert wishlist.lines.count() == 0


def test_what_is_not_on_show_is_refused_and_nothing_changes() -> None:
    draft = a_variant(publish=False).piece
    wishlist = a_list()
    for slug in (draft.slug, "made-up", ""):
        with pytest.raises(actions.NoSuchPiece):
            actions.keep(wishlist=wishlist, slug=slug, at=AT)
    assert wishlist.lines.count() == 0


def test_a_full_list_says_so_and_keeps_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "LARGEST", 2)
    first, second, third = (a_variant().piece.slug for _ in range(3))
    wishlist = a_list(first, second)
    with pytest.raises(actions.WishlistFull) as refused:
        actions.keep(wishlist=wishlist, slug=third, at=AT)
    assert refused.value.context == {"largest": 2}
    actions.keep(wishlist=wishlist, slug=first, at=AT)  # what is there already is no addition
    assert slugs(wishlist) == {first, second}


@pytest.mark.promise("accounts.wishlist")
def test_the_list_of_a_browser_becomes_the_customer_s_and_nothing_is_lost() -> None:
    both, here, there = (a_variant().piece.slug for _ in range(3))
    customer = a_customer()
    mine = a_list(both, there, customer_id=customer.pk)
    visitor = a_list(both, here)

    joined = actions.join(token=visitor.token, customer_id=customer.pk, at=AT)

    assert joined == mine
    assert slugs(mine) == {both, here, there}
    assert queries.find(visitor.token) is None
    assert Wishlist.objects.count() == 1


def test_a_first_list_is_given_to_the_customer_and_its_token_dies() -> None:
    slug, customer = a_variant().piece.slug, a_customer()
    visitor = a_list(slug)
    actions.join(token=visitor.token, customer_id=customer.pk, at=AT)
    mine = Wishlist.objects.get()
    assert (mine.customer, slugs(mine)) == (customer, {slug})
    assert mine.token != visitor.token
    assert actions.join(token=visitor.token, customer_id=customer.pk, at=AT) == mine


def test_an_address_given_out_goes_along_where_the_customer_has_nothing_else() -> None:
    slug, customer = a_variant().piece.slug, a_customer()
    mine, visitor = a_list(customer_id=customer.pk), a_list(slug)
    given = actions.show(wishlist=visitor, at=AT)
    actions.join(token=visitor.token, customer_id=customer.pk, at=AT)
    assert queries.shown_as(given) == mine
    assert queries.shown_before(mine) == []


@pytest.mark.parametrize("shared", [False, True])
def test_an_address_given_out_shows_what_it_did_and_nothing_of_the_customer_s_own(*, shared: bool) -> None:
    private, shown, later = (a_variant().piece.slug for _ in range(3))
    customer = a_customer()
    mine, visitor = a_list(private, customer_id=customer.pk), a_list(shown)
    own = actions.show(wishlist=mine, at=AT) if shared else None
    given = actions.show(wishlist=visitor, at=AT)

    joined = actions.join(token=visitor.token, customer_id=customer.pk, at=AT)

    assert joined is not None
    actions.keep(wishlist=joined, slug=later, at=AT)
    assert slugs(mine) == {private, shown, later}
    there = queries.shown_as(given)
    assert there is not None
    assert slugs(there) == {shown}
    assert (queries.shown_before(mine), Wishlist.objects.get(pk=mine.pk).shown_as) == ([given], own)
    assert queries.find(visitor.token) is None
    assert actions.join(token=visitor.token, customer_id=customer.pk, at=AT) == mine
    actions.forget_old(at=AT + timedelta(days=3_000))
    assert queries.shown_as(given) == there
    actions.hide(wishlist=mine, at=AT)
    assert queries.shown_as(given) is None
    assert slugs(mine) == {private, shown, later}


def test_a_size_that_the_customer_keeps_is_not_shown_under_the_address_of_a_browser() -> None:
    ring, customer = a_variant(), a_customer()
    mine, visitor = a_list(ring.piece.slug, customer_id=customer.pk), a_list(ring.piece.slug)
    actions.choose_size(wishlist=mine, slug=ring.piece.slug, variant_id=ring.pk, at=AT)
    given = actions.show(wishlist=visitor, at=AT)
    actions.join(token=visitor.token, customer_id=customer.pk, at=AT)
    there = queries.shown_as(given)
    assert there is not None
    assert [one.variant_id for one in there.lines.all()] == [None]


def test_showing_twice_gives_one_address_and_hiding_kills_it_for_good() -> None:
    wishlist = a_list()
    first = actions.show(wishlist=wishlist, at=AT)
    assert actions.show(wishlist=wishlist, at=AT) == first
    actions.hide(wishlist=wishlist, at=AT)
    assert queries.shown_as(first) is None
    assert actions.show(wishlist=wishlist, at=AT) != first


@pytest.mark.promise("cart.kept_days")
def test_a_visitor_s_list_is_forgotten_after_the_cart_s_days_a_customer_s_is_not(
    settings: Settings,
) -> None:
    days = settings.CHARTER.cart.kept_days
    a_list(customer_id=a_customer().pk)
    old, young = a_list(), a_list()
    Wishlist.objects.filter(pk=young.pk).update(touched_at=AT + timedelta(minutes=1))
    assert actions.forget_old(at=AT + timedelta(days=days)) == 0
    assert actions.forget_old(at=AT + timedelta(days=days, seconds=1)) == 1
    assert not Wishlist.objects.filter(pk=old.pk).exists()
    assert Wishlist.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_many_who_press_at_once_fill_the_list_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "LARGEST", 3)
    pieces = [a_variant().piece.slug for _ in range(8)]
    wishlist = a_list()
    waiting = list(pieces)
    raised = at_once(8, lambda: actions.keep(wishlist=wishlist, slug=waiting.pop(), at=AT))
    assert wishlist.lines.count() == 3
    assert [type(one) for one in raised] == [actions.WishlistFull] * 5


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_list_would_overflow() -> None:
    """Negative control: two that count before either has written both find room."""
    wishlist, pieces = a_list(), [a_variant().piece for _ in range(2)]
    both_have_looked = threading.Barrier(2)

    def careless() -> None:
        piece = pieces.pop()
        with transaction.atomic():
            there = WishlistLine.objects.filter(wishlist=wishlist).count()
            both_have_looked.wait()
            if there < 1:
                WishlistLine.objects.create(wishlist=wishlist, piece=piece, added_at=AT)

    assert at_once(2, careless) == []
    assert wishlist.lines.count() == 2


def test_of_two_lists_that_become_one_a_size_is_not_lost() -> None:
    customer, ring = a_customer(), a_variant()
    mine, visitor = a_list(ring.piece.slug, customer_id=customer.pk), a_list(ring.piece.slug)
    actions.choose_size(wishlist=visitor, slug=ring.piece.slug, variant_id=ring.pk, at=AT)
    actions.join(token=visitor.token, customer_id=customer.pk, at=AT)
    assert mine.lines.get().variant_id == ring.pk
