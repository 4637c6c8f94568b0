"""Long files of people and of orders come in by parts, and nobody can tell from what is there afterwards."""

import tracemalloc
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.past.files import CLEO, MOON, PRESTA_ORDERS, PRESTA_PEOPLE, SEA, SHOPIFY_ORDERS, table
from typer.testing import CliRunner

from poincon.config.cli import app
from poincon.intake import parts, reports, rows
from poincon.intake.sheets import Fault
from poincon.past import actions
from poincon.past.history import History, PlannedOrder
from poincon.past.models import PastLine, PastOrder, Person
from poincon.past.reading import People, PlannedPerson, Proof
from poincon.past.rules import Terms
from poincon.past.states import About

PARIS = ZoneInfo("Europe/Paris")
TERMS = Terms(guarantee_years=2, delivery_days=30, orders_months=26, archive_years=5, large_years=10)


def people(count: int) -> list[str]:
    return [PRESTA_PEOPLE, *(CLEO.replace("cleo@", f"c{number}@") for number in range(count))]


def orders(count: int) -> list[str]:
    """Return rows of orders whose lines do not stand together."""
    rows = [SEA.replace("XKBKNABJK", f"N{number}") for number in range(count)]
    return [PRESTA_ORDERS, *rows, *(row.replace("Bracelet Mer;MER", "Jonc;JONC") for row in rows)]


def planned_people(lines: Iterable[str], many: int) -> tuple[dict[str, PlannedPerson], set[Fault]]:
    found, faults = dict[str, PlannedPerson](), set[Fault]()
    for sheet in parts.sheets(table(lines, About.CUSTOMERS), many):
        reader = People(sheet, Proof(), PARIS)
        found |= {one.key: one for one in reader.read()}
        faults |= set(reader.faults)
    return found, faults


def planned_orders(lines: Iterable[str], many: int) -> tuple[dict[str, PlannedOrder], set[Fault]]:
    found, faults = dict[str, PlannedOrder](), set[Fault]()
    for sheet in parts.sheets(table(lines, About.ORDERS), many):
        reader = History(sheet, "EUR", date(2026, 11, 22), TERMS)
        found |= {one.number: one for one in reader.read()}
        faults |= set(reader.faults)
    return found, faults


@pytest.mark.parametrize("many", [2, 7, 40])
def test_people_in_parts_as_in_one(many: int) -> None:
    twice = CLEO.replace("cleo@", "\u200bC3@")
    lines = [*people(20), twice, CLEO.replace("cleo@example.org", "cleo"), "torn;row"]
    found, faults = planned_people(lines, many)
    assert (found, faults) == planned_people(lines, 1)
    assert len(found) == 20
    assert {fault.code for fault in faults} == {"email_twice", "not_an_email", "cell_count"}


@pytest.mark.parametrize("many", [2, 7, 40])
def test_orders_in_parts_as_in_one(many: int) -> None:
    """The number is read as everywhere: a sign that nobody sees does not make it another order's."""
    lines = [*orders(20), SEA.replace("XKBKNABJK", "N3\u200b"), "N4;torn", SEA.replace(";MER;1;", ";MER;0;")]
    found, faults = planned_orders(lines, many)
    assert (found, faults) == planned_orders(lines, 1)
    assert (len(found), len(found["N3"].lines), len(found["N2"].lines)) == (19, 3, 2)
    assert {fault.code for fault in faults} == {"cell_count", "not_a_quantity"}


def test_no_more_is_held_than_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file whole, in one part, is the negative control."""
    monkeypatch.setattr(rows, "CHUNK", 4_096)
    header, *whole = people(2_400)
    long = table([header, *(row + "x" * 400 for row in whole)], About.CUSTOMERS)

    def peak(many: int) -> int:
        tracemalloc.start()
        for sheet in parts.sheets(long, many):
            assert sum(1 for _ in People(sheet, Proof(), PARIS).read())
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert 2 * peak(6) < peak(1)


@pytest.mark.django_db
class TestWhole:
    @pytest.fixture(autouse=True)
    def _short(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(parts, "PART_LINES", 4)

    def run(self, what: str, file: Path, lines: Iterable[str], *more: str) -> tuple[int, str]:
        file.write_text("\n".join(lines), encoding="utf-8")
        done = CliRunner().invoke(app, ["import", what, str(file), *more])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.output

    def test_people_all_parts_or_none(self, tmp_path: Path) -> None:
        file, lines = tmp_path / "p.csv", [*people(20), CLEO.replace("cleo@example.org", "")]
        code, told = self.run("customers", file, lines)
        assert (code, Person.objects.count(), "nothing was written" in told) == (1, 0, True)
        assert "line 22, email: the row has no e-mail address" in told
        code, told = self.run("customers", file, lines, "--skip-refused")
        assert (code, "20 created, 0 changed, 0 the same" in told) == (0, True)
        assert "column left out: birthday (21 cells)" in told
        code, told = self.run("customers", file, lines, "--skip-refused")
        assert (code, "0 created, 0 changed, 20 the same" in told) == (0, True)

    def test_orders_whole_wherever_their_rows_stand(self, tmp_path: Path) -> None:
        code, told = self.run("orders", tmp_path / "o.csv", orders(20))
        assert (code, "20 created, 0 changed, 0 the same" in told) == (0, True)
        assert (PastOrder.objects.count(), PastLine.objects.count()) == (20, 40)
        assert "20 the same" in self.run("orders", tmp_path / "o.csv", orders(20))[1]

    def test_an_unreadable_long_file_writes_nothing(self, tmp_path: Path) -> None:
        lines = [SHOPIFY_ORDERS, *MOON * 10, '#9,"never closed']
        assert (self.run("orders", tmp_path / "o.csv", lines)[0], PastOrder.objects.count()) == (2, 0)


@pytest.mark.django_db
def test_ten_thousand_reasons_are_told_and_the_others_counted(
    noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST_TOLD", 3)
    bad = [PRESTA_PEOPLE, *[CLEO.replace("cleo@example.org", "")] * 5]
    found = parts.sheets(table(bad, About.CUSTOMERS), 1)
    report = actions.bring_people(sheets=found, proof=Proof(), zone=PARIS, at=noon)
    assert ([fault.line for fault in report.faults], report.untold["faults"]) == ([2, 3, 4], 2)
    assert not report.kept
