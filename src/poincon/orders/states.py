"""The life of an order: several small flows, and the public label computed from them (R053)."""

from dataclasses import dataclass
from enum import StrEnum

from poincon.kernel.flow import Flow, Step


class Exclusion(StrEnum):
    """Why a line bears no right of withdrawal (L221-28 of the Code de la consommation): set line by line."""

    MADE_FOR_YOU = "made_for_you"  # 3°: to the consumer's specification, or clearly personalised


class Life(StrEnum):
    OPEN = "open"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


class Funds(StrEnum):
    """The money's state."""

    UNPAID = "unpaid"
    PAID = "paid"
    REFUNDED = "refunded"


class Work(StrEnum):
    """Preparation and the way to the customer."""

    WAITING = "waiting"
    PREPARING = "preparing"
    READY = "ready"
    SHIPPED = "shipped"
    DELIVERED = "delivered"


class Query(StrEnum):
    """Whether we wait for an answer of the customer (R055)."""

    NONE = "none"
    ASKED = "asked"


class Back(StrEnum):
    """The way back: what came back to us, checked (R058)."""

    NONE = "none"
    RETURNED = "returned"


LIFE_FLOW = Flow(
    Life,
    start=Life.OPEN,
    steps=[
        Step("cancel", frozenset({Life.OPEN}), Life.CANCELLED),
        Step("lapse", frozenset({Life.OPEN}), Life.LAPSED),
    ],
)
FUNDS_FLOW = Flow(
    Funds,
    start=Funds.UNPAID,
    steps=[
        Step("pay", frozenset({Funds.UNPAID}), Funds.PAID),
        Step("refund", frozenset({Funds.PAID}), Funds.REFUNDED),
    ],
)
WORK_FLOW = Flow(
    Work,
    start=Work.WAITING,
    steps=[
        Step("prepare", frozenset({Work.WAITING}), Work.PREPARING),
        Step("make_ready", frozenset({Work.PREPARING}), Work.READY),
        Step("reopen", frozenset({Work.READY}), Work.PREPARING),
        Step("ship", frozenset({Work.READY}), Work.SHIPPED),
        Step("deliver", frozenset({Work.SHIPPED}), Work.DELIVERED),
    ],
)
QUERY_FLOW = Flow(
    Query,
    start=Query.NONE,
    steps=[
        Step("ask", frozenset({Query.NONE}), Query.ASKED),
        Step("settle", frozenset({Query.ASKED}), Query.NONE),
    ],
)
BACK_FLOW = Flow(
    Back,
    start=Back.NONE,
    steps=[Step("take_back", frozenset({Back.NONE}), Back.RETURNED)],
)


class Headline(StrEnum):
    """The public labels: the eight of R053, and the two that its seed implies."""

    AWAITING_PAYMENT = "awaiting_payment"
    PAYMENT_AUTHORISED = "payment_authorised"
    IN_TREATMENT = "in_treatment"
    IN_PREPARATION = "in_preparation"
    READY_TO_SHIP = "ready_to_ship"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    RETURNED = "returned"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an order stands in each of its flows."""

    life: Life
    funds: Funds
    work: Work
    query: Query
    back: Back


_BY_WORK = {
    Work.WAITING: Headline.PAYMENT_AUTHORISED,
    Work.PREPARING: Headline.IN_PREPARATION,
    Work.READY: Headline.READY_TO_SHIP,
    Work.SHIPPED: Headline.SHIPPED,
    Work.DELIVERED: Headline.DELIVERED,
}


def headline(standing: Standing) -> Headline:
    """Return the one label that the customer reads; what matters most to them comes first."""
    if standing.funds is Funds.REFUNDED:
        return Headline.REFUNDED
    if standing.life is not Life.OPEN:
        return Headline.CANCELLED
    if standing.back is Back.RETURNED:
        return Headline.RETURNED
    if standing.funds is Funds.UNPAID:
        return Headline.AWAITING_PAYMENT
    if standing.query is Query.ASKED and standing.work not in {Work.SHIPPED, Work.DELIVERED}:
        return Headline.IN_TREATMENT
    return _BY_WORK[standing.work]


UNSERVABLE, MISSING = "unservable", "oversold"
CHOICES = frozenset({UNSERVABLE, MISSING})
"""Why a customer is asked to choose between waiting and a refund: paid too late, or a piece is not there."""
