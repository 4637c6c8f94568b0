"""The life of a supplier's order, of a delivery and of a stock-take, and why a piece is set aside."""

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


class Scope(StrEnum):
    """What a stock-take is about: all articles, those of a brand, or only those that are read (a shelf)."""

    ALL = "all"
    BRAND = "brand"
    READ = "read"


class TakeState(StrEnum):
    """A stock-take is counted, then what differs is counted again, then booked line by line."""

    COUNTING = "counting"
    CHECKING = "checking"
    BOOKING = "booking"
    DONE = "done"
    DROPPED = "dropped"


TAKE_FLOW = Flow(
    TakeState,
    start=TakeState.COUNTING,
    steps=[
        Step("close", frozenset({TakeState.COUNTING}), TakeState.CHECKING),
        Step("decide", frozenset({TakeState.CHECKING}), TakeState.BOOKING),
        Step("recheck", frozenset({TakeState.BOOKING}), TakeState.CHECKING),
        Step("finish", frozenset({TakeState.CHECKING, TakeState.BOOKING}), TakeState.DONE),
        Step("drop", frozenset({TakeState.COUNTING, TakeState.CHECKING}), TakeState.DROPPED),
    ],
)


class DoubtState(StrEnum):
    """An article whose first count differed from the books, on its way to an end."""

    CHECK = "check"
    AGREED = "agreed"
    DIFFERS = "differs"
    DECIDED = "decided"
    BOOKED = "booked"


OPEN_DOUBTS = (DoubtState.CHECK, DoubtState.DIFFERS, DoubtState.DECIDED)
