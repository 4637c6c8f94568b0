"""A showing beside people, beside itself, and killed: each piece goes on show once, and is counted so."""

from datetime import datetime
from threading import Barrier

import pytest
from tests import jobs
from tests.catalogue.conftest import MakePiece
from tests.catalogue.tested import a_tested_supplier
from tests.intake.test_showings import BY, MARKED, confirmed
from tests.inventory.conftest import at_once, shared_database

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Piece
from poincon.foundation.models import Entry
from poincon.intake import queries, showings
from poincon.intake.models import Showing, ShowingLine
from poincon.intake.states import ShowingFate
from poincon.kernel.flow import StepRefused
from poincon.kernel.refusal import Refusal

__all__ = ["shared_database"]
pytestmark = pytest.mark.usefixtures("shared_database")
PIECES = 12


class Killed(BaseException):
    """The worker's process is gone."""


@pytest.fixture
def drafts(make_piece: MakePiece) -> list[Piece]:
    tested = a_tested_supplier()
    made = [make_piece(metals=MARKED, supplier=tested) for _ in range(PIECES)]
    jobs.run()
    return made


def put_on_show(pieces: list[Piece]) -> list[str]:
    """Return who put each piece on show, from the journal: more than once would be more lines."""
    subjects = [f"piece:{piece.pk}" for piece in pieces]
    found = Entry.objects.filter(subject__in=subjects, verb="publish").order_by("subject")
    return list(found.values_list("actor", flat=True))


def test_two_workers_and_a_hand_put_each_piece_on_show_once(
    drafts: list[Piece], noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(showings, "AT_ONCE", 2)
    showing = confirmed(drafts, noon)

    def act(number: int, barrier: Barrier) -> None:
        barrier.wait()
        if number < 2:
            showings.apply(showing_id=showing.pk, actor="staff:1", now=lambda: noon)
            return
        for piece in drafts[::-3]:
            try:
                catalogue.publish(piece_id=piece.pk, actor="staff:2", at=noon)
            except StepRefused:
                continue

    at_once(3, act)
    actors = put_on_show(drafts)
    assert len(actors) == PIECES
    assert queries.fates(showing).get(ShowingFate.SHOWN, 0) == actors.count("staff:1")
    assert queries.fates(showing).get(ShowingFate.ALREADY, 0) == actors.count("staff:2")
    assert Showing.objects.get().state == "applied"


def test_without_holding_its_pieces_a_worker_miscounts_them(
    drafts: list[Piece], noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: two workers that see the same pieces each count the other's as somebody else's."""
    both = Barrier(2, timeout=60)
    showing = confirmed(drafts[:2], noon)

    def seen(showing_id: int, waiting: ShowingFate) -> list[ShowingLine]:
        lines = list(ShowingLine.objects.filter(showing=showing_id, fate=waiting).order_by("piece_id"))
        if lines:
            both.wait()
        return lines

    monkeypatch.setattr(showings, "_waiting", seen)
    at_once(2, lambda _n, _b: showings.apply(showing_id=showing.pk, actor="staff:1", now=lambda: noon))
    assert put_on_show(drafts) == ["staff:1", "staff:1"]
    assert queries.fates(showing) != {ShowingFate.SHOWN: 2}


def test_of_two_who_confirm_one_does(drafts: list[Piece], noon: datetime) -> None:
    showing = showings.draft(piece_ids=[piece.pk for piece in drafts], at=noon, **BY)
    seal = queries.seal_of(showing)

    def act(_number: int, barrier: Barrier) -> str:
        barrier.wait()
        try:
            showings.confirm(showing_id=showing.pk, seal=seal, at=noon, **BY)
        except Refusal as refusal:
            return refusal.code
        return "confirmed"

    assert sorted(at_once(2, act)) == ["confirmed", "step_refused"]
    assert jobs.waiting().count("intake.apply_showing") == 1


@pytest.mark.parametrize("survived", [0, 1, 3])
def test_killed_between_two_portions_it_goes_on(
    drafts: list[Piece], noon: datetime, monkeypatch: pytest.MonkeyPatch, survived: int
) -> None:
    monkeypatch.setattr(showings, "AT_ONCE", 2)
    showing, whole, done = confirmed(drafts, noon), showings._show, []

    def show(line: ShowingLine, actor: str, at: datetime) -> ShowingFate:
        fate = whole(line, actor, at)
        done.append(line.pk)
        if len(done) == 2 * survived + 2:
            raise Killed
        return fate

    monkeypatch.setattr(showings, "_show", show)
    with pytest.raises(Killed):
        showings.apply(showing_id=showing.pk, actor="staff:1", now=lambda: noon)
    assert len(put_on_show(drafts)) == 2 * survived
    monkeypatch.setattr(showings, "_show", whole)
    showings.apply(showing_id=showing.pk, actor="staff:1", now=lambda: noon)
    assert put_on_show(drafts) == ["staff:1"] * PIECES
    assert queries.fates(showing) == {ShowingFate.SHOWN: PIECES}
    assert Showing.objects.get().state == "applied"
