"""What may be said in a block, and what keeps it from being shown."""

from datetime import date

import pytest

from poincon.entrance import shipped, telling
from poincon.entrance.rules import lacks
from poincon.entrance.rules.blocks import AS_EVER, Block, Hung, Kind, Said, mark, moved, numbered
from poincon.entrance.rules.lacks import Known
from poincon.entrance.shipped import FileUnread
from tests.entrance.conftest import a_story, said

KNOWN = Known(("fr", "en"), {"R-1"}, {"shelf:bagues", "all"}, {"prices.same_for_all"})
PICTURE = {"stem": f"pieces/{'a' * 24}", "width": 1600, "height": 900}


def against(block: Block, known: Known = KNOWN) -> list[tuple[str, str]]:
    found = lacks.of_block(block, known, lambda *_words: iter(()))
    return [(lack.field, lack.reason.code) for lack in found]


@pytest.mark.parametrize(
    ("block", "found"),
    [
        (a_story(), []),
        (a_story(title=Said(fr="Oui")), [("title_en", "block_no_english")]),
        (a_story(words=Said()), [("words_fr", "block_no_french"), ("words_en", "block_no_english")]),
        (a_story(link="all"), [("label_fr", "block_no_french"), ("label_en", "block_no_english")]),
        (a_story(label=said()), [("link", "block_label_alone")]),
        (a_story(link="piece:R-2", label=said()), [("link", "block_link_broken")]),
        (a_story(title=said("a" * 121, "b")), [("title_fr", "too_many_letters")]),
        (
            a_story(picture=PICTURE),
            [("alt_fr", "block_no_french"), ("alt_en", "block_no_english")],
        ),
        (a_story(picture=PICTURE | {"alt": said()}, piece="R-1"), [("piece", "block_picture_twice")]),
        (a_story(piece="R-2"), [("piece", "block_no_piece")]),
        (a_story(pieces=("R-1",)), [("pieces", "block_unused")]),
        (a_story(look="four"), [("look", "block_look")]),
        (a_story(from_on=date(2026, 12, 2), to_on=date(2026, 12, 1)), [("to_on", "block_days_turned")]),
        (Block(kind=Kind.OPENING), []),
        (Block(kind=Kind.OPENING, title=Said(en="Hello")), [("title_fr", "block_no_french")]),
        (Block(kind=Kind.NOTICE, words=said()), [("to_on", "block_no_end")]),
        (Block(kind=Kind.NOTICE, words=said(), to_on=date(2026, 12, 1)), []),
        (Block(kind=Kind.CHOSEN, title=said()), [("pieces", "block_no_pieces")]),
        (Block(kind=Kind.CHOSEN, title=said(), pieces=("R-1",) * 13), [("pieces", "block_many_pieces")]),
        (Block(kind=Kind.SHELF), [("shelf", "block_no_shelf")]),
        (Block(kind=Kind.SHELF, shelf="brand:gone"), [("shelf", "block_nothing_there")]),
        (Block(kind=Kind.PROMISES), [("promises", "block_no_promises")]),
        (Block(kind=Kind.PROMISES, promises=("no.such",)), [("promises", "block_no_promise")]),
    ],
)
def test_every_reason_is_told_with_its_field(block: Block, found: list[tuple[str, str]]) -> None:
    assert against(block) == found


def test_a_house_of_one_language_is_asked_for_one() -> None:
    french = Known(("fr",), (), (), ())
    assert against(a_story(title=Said(fr="Oui"), words=Said(fr="Voilà.")), french) == []


def test_an_empty_page_and_an_endless_one_are_refused() -> None:
    codes = [
        [lack.reason.code for lack in lacks.of_page(blocks, KNOWN, lambda *_words: iter(()))]
        for blocks in ((), numbered([a_story()] * 20), numbered([a_story()] * 21))
    ]
    assert codes == [["block_none"], [], ["block_too_many"]]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Rendu sous 14 jours.", "promise_typed"),
        ("Livré pour 7 €.", "figure_typed"),
        ("Une pierre semi-précieuse.", "block_word"),
        ("<b>Gras</b>", "html_typed"),
        ("{{ house.name }}", "block_values"),
        ('{% promise "no.such" %}', ""),
        ('{% include "secrets.html" %}', "tag_unknown"),
        ("Moitié {% promise", "tag_halved"),
    ],
)
def test_words_that_may_not_stand_are_told(words: str, code: str) -> None:
    found = [reason.code for reason in telling.faults(words, "fr")]
    assert found
    assert code in (*found, "")


def test_plain_words_and_promises_stand() -> None:
    assert list(telling.faults('Deux mains.\n\n{% promise "prices.same_for_all" %}', "fr")) == []


def test_a_promise_that_is_no_longer_made_leaves_the_words_around_it() -> None:
    assert telling.told('Avant {% promise "no.such" %} après', "fr").split() == ["Avant", "après"]


def test_a_file_reads_back_as_what_was_taken_out() -> None:
    blocks = numbered(
        [
            *AS_EVER,
            a_story(picture=PICTURE | {"alt": said()}, from_on=date(2026, 12, 1)),
            Block(kind=Kind.CHOSEN, title=said("« Oui »", "“Yes”"), pieces=("R-1", "R-2"), look="three"),
        ]
    )
    assert shipped.parsed(shipped.written(blocks).encode()) == blocks


@pytest.mark.parametrize(
    "content",
    [
        b"\xff",
        b"blocks = 3",
        b'[[blocks]]\nkind = "carousel"',
        b'[[blocks]]\nkind="story"\nhtml="x"',
        b"x" * 300_000,
    ],
)
def test_any_other_file_is_refused(content: bytes) -> None:
    with pytest.raises(FileUnread) as refused:
        shipped.parsed(content)
    assert (refused.value.code, refused.value.status) == ("entrance_file_unread", 422)


def test_a_picture_is_named_by_the_darkroom_alone() -> None:
    with pytest.raises(ValueError, match="stem"):
        Hung(stem="../../etc/passwd", width=1, height=1)


def test_moving_keeps_all_blocks_and_marks_tell_orders_apart() -> None:
    there = moved(AS_EVER, 1, 99)
    assert [block.number for block in there] == [2, 3, 4, 1]
    assert mark(there) != mark(AS_EVER)
    assert moved(there, 1, -99) == AS_EVER
