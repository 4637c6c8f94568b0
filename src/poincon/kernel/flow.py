"""Flows: which step may follow which state, written as a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from poincon.kernel.refusal import Refusal


class StepRefused(Refusal):
    """The verb is not on offer in this state; `open` lists those that are."""

    code = "step_refused"


@dataclass(frozen=True, slots=True)
class Step[S: StrEnum]:
    """One row of the table: `verb` leads from any state in `when` to `then`."""

    verb: str
    when: frozenset[S]
    then: S


class Flow[S: StrEnum]:
    """A closed table of steps, checked for holes when its module is imported."""

    def __init__(self, states: type[S], *, start: S, steps: Iterable[Step[S]]) -> None:
        self.states = states
        self.start = start
        self.steps = tuple(steps)
        self._then = {(state, step.verb): step.then for step in self.steps for state in step.when}
        self._check()

    def after(self, verb: str, state: S) -> S:
        """Return the state that `verb` leads to, or raise StepRefused."""
        try:
            return self._then[state, verb]
        except KeyError:
            raise StepRefused(verb=verb, state=state.value, open=self.verbs(state)) from None

    def verbs(self, state: S) -> tuple[str, ...]:
        """Return the verbs on offer in `state`, in table order."""
        return tuple(step.verb for step in self.steps if state in step.when)

    def offers(self, verb: str, state: S) -> bool:
        return (state, verb) in self._then

    def is_final(self, state: S) -> bool:
        return not self.verbs(state)

    def reachable(self) -> set[S]:
        """Return every state that some walk from the start can visit."""
        seen, todo = {self.start}, [self.start]
        while todo:
            here = todo.pop()
            new = {then for (state, _), then in self._then.items() if state == here} - seen
            seen |= new
            todo += new
        return seen

    def as_mermaid(self) -> str:
        """Draw the table for the handbook, which a test keeps in step."""
        arrows = [
            f"    {state.value} --> {step.then.value}: {step.verb}"
            for step in self.steps
            for state in self.states
            if state in step.when
        ]
        return "\n".join(["stateDiagram-v2", f"    [*] --> {self.start.value}", *arrows])

    def _check(self) -> None:
        if len(self._then) != sum(len(step.when) for step in self.steps):
            raise ValueError(f"{self.states.__name__}: one verb leads to two states")
        if orphans := set(self.states) - self.reachable():
            raise ValueError(f"{self.states.__name__}: unreachable {sorted(orphans)}")
