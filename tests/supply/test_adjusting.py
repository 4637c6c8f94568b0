"""More or fewer pieces than was thought, with the reason; and the last unit, sold and missing at once."""

from datetime import datetime
from threading import Barrier

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.accounts.people import AT, a_member, signed_in
from tests.inventory.conftest import Make, at_once, books

from poincon.inventory import actions as inventory
from poincon.inventory.actions import SoldOut
from poincon.inventory.models import HoldLine
from poincon.supply.actions import adjusting
from poincon.supply.models import Adjustment
from poincon.supply.states import Reason


def adjust(variant: int, change: int, reason: Reason, at: datetime, key: str = "one") -> Adjustment:
    return adjusting.adjust(key=key, variant_id=variant, change=change, reason=reason, actor="staff:1", at=at)


@pytest.mark.django_db
@pytest.mark.parametrize("stock", [3, 30])
def test_the_same_form_sent_twice_changes_once(make_variants: Make, noon: datetime, stock: int) -> None:
    (variant,) = make_variants()
    inventory.receive(variant_id=variant, quantity=stock, actor="staff:1", at=noon)
    first = adjust(variant, -2, Reason.BROKEN, noon)
    assert adjust(variant, -2, Reason.BROKEN, noon).pk == first.pk
    assert books(variant)["free"] == stock - 2
    adjust(variant, 1, Reason.FOUND, noon, key="two")
    assert books(variant)["free"] == stock - 1


@pytest.mark.django_db
@pytest.mark.parametrize(("change", "reason"), [(1, Reason.BROKEN), (2, Reason.STOLEN), (-1, Reason.FOUND)])
def test_a_reason_that_does_not_fit_changes_nothing(
    make_variants: Make, noon: datetime, change: int, reason: Reason
) -> None:
    (variant,) = make_variants()
    inventory.receive(variant_id=variant, quantity=3, actor="staff:1", at=noon)
    with pytest.raises(adjusting.ReasonMisfits) as refused:
        adjust(variant, change, reason, noon)
    assert refused.value.code == "reason_misfits"
    assert books(variant)["free"] == 3
    assert not Adjustment.objects.exists()


@pytest.mark.django_db
def test_found_pieces_go_to_those_who_ordered_ahead_and_leave_what_is_awaited(
    make_variants: Make, noon: datetime
) -> None:
    (variant,) = make_variants()
    inventory.set_restock(variant_id=variant, on=noon.date(), quantity=3, actor="staff:1", at=noon)
    inventory.reserve(wants={variant: 1}, subject="order:1", until=None, at=noon)
    adjust(variant, 2, Reason.FOUND, noon)
    found = books(variant)
    assert (found["free"], found["waiting"], found["expected"]) == (1, 0, 2)


@pytest.mark.django_db
def test_the_desk_books_and_is_told_what_cannot_stand(make_variants: Make) -> None:
    (variant,) = make_variants()
    inventory.receive(variant_id=variant, quantity=3, actor="staff:1", at=AT)
    page = reverse("supply_desk:article", args=[variant])
    with time_machine.travel(AT, tick=False):
        clerk: Client = signed_in(a_member("catalogue"))
        assert clerk.get(page).status_code == 200
        for wrong in (
            {"change": "0"},
            {"change": "x"},
            {"change": "-4"},
            {"reason": "whim"},
            {"reason": "found"},
        ):
            form = {"change": "-1", "reason": "lost", "key": "k"} | wrong
            assert clerk.post(page, form).status_code == 422
        assert "la maison en a 3" in clerk.post(page, {"change": "-4", "reason": "lost", "key": "k"}).text
        assert books(variant)["free"] == 3
        assert clerk.post(page, {"change": "-1", "reason": "lost", "key": "k"})["Location"] == page
        assert books(variant)["free"] == 2
        assert "Perdue" in clerk.get(page).content.decode()
        assert clerk.get(reverse("supply_desk:article", args=[99_999])).status_code == 404


def sold_and_missing(variants: list[int], noon: datetime) -> list[str]:
    """Sell the last piece of each and find it missing at the same instant; return what does not add up."""

    def act(number: int, barrier: Barrier) -> None:
        for variant in variants:
            barrier.wait()
            if number:
                inventory.write_off(variant_id=variant, quantity=1, actor="staff:1", at=noon, cause="lost")
                continue
            try:
                with transaction.atomic():
                    hold = inventory.reserve(wants={variant: 1}, subject="order:1", until=None, at=noon)
                    inventory.claim(hold_id=hold.pk, at=noon)
            except SoldOut:
                continue

    at_once(2, act)
    wrong = []
    for variant in variants:
        found = books(variant)
        lines = HoldLine.objects.filter(variant=variant)
        if found["free"] or sum(line.here for line in lines):
            wrong.append(f"{variant}: {found}")
    return wrong


@pytest.fixture
def last_ones(make_variants: Make, noon: datetime) -> list[int]:
    variants = make_variants(30)
    for variant in variants:
        inventory.receive(variant_id=variant, quantity=1, actor="staff:1", at=noon)
    return variants


@pytest.mark.usefixtures("shared_database")
def test_the_last_piece_is_sold_or_missing_and_never_promised_silently(
    last_ones: list[int], noon: datetime
) -> None:
    assert sold_and_missing(last_ones, noon) == []


@pytest.mark.usefixtures("shared_database")
def test_without_looking_at_buyers_a_missing_piece_stays_promised(
    last_ones: list[int], noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("poincon.inventory.actions._take_from_buyers", lambda *_told: 0)
    assert sold_and_missing(last_ones, noon) != []
