"""What a house must have before it sells: a draft may go without."""

from collections.abc import Iterator

from poincon.charter.schema.consistency import Contradiction, reads
from poincon.charter.schema.delivery import Carrier
from poincon.charter.schema.house import House
from poincon.charter.schema.payments import Means, Transfer
from poincon.kernel import territories
from poincon.kernel.reason import because

FRENCH_HOUSES_HAVE_ONE = because("french_house", "a house in France has one")
TAXED_HOUSES_HAVE_ONE = because("taxed_house", "a house that sells with VAT has one")
# Where our prices hold a VAT; elsewhere a number is nobody's business.
VAT_IS_IN_PRICES = territories.VAT_AREA | {"CH"}


@reads("state", "country", "house")
def _the_law_is_told_who_sells(state: str, country: str, house: House) -> Iterator[Contradiction]:
    """Legal notice (LCEN, art. 1-1; directive 2000/31/EC, art. 5).

    France has every house name a mediator (Code de la consommation, art. L616-1); elsewhere in the Union one
    does that has agreed to one, or must (directive 2013/11/EU, art. 13).
    """
    if state != "live":
        return
    french = country == "FR"
    if french and house.mediator is None:
        yield Contradiction(
            ("house", "mediator"), None, because("no_mediator", "no mediator is named (art. L616-1)")
        )
    if house.host is None:
        yield Contradiction(("house", "host"), None, because("no_host", "the legal notice names no host"))
    for name in ("director", "registration", *(("capital",) if french else ())):
        if not getattr(house, name):
            yield Contradiction(("house", name), "", because("notice_needs_it", "the legal notice needs it"))
    if french and not house.siren:
        yield Contradiction(("house", "siren"), house.siren, FRENCH_HOUSES_HAVE_ONE)
    if not house.vat_number and (french or _home(house) in VAT_IS_IN_PRICES):
        why = FRENCH_HOUSES_HAVE_ONE if french else TAXED_HOUSES_HAVE_ONE
        yield Contradiction(("house", "vat_number"), house.vat_number, why)


@reads("country", "house")
def _the_vat_number_is_of_this_country(country: str, house: House) -> Iterator[Contradiction]:
    """A number begins with its country's code; Greece has a second one, Monaco that of France."""
    expected = {"GR": "EL", "MC": "FR"}.get(country, country)
    if house.vat_number and country in VAT_IS_IN_PRICES and house.vat_number[:2] != expected:
        reason = because("vat_of_abroad", "must begin with {expected}", expected=expected)
        yield Contradiction(("house", "vat_number"), house.vat_number, reason)


def _home(house: House) -> str:
    return territories.territory(house.address.country, house.address.postcode)


@reads("state", "payments.means")
def _customers_can_pay(state: str, means: tuple[Means, ...]) -> Iterator[Contradiction]:
    if state == "live" and not _pays_by_transfer(means):
        reason = because("no_transfer", "every house takes bank transfers (key transfer)")
        yield Contradiction(("payments", "means"), None, reason)


@reads("state", "payments.means", "payments.transfer")
def _transfers_have_an_account(
    state: str, means: tuple[Means, ...], transfer: Transfer
) -> Iterator[Contradiction]:
    for name in ("holder", "bank", "iban", "bic"):
        if state == "live" and _pays_by_transfer(means) and not getattr(transfer, name):
            yield Contradiction(
                ("payments", "transfer", name), "", because("transfer_needs_it", "a transfer needs it")
            )


def _pays_by_transfer(means: tuple[Means, ...]) -> bool:
    return any(one.key == "transfer" for one in means)


@reads("state", "carriers", "delivery.rates")
def _pieces_can_be_sent(
    state: str, carriers: tuple[Carrier, ...], rates: tuple[object, ...]
) -> Iterator[Contradiction]:
    if state == "live" and not carriers:
        yield Contradiction(("carriers",), None, because("no_carrier", "nobody carries parcels"))
    if state == "live" and not rates:
        yield Contradiction(("delivery", "rates"), None, because("no_rates", "no price of delivery"))
