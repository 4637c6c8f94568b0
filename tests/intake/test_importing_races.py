"""A file that comes in beside a reduction that starts: both get through, in whatever order the file is."""

from datetime import datetime
from threading import Barrier, Event

import pytest
from django.db import OperationalError, connection
from tests.eventually import eventually
from tests.intake.conftest import WriteCsv, row
from tests.inventory.conftest import at_once, shared_database
from tests.reduced import DAY, reduce

from poincon.catalogue.models import Variant
from poincon.intake import actions
from poincon.intake.courier import Courier
from poincon.intake.dialects.shopify import SHOPIFY
from poincon.intake.planning import plan
from poincon.intake.sheets import read
from poincon.pricing.actions import turning
from poincon.pricing.models import CurrentPrice, Price

__all__ = ["shared_database"]
pytestmark = pytest.mark.usefixtures("shared_database")


def bring_in(data: bytes, at: datetime, advance: object = lambda: None) -> None:
    planned = plan(read(data, SHOPIFY), currency="EUR")
    actions.bring_in(plans=[planned], language="en", actor="import:shopify", at=at, advance=advance)  # type: ignore[arg-type]


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_locks where not granted")
        return bool(cursor.fetchone()[0])


def crossed(write: WriteCsv, noon: datetime) -> list[str]:
    """Let a reduction of two pieces start while a file changes them, the younger first; return who was
    thrown out.
    """
    bring_in(write(row("older"), row("younger")), noon)
    reduce(Variant.objects.values_list("pk", flat=True), starts=noon + 60 * DAY)
    at, begun, thrown = noon + 60 * DAY, Event(), list[str]()

    def advance() -> None:
        if not begun.is_set():
            begun.set()
            eventually(somebody_waits)

    def act(number: int, _start: Barrier) -> None:
        try:
            if number == 0:
                changed = write(row("younger", variant_price="60"), row("older", variant_price="60"))
                bring_in(changed, at, advance)
            else:
                begun.wait(20)
                turning.turn(at=at)
        except OperationalError:
            thrown.append("start" if number else "file")

    at_once(2, act)
    return thrown


def test_both_get_through(write: WriteCsv, noon: datetime) -> None:
    assert crossed(write, noon) == []
    assert set(CurrentPrice.objects.values_list("amount_minor", "regular_minor")) == {(4_800, 6_000)}
    assert Price.objects.filter(cause="imported", regular_minor=6_000).count() == 2


def test_piece_by_piece_one_of_them_is_thrown_out(
    write: WriteCsv, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: a file that takes one price after the other meets the reduction halfway."""
    monkeypatch.setattr(Courier, "_hold_prices", lambda *_: None)
    assert len(crossed(write, noon)) == 1
