"""The draft that all share: what is changed, what is refused, and that nobody's words are lost."""

from datetime import datetime

import pytest

from poincon.entrance import actions
from poincon.entrance.actions import drafting
from poincon.entrance.models import Arrangement
from poincon.entrance.queries import arranged
from poincon.entrance.refusals import BlockGone, ChangedMeanwhile, DraftThere, NoDraft, TooManyBlocks
from poincon.entrance.rules import blocks as rules
from poincon.entrance.rules.blocks import Kind
from poincon.foundation import journal
from tests.crowd import at_once
from tests.entrance.conftest import ANNA, BRUNO, a_story, block_called, drafted, mark_of, put, said

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return [block.kind.value for block in drafted()]


def test_a_draft_begins_from_what_the_house_came_with(noon: datetime) -> None:
    number = actions.add_block(kind=Kind.STORY, actor=ANNA, at=noon)
    assert kinds() == ["opening", "categories", "newest", "promises", "story"]
    assert number == 5
    assert arranged.shown_at(noon) == rules.AS_EVER


def test_blocks_are_moved_by_one_place_and_stop_at_the_ends(noon: datetime) -> None:
    assert actions.move_block(number=4, steps=-1, actor=ANNA, at=noon)
    assert kinds() == ["opening", "categories", "promises", "newest"]
    assert not actions.move_block(number=1, steps=-1, actor=ANNA, at=noon)
    assert not actions.move_block(number=3, steps=1, actor=ANNA, at=noon)
    assert kinds() == ["opening", "categories", "promises", "newest"]


def test_a_number_is_never_given_to_another_block(noon: datetime) -> None:
    number = put(a_story(), noon)
    actions.remove_block(number=number, seen=mark_of(number), actor=ANNA, at=noon)
    actions.remove_block(number=4, seen=mark_of(4), actor=ANNA, at=noon)
    assert put(a_story(), noon) == 5


def test_every_change_is_in_the_journal_by_number_alone(noon: datetime) -> None:
    number = put(a_story(), noon)
    actions.move_block(number=number, steps=-1, actor=BRUNO, at=noon)
    draft = arranged.draft()
    assert draft
    lines = [(line.verb, line.after, line.actor) for line in journal.entries(f"arrangement:{draft.pk}")]
    assert lines == [
        ("add_block", "5", ANNA),
        ("change_block", "5", ANNA),
        ("move_block", "5", BRUNO),
    ]


def test_a_change_made_from_older_words_is_refused_and_changes_nothing(noon: datetime) -> None:
    number = put(a_story(), noon)
    begun = mark_of(number)
    annas = block_called(number).model_copy(update={"title": said("À Anna", "Anna’s")})
    brunos = block_called(number).model_copy(update={"title": said("À Bruno", "Bruno’s")})
    assert actions.change_block(wanted=annas, seen=begun, actor=ANNA, at=noon)
    with pytest.raises(ChangedMeanwhile) as refused:
        actions.change_block(wanted=brunos, seen=begun, actor=BRUNO, at=noon)
    assert refused.value.code == "entrance_changed_meanwhile"
    assert block_called(number) == annas
    assert actions.change_block(wanted=brunos, seen=annas.mark, actor=BRUNO, at=noon)
    assert block_called(number) == brunos


def test_two_who_change_different_blocks_do_not_meet(noon: datetime) -> None:
    first, second = put(a_story(), noon), put(a_story(), noon)
    before = mark_of(second)
    changed = block_called(first).model_copy(update={"look": "right"})
    actions.change_block(wanted=changed, seen=mark_of(first), actor=ANNA, at=noon)
    other = block_called(second).model_copy(update={"piece": "R-1"})
    assert actions.change_block(wanted=other, seen=before, actor=BRUNO, at=noon)
    assert (block_called(first), block_called(second)) == (changed, other)


def test_a_block_that_is_gone_is_neither_changed_nor_moved_nor_removed(noon: datetime) -> None:
    number = put(a_story(), noon)
    there, seen = block_called(number), mark_of(number)
    with pytest.raises(ChangedMeanwhile):
        actions.remove_block(number=number, seen="older", actor=BRUNO, at=noon)
    actions.remove_block(number=number, seen=seen, actor=ANNA, at=noon)
    left = drafted()
    for act in (
        lambda: actions.change_block(wanted=there, seen=seen, actor=BRUNO, at=noon),
        lambda: actions.move_block(number=number, steps=1, actor=BRUNO, at=noon),
        lambda: actions.remove_block(number=number, seen=seen, actor=BRUNO, at=noon),
    ):
        with pytest.raises(BlockGone):
            act()
    assert drafted() == left


def test_a_page_holds_twenty_blocks(noon: datetime) -> None:
    for _ in range(16):
        actions.add_block(kind=Kind.STORY, actor=ANNA, at=noon)
    with pytest.raises(TooManyBlocks) as refused:
        actions.add_block(kind=Kind.STORY, actor=ANNA, at=noon)
    assert (refused.value.code, len(drafted())) == ("entrance_too_many_blocks", 20)


def test_what_is_put_aside_is_taken_up_again(noon: datetime) -> None:
    put(a_story(), noon)
    said_so = drafted()
    with pytest.raises(ChangedMeanwhile):
        actions.put_aside(seen="older", actor=BRUNO, at=noon)
    laid = arranged.draft()
    assert laid
    actions.put_aside(seen=rules.mark(said_so), actor=ANNA, at=noon)
    assert arranged.draft() is None
    with pytest.raises(NoDraft):
        actions.put_aside(seen=rules.mark(said_so), actor=ANNA, at=noon)
    actions.take_up(arrangement_id=laid.pk, actor=BRUNO, at=noon)
    assert drafted() == said_so
    with pytest.raises(DraftThere):
        actions.take_up(arrangement_id=laid.pk, actor=BRUNO, at=noon)


def raced(noon: datetime) -> tuple[list[Exception], str]:
    """Have six colleagues change the same block at once, each from the same words."""
    number = put(a_story(), noon)
    begun, there = mark_of(number), block_called(number)
    names = iter(range(6))

    def change() -> None:
        mine = said(f"Titre {next(names)}", "Title")
        wanted = there.model_copy(update={"title": mine})
        actions.change_block(wanted=wanted, seen=begun, actor=ANNA, at=noon)

    return at_once(6, change), block_called(number).title.fr


@pytest.mark.django_db(transaction=True)
def test_of_six_who_change_a_block_at_once_one_is_kept_and_five_are_told(noon: datetime) -> None:
    raised, kept = raced(noon)
    assert [type(error) for error in raised] == [ChangedMeanwhile] * 5
    assert kept.startswith("Titre ")


@pytest.mark.django_db(transaction=True)
def test_without_waiting_for_one_another_somebodys_words_are_lost(
    noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: all have read the draft before the first of them writes it."""
    from threading import Barrier

    gate = Barrier(6)
    number_of = drafting._seen

    def slowly(*read: object) -> object:
        found = number_of(*read)  # type: ignore[arg-type]
        gate.wait(timeout=20)
        return found

    number = put(a_story(), noon)
    begun, there = mark_of(number), block_called(number)
    monkeypatch.setattr(drafting, "alone", lambda: None)
    monkeypatch.setattr(drafting, "_seen", slowly)
    names = iter(range(6))

    def change() -> None:
        wanted = there.model_copy(update={"title": said(f"Titre {next(names)}", "Title")})
        actions.change_block(wanted=wanted, seen=begun, actor=ANNA, at=noon)

    assert at_once(6, change) == []
    assert Arrangement.objects.count() == 1
