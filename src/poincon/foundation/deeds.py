"""The journal in the words of whoever reads it: what was done, why, and by whom.

Lines hold codes alone, since they can never be erased. A feature's module `deeds` gives words to its verbs,
for each kind of subject, and may say how people of a kind are called.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from poincon.foundation.models import Entry

type Words = str | Promise
type Namer = Callable[[set[int]], Mapping[int, str]]

_verbs: dict[tuple[str, str], Words] = {}
_causes: dict[str, Words] = {}
_namers: dict[str, Namer] = {}
_actors: dict[str, Words] = {
    "shop": pgettext_lazy("who did it", "the shop by itself"),
    "scene": pgettext_lazy("who did it", "the demonstration"),
    "bank": pgettext_lazy("who did it", "the bank"),
    "carrier": pgettext_lazy("who did it", "the carrier"),
    "visitor": pgettext_lazy("who did it", "the customer"),
    "customer": pgettext_lazy("who did it", "the customer"),
    "user": pgettext_lazy("who did it", "the customer"),
    "staff": pgettext_lazy("who did it", "a colleague"),
    "import": pgettext_lazy("who did it", "an import"),
}


@dataclass(frozen=True, slots=True)
class Deed:
    """A line of the journal in words; `cause` is empty where there is nothing to say.

    `field`, `before` and `after` are as written; a page that knows what they mean says it as the `detail`.
    """

    at: datetime
    verb: str
    did: str
    cause: str
    after: str
    actor: str
    field: str = ""
    before: str = ""
    detail: str = ""


def register(kind: str, verbs: Mapping[str, Words], causes: Mapping[str, Words] | None = None) -> None:
    """Give words to what is done to subjects of a kind ("order"), and to the codes of why."""
    _verbs.update({(kind, verb): words for verb, words in verbs.items()})
    _causes.update(causes or {})


def introduce(kind: str, namer: Namer) -> None:
    """Have the actors of a kind ("staff:3") called by the names that `namer` gives for their ids."""
    _namers[kind] = namer


def has_words(kind: str, verb: str) -> bool:
    return (kind, verb) in _verbs


def told(entries: Iterable[Entry]) -> list[Deed]:
    """Return lines of the journal in the active language, in their order."""
    lines = list(entries)
    names = actors({line.actor for line in lines})
    return [
        Deed(
            line.at,
            line.verb,
            _did(line),
            _why(line.cause),
            line.after,
            names[line.actor],
            line.field,
            line.before,
        )
        for line in lines
    ]


def actors(codes: Iterable[str]) -> dict[str, str]:
    """Return how the journal's actors are called: colleagues by name, the others by what they are."""
    split = {code: code.partition(":")[::2] for code in codes}
    names = {kind: namer(_ids(kind, split.values())) for kind, namer in _namers.items()}
    return {code: _called(kind, pk, names) for code, (kind, pk) in split.items()}


def _ids(kind: str, people: Iterable[tuple[str, str]]) -> set[int]:
    return {int(pk) for their, pk in people if their == kind and pk.isdecimal()}


def _called(kind: str, pk: str, names: Mapping[str, Mapping[int, str]]) -> str:
    own = names.get(kind, {}).get(int(pk)) if pk.isdecimal() else None
    return own or str(_actors.get(kind, kind))


def _did(line: Entry) -> str:
    kind = line.subject.partition(":")[0]
    return str(_verbs.get((kind, line.verb), _("Something was changed")))


def _why(cause: str) -> str:
    return str(_causes.get(cause, ""))
