"""Facts that stock-takes announce."""

from poincon.foundation.facts import fact


@fact("supply.difference_decided")
class DifferenceDecided:
    """Somebody gave the reason why there are more or fewer pieces than the books say: it can be booked."""

    doubt_id: int

    @property
    def subject(self) -> str:
        return f"doubt:{self.doubt_id}"
