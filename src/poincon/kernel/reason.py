"""Why something cannot be, told in English, and ready to be told in other languages."""

from collections.abc import Callable, Mapping
from functools import partial

MOST_TOLD = 160


class Reason(str):
    """A reason in English; `words` and the `facts` that fill them stand apart, for a translation at the edge.

    `code` is stable and tells one reason from any other.
    """

    __slots__ = ("code", "facts", "words")

    code: str
    words: str
    facts: Mapping[str, object]


def because(code: str, words: str, /, **facts: object) -> Reason:
    """Return the reason that `words` give, `{name}` standing for a fact; they are listed for translation.

    Of what somebody wrote and a reason repeats no more is told than a line holds.
    """
    told = {name: _brief(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
    said = Reason(words.format(**told))
    said.code, said.words, said.facts = code, words, told
    return said


def _brief(fact: str) -> str:
    return fact if len(fact) <= MOST_TOLD else f"{fact[: MOST_TOLD - 1]}…"


def whenever(code: str, words: str) -> Callable[..., Reason]:
    """Return what gives this reason once the facts are known."""
    return partial(because, code, words)
