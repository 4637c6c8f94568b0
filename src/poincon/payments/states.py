"""The lives of an attempt to pay and of a refund."""

from enum import StrEnum

from poincon.kernel.flow import Flow, Step


class AttemptState(StrEnum):
    CREATED = "created"  # ours alone: the provider has not been asked, or has not answered yet
    PENDING = "pending"  # the buyer is at the provider's
    PAID = "paid"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


A = AttemptState
UNPAID = frozenset({A.CREATED, A.PENDING, A.REFUSED, A.CANCELLED, A.EXPIRED})

ATTEMPT_FLOW = Flow(
    AttemptState,
    start=A.CREATED,
    steps=[
        Step("open", frozenset({A.CREATED}), A.PENDING),
        # A refusal is not final at a bank's page: the buyer may try another card there, and an
        # authorisation may still come after a cancellation. Money that arrives is always recorded.
        Step("pay", UNPAID, A.PAID),
        Step("refuse", frozenset({A.CREATED, A.PENDING}), A.REFUSED),
        Step("retry", frozenset({A.REFUSED}), A.PENDING),
        Step("cancel", frozenset({A.CREATED, A.PENDING, A.REFUSED}), A.CANCELLED),
        Step("expire", frozenset({A.CREATED, A.PENDING, A.REFUSED}), A.EXPIRED),
    ],
)


class RefundState(StrEnum):
    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"


R = RefundState

REFUND_FLOW = Flow(
    RefundState,
    start=R.ASKED,
    steps=[
        # What the bank refused may still be sent by hand from the house's account.
        Step("finish", frozenset({R.ASKED, R.REFUSED}), R.DONE),
        Step("refuse", frozenset({R.ASKED}), R.REFUSED),
        Step("ask_again", frozenset({R.REFUSED}), R.ASKED),
    ],
)


class Verdict(StrEnum):
    """What became of a message that claimed to come from a bank."""

    ACCEPTED = "accepted"
    REPEATED = "repeated"
    FORGED = "forged"
    STALE = "stale"
    MALFORMED = "malformed"
    UNKNOWN = "unknown"
    ALTERED = "altered"
