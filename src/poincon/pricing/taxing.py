"""By which country's VAT a sale is taxed, and what is asked for it. Plain values in, plain values out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from poincon.charter.promises import keeps
from poincon.charter.schema import Charter
from poincon.kernel import territories
from poincon.kernel.money import Money
from poincon.pricing import rules


class Scope(StrEnum):
    """Where the goods go, seen from the house."""

    HOME = "home"
    UNION = "union"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Plan:
    """Whose VAT a sale bears ("" where none), and whose is taken off the price shown ("" where none is)."""

    scope: Scope
    destination: str
    country: str
    taken_off: str = ""


@dataclass(frozen=True, slots=True)
class Taxation:
    """How a sale to one destination is taxed that day; rates in basis points (2000 is 20 %).

    `country` is whose VAT the price asked contains, "" for goods that leave the Union's VAT area: then
    `rate_bp` is 0, and `taken_off_bp` the rate whose VAT the price shown loses.
    """

    scope: Scope
    destination: str
    country: str
    rate_bp: int
    taken_off_bp: int = 0

    def asked(self, shown: Money) -> Money:
        """Return what is asked at the destination for what the window shows tax included: piece by piece."""
        return shown - rules.vat_in(shown, self.taken_off_bp)

    def vat_in(self, asked: Money) -> Money:
        """Return the VAT contained in the price of a line, to the nearest minor unit, halves up."""
        return rules.vat_in(asked, self.rate_bp)


@keeps("vat.one_stop_shop_from", "vat.outside_union")
def plan(charter: Charter, *, country: str, postcode: str, on: date) -> Plan | None:
    """Return by whose VAT a sale to an address is taxed, None where that is not known.

    At home and, below the threshold of the Union, in its other countries, the house's own; from the day of
    its one-stop shop on, that of the destination (directive 2006/112/EC, art. 33 and 59c). What leaves the
    area bears none (art. 146). A house outside the area is known to tax sales at home alone; one that has
    not decided what it asks outside sells nothing there.
    """
    home, destination = home_of(charter), territories.territory(country, postcode)
    scope = scope_of(home, destination)
    if scope is Scope.HOME:
        return Plan(scope, destination, home)
    vat = charter.vat
    if not territories.is_in_vat_area(home):
        return None
    if scope is Scope.UNION:
        begun = vat.one_stop_shop_from if vat else None
        there = begun is not None and date.fromisoformat(begun) <= on
        return Plan(scope, destination, destination if there else home)
    if vat is None or vat.outside_union is None:
        return None
    return Plan(scope, destination, "", home if vat.outside_union == "net" else "")


def home_of(charter: Charter) -> str:
    """Return the tax territory from which the house sells."""
    address = charter.house.address
    return territories.territory(address.country, address.postcode)


def scope_of(home: str, destination: str) -> Scope:
    """Tell how far a destination is from home for the VAT."""
    if destination == home:
        return Scope.HOME
    return Scope.UNION if territories.is_in_vat_area(destination) else Scope.OUTSIDE
