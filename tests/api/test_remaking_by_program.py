"""Words and sizes changed after the order by a program: by whom, until when, once, and what is refused."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.http import HttpResponse
from tests import jobs
from tests.api.programs import Program, a_program, placed, problem
from tests.making import a_ring_to_measure, an_engraved_ring
from tests.shopping import a_variant

from poincon.foundation.models import Entry, Fact
from poincon.notifications.models import Message
from poincon.orders.actions import work
from poincon.orders.models import Making, Order, OrderLine

pytestmark = pytest.mark.django_db
PLACED = datetime(2026, 11, 24, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))  # a Tuesday morning
CUT_OFF = PLACED.replace(hour=13, minute=0)
SECOND = timedelta(seconds=1)
SCRIPT = {"lines": ["À toi"], "face": "script"}


def ordered(program: Program, variant: Any = None, **made: Any) -> tuple[str, dict[str, Any]]:
    """Place an order made as told; return the path of its line, and what the program is told of that line."""
    with time_machine.travel(PLACED, tick=False):
        told = placed(program, variant or an_engraved_ring(), **made or {"engraving": SCRIPT})
        assert told.status_code == 201, told.content
        path = f"/orders/{told.json()['reference']}"
        (line,) = program.get(path).json()["lines"]
    return f"{path}/lines/{line['line']}/making", line


def remade(program: Program, path: str, at: datetime = CUT_OFF - SECOND, **told: Any) -> HttpResponse:
    more = {name: told.pop(name) for name in ("key", "order_key") if name in told}
    with time_machine.travel(at, tick=False):
        return program.post(path, {"seen": 0} | told, **more)


def standing() -> list[Any]:
    """All that a refusal may not change."""
    return [list(model.objects.order_by("pk").values()) for model in (Making, OrderLine, Order, Entry, Fact)]


def test_words_are_changed_and_told_and_the_buyer_is_written_to() -> None:
    program = a_program()
    path, line = ordered(program)
    assert (line["round"], line["made"]["lines"]) == (0, ["À toi"])
    answer = remade(program, path, engraving={"lines": ["À nous"], "face": "roman"})
    assert answer.status_code == 201
    told = answer.json()
    assert (told["round"], told["made"]["lines"], told["made"]["face"]) == (1, ["À nous"], "roman")
    assert (told["total"], told["exclusion"]) == (line["total"], "made_for_you")
    assert Entry.objects.get(verb="remake").actor.startswith("token:")
    jobs.run()
    assert "À nous" in Message.objects.get(kind="orders.remade").text


def test_another_size_alone_is_told_and_words_alone_leave_the_size() -> None:
    program = a_program()
    path, line = ordered(program, a_ring_to_measure(), size_mm=53.5)
    assert line["made"]["size_mm"] == "53.5"
    assert remade(program, path, size_mm=54).json()["made"]["size_mm"] == "54.0"
    assert Making.objects.get().size_mm == Decimal("54.0")
    assert remade(program, path, seen=1).json()["round"] == 1  # nothing told, nothing changed


def test_the_same_wish_under_the_same_key_is_done_once() -> None:
    program = a_program()
    path, _ = ordered(program)
    wish = {"engraving": {"lines": ["À nous"], "face": "script"}, "key": "one-wish"}
    first, again = remade(program, path, **wish), remade(program, path, **wish)
    assert (first.content, again.headers["Idempotent-Replayed"]) == (again.content, "true")
    assert (Making.objects.get().round, Entry.objects.filter(verb="remake").count()) == (1, 1)
    other = {"engraving": {"lines": ["À vous"], "face": "script"}, "key": "one-wish"}
    assert problem(remade(program, path, **other)) == (422, "idempotency_key_reused")


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ({"engraving": {"lines": ["Toi 💍"], "face": "script"}}, (422, "sign_not_engraved")),
        ({"engraving": {"lines": ["x" * 19], "face": "script"}}, (422, "too_long_to_engrave")),
        ({"engraving": {"lines": ["À toi"], "face": "gothic"}}, (422, "not_engraved")),
        ({"engraving": {"lines": [" "], "face": "script"}}, (422, "not_another_price")),
        ({"size_mm": 54}, (422, "size_not_made")),
        ({"seen": 3, "engraving": SCRIPT}, (409, "changed_meanwhile")),
        ({"seen": -1, "engraving": SCRIPT}, (422, "invalid_request")),
        ({"words": "À nous"}, (422, "invalid_request")),
    ],
)
def test_what_is_refused_is_told_by_its_code_and_changes_nothing(
    told: dict[str, Any], known: tuple[int, str]
) -> None:
    program = a_program()
    path, _ = ordered(program)
    before = standing()
    assert problem(remade(program, path, **told)) == known
    assert standing() == before


@pytest.mark.promise("orders.change_until")
def test_at_the_last_second_yes_and_at_the_cut_off_no() -> None:
    program = a_program()
    path, _ = ordered(program)
    before = standing()
    no = remade(program, path, CUT_OFF, engraving={"lines": ["Non"], "face": "script"})
    assert problem(no) == (409, "too_late_to_change")
    assert standing() == before
    assert remade(program, path, engraving={"lines": ["Oui"], "face": "script"}).status_code == 201


def test_what_is_begun_or_has_ended_is_changed_no_more() -> None:
    program = a_program()
    path, _ = ordered(program)
    order = Order.objects.get()
    with time_machine.travel(PLACED + SECOND, tick=False):
        assert program.post(f"/orders/{order.reference}/cancellation").status_code == 201
    assert problem(remade(program, path, engraving=SCRIPT)) == (409, "order_ended")
    Order.objects.update(life="open", work=work.Work.PREPARING)
    assert problem(remade(program, path, engraving=SCRIPT)) == (409, "work_has_begun")


def test_the_key_of_the_order_opens_it_and_nobody_else_finds_it() -> None:
    program, stranger = a_program(), a_program("read:orders", "write:orders")
    reader = a_program("read:orders")
    path, _ = ordered(program)
    before = standing()
    assert problem(remade(stranger, path, engraving=SCRIPT)) == (404, "not_found")
    assert problem(remade(reader, path, engraving=SCRIPT)) == (403, "scope_missing")
    assert standing() == before
    key = Order.objects.get().access_key
    wish = {"engraving": {"lines": ["À nous"], "face": "script"}, "order_key": key}
    assert remade(stranger, path, **wish).status_code == 201


def test_a_line_of_another_order_or_made_for_nobody_is_not_there() -> None:
    program = a_program()
    path, _ = ordered(program)
    with time_machine.travel(PLACED, tick=False):
        plain = placed(program, a_variant()).json()["reference"]
    other = OrderLine.objects.get(order__reference=plain)
    before = standing()
    lent = path.replace(path.split("/")[2], plain)
    assert problem(remade(program, lent, engraving=SCRIPT)) == (404, "not_found")
    assert problem(remade(program, f"/orders/{plain}/lines/{other.pk}/making", engraving=SCRIPT)) == (
        404,
        "not_found",
    )
    assert standing() == before
