"""More was sold than there is: the buyer is told first and chooses, the desk has the case (R017)."""

import pytest
import time_machine
from django.urls import reverse
from tests import jobs
from tests.accounts.people import a_member, signed_in
from tests.shopping import AT, a_browser, a_variant, press, to_recap

from poincon.catalogue.models import Variant
from poincon.checkout.actions import paying, settling
from poincon.checkout.models import Shortfall
from poincon.foundation import wording
from poincon.foundation.models import Entry
from poincon.inventory import actions as inventory
from poincon.inventory import queries as stock
from poincon.notifications.models import Message
from poincon.orders import mails as orders_mails
from poincon.orders import telling
from poincon.orders.actions import work
from poincon.orders.models import Order
from poincon.payments.models import Refund

pytestmark = [pytest.mark.django_db, pytest.mark.promise("stock.oversold_is_told")]


@pytest.fixture(autouse=True)
def _then() -> object:
    with time_machine.travel(AT, tick=False):
        yield


def bought(variant: Variant, quantity: int = 1) -> Order:
    browser = a_browser()
    press(browser, to_recap(browser, variant, quantity=quantity), "transfer")
    order = Order.objects.latest("pk")
    settling.receive_transfer(
        order_id=order.pk, amount=order.total, key=f"L{order.pk}", actor="staff:1", at=AT
    )
    return order


def lose(variant: Variant, quantity: int) -> int:
    short = inventory.write_off(
        variant_id=variant.pk, quantity=quantity, actor="staff:1", at=AT, cause="broken"
    )
    jobs.run()
    return short


def at_the_desk(order: Order) -> str:
    """Return the order's page as the counter sees it."""
    clerk = signed_in(a_member("counter", email=f"desk{Entry.objects.count()}@house.example"))
    return clerk.get(reverse("orders_desk:order", args=[order.reference])).content.decode()


def mails() -> list[str]:
    return list(
        Message.objects.filter(kind="orders.short").order_by("pk").values_list("subject_ref", flat=True)
    )


@pytest.fixture(params=[2, 30], ids=["units", "counted"])
def both(request: pytest.FixtureRequest) -> tuple[Variant, Order, Order]:
    """Two buyers of the last two pieces."""
    variant = a_variant(stock=request.param)
    if request.param > 2:
        inventory.write_off(
            variant_id=variant.pk, quantity=request.param - 2, actor="staff:1", at=AT, cause="lost"
        )
    return variant, bought(variant), bought(variant)


def test_free_pieces_go_first_and_nobody_is_bothered() -> None:
    variant = a_variant(stock=3)
    bought(variant)
    assert lose(variant, 2) == 0
    assert stock.on_shelves(variant.pk) == 1
    assert mails() == []
    assert not Shortfall.objects.exists()


def test_the_latest_buyer_is_told_and_the_first_keeps_the_piece(both: tuple[Variant, Order, Order]) -> None:
    variant, first, second = both
    assert lose(variant, 1) == 1
    assert "Tout ce qui est vendu et manque" not in at_the_desk(first)
    assert mails() == [f"order:{second.pk}"]
    assert f"1 × {variant.piece.name_fr}" in Message.objects.get(kind="orders.short").text
    page = a_browser().get(orders_mails.link(second), follow=True).text
    assert f"1 × {variant.piece.name_fr}" in page
    assert "suspendu" in page
    second.refresh_from_db()
    assert all(one.when is None for one in telling.timeline(second, AT.date()) if one.state == "next")
    assert any(one.when for one in telling.timeline(first, AT.date()) if one.state == "next")
    case = Shortfall.objects.get()
    assert (case.order_id, case.quantity, case.choice) == (second.pk, 1, "")
    work.prepare(order_id=first.pk, actor="staff:1", at=AT)
    with pytest.raises(work.NotToBePrepared):
        work.prepare(order_id=second.pk, actor="staff:1", at=AT)
    assert stock.on_shelves(variant.pk) == 1
    jobs.run()
    assert len(mails()) == 1


def test_both_are_told_when_both_pieces_are_gone(both: tuple[Variant, Order, Order]) -> None:
    variant, first, second = both
    assert lose(variant, 5) == 2
    assert sorted(mails()) == sorted(f"order:{order.pk}" for order in (first, second))
    assert "n’a pas encore choisi" in at_the_desk(first)
    assert stock.on_shelves(variant.pk) == 0
    clerk = signed_in(a_member("counter"))
    page = clerk.get(reverse("checkout_desk:missing")).content.decode()
    assert page.index(first.reference) < page.index(second.reference)
    assert "a été prévenu, n’a pas encore choisi" in page


def test_who_waits_is_served_by_the_next_delivery_and_the_order_goes_on(
    both: tuple[Variant, Order, Order],
) -> None:
    variant, _, second = both
    lose(variant, 1)
    paying.answer(order_id=second.pk, choice="wait", actor="visitor", at=AT)
    with pytest.raises(work.NotToBePrepared) as refused:
        work.prepare(order_id=second.pk, actor="staff:1", at=AT)
    why = wording.words(refused.value)
    assert "n’est pas encore là" in why
    page = signed_in(a_member("counter")).get(f"/comptoir/commandes/{second.reference}/").content.decode()
    assert why in page
    assert 'value="prepare"' not in page
    inventory.receive(variant_id=variant.pk, quantity=1, actor="staff:1", at=AT)
    jobs.run()
    assert Shortfall.objects.get().closed_at == AT
    work.prepare(order_id=second.pk, actor="staff:1", at=AT)


def test_a_piece_that_is_found_again_lets_the_order_go_on_without_an_answer(
    both: tuple[Variant, Order, Order],
) -> None:
    variant, _, second = both
    lose(variant, 1)
    inventory.put_up(variant_id=variant.pk, quantity=1, actor="staff:1", at=AT, cause="found")
    jobs.run()
    second.refresh_from_db()
    assert second.query == "none"
    work.prepare(order_id=second.pk, actor="staff:1", at=AT)


def test_who_wants_the_money_back_has_all_of_it(both: tuple[Variant, Order, Order]) -> None:
    variant, _, second = both
    lose(variant, 1)
    paying.answer(order_id=second.pk, choice="refund", actor="visitor", at=AT)
    jobs.run()
    assert Refund.objects.get().amount == second.total
    case = Shortfall.objects.get()
    assert (case.choice, case.closed_at) == ("refund", AT)
    assert stock.availability([variant.pk], at=AT)[variant.pk].free == 0
    assert stock.on_shelves(variant.pk) == 1


def test_another_piece_keeps_the_order_standing_and_can_still_be_decided_otherwise(
    both: tuple[Variant, Order, Order],
) -> None:
    variant, _, second = both
    lose(variant, 1)
    paying.answer(order_id=second.pk, choice="exchange", actor="visitor", at=AT)
    second.refresh_from_db()
    assert second.query == "asked"
    assert Shortfall.objects.get().choice == "exchange"
    assert "souhaite une autre pièce" in at_the_desk(second)
    paying.answer(order_id=second.pk, choice="wait", actor="visitor", at=AT)
    assert Shortfall.objects.get().choice == "wait"
    assert "Le client attend" in at_the_desk(second)


def test_a_choice_that_is_none_changes_nothing(both: tuple[Variant, Order, Order]) -> None:
    variant, first, second = both
    lose(variant, 1)
    entries = Entry.objects.count()
    for order, choice in ((second, "keep"), (second, ""), (first, "refund"), (first, "exchange")):
        with pytest.raises(paying.NothingAsked) as refused:
            paying.answer(order_id=order.pk, choice=choice, actor="visitor", at=AT)
        assert refused.value.code == "nothing_asked"
    assert Entry.objects.count() == entries
    assert Shortfall.objects.get().choice == ""


def test_the_order_s_page_offers_the_three_choices() -> None:
    variant = a_variant(stock=1)
    browser = a_browser()
    press(browser, to_recap(browser, variant), "transfer")
    order = Order.objects.latest("pk")
    settling.receive_transfer(order_id=order.pk, amount=order.total, key="L", actor="staff:1", at=AT)
    lose(variant, 1)
    page = browser.get(reverse("orders:order", args=[order.reference])).content.decode()
    assert "Une pièce de votre commande manque" in page
    assert "La suite dépend de vous\u202f: choisissez ci-dessous." in page
    assert "nous devons vous joindre" not in page
    assert [word in page for word in ('value="wait"', 'value="exchange"', 'value="refund"')] == [True] * 3
    browser.post(reverse("checkout:choose", args=[order.reference]), {"choice": "exchange"})
    page = browser.get(reverse("orders:order", args=[order.reference])).content.decode()
    assert "nous vous écrivons pour la choisir avec vous" in page


def test_what_has_left_is_not_taken_from_its_buyer() -> None:
    variant = a_variant(stock=2)
    sent, waits = bought(variant), bought(variant)
    for step in (work.prepare, work.make_ready):
        step(order_id=waits.pk, actor="staff:1", at=AT)
    work.ship(
        order_id=waits.pk,
        carrier="colissimo",
        number="6A00000000017",
        contents={waits.lines.get().pk: 1},
        actor="staff:1",
        at=AT,
    )
    assert stock.on_shelves(variant.pk) == 1
    assert lose(variant, 1) == 1
    assert mails() == [f"order:{sent.pk}"]


def test_a_reservation_that_nobody_has_paid_gives_way_before_a_purchase() -> None:
    variant = a_variant(stock=2)
    paid = bought(variant)
    held = inventory.reserve(wants={variant.pk: 1}, subject="order:x", until=None, at=AT)
    assert lose(variant, 1) == 0
    held.refresh_from_db()
    assert held.state == "released"
    assert stock.is_filled(paid.hold_id)
    assert mails() == []
