"""What a house still lacks before it may sell."""

from collections.abc import Callable
from dataclasses import dataclass

from poincon.charter.schema import Charter
from poincon.charter.schema.consistency import contradictions, place
from poincon.kernel import territories
from poincon.kernel.reason import Reason, because


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing: where it belongs in the charter, and why it is needed."""

    path: str
    reason: Reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


_knows_tax_of: list[Callable[[str], bool]] = []


def taxes_known_by(knows: Callable[[str], bool]) -> None:
    """Let pricing, which lies above the charter, say for which places it has a VAT rate."""
    _knows_tax_of[:] = [knows]


def ready_for_sale(charter: Charter) -> tuple[Lack, ...]:
    """Return all that keeps a house from going live, each named; empty for a house that may sell.

    A draft may lack mediator, legal notice, means of payment and prices of delivery; a live charter that
    lacks one is not read at all, so only a draft answers with more than nothing.
    """
    if charter.state == "live":
        return ()
    lacks = [Lack("state", because("still_draft", "is a draft; put it to live once nothing else is missing"))]
    as_live = charter.model_copy(update={"state": "live"})
    lacks += [Lack(place(found.path), found.reason) for found in contradictions(as_live)]
    home = territories.territory(charter.house.address.country, charter.house.address.postcode)
    if not all(knows(home) for knows in _knows_tax_of):
        reason = because(
            "no_vat_of_home", "no VAT rate is known for {place}: nothing can be sold", place=home
        )
        lacks.append(Lack("house.address", reason))
    return tuple(lacks)
