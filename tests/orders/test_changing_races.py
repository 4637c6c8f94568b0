"""The workshop begins while words are being changed: it never works from words that are not those kept."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from tests.eventually import eventually
from tests.making import an_engraved_ring
from tests.orders.test_changing_what_is_made import BY, CUT_OFF, SECOND, WORDS, bought

from poincon.catalogue.rules import Wish
from poincon.kernel.refusal import Refusal
from poincon.orders import locking
from poincon.orders.actions import making, work
from poincon.orders.models import Making, Order

pytestmark = pytest.mark.django_db(transaction=True)
WAITING = """
SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN (
  SELECT pid FROM pg_locks WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database()))
"""


def begun_meanwhile(monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str]]:
    """Change words while the work begins in the middle of it.

    Return the words that the workshop began with, and the codes of what was refused.
    """
    _, order = bought(an_engraved_ring(), **WORDS)
    began, codes, done = [], [], threading.Event()

    def begin() -> None:
        try:
            work.prepare(order_id=order.pk, actor=BY, at=CUT_OFF + timedelta(minutes=1))
            began.append(Making.objects.get().words)
        finally:
            connections.close_all()
            done.set()

    other = threading.Thread(target=begin)
    write = making._write

    def meanwhile(*told: Any) -> None:
        other.start()
        eventually(lambda: done.is_set() or _waiting())
        write(*told)

    monkeypatch.setattr(making, "_write", meanwhile)
    try:
        line = order.lines.get().pk
        told = {"wish": Wish("À nous", "script"), "seen": 0, "actor": BY}
        making.change(order_id=order.pk, line_id=line, **told, at=CUT_OFF - SECOND)
    except Refusal as refusal:
        codes.append(refusal.code)
    other.join()
    return began, codes


def _waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return int(cursor.fetchone()[0])


def test_the_workshop_begins_with_the_words_that_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    began, codes = begun_meanwhile(monkeypatch)
    assert (began, codes) == (["À nous"], [])
    assert Making.objects.get().words == "À nous"


def test_without_the_lock_it_begins_with_words_that_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "locked", lambda order_id: Order.objects.get(pk=order_id))
    began, _ = begun_meanwhile(monkeypatch)
    assert began == ["À toi"]
    assert Making.objects.get().words == "À nous"


def test_a_change_that_comes_after_the_beginning_is_refused_though_asked_in_time() -> None:
    _, order = bought(an_engraved_ring(), **WORDS)
    work.prepare(order_id=order.pk, actor=BY, at=CUT_OFF)
    with pytest.raises(making.WorkHasBegun):
        making.change(
            order_id=order.pk,
            line_id=order.lines.get().pk,
            wish=Wish("À nous", "script"),
            seen=0,
            actor=BY,
            at=CUT_OFF - SECOND,
        )
    assert Making.objects.get().words == "À toi"
