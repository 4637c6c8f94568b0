"""Decisions of the checkout: what exactly is sold, and its seal. Plain values in, plain values out."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from poincon.charter.promises import keeps
from poincon.charter.schema import Charter
from poincon.kernel.money import Money


@keeps("accounts.checkout")
def needs_account(charter: Charter) -> bool:
    """Tell whether this house takes orders from customers with an account only."""
    return charter.accounts.checkout == "account"


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """One line at the price of this moment."""

    variant_id: int
    quantity: int
    unit: Money

    @property
    def total(self) -> Money:
        return self.unit * self.quantity


SNAPSHOT = (
    *("sku", "reference", "slug", "kind", "brand", "weight_g"),
    *("name_fr", "name_en", "matter_fr", "matter_en", "choice_fr", "choice_en"),
)


@keeps("window.facts_as_sold")
def as_sold(facts: object, struck: Money | None = None) -> dict[str, object]:
    """Return a variant's facts, words and picture as plain values to be kept for ever (R007).

    With them what was struck through beside the price of one, in minor units, where something was.
    """
    kept = {name: getattr(facts, name) for name in SNAPSHOT}
    shown = getattr(facts, "picture", None)
    return (
        kept
        | {"picture": asdict(shown) if shown else None}
        | ({"struck_minor": struck.minor} if struck else {})
    )


def seal(
    *,
    lines: Sequence[QuotedLine],
    carrier: str,
    delivery: Money,
    country: str,
    dispatch_on: date,
    arrives: tuple[date, date],
    given: Mapping[str, str],
    taxed: Sequence[object],
    buyer: str,
) -> str:
    """Return the fingerprint of what the customer is shown before the button.

    `given` holds what the house's charter gives with the order: its terms, until when it can be changed;
    `taxed` tells by whose VAT, and at what rate; `buyer` is a digest of who orders, who is billed and where
    it goes.

    It comes back with the button: if anything has moved meanwhile, the two differ and nothing is
    sold (proof.md, design consequence 3).
    """
    told = {
        "lines": sorted([line.variant_id, line.quantity, line.unit.minor] for line in lines),
        "carrier": carrier,
        "delivery": delivery.minor,
        "currency": delivery.currency,
        "country": country,
        "dispatch_on": dispatch_on.isoformat(),
        "arrives": [day.isoformat() for day in arrives],
        "given": dict(given),
        "taxed": list(taxed),
        "buyer": buyer,
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
