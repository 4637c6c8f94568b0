"""A step that is not on offer is refused whoever forges its button, and nothing has changed."""

import pytest
from tests.accounts.people import a_member, signed_in
from tests.orders.test_partial_delivery import ready, ship
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.foundation import clock
from poincon.foundation.models import Entry
from poincon.kernel.flow import StepRefused
from poincon.orders import counter
from poincon.orders.actions.work import NotToBePrepared
from poincon.orders.desk_words import steps_on_offer
from poincon.orders.models import Order
from poincon.orders.telling import carrier_of

pytestmark = pytest.mark.django_db
__all__ = ["ready"]


@pytest.fixture
def unpaid():
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "transfer")
    return Order.objects.get()


def standing():
    return list(Order.objects.values()), Entry.objects.count()


@pytest.mark.parametrize("verb", ["take_back", "ask", "settle", "prepare", "reopen"])
def test_a_forged_step_of_an_unpaid_order_is_refused(unpaid, verb):
    assert steps_on_offer(unpaid, clock.now()) == []
    desk, before = signed_in(a_member("counter")), standing()

    answer = desk.post(f"/comptoir/commandes/{unpaid.reference}/etape", {"verb": verb})

    assert answer.status_code == 409
    assert standing() == before


def test_the_refusal_has_its_code_and_the_steps_that_are_open(unpaid):
    with pytest.raises(StepRefused) as refused:
        counter.take(order_id=unpaid.pk, verb="take_back", actor="staff:1", at=clock.now())
    assert refused.value.code == "step_refused"
    assert refused.value.context["open"] == []


def test_a_step_that_knows_its_own_reason_gives_it(unpaid):
    with pytest.raises(NotToBePrepared):
        counter.take(order_id=unpaid.pk, verb="prepare", actor="staff:1", at=clock.now())


def test_no_question_is_asked_once_a_piece_has_left(ready):
    _browser, order = ready
    assert "ask" in steps_on_offer(order, clock.now())
    ship(order, {order.lines.order_by("position").first().pk: 1})
    before = standing()

    assert "ask" not in steps_on_offer(Order.objects.get(), clock.now())
    with pytest.raises(StepRefused):
        counter.take(order_id=order.pk, verb="ask", actor="staff:1", at=clock.now())
    assert standing() == before


def test_the_counter_reads_which_carrier_takes_an_order_and_is_asked_before_it_cancels(ready):
    _browser, order = ready
    page = signed_in(a_member("counter")).get(f"/comptoir/commandes/{order.reference}/").text
    assert f"<dt>Transporteur</dt><dd>{carrier_of(order.consignment.carrier).name}<br>" in page
    asked, told = page.index("<summary>Annuler cette commande"), page.index("L’annuler et rendre")
    assert asked < told < page.index("</details>", asked)


def test_what_is_on_offer_is_taken(ready):
    _browser, order = ready
    assert counter.take(order_id=order.pk, verb="ask", actor="staff:1", at=clock.now()).query == "asked"
