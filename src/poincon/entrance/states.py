"""Where an arrangement of the first page stands, and what may follow."""

from enum import StrEnum

from poincon.kernel.flow import Flow, Step


class ArrangementState(StrEnum):
    DRAFT = "draft"
    ASIDE = "aside"
    SET = "set"
    CALLED_OFF = "called_off"


_S = ArrangementState

# What is set is shown from its day on, until another follows: no step is needed for it to begin.
ARRANGEMENT = Flow(
    ArrangementState,
    start=_S.DRAFT,
    steps=[
        Step("put_aside", frozenset({_S.DRAFT}), _S.ASIDE),
        Step("set", frozenset({_S.DRAFT}), _S.SET),
        Step("call_off", frozenset({_S.SET}), _S.CALLED_OFF),
    ],
)
