"""What has changed since a recap was shown, told to the person who saw it.

The page carries what it showed, signed, beside the seal; both come back with the button. So nothing is kept
of a page that was merely looked at, and each of several tabs is told what is new to it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, time

from django.core import signing
from django.utils.translation import gettext as _

from poincon.cart.queries import CartView, LineView
from poincon.catalogue import queries as catalogue
from poincon.catalogue.queries import VariantFacts
from poincon.charter import queries as charters
from poincon.checkout import rules
from poincon.checkout.quoting import Quote
from poincon.checkout.rules import Difference, Moved, Shown
from poincon.foundation.languages import spoken
from poincon.kernel.money import Money

SALT = "checkout.shown"
LONGEST = 8_000


@dataclass(frozen=True, slots=True)
class Change:
    """One line of what has changed; `before` and `after` are amounts, days, numbers or names."""

    kind: str
    name: str = ""
    before: object = None
    after: object = None


def carried(quoted: Quote) -> str:
    """Return what the recap shows, for the page to carry."""
    return signing.dumps(asdict(quoted.shown), salt=SALT, compress=True)


def since(carried: str, quoted: Quote, view: CartView) -> list[Change]:
    """Return what has changed since the page that carried this; what cannot be had any more comes first.

    Nothing is said of the rest where the page carried nothing of ours.
    """
    before = _read(carried)
    found = rules.differences(before, quoted.shown) if before else []
    out = {line.variant_id for line in view.lines if not line.counts}
    found = [one for one in found if one.kind is not Moved.REMOVED or one.variant_id not in out]
    facts = catalogue.variant_facts([one.variant_id for one in found if one.variant_id])
    stops = [_stop(line) for line in view.lines if line.stops]
    return [*stops, *(_change(one, facts, quoted.offer.price.currency) for one in found)]


def _read(carried: str) -> Shown | None:
    if len(carried) > LONGEST:
        return None
    try:
        return Shown.of(signing.loads(carried, salt=SALT))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None


def _stop(line: LineView) -> Change:
    left = line.stand.orderable if line.stand else 0
    return Change(str(line.said), _name(line.facts), after=left)


def _change(one: Difference, facts: Mapping[int, VariantFacts], currency: str) -> Change:
    name = _name(facts.get(one.variant_id)) if one.variant_id else ""
    kind = f"{one.kind}_{one.name}" if one.kind is Moved.GIVEN else str(one.kind)
    before, after = (_said(one, value, currency) for value in (one.before, one.after))
    return Change(kind, name, before, after)


def _name(facts: VariantFacts | None) -> str:
    """Return how a piece is called, with what was chosen of it."""
    named = (spoken(facts, "name"), spoken(facts, "choice")) if facts else (_("A piece"),)
    return ", ".join(filter(None, named))


def _said(one: Difference, value: object, currency: str) -> object:
    """Return a value of the recap as pages print such values."""
    if one.kind in (Moved.PRICE, Moved.DELIVERY, Moved.TOTAL):
        return Money(int(str(value)), currency)
    if one.kind is Moved.CARRIER:
        return charters.carrier(str(value)).name
    if one.kind is Moved.DISPATCH:
        return date.fromisoformat(str(value))
    if one.kind is Moved.ARRIVAL and isinstance(value, tuple):
        return tuple(map(date.fromisoformat, value))
    if one.kind is Moved.GIVEN and one.name in ("change", "cancel"):
        return time.fromisoformat(str(value))
    return value
