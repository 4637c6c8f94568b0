from datetime import date

import pytest
from django.db import DatabaseError, transaction
from tests import jobs

from poincon.foundation import facts
from poincon.foundation.facts import announce, carry_out
from poincon.foundation.models import Delivery, Entry, Fact
from poincon.orders.events import OrderPlaced


@facts.fact("tests.struck")
class Struck:
    piece_id: int
    on: date

    @property
    def subject(self) -> str:
        return f"piece:{self.piece_id}"


heard: list[Struck] = []


@facts.on(Struck)
def hear(fact: Struck, at) -> None:
    heard.append(fact)
    if fact.piece_id < 0:
        raise ValueError("a bad day")


@pytest.fixture(autouse=True)
def _silence():
    heard.clear()


@pytest.mark.django_db
def test_a_fact_is_stored_with_one_job_for_each_handler(noon):
    with transaction.atomic():
        announce(Struck(7, date(2026, 11, 21)), at=noon)

    row = Fact.objects.get(name="tests.struck")
    assert (row.subject, row.payload) == ("piece:7", {"piece_id": 7, "on": "2026-11-21"})
    assert jobs.waiting().count("foundation.deliver") == 1


@pytest.mark.django_db
def test_a_fact_delivered_twice_is_heard_once_and_reads_as_it_was_told(noon):
    with transaction.atomic():
        announce(Struck(7, date(2026, 11, 21)), at=noon)
    row = Fact.objects.get(name="tests.struck")
    [handler] = facts.handlers_named("tests.struck")

    assert carry_out(fact_id=row.pk, handler=handler, at=noon)
    assert not carry_out(fact_id=row.pk, handler=handler, at=noon)

    assert heard == [Struck(7, date(2026, 11, 21))]


@pytest.mark.django_db
def test_a_handler_that_fails_leaves_no_delivery_so_that_it_comes_again(noon):
    with transaction.atomic():
        announce(Struck(-1, date(2026, 11, 21)), at=noon)
    row = Fact.objects.get(name="tests.struck")
    [handler] = facts.handlers_named("tests.struck")

    with pytest.raises(ValueError, match="a bad day"), transaction.atomic():
        carry_out(fact_id=row.pk, handler=handler, at=noon)

    assert not Delivery.objects.exists()


@pytest.mark.django_db
def test_what_is_rolled_back_was_never_told(noon):
    with transaction.atomic():
        announce(Struck(7, date(2026, 11, 21)), at=noon)
        transaction.set_rollback(True)
    assert not Fact.objects.filter(name="tests.struck").exists()
    assert "foundation.deliver" not in jobs.waiting()


@pytest.mark.django_db(transaction=True)
def test_a_fact_outside_a_transaction_is_a_mistake(noon):
    with pytest.raises(RuntimeError, match="inside the transaction"):
        announce(OrderPlaced(1), at=noon)


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["update", "delete"])
@pytest.mark.parametrize("table", [Fact, Entry])
def test_the_database_itself_refuses_to_change_what_happened(table, change, noon):
    Fact.objects.create(name="x", subject="y", payload={}, at=noon)
    Entry.objects.create(subject="x", verb="y", actor="z", at=noon)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        table.objects.update(subject="other") if change == "update" else table.objects.all()._raw_delete(
            "default"
        )


def test_two_facts_may_not_share_a_name():
    with pytest.raises(ValueError, match=r"tests\.struck"):
        facts.fact("tests.struck")(type("Again", (), {}))
