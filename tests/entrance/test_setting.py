"""From draft to shop: at once, for a day, called off, gone back to; and everything that is refused."""

from datetime import datetime, timedelta

import pytest

from poincon.entrance import actions
from poincon.entrance.actions import NotReady, setting
from poincon.entrance.models import Arrangement
from poincon.entrance.queries import arranged
from poincon.entrance.refusals import (
    AnotherWaits,
    ChangedMeanwhile,
    NeverSet,
    NoDraft,
    NothingNew,
    Overrun,
    ShownAlready,
)
from poincon.entrance.rules import blocks as rules
from poincon.entrance.rules.blocks import Block, Kind
from poincon.foundation import journal
from tests.crowd import at_once
from tests.entrance.conftest import ANNA, BRUNO, a_story, drafted, mark_of, published, put, said
from tests.window.conftest import MakePiece

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def told(at: datetime) -> list[str]:
    return [block.kind.value for block in arranged.shown_at(at)]


def test_what_is_published_is_shown_from_that_instant(noon: datetime) -> None:
    put(a_story(), noon)
    row = published(noon)
    assert told(noon - timedelta(seconds=1)) == ["opening", "categories", "newest", "promises"]
    assert told(noon) == ["opening", "categories", "newest", "promises", "story"]
    assert (row.state, row.set_by, row.basis_id) == ("set", ANNA, None)
    assert [line.verb for line in journal.entries(f"arrangement:{row.pk}")][-1] == "set"
    assert arranged.draft() is None


def test_what_is_published_for_a_day_waits_for_it_and_can_be_called_off(noon: datetime) -> None:
    put(a_story(), noon)
    row = published(noon, noon + DAY)
    assert "story" not in told(noon + DAY - timedelta(seconds=1))
    assert "story" in told(noon + DAY)
    put(a_story(), noon)
    with pytest.raises(AnotherWaits) as refused:
        published(noon)
    assert refused.value.code == "entrance_another_waits"
    actions.call_off(arrangement_id=row.pk, actor=BRUNO, at=noon)
    assert "story" not in told(noon + DAY)
    with pytest.raises(NeverSet):
        actions.call_off(arrangement_id=row.pk, actor=BRUNO, at=noon)


def test_what_is_shown_cannot_be_called_off(noon: datetime) -> None:
    put(a_story(), noon)
    row = published(noon)
    with pytest.raises(ShownAlready) as refused:
        actions.call_off(arrangement_id=row.pk, actor=BRUNO, at=noon)
    assert refused.value.code == "entrance_shown_already"
    assert "story" in told(noon)


def test_only_what_was_looked_at_is_published(noon: datetime) -> None:
    with pytest.raises(NoDraft):
        actions.publish(seen="", from_at=noon, actor=ANNA, at=noon)
    number = put(a_story(), noon)
    seen = rules.mark(drafted())
    actions.move_block(number=number, steps=-1, actor=BRUNO, at=noon)
    with pytest.raises(ChangedMeanwhile):
        actions.publish(seen=seen, from_at=noon, actor=ANNA, at=noon)
    actions.move_block(number=number, steps=1, actor=BRUNO, at=noon)
    assert actions.publish(seen=seen, from_at=noon, actor=ANNA, at=noon).state == "set"


def test_nothing_new_is_not_published(noon: datetime) -> None:
    number = put(a_story(), noon)
    actions.remove_block(number=number, seen=mark_of(number), actor=ANNA, at=noon)
    with pytest.raises(NothingNew) as refused:
        published(noon)
    assert refused.value.code == "entrance_nothing_new"
    assert not Arrangement.objects.filter(state="set").exists()


def test_what_lacks_something_is_not_published_and_says_all_of_it(noon: datetime, make: MakePiece) -> None:
    piece = make()
    put(a_story(link="shelf:nulle-part", label=said(), words=said("Livré en 3 jours.", "")), noon)
    put(Block(kind=Kind.CHOSEN, title=said(), pieces=(piece.reference, "GONE-1")), noon)
    with pytest.raises(NotReady) as refused:
        published(noon)
    found = {(lack.number, lack.field, lack.reason.code) for lack in refused.value.lacks}
    assert found == {
        (5, "link", "block_link_broken"),
        (5, "words_en", "block_no_english"),
        (5, "words_fr", "figure_typed"),
        (6, "pieces", "block_no_piece"),
    }
    assert (refused.value.code, refused.value.status) == ("entrance_not_ready", 422)
    assert told(noon) == ["opening", "categories", "newest", "promises"]
    assert arranged.draft()


def test_going_back_shows_an_earlier_one_at_once_and_leaves_the_draft(noon: datetime) -> None:
    put(a_story(), noon)
    first = published(noon)
    put(a_story(), noon)
    published(noon + DAY)
    put(a_story(), noon + DAY)
    later = noon + 2 * DAY
    row = actions.go_back(arrangement_id=first.pk, actor=BRUNO, at=later)
    assert told(later).count("story") == 1
    assert (row.returns, row.set_by) == (True, BRUNO)
    assert len(drafted()) == 7
    with pytest.raises(Overrun) as refused:
        published(later)
    assert refused.value.code == "entrance_overrun"
    actions.stand_on_newest(seen=rules.mark(drafted()), actor=BRUNO, at=later)
    assert published(later).basis_id == row.pk
    actions.go_back(arrangement_id=0, actor=BRUNO, at=later)
    assert told(later) == ["opening", "categories", "newest", "promises"]


def test_what_was_never_set_is_not_gone_back_to(noon: datetime) -> None:
    put(a_story(), noon)
    draft = arranged.draft()
    assert draft
    with pytest.raises(NeverSet):
        actions.go_back(arrangement_id=draft.pk, actor=ANNA, at=noon)
    with pytest.raises(NothingNew):
        actions.go_back(arrangement_id=0, actor=ANNA, at=noon)
    assert not Arrangement.objects.filter(state="set").exists()


def test_an_earlier_one_whose_piece_is_gone_is_not_gone_back_to(noon: datetime, make: MakePiece) -> None:
    from poincon.catalogue import actions as catalogue
    from poincon.window import actions as window

    piece = make()
    put(Block(kind=Kind.CHOSEN, title=said(), pieces=(piece.reference,)), noon)
    first = published(noon)
    actions.go_back(arrangement_id=0, actor=ANNA, at=noon + DAY)
    catalogue.withdraw(piece_id=piece.pk, actor=ANNA, at=noon)
    window.refresh(piece_ids=[piece.pk], at=noon)
    with pytest.raises(NotReady):
        actions.go_back(arrangement_id=first.pk, actor=ANNA, at=noon + 2 * DAY)
    assert told(noon + 2 * DAY) == ["opening", "categories", "newest", "promises"]


def set_twice(noon: datetime) -> list[Exception]:
    put(a_story(), noon)
    seen = rules.mark(drafted())
    return at_once(2, lambda: actions.publish(seen=seen, from_at=noon, actor=ANNA, at=noon))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_does(noon: datetime) -> None:
    assert [type(error) for error in set_twice(noon)] == [NoDraft]
    assert Arrangement.objects.filter(state="set").count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_waiting_the_step_itself_lets_one_through(
    noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: unguarded, both have found the draft; the second is stopped by its state alone."""
    from threading import Barrier

    gate, insist = Barrier(2), setting._insist

    def slowly(wanted: rules.Blocks, at: datetime) -> None:
        insist(wanted, at)
        gate.wait(timeout=20)

    monkeypatch.setattr(setting, "alone", lambda: None)
    monkeypatch.setattr(setting, "_insist", slowly)
    (raised,) = set_twice(noon)
    assert not isinstance(raised, NoDraft)
    assert Arrangement.objects.filter(state="set").count() == 1
