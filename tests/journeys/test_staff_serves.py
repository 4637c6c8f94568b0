"""From the queue to the doorstep, at the desk, with what the customer reads meanwhile."""

import re

import pytest
from tests import jobs
from tests.accounts.people import a_member
from tests.journeys import stories
from tests.journeys.visitor import Visitor
from tests.shopping import a_variant

from poincon.notifications.models import Message
from poincon.orders.models import Order

pytestmark = pytest.mark.django_db

NUMBER, OTHER = "6A12345678901", "6A12345678902"


def at_the_desk(*roles):
    somebody = Visitor()
    somebody.client.force_login(a_member(*roles).user)
    return somebody


def opened(desk, order):
    return desk.go(stories.address("orders_desk:order", "fr", reference=order.reference))


def paid_by_transfer(desk, guest, *pieces):
    order = stories.orders(guest, *pieces, means="transfer")
    opened(desk, order).press("Virement reçu", line="RELEVÉ 12 / 4")
    assert desk.status == 200
    return order


def mails(order):
    jobs.run()
    kinds = Message.objects.filter(subject_ref=f"order:{order.pk}").order_by("pk")
    return [kind.removeprefix("orders.") for kind in kinds.values_list("kind", flat=True)]


def seen_by(guest, order):
    return guest.go(stories.address("orders:order", "fr", reference=order.reference)).title


def lines_on(desk):
    return re.findall(r'name="(line_\d+)"', desk.html)


def test_an_order_goes_from_the_queue_to_the_doorstep_and_each_step_is_told():
    desk, guest = at_the_desk("counter"), Visitor()
    order = paid_by_transfer(desk, guest, a_variant())
    assert mails(order) == ["received", "paid"]
    assert order.reference in desk.go(stories.address("orders_desk:to_prepare", "fr")).page

    desk.follow(order.reference).press("Commencer la préparation")
    assert seen_by(guest, order) == "Nous préparons votre commande"
    desk.press("Emballée et prête")
    assert seen_by(guest, order) == "Votre colis est prêt"
    assert mails(order) == ["received", "paid"]

    desk.press("Remis au transporteur", number=NUMBER)
    assert seen_by(guest, order) == "Votre colis est en route"
    assert NUMBER in guest.page
    assert mails(order) == ["received", "paid", "shipped"]
    assert NUMBER in Message.objects.get(kind="orders.shipped").text

    desk.press("Reçu par le client")
    assert seen_by(guest, order) == "Votre commande est arrivée"
    assert mails(order) == ["received", "paid", "shipped", "delivered"]
    order.refresh_from_db()
    assert (order.work, order.headline) == ("delivered", "delivered")


def test_two_parcels_and_the_order_is_on_its_way_only_with_the_second():
    desk, guest = at_the_desk("counter"), Visitor()
    order = paid_by_transfer(desk, guest, a_variant(), a_variant())
    opened(desk, order).press("Commencer la préparation").press("Emballée et prête")
    _first, second = lines_on(desk)

    desk.press("Remis au transporteur", number=NUMBER, **{second: "0"})
    order.refresh_from_db()
    assert order.work == "ready"
    assert lines_on(desk) == [second]
    seen_by(guest, order)
    assert NUMBER in guest.page
    assert mails(order).count("shipped") == 1

    desk.press("Remis au transporteur", number=OTHER)
    assert seen_by(guest, order) == "Votre colis est en route"
    assert mails(order).count("shipped") == 2

    desk.press("Reçu par le client")
    order.refresh_from_db()
    assert order.work == "shipped"
    desk.press("Reçu par le client")
    order.refresh_from_db()
    assert order.work == "delivered"
    assert mails(order).count("delivered") == 1


@pytest.mark.parametrize("number", ["", "12", "n° 1 / 2", "x" * 50])
def test_a_wrong_parcel_number_is_refused_and_nothing_leaves(number):
    desk, guest = at_the_desk("counter"), Visitor()
    order = paid_by_transfer(desk, guest, a_variant())
    opened(desk, order).press("Commencer la préparation").press("Emballée et prête")

    desk.press("Remis au transporteur", number=number)

    assert desk.status in {409, 422}
    order.refresh_from_db()
    assert order.work == "ready"
    assert not order.consignment.parcels.exists()
    assert "shipped" not in mails(order)


def test_a_number_of_another_parcel_and_more_pieces_than_there_are_is_refused():
    desk, guest = at_the_desk("counter"), Visitor()
    gone = paid_by_transfer(desk, guest, a_variant())
    opened(desk, gone).press("Commencer la préparation").press("Emballée et prête").press(
        "Remis au transporteur", number=NUMBER
    )
    order = paid_by_transfer(desk, guest, a_variant())
    opened(desk, order).press("Commencer la préparation").press("Emballée et prête")

    desk.press("Remis au transporteur", number=NUMBER)
    assert desk.status in {409, 422}
    [line] = lines_on(desk)
    desk.press("Remis au transporteur", number=OTHER, **{line: "2"})
    assert desk.status == 422
    desk.press("Remis au transporteur", number=OTHER, **{line: "0"})
    assert desk.status == 422

    order.refresh_from_db()
    assert order.work == "ready"
    assert not order.consignment.parcels.exists()


def test_nothing_is_prepared_before_it_is_paid():
    desk, guest = at_the_desk("counter"), Visitor()
    order = stories.orders(guest, a_variant(), means="transfer")
    opened(desk, order)
    assert not desk.can_press("Commencer la préparation")

    answer = desk.client.post(
        stories.address("orders_desk:step", "fr", reference=order.reference), {"verb": "prepare"}
    )

    assert answer.status_code == 409
    assert "n’est pas encore payée" in answer.content.decode()
    order.refresh_from_db()
    assert order.work == "waiting"


def test_the_same_line_of_the_statement_pays_once():
    desk, guest = at_the_desk("counter"), Visitor()
    order = paid_by_transfer(desk, guest, a_variant())
    to = stories.address("checkout_desk:receive", "fr", reference=order.reference)
    desk.client.post(to, {"line": "RELEVÉ 12 / 4", "amount": "1290,00"})

    order.refresh_from_db()
    assert order.payable.paid_minor == order.total_minor


@pytest.mark.parametrize(
    ("roles", "reads", "acts"),
    [(["counter"], 200, 303), (["owner"], 200, 303), (["viewer"], 200, 403), (["catalogue"], 403, 403)],
)
def test_who_may_serve(roles, reads, acts):
    guest, desk = Visitor(), at_the_desk("counter")
    order = paid_by_transfer(desk, guest, a_variant())
    somebody = at_the_desk(*roles) if roles != ["counter"] else desk

    assert opened(somebody, order).status == reads
    step = stories.address("orders_desk:step", "fr", reference=order.reference)
    answer = somebody.client.post(step, {"verb": "prepare"})

    assert answer.status_code in ({302, 303} if acts == 303 else {acts})
    order.refresh_from_db()
    assert order.work == ("preparing" if acts == 303 else "waiting")


def test_the_desk_does_not_exist_for_customers():
    guest = Visitor()
    order = stories.orders(guest, a_variant(), means="transfer")
    assert opened(guest, order).path.startswith(stories.address("account_login", "fr"))
    assert Order.objects.get().work == "waiting"
