"""The life of a supplier's order and of a delivery, and why a piece is set aside."""

from enum import StrEnum

from poincon.kernel.flow import Flow, Step


class PurchaseState(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    PARTLY = "partly"
    RECEIVED = "received"
    CANCELLED = "cancelled"


DRAFT, SENT, PARTLY, RECEIVED, CANCELLED = PurchaseState
AWAITED = (SENT, PARTLY)

PURCHASE_FLOW = Flow(
    PurchaseState,
    start=DRAFT,
    steps=[
        Step("send", frozenset({DRAFT}), SENT),
        Step("receive_part", frozenset(AWAITED), PARTLY),
        Step("receive_all", frozenset(AWAITED), RECEIVED),
        Step("close", frozenset({PARTLY}), RECEIVED),
        Step("cancel", frozenset({DRAFT, SENT}), CANCELLED),
    ],
)


class ReceiptState(StrEnum):
    """A delivery is counted while it is open; once booked it is on the shelves."""

    OPEN = "open"
    BOOKED = "booked"
    DROPPED = "dropped"


RECEIPT_FLOW = Flow(
    ReceiptState,
    start=ReceiptState.OPEN,
    steps=[
        Step("book", frozenset({ReceiptState.OPEN}), ReceiptState.BOOKED),
        Step("drop", frozenset({ReceiptState.OPEN}), ReceiptState.DROPPED),
    ],
)


class Aside(StrEnum):
    """Why a piece that came is not put on the shelf."""

    DAMAGED = "damaged"
    WRONG = "wrong"
    INCOMPLETE = "incomplete"


class Reason(StrEnum):
    """Why there are more or fewer pieces than the books say."""

    FOUND = "found"
    LOST = "lost"
    BROKEN = "broken"
    STOLEN = "stolen"
    GIVEN = "given"
    MISCOUNTED = "miscounted"


GAINS = frozenset({Reason.FOUND, Reason.MISCOUNTED})
LOSSES = frozenset(Reason) - {Reason.FOUND}
