"""What cannot be true together: checks that read several values of a charter at once."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import phonenumbers
from phonenumbers import shortnumberinfo

from poincon.charter.schema.declaring import Strict, at
from poincon.charter.schema.delivery import Carrier, Delivery, Rate, Spoken
from poincon.charter.schema.house import House
from poincon.charter.schema.payments import Means
from poincon.kernel.reason import Reason, because

type Path = tuple[str | int, ...]
type Check = Callable[..., Iterator["Contradiction"]]
type Zones = Mapping[str, tuple[str, ...]]

UNKNOWN_ZONE = because("unknown_zone", "unknown zone")
UNKNOWN_CARRIER = because("unknown_carrier", "unknown carrier")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A value that cannot hold beside the others; `path` counts list items from 0."""

    path: Path
    value: object
    reason: Reason


_checks: list[tuple[tuple[str, ...], Check]] = []


def reads(*paths: str) -> Callable[[Check], Check]:
    """Register a check that is given the values at `paths`, and runs only when all of them are sound."""

    def register(check: Check) -> Check:
        _checks.append((paths, check))
        return check

    return register


def contradictions(charter: Strict, faulty: Collection[Path] = ()) -> list[Contradiction]:
    """Return all that cannot be true together, leaving out what rests on the `faulty` paths."""
    return [
        found
        for paths, check in _checks
        if not any(_touch(tuple(path.split(".")), fault) for path in paths for fault in faulty)
        for found in check(*(at(charter, path.split(".")) for path in paths))
    ]


def _touch(one: Path, other: Path) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def place(path: Path) -> str:
    """Write a path as people count: the first rate is `delivery.rates[1]`."""
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def twice(items: Iterable[object]) -> set[object]:
    """Return what stands more than once in `items`."""
    return {item for item, times in Counter(items).items() if times > 1}


@reads("carriers")
def _carriers_once(carriers: tuple[Carrier, ...]) -> Iterator[Contradiction]:
    for key in twice(carrier.key for carrier in carriers):
        yield Contradiction(("carriers",), key, because("carrier_twice", "two carriers have this key"))


@reads("payments.means")
def _means_once(means: tuple[Means, ...]) -> Iterator[Contradiction]:
    for key in twice(one.key for one in means):
        yield Contradiction(
            ("payments", "means"), key, because("means_twice", "two means of payment have this key")
        )


@reads("zones", "zone_words")
def _zones_told_apart(zones: Zones, zone_words: Mapping[str, Spoken]) -> Iterator[Contradiction]:
    for country in twice(country for members in zones.values() for country in members):
        yield Contradiction(
            ("zones",), country, because("country_twice", "is in more than one zone, or twice in one")
        )
    for zone in zones.keys() ^ zone_words.keys():
        section, other = ("zone_words", "zones") if zone in zone_words else ("zones", "zone_words")
        yield Contradiction(
            (section, zone), zone, because("no_counterpart", "has no counterpart in {other}", other=other)
        )


@reads("carriers", "zones")
def _carriers_go_to_known_zones(carriers: tuple[Carrier, ...], zones: Zones) -> Iterator[Contradiction]:
    for i, carrier in enumerate(carriers):
        for j, transit in enumerate(carrier.delivery):
            if transit.zone not in zones:
                yield Contradiction(("carriers", i, "delivery", j, "zone"), transit.zone, UNKNOWN_ZONE)


@reads("carriers", "zones", "delivery.rates")
def _rates_are_for_promised_ways(
    carriers: tuple[Carrier, ...], zones: Zones, rates: tuple[Rate, ...]
) -> Iterator[Contradiction]:
    keys = {carrier.key for carrier in carriers}
    promised = {(carrier.key, transit.zone) for carrier in carriers for transit in carrier.delivery}
    for i, rate in enumerate(rates):
        here: Path = ("delivery", "rates", i)
        if rate.carrier not in keys:
            yield Contradiction((*here, "carrier"), rate.carrier, UNKNOWN_CARRIER)
        elif rate.zone not in zones:
            yield Contradiction((*here, "zone"), rate.zone, UNKNOWN_ZONE)
        elif (rate.carrier, rate.zone) not in promised:
            yield Contradiction(
                (*here, "zone"),
                rate.zone,
                because("goes_not_there", "{carrier} promises no delivery there", carrier=rate.carrier),
            )


@reads("delivery.rates")
def _rates_do_not_overlap(rates: tuple[Rate, ...]) -> Iterator[Contradiction]:
    seen: set[tuple[object, ...]] = set()
    for i, rate in enumerate(rates):
        step = (rate.carrier, rate.zone, rate.up_to_g, rate.from_value_minor)
        if step in seen:
            reason = because(
                "rate_twice",
                "overlaps an earlier rate of {carrier} to {zone} (same weight and value)",
                carrier=rate.carrier,
                zone=rate.zone,
            )
            yield Contradiction(("delivery", "rates", i), rate.up_to_g, reason)
        seen.add(step)


@reads("state", "carriers", "delivery.rates")
def _promised_ways_have_prices(
    state: str, carriers: tuple[Carrier, ...], rates: tuple[Rate, ...]
) -> Iterator[Contradiction]:
    here: Path = ("delivery", "rates")
    for carrier in carriers if state == "live" else ():
        for zone in dict.fromkeys(transit.zone for transit in carrier.delivery):
            own = [rate for rate in rates if (rate.carrier, rate.zone) == (carrier.key, zone)]
            way = {"carrier": carrier.key, "zone": zone}
            if not own:
                reason = because(
                    "no_rate", "no rate for {carrier} to {zone}, which the carrier promises", **way
                )
                yield Contradiction(here, None, reason)
            else:
                yield from (Contradiction(here, value, why) for value, why in _holes(own, carrier, zone))


def _holes(rates: list[Rate], carrier: Carrier, zone: str) -> Iterator[tuple[object, Reason]]:
    """Yield the weights and values for which a carrier's rates to one zone give no price."""
    steps = {rate.up_to_g for rate in rates}
    for step in steps - {rate.up_to_g for rate in rates if rate.from_value_minor == 0}:
        yield (
            step,
            because(
                "no_rate_from_nought",
                "{carrier} to {zone}: no rate from value 0 at this weight",
                carrier=carrier.key,
                zone=zone,
            ),
        )
    heaviest = max((step for step in steps if step is not None), default=0)
    if None not in steps and (carrier.max_weight_g is None or heaviest < carrier.max_weight_g):
        yield (
            heaviest,
            because(
                "rates_end",
                "{carrier} to {zone}: the rates end here, yet the carrier takes heavier parcels",
                carrier=carrier.key,
                zone=zone,
            ),
        )


@reads("zones", "delivery.free_from_minor")
def _free_to_known_zones(zones: Zones, free: Mapping[str, int]) -> Iterator[Contradiction]:
    for zone in free.keys() - zones.keys():
        yield Contradiction(("delivery", "free_from_minor", zone), free[zone], UNKNOWN_ZONE)


@reads("state", "carriers", "zones", "delivery")
def _neighbours_can_be_served(
    state: str, carriers: tuple[Carrier, ...], zones: Zones, delivery: Delivery
) -> Iterator[Contradiction]:
    if state == "draft":
        return
    here: Path = ("delivery", "likely_country")
    home = next((zone for zone, members in zones.items() if delivery.likely_country in members), None)
    if home is None:
        yield Contradiction(here, delivery.likely_country, because("in_no_zone", "is in no zone"))
        return
    for nature, value in _dearest(delivery).items():
        takers = [c for c in carriers if nature in c.natures and c.transit_to(home)]
        if not any(c.max_value_minor is None or c.max_value_minor >= value for c in takers):
            reason = because(
                "nobody_takes_it",
                "no carrier takes a {nature} of this value to zone {zone}",
                nature=nature,
                zone=home,
            )
            yield Contradiction(here, value, reason)


def _dearest(delivery: Delivery) -> dict[str, int]:
    """Return the highest value of each nature of parcel; for valuables, the lowest that is one."""
    natures = {"parcel": delivery.valuable_from_minor - 1, "valuable": delivery.valuable_from_minor}
    return natures | ({"letter": delivery.letter_up_to_minor} if delivery.letter_up_to_g else {})


@reads("delivery.letter_up_to_minor", "delivery.valuable_from_minor")
def _letters_are_not_valuable(letter: int, valuable: int) -> Iterator[Contradiction]:
    if letter >= valuable:
        reason = because(
            "letter_valuable", "a letter must be worth less than a valuable parcel (valuable_from_minor)"
        )
        yield Contradiction(("delivery", "letter_up_to_minor"), letter, reason)


@reads("country", "carriers")
def _carriers_can_be_called(country: str, carriers: tuple[Carrier, ...]) -> Iterator[Contradiction]:
    for i, carrier in enumerate(carriers):
        if not _rings(carrier.phone, country):
            reason = because("carrier_phone", "is no telephone number in {country}", country=country)
            yield Contradiction(("carriers", i, "phone"), carrier.phone, reason)


def _rings(phone: str, country: str) -> bool:
    try:
        number = phonenumbers.parse(phone, country)
    except phonenumbers.NumberParseException:
        return False
    short = shortnumberinfo.is_valid_short_number_for_region(number, country)
    return phonenumbers.is_valid_number(number) or short


@reads("country", "house")
def _the_vat_number_is_the_house_s_own(country: str, house: House) -> Iterator[Contradiction]:
    if country == "FR" and house.siren and house.vat_number and house.vat_number[4:] != house.siren:
        reason = because("vat_of_another", "does not belong to this SIREN")
        yield Contradiction(("house", "vat_number"), house.vat_number, reason)


@reads("payments.means", "payments.planned")
def _planned_is_not_there_yet(
    means: tuple[Means, ...], planned: tuple[Means, ...]
) -> Iterator[Contradiction]:
    for (i, later), now in product(enumerate(planned), means):
        if later.key == now.key:
            yield Contradiction(
                ("payments", "planned", i, "key"), later.key, because("on_offer", "is on offer already")
            )
