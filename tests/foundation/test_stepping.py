from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from poincon.foundation import journal, stepping
from poincon.foundation.stepping import Overtaken, begin_with, take_step
from poincon.kernel.flow import StepRefused
from poincon.shipping.models import Consignment, Parcel
from poincon.shipping.states import PARCEL_FLOW


def a_parcel(noon):
    consignment = Consignment.objects.create(
        carrier="post",
        zone="fr",
        nature="parcel",
        price_minor=0,
        currency="EUR",
        weight_g=1,
        days_min=1,
        days_max=2,
    )
    return Parcel.objects.create(consignment=consignment, carrier="post", number="AB123456", packed_at=noon)


@pytest.mark.django_db
def test_a_step_moves_the_row_and_leaves_its_proof(noon):
    parcel = a_parcel(noon)

    take_step(parcel, PARCEL_FLOW, "hand_over", actor="staff:1", at=noon, cause="collected", shipped_at=noon)

    parcel.refresh_from_db()
    assert (parcel.state, parcel.shipped_at) == ("shipped", noon)
    [entry] = journal.entries(f"parcel:{parcel.pk}")
    assert (entry.verb, entry.before, entry.after) == ("hand_over", "packed", "shipped")
    assert (entry.actor, entry.cause, entry.at) == ("staff:1", "collected", noon)


@pytest.mark.django_db
def test_a_verb_that_is_not_on_offer_changes_nothing(noon):
    parcel = a_parcel(noon)

    with pytest.raises(StepRefused) as refusal:
        take_step(parcel, PARCEL_FLOW, "deliver", actor="staff:1", at=noon)

    assert refusal.value.context["open"] == ("hand_over",)
    parcel.refresh_from_db()
    assert parcel.state == "packed"
    assert not journal.entries(f"parcel:{parcel.pk}").exists()


@pytest.mark.django_db
def test_a_row_that_begins_with_a_step_is_stored_with_its_proof(noon):
    consignment = a_parcel(noon).consignment
    parcel = Parcel(consignment=consignment, carrier="post", number="CD1234567", packed_at=noon)

    begin_with(parcel, PARCEL_FLOW, "hand_over", actor="staff:1", at=noon)

    assert Parcel.objects.get(number="CD1234567").state == "shipped"
    [entry] = journal.entries(f"parcel:{parcel.pk}")
    assert (entry.field, entry.verb, entry.before, entry.after) == ("state", "hand_over", "packed", "shipped")
    assert (entry.actor, entry.at) == ("staff:1", noon)


@pytest.mark.django_db
def test_a_row_begins_with_no_step_that_the_start_does_not_offer(noon):
    consignment = a_parcel(noon).consignment
    parcel = Parcel(consignment=consignment, carrier="post", number="CD1234567", packed_at=noon)

    with pytest.raises(StepRefused):
        begin_with(parcel, PARCEL_FLOW, "deliver", actor="staff:1", at=noon)

    assert not Parcel.objects.filter(number="CD1234567").exists()


def rivals(parcel, noon, count=8):
    gate = Barrier(count)

    def hand_over(number):
        mine = Parcel.objects.get(pk=parcel.pk)
        gate.wait()
        try:
            take_step(mine, PARCEL_FLOW, "hand_over", actor=f"staff:{number}", at=noon)
        except Overtaken:
            return "overtaken"
        finally:
            connection.close()
        return "won"

    with ThreadPoolExecutor(count) as pool:
        return sorted(pool.map(hand_over, range(count)))


@pytest.mark.django_db(transaction=True)
def test_of_eight_rivals_exactly_one_wins_and_the_others_are_told(noon):
    parcel = a_parcel(noon)
    assert rivals(parcel, noon) == ["overtaken"] * 7 + ["won"]
    assert journal.entries(f"parcel:{parcel.pk}").count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_guard_every_rival_wins(noon, monkeypatch):
    """The negative control: an update that does not name the state it starts from lets everybody through."""
    parcel = a_parcel(noon)

    class Unguarded(type(Parcel.objects)):
        def filter(self, **conditions):
            return super().filter(pk=conditions["pk"])

    monkeypatch.setattr(Parcel._meta, "base_manager", Unguarded.from_queryset(type(Parcel.objects.all()))())
    Parcel._meta.base_manager.model = Parcel
    assert stepping.take_step is take_step
    assert rivals(parcel, noon) == ["won"] * 8
