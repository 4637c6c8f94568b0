"""Counting the shelves blind, a second time where it differs, and setting the books right once."""

import secrets
from collections.abc import Callable
from datetime import datetime
from threading import Barrier
from typing import Any

import pytest
from tests import jobs
from tests.accounts.people import a_member
from tests.inventory.conftest import Make, at_once, books
from tests.supply.conftest import code

from poincon.catalogue.models import Brand, Piece
from poincon.foundation import journal
from poincon.foundation.stepping import Overtaken
from poincon.inventory import actions as inventory
from poincon.inventory.models import HoldLine
from poincon.kernel.refusal import Refusal
from poincon.staff.models import StaffMember
from poincon.supply.actions import takes
from poincon.supply.actions.takes import Decision
from poincon.supply.models import Adjustment, Doubt, Reading, Take
from poincon.supply.states import Reason, Scope

ANNE, BRUNO, CLEA = "staff:1", "staff:2", "staff:3"


def stocked(variant: int, quantity: int, at: datetime) -> None:
    inventory.receive(variant_id=variant, quantity=quantity, actor=ANNE, at=at)


def begun(at: datetime, scope: Scope = Scope.ALL, brand: int | None = None) -> Take:
    return takes.begin(key=secrets.token_hex(8), scope=scope, brand_id=brand, actor=ANNE, at=at)


def seen(
    take: Take, variant: int, quantity: int, at: datetime, *, who: str = ANNE, shelf: str = "Vitrine 1"
) -> Reading:
    key = f"k{Reading.objects.count()}"
    return takes.read(
        take_id=take.pk, key=key, shelf=shelf, code=code(variant), quantity=quantity, actor=who, at=at
    )


def doubted(take: Take, variant: int, second: int, at: datetime, first: int = 0) -> Doubt:
    """Count an article once, end the first count, and have it counted a second time."""
    if first:
        seen(take, variant, first, at)
    takes.close(take_id=take.pk, actor=ANNE, at=at)
    row = Doubt.objects.get(take=take, variant=variant)
    return takes.check(doubt_id=row.pk, quantity=second, actor=BRUNO, at=at)


def state(take: Take) -> str:
    take.refresh_from_db()
    return take.state


def decided(take: Take, at: datetime, reason: Reason = Reason.LOST) -> bool:
    rows = take.doubts.filter(state="differs")
    decisions = {row.pk: Decision(reason, row.change) for row in rows}
    return takes.decide(take_id=take.pk, decisions=decisions, actor=CLEA, at=at)


def refused(said: str, act: Callable[..., object], /, **told: object) -> None:
    with pytest.raises(Refusal) as found:
        act(**told)
    assert found.value.code == said


@pytest.mark.django_db
def test_what_agrees_over_all_shelves_is_done_at_once(make_variants: Make, noon: datetime) -> None:
    (variant,) = make_variants()
    stocked(variant, 3, noon)
    take = begun(noon)
    seen(take, variant, 2, noon)
    seen(take, variant, 1, noon, who=BRUNO, shelf="Coffre")
    assert takes.close(take_id=take.pk, actor=ANNE, at=noon)
    assert not takes.close(take_id=take.pk, actor=BRUNO, at=noon)
    assert state(take) == "done"
    assert not Doubt.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("stock", [3, 30])
def test_what_differs_twice_is_booked_with_its_reason_once(
    make_variants: Make, noon: datetime, stock: int
) -> None:
    (variant,) = make_variants()
    stocked(variant, stock, noon)
    take = begun(noon)
    row = doubted(take, variant, stock - 2, noon, first=stock - 1)
    assert (row.first, row.change, row.state) == (stock - 1, -2, "differs")
    assert decided(take, noon)
    assert not decided(take, noon)
    assert books(variant)["free"] == stock, "nothing is booked before its turn"
    jobs.run()
    assert not takes.book(doubt_id=row.pk, at=noon)
    assert books(variant)["free"] == stock - 2
    booked = Adjustment.objects.get()
    assert (booked.change, booked.reason, booked.actor) == (-2, "lost", CLEA)
    assert state(take) == "done"


@pytest.mark.django_db
def test_a_first_count_that_was_wrong_changes_nothing(make_variants: Make, noon: datetime) -> None:
    (variant,) = make_variants()
    stocked(variant, 3, noon)
    take = begun(noon)
    assert doubted(take, variant, 3, noon, first=2).state == "agreed"
    assert state(take) == "done"
    assert not Adjustment.objects.exists()


@pytest.mark.django_db
def test_sales_and_deliveries_between_count_and_booking_are_left_out(
    make_variants: Make, noon: datetime
) -> None:
    (variant,) = make_variants()
    stocked(variant, 5, noon)
    take = begun(noon)
    doubted(take, variant, 4, noon, first=4)
    hold = inventory.reserve(wants={variant: 2}, subject="order:1", until=None, at=noon)
    inventory.claim(hold_id=hold.pk, at=noon)
    inventory.hand_out(hold_id=hold.pk, contents={variant: 2})
    stocked(variant, 3, noon)
    decided(take, noon)
    jobs.run()
    assert books(variant)["free"] == 5 - 2 + 3 - 1


@pytest.mark.django_db
def test_an_article_that_sold_while_it_was_counted_is_counted_again(
    make_variants: Make, noon: datetime
) -> None:
    (variant,) = make_variants()
    stocked(variant, 5, noon)
    take = begun(noon)
    seen(take, variant, 2, noon)
    hold = inventory.reserve(wants={variant: 1}, subject="order:1", until=None, at=noon)
    inventory.claim(hold_id=hold.pk, at=noon)
    inventory.hand_out(hold_id=hold.pk, contents={variant: 1})
    seen(take, variant, 2, noon, shelf="Coffre")
    takes.close(take_id=take.pk, actor=ANNE, at=noon)
    assert Doubt.objects.get().state == "check"


@pytest.mark.django_db
def test_a_sold_piece_that_is_not_there_opens_its_case(make_variants: Make, noon: datetime) -> None:
    (variant,) = make_variants()
    stocked(variant, 1, noon)
    hold = inventory.reserve(wants={variant: 1}, subject="order:1", until=None, at=noon)
    inventory.claim(hold_id=hold.pk, at=noon)
    (other,) = make_variants()
    stocked(other, 1, noon)
    take = begun(noon)
    seen(take, other, 1, noon)
    row = doubted(take, variant, 0, noon)
    decided(take, noon)
    jobs.run()
    row.refresh_from_db()
    assert (row.state, row.short) == ("booked", 1)
    assert HoldLine.objects.get(hold=hold).from_restock


@pytest.mark.django_db
def test_books_corrected_since_the_count_are_not_corrected_twice(make_variants: Make, noon: datetime) -> None:
    (variant,) = make_variants()
    stocked(variant, 3, noon)
    take = begun(noon)
    row = doubted(take, variant, 2, noon, first=2)
    inventory.write_off(variant_id=variant, quantity=1, actor=CLEA, at=noon, cause="lost")
    decided(take, noon)
    jobs.run()
    row.refresh_from_db()
    assert books(variant)["free"] == 2
    assert (row.state, state(take)) == ("check", "checking")
    assert not Adjustment.objects.exists()
    assert takes.check(doubt_id=row.pk, quantity=2, actor=ANNE, at=noon).state == "agreed"
    assert state(take) == "done"


@pytest.mark.django_db
def test_a_worker_killed_while_it_books_has_booked_nothing(
    make_variants: Make, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    (variant,) = make_variants()
    stocked(variant, 3, noon)
    take = begun(noon)
    row = doubted(take, variant, 2, noon, first=2)
    decided(take, noon)

    def kill(*_told: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(takes, "_finish", kill)
        with pytest.raises(SystemExit):
            takes.book(doubt_id=row.pk, at=noon)
    row.refresh_from_db()
    assert (books(variant)["free"], row.state, state(take)) == (3, "decided", "booking")
    assert not Adjustment.objects.exists()
    assert takes.book(doubt_id=row.pk, at=noon)
    assert (books(variant)["free"], state(take)) == (2, "done")


@pytest.mark.django_db
def test_where_one_person_alone_may_count_they_count_again_and_the_journal_says_so(
    make_variants: Make, noon: datetime
) -> None:
    (variant,) = make_variants()
    stocked(variant, 3, noon)
    alone = a_member("catalogue")
    a_member("counter")
    who = f"staff:{alone.pk}"
    take = begun(noon)
    seen(take, variant, 2, noon, who=who)
    takes.close(take_id=take.pk, actor=who, at=noon)
    doubt = Doubt.objects.get()
    colleague = a_member("owner")
    refused("take_same_person", takes.check, doubt_id=doubt.pk, quantity=2, actor=who, at=noon)
    StaffMember.objects.filter(pk=colleague.pk).update(disabled_at=noon)
    assert takes.check(doubt_id=doubt.pk, quantity=2, actor=who, at=noon).state == "differs"
    verbs = [one.verb for one in journal.entries(f"take:{take.pk}")]
    assert verbs.count("count_alone") == 1


@pytest.mark.django_db
def test_who_counted_does_not_count_again(make_variants: Make, noon: datetime) -> None:
    (variant, unseen) = make_variants(2)
    stocked(variant, 3, noon)
    stocked(unseen, 1, noon)
    take = begun(noon)
    seen(take, variant, 2, noon, who=BRUNO)
    takes.close(take_id=take.pk, actor=ANNE, at=noon)
    first, second = Doubt.objects.order_by("variant")
    refused("take_same_person", takes.check, doubt_id=first.pk, quantity=3, actor=BRUNO, at=noon)
    refused("take_same_person", takes.check, doubt_id=second.pk, quantity=1, actor=ANNE, at=noon)
    assert set(Doubt.objects.values_list("state", "counted")) == {("check", None)}
    refused("take_not_all_counted", decided, take=take, at=noon)
    takes.check(doubt_id=first.pk, quantity=1, actor=ANNE, at=noon)
    refused("take_over", takes.check, doubt_id=first.pk, quantity=1, actor=CLEA, at=noon)
    assert takes.again(doubt_id=first.pk, actor=CLEA, at=noon)
    assert not takes.again(doubt_id=first.pk, actor=CLEA, at=noon)
    refused("take_same_person", takes.check, doubt_id=first.pk, quantity=3, actor=ANNE, at=noon)
    assert takes.check(doubt_id=first.pk, quantity=3, actor=BRUNO, at=noon).state == "agreed"


@pytest.mark.django_db
def test_reasons_are_given_for_all_or_for_none(make_variants: Make, noon: datetime) -> None:
    (variant,) = make_variants()
    stocked(variant, 3, noon)
    take = begun(noon)
    row = doubted(take, variant, 1, noon, first=2)

    def decide(decisions: dict[int, Decision]) -> None:
        takes.decide(take_id=take.pk, decisions=decisions, actor=CLEA, at=noon)

    refused("take_reason_missing", decide, decisions={})
    refused("reason_misfits", decide, decisions={row.pk: Decision(Reason.FOUND, -2)})
    refused(Overtaken.code, decide, decisions={row.pk: Decision(Reason.LOST, -1)})
    row.refresh_from_db()
    assert (row.state, row.reason, state(take)) == ("differs", "", "checking")


@pytest.mark.django_db
def test_readings_count_once_and_are_taken_back_by_their_own_reader(
    make_variants: Make, noon: datetime
) -> None:
    (variant,) = make_variants()
    stocked(variant, 3, noon)
    take = begun(noon)
    by = {"actor": ANNE, "at": noon}
    told: dict[str, Any] = {"take_id": take.pk, "key": "one", "shelf": "A", "code": code(variant)} | by
    assert takes.read(**told).pk == takes.read(**told).pk
    more = {"key": "two", "quantity": -1}
    refused("nothing_counted", takes.read, **told | more | {"actor": BRUNO})
    refused("nothing_counted", takes.read, **told | more | {"shelf": "B"})
    refused("code_unknown", takes.read, **told | {"key": "two", "code": "NOBODY"})
    assert Reading.objects.count() == 1
    takes.read(**told | more)
    assert takes.drop(take_id=take.pk, actor=ANNE, at=noon)
    assert not takes.drop(take_id=take.pk, actor=ANNE, at=noon)
    refused("take_over", takes.read, **told | {"key": "three"})
    refused("take_over", takes.close, take_id=take.pk, actor=ANNE, at=noon)
    assert Reading.objects.count() == 2


@pytest.mark.django_db
def test_a_brand_and_a_shelf_leave_the_rest_alone(make_variants: Make, noon: datetime) -> None:
    mine, other = make_variants(2)
    for variant in (mine, other):
        stocked(variant, 2, noon)
    brand = Brand.objects.create(slug="vire", name="Vire")
    Piece.objects.filter(variants=mine).update(brand=brand)
    take = begun(noon, Scope.BRAND, brand.pk)
    refused("nothing_counted", takes.close, take_id=take.pk, actor=ANNE, at=noon)
    told: dict[str, Any] = {"take_id": take.pk, "key": "x", "shelf": "", "actor": ANNE, "at": noon}
    refused("take_other_brand", takes.read, code=code(other), **told)
    assert not Reading.objects.exists()
    seen(take, mine, 1, noon)
    takes.close(take_id=take.pk, actor=ANNE, at=noon)
    assert list(Doubt.objects.values_list("variant", flat=True)) == [mine]
    shelf = begun(noon, Scope.READ)
    seen(shelf, other, 1, noon)
    takes.close(take_id=shelf.pk, actor=ANNE, at=noon)
    assert list(shelf.doubts.values_list("variant", flat=True)) == [other]


def booked_twice(variants: list[int], noon: datetime) -> list[str]:
    """Book each difference from two workers at the same instant; return what does not add up."""
    take = begun(noon)
    for variant in variants:
        seen(take, variant, 2, noon)
    takes.close(take_id=take.pk, actor=ANNE, at=noon)
    for row in Doubt.objects.order_by("pk"):
        takes.check(doubt_id=row.pk, quantity=2, actor=BRUNO, at=noon)
    decided(take, noon)
    ids = list(Doubt.objects.order_by("pk").values_list("pk", flat=True))

    def act(_number: int, barrier: Barrier) -> None:
        for pk in ids:
            barrier.wait()
            takes.book(doubt_id=pk, at=noon)

    at_once(2, act)
    return [f"{one}: {books(one)}" for one in variants if books(one)["free"] != 2]


@pytest.fixture
def threes(make_variants: Make, noon: datetime) -> list[int]:
    variants = make_variants(12)
    for variant in variants:
        stocked(variant, 3, noon)
    return variants


@pytest.mark.usefixtures("shared_database")
def test_two_who_book_at_once_book_once(threes: list[int], noon: datetime) -> None:
    assert booked_twice(threes, noon) == []
    assert Adjustment.objects.count() == len(threes)
    assert Take.objects.get().state == "done"


@pytest.mark.usefixtures("shared_database")
def test_without_its_lock_its_key_and_a_look_at_other_corrections_a_difference_is_booked_twice(
    threes: list[int], noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlocked(doubt_id: int) -> tuple[Take, Doubt]:
        row = Doubt.objects.select_related("take").get(pk=doubt_id)
        return row.take, row

    monkeypatch.setattr(takes, "_doubt", unlocked)
    monkeypatch.setattr(takes, "_finish", lambda *_told: None)
    monkeypatch.setattr(takes, "_key", lambda _row: secrets.token_hex(8))
    monkeypatch.setattr("poincon.inventory.queries.house_and_corrections", lambda _variant: (3, 0))
    monkeypatch.setattr("poincon.inventory.queries.corrections", lambda _variant: 1)
    assert booked_twice(threes, noon) != []
