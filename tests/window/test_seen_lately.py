"""Pieces seen lately: the browser names them, the shop shows those that are on show and keeps nothing."""

import pytest
from tests import jobs
from tests.shopping import a_browser, a_variant

pytestmark = pytest.mark.django_db
SEEN = "/pieces-vues/"


def named(text: str, *names: str) -> list[str]:
    return sorted((name for name in names if f">{name}<" in text), key=text.index)


def test_pieces_come_in_the_order_of_the_browser_each_once() -> None:
    first, second, third = (a_variant().piece for _ in range(3))
    jobs.run()
    answer = a_browser().get(SEEN, {"piece": [third.slug, first.slug, third.slug, "made-up"]})
    names = [third.name_fr, first.name_fr]
    assert named(answer.text, first.name_fr, second.name_fr, third.name_fr) == names
    assert answer.text.count(f">{third.name_fr}<") == 1
    assert "noindex" in answer.text
    assert not answer.cookies


def test_no_more_than_eight_are_looked_for() -> None:
    pieces = [a_variant().piece for _ in range(10)]
    jobs.run()
    answer = a_browser().get(SEEN, {"piece": [piece.slug for piece in pieces]})
    assert named(answer.text, *(piece.name_fr for piece in pieces)) == [one.name_fr for one in pieces[:8]]


def test_a_part_is_given_to_the_page_that_asks_for_it() -> None:
    piece = a_variant().piece
    jobs.run()
    answer = a_browser().get(SEEN, {"piece": piece.slug}, headers={"HX-Request": "true"})
    assert answer.text.startswith("<ul")
    assert piece.name_fr in answer.text


def test_nothing_named_is_an_empty_page() -> None:
    for query in ("", "?piece=", "?piece=" + "x" * 3000, "?other=1"):
        answer = a_browser().get(SEEN + query)
        assert answer.status_code == 200
        assert "piece-card" not in answer.text


def test_a_piece_that_is_shared_brings_its_picture_and_its_name() -> None:
    piece = a_variant().piece
    text = a_browser().get(f"/bijou/{piece.slug}/").text
    assert f'<meta property="og:title" content="{piece.name_fr}">' in text
    assert f'/bijou/{piece.slug}/">' in text.partition("og:url")[2][:120]
