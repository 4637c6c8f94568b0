"""What orders tell the rest of the shop."""

from dataclasses import dataclass

from poincon.foundation.facts import fact


@dataclass(frozen=True, slots=True)
class _OfOrder:
    order_id: int

    @property
    def subject(self) -> str:
        return f"order:{self.order_id}"


@fact("orders.placed")
class OrderPlaced(_OfOrder):
    """The button was pressed: the order exists and waits for its money."""


@fact("orders.paid")
class OrderPaid(_OfOrder):
    """All the money is there and the pieces are the buyer's."""


@fact("orders.payment_refused")
class PaymentRefused(_OfOrder):
    """The bank said no; the order can still be paid."""

    attempt_id: int


@fact("orders.means_changed")
class MeansChanged(_OfOrder):
    """The buyer pays by other means than before."""

    means: str


@fact("orders.parcel_shipped")
class ParcelShipped(_OfOrder):
    """A parcel was handed to its carrier."""

    parcel_id: int


@fact("orders.asked")
class OrderAsked(_OfOrder):
    """The order stands still until its customer has answered."""


@fact("orders.answered")
class OrderAnswered(_OfOrder):
    """The customer has been reached: the order goes on."""


@fact("orders.ready")
class OrderReady(_OfOrder):
    """Everything is packed, and the carrier may come."""


@fact("orders.shipped")
class OrderShipped(_OfOrder):
    """The last piece has left."""


@fact("orders.delivered")
class OrderDelivered(_OfOrder):
    """The last parcel reached the buyer."""


@fact("orders.cancelled")
class OrderCancelled(_OfOrder):
    """The order will not be served; `cause` says why."""

    cause: str


@fact("orders.redated")
class OrderRedated(_OfOrder):
    """Pieces that were ordered ahead come on another day; `round` counts how often that was so.

    Where nobody can say when, the day is not `known`.
    """

    round: int
    known: bool


@fact("orders.complete")
class OrderComplete(_OfOrder):
    """The last piece that the order waited for is here; `round` counts how often that was so."""

    round: int


@fact("orders.remade")
class OrderRemade(_OfOrder):
    """What is made of a line for its wearer was changed; `round` counts how often."""

    line_id: int
    round: int


@fact("orders.unservable")
class OrderUnservable(_OfOrder):
    """Money came, but the pieces had been sold meanwhile: the customer chooses to wait or be refunded."""


@fact("orders.short")
class OrderShort(_OfOrder):
    """A piece that was bought is not there: its customer is told which, and chooses.

    Facts that were told before they said which have no `variant_id`.
    """

    variant_id: int = 0
    quantity: int = 0


@fact("orders.money_returned")
class MoneyReturned(_OfOrder):
    """Money that was not owed, or not any more, has left for the account it came from."""

    refund_id: int
    amount_minor: int


@fact("orders.refunded")
class OrderRefunded(_OfOrder):
    """All that came in has gone back."""


@fact("orders.reminded")
class TransferReminded(_OfOrder):
    """A transfer is still awaited; `round` counts the reminders."""

    round: int
