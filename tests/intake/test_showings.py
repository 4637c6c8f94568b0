"""Many pieces put on show at once at the desk: seen first, then confirmed, and taken back."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests import jobs
from tests.catalogue.conftest import MakePiece
from tests.catalogue.tested import a_tested_supplier
from tests.intake.desk import address

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Piece
from poincon.catalogue.rules import MetalFacts
from poincon.foundation import journal
from poincon.intake import queries, showings, tasks
from poincon.intake.models import Showing
from poincon.intake.states import ShowingFate
from poincon.kernel.flow import StepRefused

pytestmark = pytest.mark.django_db
MARKED = (MetalFacts("gold", "rose", 750, marks=("lozenge",)),)
BY: dict[str, Any] = {"actor": "staff:1"}


@pytest.fixture
def three(make_piece: MakePiece) -> list[Piece]:
    """Two drafts that lack nothing, and one of which nobody said what it is made of; all judged."""
    tested = a_tested_supplier()
    made = [make_piece(metals=MARKED, supplier=tested) for _ in range(2)]
    made.append(make_piece(metals=(), supplier=tested))
    jobs.run()
    return made


def states(pieces: list[Piece]) -> list[str]:
    return [Piece.objects.get(pk=piece.pk).state for piece in pieces]


def fates(row: Showing) -> dict[str, int]:
    return queries.fates(row)


def confirmed(pieces: list[Piece], at: datetime) -> Showing:
    showing = showings.draft(piece_ids=[piece.pk for piece in pieces], at=at, **BY)
    showings.confirm(showing_id=showing.pk, seal=queries.seal_of(showing), at=at, **BY)
    return showing


def applied(pieces: list[Piece], at: datetime) -> Showing:
    showing = confirmed(pieces, at)
    showings.apply(showing_id=showing.pk, actor="staff:1", now=lambda: at)
    showing.refresh_from_db()
    return showing


def posted(browser: Client, name: str, pk: int | None = None, **sent: object) -> Any:
    return browser.post(address(name, pk), sent, follow=True)


class TestAtTheDesk:
    def test_all_drafts_of_the_list_are_looked_at_shown_and_taken_back(
        self, browser: Client, three: list[Piece]
    ) -> None:
        listed = browser.get(address("pieces")).text
        assert listed.count('name="piece"') == 3
        seen = posted(browser, "new_showing", which="all", q="", state="", category="", brand="")
        assert "Mettre 2 bijoux en vitrine" in seen.text
        assert "1 reste en brouillon" in seen.text
        assert states(three) == ["draft"] * 3, "nothing is public before it is confirmed"
        showing = Showing.objects.get()
        short = browser.get(address("showing", showing.pk), {"of": "lacking"}).text
        assert three[2].reference in short
        assert three[0].reference not in short
        assert "#" in short, "each lack leads to its field"

        posted(browser, "showing_confirmation", showing.pk, seal=seen.context["seal"])
        assert jobs.waiting().count("intake.apply_showing") == 1
        under_way = browser.get(address("showing", showing.pk)).text
        assert "<progress" in under_way
        tasks.apply_showing(showing_id=showing.pk, actor="staff:1")
        assert states(three) == ["published", "published", "draft"]

        done = browser.get(address("showing", showing.pk)).text
        assert "Retirer 2 bijoux de la vitrine" in done
        posted(browser, "showing_undoing", showing.pk)
        tasks.undo_showing(showing_id=showing.pk, actor="staff:1")
        assert states(three) == ["draft"] * 3
        assert "De nouveau hors vitrine" in browser.get(address("showing", showing.pk)).text

    def test_only_what_is_ticked_is_chosen(self, browser: Client, three: list[Piece]) -> None:
        posted(browser, "new_showing", which="ticked", piece=[str(three[1].pk), "x", "9" * 30])
        assert list(Showing.objects.get().pieces.values_list("piece_id", flat=True)) == [three[1].pk]

    def test_the_list_s_words_narrow_what_is_chosen(self, browser: Client, three: list[Piece]) -> None:
        posted(browser, "new_showing", which="all", q=three[0].reference, state="", category="", brand="")
        assert list(Showing.objects.get().pieces.values_list("piece_id", flat=True)) == [three[0].pk]

    def test_nothing_ticked_is_told(self, browser: Client, three: list[Piece]) -> None:
        answer = posted(browser, "new_showing", which="ticked")
        assert "Aucun de ces bijoux" in answer.text
        assert not Showing.objects.exists()
        assert states(three) == ["draft"] * 3

    def test_a_list_without_drafts_offers_to_put_none_on_show(
        self, browser: Client, three: list[Piece]
    ) -> None:
        applied(three[:2], three[0].created_at)
        listed = browser.get(address("pieces"), {"state": "published"}).text
        assert "Mettre en vitrine ceux" not in listed


class TestRefusals:
    def test_other_pieces_than_were_shown_are_not_put_on_show(
        self, three: list[Piece], noon: datetime
    ) -> None:
        showing = showings.draft(piece_ids=[piece.pk for piece in three], at=noon, **BY)
        seal = queries.seal_of(showing)
        catalogue.edit_piece(piece_id=three[2].pk, words={}, metals=MARKED, at=noon, **BY)
        jobs.run()
        showings.reckon_again(showing_id=showing.pk)
        with pytest.raises(showings.ShowingOvertaken):
            showings.confirm(showing_id=showing.pk, seal=seal, at=noon, **BY)
        showing.refresh_from_db()
        assert showing.state == "draft"
        assert "intake.apply_showing" not in jobs.waiting()

    def test_where_each_lacks_something_there_is_nothing_to_confirm(
        self, three: list[Piece], noon: datetime
    ) -> None:
        showing = showings.draft(piece_ids=[three[2].pk], at=noon, **BY)
        with pytest.raises(showings.ShowingEmpty):
            showings.confirm(showing_id=showing.pk, seal=queries.seal_of(showing), at=noon, **BY)
        assert Showing.objects.get().state == "draft"

    def test_it_is_confirmed_once(self, three: list[Piece], noon: datetime) -> None:
        showing = confirmed(three, noon)
        with pytest.raises(StepRefused):
            showings.confirm(showing_id=showing.pk, seal=queries.seal_of(showing), at=noon, **BY)
        with pytest.raises(StepRefused):
            showings.discard(showing_id=showing.pk)
        assert jobs.waiting().count("intake.apply_showing") == 1


class TestApplied:
    def test_the_gate_is_asked_again_for_each(self, three: list[Piece], noon: datetime) -> None:
        """What is missing since, what somebody showed and what somebody withdrew is left as it is."""
        showing = confirmed(three, noon)
        catalogue.edit_piece(piece_id=three[0].pk, words={}, metals=(), actor="staff:2", at=noon)
        catalogue.publish(piece_id=three[1].pk, actor="staff:2", at=noon)
        showings.apply(showing_id=showing.pk, actor="staff:1", now=lambda: noon)
        assert fates(showing) == {ShowingFate.REFUSED: 1, ShowingFate.ALREADY: 1, ShowingFate.LACKING: 1}
        assert states(three) == ["draft", "published", "draft"]

    def test_a_withdrawn_one_stays_withdrawn(self, three: list[Piece], noon: datetime) -> None:
        showing = confirmed(three[:2], noon)
        catalogue.withdraw(piece_id=three[0].pk, actor="staff:2", at=noon)
        showings.apply(showing_id=showing.pk, actor="staff:1", now=lambda: noon)
        assert fates(showing) == {ShowingFate.GONE: 1, ShowingFate.SHOWN: 1}

    def test_the_journal_tells_who_and_that_it_was_with_others(
        self, three: list[Piece], noon: datetime
    ) -> None:
        showing = applied(three, noon)
        entry = journal.entries(f"piece:{three[0].pk}").get(verb="publish")
        assert (entry.actor, entry.cause) == ("staff:1", "showing")
        verbs = [one.verb for one in journal.entries(f"showing:{showing.pk}")]
        assert verbs == ["confirm", "finish"]

    def test_taken_back_is_only_what_it_put_there(self, three: list[Piece], noon: datetime) -> None:
        """Negative control within: the piece that somebody took off and showed anew stays on show."""
        showing, later = applied(three, noon), noon + timedelta(hours=1)
        catalogue.unpublish(piece_id=three[0].pk, actor="staff:2", at=later)
        catalogue.publish(piece_id=three[0].pk, actor="staff:2", at=later)
        showings.undo(showing_id=showing.pk, at=later, **BY)
        showings.restore(showing_id=showing.pk, actor="staff:1", now=lambda: later)
        assert states(three) == ["published", "draft", "draft"]
        assert fates(showing)[ShowingFate.CHANGED_SINCE] == fates(showing)[ShowingFate.HIDDEN] == 1

    def test_choices_that_nobody_confirmed_are_forgotten(self, three: list[Piece], noon: datetime) -> None:
        showings.draft(piece_ids=[three[0].pk], at=noon, **BY)
        kept = confirmed(three[1:], noon)
        assert showings.forget_drafts(before=noon + timedelta(days=7)) == 1
        assert Showing.objects.get() == kept
