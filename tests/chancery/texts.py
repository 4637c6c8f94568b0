"""Changes of the words of pages and mails for tests, taken through the actions that owners use."""

from collections.abc import Mapping
from datetime import datetime

from tests.chancery.drafts import ANNA, BRUNO

from poincon.chancery.actions import deciding, drafting
from poincon.chancery.models import Edition
from poincon.content import queries as content

RETURNS, RETURNS_EN = "pages/fr/returns", "pages/en/returns"
MORE = "Nous aimons les retours."
SUBJECT = "mails/fr/orders.paid/subject"


def words_of_returns(more: str = MORE) -> str:
    """Return the page as it comes with the shop, and a sentence more."""
    return f"{content.written('returns', 'fr')}\n{more}\n"


def drafted_words(words: Mapping[str, str | None], *, at: datetime, author: str = ANNA) -> Edition:
    return drafting.change_words(author=author, words=words, at=at)


def proposed_words(
    words: Mapping[str, str | None], *, at: datetime, from_at: datetime | None = None, author: str = ANNA
) -> Edition:
    drafted_words(words, at=at, author=author)
    return drafting.propose(author=author, why="Parce que.", from_at=from_at or at, at=at)


def approved_words(
    words: Mapping[str, str | None], *, at: datetime, from_at: datetime | None = None
) -> Edition:
    edition = proposed_words(words, at=at, from_at=from_at)
    return deciding.approve(edition_id=edition.pk, actor=BRUNO, at=at)
