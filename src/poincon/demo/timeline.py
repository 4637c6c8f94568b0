"""One simulated clock: the steps of all stories, merged in time order, each taken once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from poincon.demo.models import Deed


@dataclass(frozen=True, slots=True)
class Step:
    """Something somebody does at `at`; `do` gets that instant and returns an id for later steps, or None."""

    at: datetime
    key: str
    do: Callable[[datetime], int | None]


def play(steps: Iterable[Step], *, until: datetime, after: Callable[[datetime], object] | None = None) -> int:
    """Take, in time order, the steps due by `until` that were not taken before; return how many.

    A step and the proof that it was taken are one transaction: a kill leaves both or neither. `after` is
    called behind every step with its instant, for what follows from it.
    """
    known = set(Deed.objects.values_list("key", flat=True))
    due = [step for step in steps if step.at <= until and step.key not in known]
    for step in sorted(due, key=lambda step: step.at):
        with transaction.atomic():
            Deed.objects.create(key=step.key, ref=step.do(step.at), at=step.at)
        if after:
            after(step.at)
    return len(due)


def ref(key: str) -> int:
    """Return the id that an earlier step left; a step that was not taken is a DoesNotExist."""
    found = Deed.objects.values_list("ref", flat=True).get(key=key)
    if found is None:
        raise LookupError(f"{key} left no id")
    return found


def refs(prefix: str) -> list[int]:
    """Return the ids left by all steps whose keys start so."""
    found = Deed.objects.filter(key__startswith=prefix).values_list("ref", flat=True)
    return [ref for ref in found if ref is not None]


def begun(now: datetime) -> datetime:
    """Return the instant that the scene's days are counted from: the first run's, whenever it goes on."""
    return Deed.objects.get_or_create(key="begun", defaults={"at": now})[0].at
