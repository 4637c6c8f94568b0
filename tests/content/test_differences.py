"""What changed between two versions is told word by word, and nothing of either is lost."""

from hypothesis import given
from hypothesis import strategies as st

from poincon.content.difference import Change, Run, changes, runs
from poincon.content.reading import blocks, parts

SENTENCES = st.text(alphabet="ab ,.é1", max_size=40)


@given(SENTENCES, SENTENCES)
def test_what_stayed_and_went_is_the_older_what_stayed_and_came_the_newer(older: str, newer: str) -> None:
    told = list(runs(older, newer))
    assert "".join(run.text for run in told if run.kind != "new") == older
    assert "".join(run.text for run in told if run.kind != "gone") == newer


def test_a_changed_figure_is_one_change_in_its_sentence() -> None:
    told = list(runs("Vous avez 14 jours pour changer d’avis.", "Vous avez 30 jours pour changer d’avis."))
    assert told == [
        Run("same", "Vous avez "),
        Run("gone", "14"),
        Run("new", "30"),
        Run("same", " jours pour changer d’avis."),
    ]


def test_neighbouring_changes_are_read_as_one() -> None:
    kinds = [run.kind for run in runs("on Monday, Tuesday we rest", "on Friday, Sunday we rest")]
    assert kinds == ["same", "gone", "new", "same"]


def test_only_paragraphs_that_changed_are_told_under_their_heading() -> None:
    older = "<h2>A</h2><p>one two three</p><h2>B</h2><p>four five six</p><p>gone for good</p>"
    newer = "<h2>A</h2><p>one two three</p><h2>B</h2><p>four five seven</p><ul><li>all new</li></ul>"
    told = changes(older, newer)
    assert [change.heading for change in told] == ["B", "B", "B"]
    assert [run.text for run in told[0].runs] == ["four five ", "six", "seven"]
    assert {told[1], told[2]} == {
        Change("B", (Run("new", "all new"),)),
        Change("B", (Run("gone", "gone for good"),)),
    }


def test_the_same_page_has_no_changes() -> None:
    page = "<h2>A</h2><p>one</p><table><tr><td>x</td><td>y</td></tr></table>"
    assert changes(page, page) == []


def test_markup_is_not_words() -> None:
    assert changes("<p>one <strong>two</strong></p>", "<p>one two</p>") == []


def test_rows_of_a_table_and_items_of_a_list_are_paragraphs() -> None:
    page = "<ul><li><p>one</p><p>two</p></li></ul><table><tr><th>a</th><td>b &amp; c</td></tr></table>"
    assert [(block.kind, block.text) for block in blocks(page)] == [
        ("li", "one"),
        ("p", "two"),
        ("tr", "a · b & c"),
    ]


def test_a_page_is_read_part_by_part_under_its_headings() -> None:
    answer = '<div class="answer" id="q"><p>x <a href="/y/">y</a></p></div>'
    page = f'<p>before</p><h2 id="a">A</h2><h3>Q</h3>{answer}'
    first, second = parts("Title", page)
    assert (first.heading, first.anchor, first.text) == ("Title", "", "before")
    assert (second.heading, second.above, second.anchor, second.text, second.links) == (
        "Q",
        "A",
        "q",
        "x y",
        ("/y/",),
    )
