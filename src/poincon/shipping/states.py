"""The life of a parcel."""

from enum import StrEnum

from poincon.kernel.flow import Flow, Step


class ParcelState(StrEnum):
    PACKED = "packed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    RETURNED = "returned"


P = ParcelState

PARCEL_FLOW = Flow(
    ParcelState,
    start=P.PACKED,
    steps=[
        Step("hand_over", frozenset({P.PACKED}), P.SHIPPED),
        Step("deliver", frozenset({P.SHIPPED}), P.DELIVERED),
        Step("take_back", frozenset({P.SHIPPED, P.DELIVERED}), P.RETURNED),
    ],
)
