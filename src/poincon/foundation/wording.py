"""The words of refusals and of reasons, chosen at the edge in the reader's language."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from poincon.kernel.reason import Reason
from poincon.kernel.refusal import Refusal

type Words = str | Promise | Callable[[Mapping[str, object]], str]

_words: dict[str, Words] = {}


def register(code: str, words: Words) -> None:
    """Give a refusal's code its words: a lazy translation, or a function of the refusal's context.

    Raises ValueError for a code that has words already: of two sets only one would ever be read.
    """
    if code in _words:
        raise ValueError(f"the refusal {code} has words already")
    _words[code] = words


def words(refusal: Refusal) -> str:
    """Return what to tell the person, in the active language."""
    found = _words.get(refusal.code)
    if found is None:
        return _("This cannot be done as things stand. Nothing has been changed.")
    return found(refusal.context) if callable(found) else str(found)


def known() -> frozenset[str]:
    """Return the codes that have words."""
    return frozenset(_words)


def why(reason: Reason) -> str:
    """Return a reason in the active language."""
    return _(reason.words).format(**{name: _listed(fact) for name, fact in reason.facts.items()})


def _listed(fact: object) -> object:
    """Pydantic tells what was expected as "'fr' or 'en'"."""
    return fact.replace("' or '", _("' or '")) if isinstance(fact, str) else fact
