"""The life of a message, from the fact that caused it to the mail server that took it."""

from enum import StrEnum

from poincon.kernel.flow import Flow, Step


class MessageState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    SUPPRESSED = "suppressed"


WAITING, SENT, FAILED, SUPPRESSED = MessageState

MESSAGE_FLOW = Flow(
    MessageState,
    start=WAITING,
    steps=[
        Step("hand_over", frozenset({WAITING}), SENT),
        Step("give_up", frozenset({WAITING}), FAILED),
        Step("send_again", frozenset({FAILED, SUPPRESSED}), WAITING),
        Step("suppress", frozenset({WAITING, FAILED}), SUPPRESSED),
    ],
)
