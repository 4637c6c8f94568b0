"""The promises of the charter, and the mark of the code that keeps one. Plain Python, open to all."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from poincon.charter.schema import Charter, Declared
from poincon.charter.schema.declaring import declared_in
from poincon.charter.wording import instances, selected, sentence, value_words
from poincon.kernel.reason import Reason, because


class UnknownPromise(LookupError):
    """Nothing of this name is promised."""

    def __init__(self, id: str) -> None:
        super().__init__(_unknown(id))


def _unknown(id: str) -> Reason:
    if near := get_close_matches(id, promises(), n=1):
        return because(
            "promise_misspelt", "no promise is called {id!r}; did you mean {near!r}?", id=id, near=near[0]
        )
    return because("promise_unknown", "no promise is called {id!r}", id=id)


@cache
def promises() -> Mapping[str, Declared]:
    """Return every promise by its id, such as `orders.change_until` or `carriers.*.delivery`."""
    return MappingProxyType({declared.id: declared for declared in declared_in(Charter)})


def promise_called(id: str) -> Declared:
    """Return a promise by its id, or raise UnknownPromise."""
    try:
        return promises()[id]
    except KeyError:
        raise UnknownPromise(id) from None


def clocks() -> Mapping[str, Declared]:
    """Return the promises that start a clock: `given` tells its length, counted in `declared.unit`."""
    return {id: declared for id, declared in promises().items() if declared.promise.clock}


def given(charter: Charter, id: str, **which: str) -> object:
    """Return the one value that a house gives a promise, None where it promises nothing.

    `which` narrows a list to one member (`warranty="workshop"`); more than one value left is a LookupError.
    """
    found = [one.value for one in selected(instances(charter, promise_called(id)), which)]
    if len(found) > 1:
        raise LookupError(f"{id} has {len(found)} values: say which")
    return found[0] if found else None


def keeps[F: Callable[..., object] | type](*ids: str) -> Callable[[F], F]:
    """Mark the function or class that keeps these promises; an unknown id stops the import.

    `poincon promises` finds the mark in the source, so the ids are written as plain strings.
    """
    for id in ids:
        promise_called(id)
    return lambda keeper: keeper


def words(charter: Charter, id: str, language: str, **which: str) -> str:
    """Return what the public is told by a promise, in `language`.

    `which` narrows it: `carrier="chronopost"`, `zone="fr"`. Empty when the house promises nothing here.
    """
    return sentence(charter, promise_called(id), language, which)


def value(charter: Charter, id: str, language: str, **which: str) -> str:
    """Return the value of a promise alone, in words, such as "13 h"."""
    return value_words(charter, promise_called(id), language, which)
