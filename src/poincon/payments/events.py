"""What payments tell the rest of the shop."""

from poincon.foundation.facts import fact


@fact("payments.attempt_reported")
class AttemptReported:
    """The provider says that something happened to an attempt; its truth is to be fetched."""

    attempt_id: int
    message_id: int

    @property
    def subject(self) -> str:
        return f"attempt:{self.attempt_id}"


@fact("payments.attempt_dropped")
class AttemptDropped:
    """We no longer want this attempt to be paid; the provider is to be told."""

    attempt_id: int

    @property
    def subject(self) -> str:
        return f"attempt:{self.attempt_id}"


@fact("payments.refund_asked")
class RefundAsked:
    refund_id: int

    @property
    def subject(self) -> str:
        return f"refund:{self.refund_id}"


@fact("payments.refund_done")
class RefundDone:
    refund_id: int
    payable_id: int

    @property
    def subject(self) -> str:
        return f"payable:{self.payable_id}"
