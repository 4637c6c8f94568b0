"""What goes well with a piece is counted from orders: enough of them, paid, of the past year."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import jobs
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.catalogue.models import Variant
from poincon.foundation import clock
from poincon.orders.models import Order
from poincon.window import actions
from poincon.window.models import Companion

pytestmark = pytest.mark.django_db
HEADING = "Va bien avec"


def ordered(*variants: Variant, times: int = 1, funds: str = "paid") -> None:
    for _ in range(times):
        browser = a_browser()
        press(browser, to_recap(browser, *variants), "transfer")
        newest = Order.objects.latest("id")
        Order.objects.filter(pk=newest.pk).update(funds=funds)


def pairs() -> dict[tuple[int, int], int]:
    actions.match_companions(at=clock.now())
    return {(one.piece_id, one.other_id): one.orders for one in Companion.objects.all()}


def test_three_paid_orders_make_a_pair_both_ways_and_two_do_not() -> None:
    ring, chain, brooch = (a_variant(stock=20) for _ in range(3))
    ordered(ring, chain, times=3)
    ordered(ring, brooch, times=2)
    assert pairs() == {(ring.piece_id, chain.piece_id): 3, (chain.piece_id, ring.piece_id): 3}


def test_unpaid_and_old_orders_do_not_count() -> None:
    ring, chain = (a_variant(stock=20) for _ in range(2))
    ordered(ring, chain, times=3, funds="unpaid")
    assert pairs() == {}
    Order.objects.update(funds="paid")
    assert len(pairs()) == 2
    Order.objects.update(placed_at=clock.now() - timedelta(days=366))
    assert pairs() == {}


def test_two_sizes_of_a_piece_are_no_pair() -> None:
    ring = a_variant(stock=20)
    other = a_variant(stock=20)
    Variant.objects.filter(pk=other.pk).update(piece=ring.piece)
    ordered(ring, other, times=3)
    assert pairs() == {}


def test_the_page_shows_them_in_one_question_and_not_what_is_sold_out() -> None:
    ring, chain = (a_variant(stock=20) for _ in range(2))
    path = f"/bijou/{ring.piece.slug}/"
    ordered(ring, chain, times=3)
    pairs()
    jobs.run()
    page = a_browser().get(path).text
    assert HEADING in page
    assert chain.piece.name_fr in page.partition(HEADING)[2].partition("</section>")[0]
    with CaptureQueriesContext(connection) as asked:
        a_browser().get(path)
    assert len(asked) <= 12


def test_without_orders_the_page_says_nothing() -> None:
    assert HEADING not in a_browser().get(f"/bijou/{a_variant().piece.slug}/").text


def test_counting_twice_is_counting_once() -> None:
    ring, chain = (a_variant(stock=20) for _ in range(2))
    ordered(ring, chain, times=4)
    assert pairs() == pairs()
