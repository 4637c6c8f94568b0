"""Two people who count the same article at the same instant book its difference once."""

from datetime import datetime
from threading import Barrier

import pytest
from tests.inventory.conftest import Make, at_once, books

from poincon.inventory import actions, queries


def counted_twice(variants: list[int], noon: datetime) -> list[int]:
    """Two book two pieces where the books say three; return the articles of which not two are left."""

    def act(_number: int, barrier: Barrier) -> None:
        for variant in variants:
            barrier.wait()
            actions.count_house(variant_id=variant, counted=2, actor="staff:1", at=noon, cause="count")

    at_once(2, act)
    return [variant for variant in variants if books(variant)["free"] != 2]


@pytest.fixture
def threes(make_variants: Make, noon: datetime) -> list[int]:
    variants = make_variants(30)
    for variant in variants:
        actions.receive(variant_id=variant, quantity=3, actor="staff:1", at=noon)
    return variants


@pytest.mark.usefixtures("shared_database")
def test_a_difference_that_two_count_is_booked_once(threes: list[int], noon: datetime) -> None:
    assert counted_twice(threes, noon) == []


@pytest.mark.usefixtures("shared_database")
def test_without_a_look_at_other_corrections_it_is_booked_twice(
    threes: list[int], noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_shelves = queries.on_shelves
    monkeypatch.setattr(queries, "house_and_corrections", lambda variant: (on_shelves(variant), 0))
    monkeypatch.setattr(queries, "corrections", lambda _variant: 1)
    assert counted_twice(threes, noon) != []
