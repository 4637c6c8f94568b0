"""What cannot be true together about VAT."""

from collections.abc import Iterator

from poincon.charter.schema.consistency import Contradiction, Zones, reads
from poincon.charter.schema.house import House
from poincon.charter.schema.vat import Vat
from poincon.kernel import territories
from poincon.kernel.reason import because


@reads("state", "country", "vat", "house")
def _the_one_stop_shop_knows_the_house(
    state: str, country: str, vat: Vat | None, house: House
) -> Iterator[Contradiction]:
    """A house in France without its number is told so already."""
    if state == "live" and country != "FR" and vat and vat.one_stop_shop_from and not house.vat_number:
        reason = because(
            "one_stop_shop_needs_number",
            "the one-stop shop is for a house with a VAT number (house.vat_number)",
        )
        yield Contradiction(("vat", "one_stop_shop_from"), vat.one_stop_shop_from, reason)


@reads("state", "vat", "house", "zones")
def _what_is_asked_outside_is_decided(
    state: str, vat: Vat | None, house: House, zones: Zones
) -> Iterator[Contradiction]:
    """A house of the Union that sends pieces beyond it says what they cost there, and who pays the duties."""
    home = territories.territory(house.address.country, house.address.postcode)
    if state == "draft" or vat is None or not territories.is_in_vat_area(home):
        return
    sent_to = {territories.territory(country) for members in zones.values() for country in members}
    outside = sorted(code for code in sent_to if not territories.is_in_vat_area(code))
    for name in ("outside_union", "duties_paid_by"):
        if outside and getattr(vat, name) is None:
            reason = because(
                "outside_undecided",
                "the house delivers outside the Union ({country}) and must decide it",
                country=outside[0],
            )
            yield Contradiction(("vat", name), None, reason)


@reads("vat")
def _price_and_duties_go_together(vat: Vat | None) -> Iterator[Contradiction]:
    if vat and (vat.outside_union is None) != (vat.duties_paid_by is None):
        reason = because(
            "outside_by_halves", "outside_union and duties_paid_by are decided together, or neither"
        )
        yield Contradiction(("vat", "outside_union"), vat.outside_union, reason)
