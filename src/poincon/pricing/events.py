"""Facts that prices announce."""

from poincon.foundation.facts import fact


@fact("pricing.price_changed")
class PriceChanged:
    """A variant costs something else than before, or has its first price."""

    variant_id: int

    @property
    def subject(self) -> str:
        return f"variant:{self.variant_id}"
