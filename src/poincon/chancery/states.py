"""Where an edition of the charter stands, and what may follow."""

from enum import StrEnum

from poincon.kernel.flow import Flow, Step


class EditionState(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    ROLLED_BACK = "rolled_back"
    WITHDRAWN = "withdrawn"


_S = EditionState
# Approved is enough to be served once the day has come: the step to "in force" only writes it down.
SERVED = (_S.APPROVED, _S.IN_FORCE)
SETTLED = (*SERVED, _S.REPLACED, _S.ROLLED_BACK)

EDITION = Flow(
    EditionState,
    start=_S.DRAFT,
    steps=[
        Step("propose", frozenset({_S.DRAFT}), _S.PROPOSED),
        Step("approve", frozenset({_S.PROPOSED}), _S.APPROVED),
        Step("take_effect", frozenset({_S.APPROVED}), _S.IN_FORCE),
        Step("replace", frozenset({_S.IN_FORCE}), _S.REPLACED),
        Step("roll_back", frozenset({_S.IN_FORCE}), _S.ROLLED_BACK),
        Step("withdraw", frozenset({_S.PROPOSED, _S.APPROVED}), _S.WITHDRAWN),
    ],
)
