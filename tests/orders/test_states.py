from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poincon.orders import states
from poincon.orders.states import Back, Funds, Headline, Life, Query, Standing, Work, headline

standings = [Standing(*one) for one in product(Life, Funds, Work, Query, Back)]


def test_every_public_label_can_be_reached():
    assert {headline(one) for one in standings} == set(Headline)


@pytest.mark.parametrize(
    ("standing", "label"),
    [
        (Standing(Life.OPEN, Funds.UNPAID, Work.WAITING, Query.NONE, Back.NONE), Headline.AWAITING_PAYMENT),
        (Standing(Life.OPEN, Funds.PAID, Work.WAITING, Query.NONE, Back.NONE), Headline.PAYMENT_AUTHORISED),
        (Standing(Life.OPEN, Funds.PAID, Work.WAITING, Query.ASKED, Back.NONE), Headline.IN_TREATMENT),
        (Standing(Life.OPEN, Funds.PAID, Work.PREPARING, Query.NONE, Back.NONE), Headline.IN_PREPARATION),
        (Standing(Life.OPEN, Funds.PAID, Work.READY, Query.NONE, Back.NONE), Headline.READY_TO_SHIP),
        (Standing(Life.OPEN, Funds.PAID, Work.SHIPPED, Query.NONE, Back.NONE), Headline.SHIPPED),
        (Standing(Life.OPEN, Funds.PAID, Work.DELIVERED, Query.NONE, Back.NONE), Headline.DELIVERED),
        (Standing(Life.OPEN, Funds.PAID, Work.DELIVERED, Query.NONE, Back.RETURNED), Headline.RETURNED),
        (Standing(Life.CANCELLED, Funds.REFUNDED, Work.WAITING, Query.NONE, Back.NONE), Headline.REFUNDED),
        (Standing(Life.LAPSED, Funds.UNPAID, Work.WAITING, Query.NONE, Back.NONE), Headline.CANCELLED),
    ],
)
def test_the_label_says_what_matters_most(standing, label):
    assert headline(standing) is label


@given(st.sampled_from(standings))
def test_money_that_went_back_is_always_said_first(standing):
    assert (headline(standing) is Headline.REFUNDED) == (standing.funds is Funds.REFUNDED)


@given(st.sampled_from(standings))
def test_an_ended_order_never_looks_alive(standing):
    ended = standing.life is not Life.OPEN
    assert not ended or headline(standing) in {Headline.CANCELLED, Headline.REFUNDED}


def test_nothing_ships_without_being_ready_first():
    before = {state for step in states.WORK_FLOW.steps if step.verb == "ship" for state in step.when}
    assert before == {Work.READY}
