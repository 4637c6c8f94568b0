"""The five houses promise what their public pages say, each in its own way."""

from collections.abc import Iterator
from datetime import time

import pytest
from tests.charter.conftest import FIVE, INVENTED, house

from poincon.charter import promises
from poincon.charter.schema import Strict
from poincon.charter.table import waiting

ALL = {f"R{number:03}" for number in range(1, 141)}


def test_every_requirement_is_under_a_promise() -> None:
    covered = {number for one in promises.promises().values() for number in one.promise.requirements}
    assert covered == ALL


def test_every_promise_is_made_by_one_of_the_seven_houses() -> None:
    for id in promises.promises():
        telling = [name for name in (*FIVE, *INVENTED) if promises.words(house(name), id, "en")]
        assert telling, id


def test_bijourama_keeps_the_figures_of_its_public_answers() -> None:
    c = house("bijourama")
    assert (c.orders.change_until, c.orders.cancel_until) == (time(13), time(13))
    assert c.payments.transfer.cancel_after_days == 30
    assert c.payments.means[0].brands == ("cb", "visa", "amex")
    assert [means.key for means in c.payments.planned] == ["paypal", "card_3x", "card_4x"]
    assert (c.withdrawal.window_days, c.withdrawal.label_paid_by) == (14, "customer")
    assert (c.refunds.days, c.refunds.arrives_days_min, c.refunds.arrives_days_max) == (14, 3, 5)
    assert c.orders.ready_escalation_days == 7
    assert c.orders.anonymous_packaging
    phones = {carrier.key: carrier.phone for carrier in c.carriers}
    assert phones == {
        "colissimo": "3631",
        "lettre_suivie": "3631",
        "chronopost": "0 825 801 801",
        "mondial_relay": "09 69 32 23 32",
    }
    assert all(carrier.tracking_from_next_day for carrier in c.carriers)


def test_the_other_houses_keep_theirs() -> None:
    assert house("calmea").payments.means[0].brands == ("visa", "mastercard")
    assert house("cestmoi").accounts.checkout == "guest"
    assert house("sebastienne").house.email == "help@sebastiennejewelry.com"
    assert [means.key for means in house("sebastienne").payments.planned] == ["paypal"]
    courier = house("carme").carrier("secure_courier")
    assert (courier.natures, courier.insured_to_minor) == (("parcel", "valuable"), 100_000_00)


@pytest.mark.parametrize("name", FIVE)
def test_every_house_sells_in_both_languages_by_card_and_by_transfer(name: str) -> None:
    c = house(name)
    assert set(c.languages) == {"fr", "en"}
    assert {means.key: means.gateway for means in c.payments.means} == {
        "card": "sandbox",
        "transfer": "transfer",
    }
    assert c.accounts.checkout == "guest"


def test_two_houses_side_by_side_keep_different_words_with_the_same_code() -> None:
    told = {name: tuple(promises.words(house(name), id, "fr") for id in promises.promises()) for name in FIVE}
    for one in FIVE:
        for other in FIVE:
            if one < other:
                differing = sum(a != b for a, b in zip(told[one], told[other], strict=True))
                assert differing >= 20, (one, other)


def test_no_house_shows_what_it_cannot_take() -> None:
    words = promises.words(house("bijourama"), "payments.means", "fr")
    assert "PayPal" not in words
    assert "fois" not in words


def test_an_unknown_carrier_is_a_lookup_error() -> None:
    with pytest.raises(LookupError, match="pigeon"):
        house("calmea").carrier("pigeon")


def decided(section: Strict) -> Iterator[tuple[str, bool]]:
    """Yield every yes or no in a charter, by the name of its field."""
    for name, field in type(section).model_fields.items():
        value = getattr(section, name)
        if isinstance(value, bool) and field.annotation is bool:
            yield f"{type(section).__name__}.{name}", value
        for member in value if isinstance(value, tuple) else (value,):
            if isinstance(member, Strict):
                yield from decided(member)


def test_every_yes_or_no_is_decided_both_ways_by_some_house() -> None:
    found: dict[str, set[bool]] = {}
    for name in (*FIVE, *INVENTED):
        for field, value in decided(house(name)):
            found.setdefault(field, set()).add(value)
    assert [field for field, values in found.items() if len(values) < 2] == []


def test_the_five_promise_what_their_own_documents_say() -> None:
    bijourama, carme, sebastienne = house("bijourama"), house("carme"), house("sebastienne")
    points, referral = bijourama.loyalty.points, bijourama.loyalty.referral
    assert points is not None
    assert referral is not None
    assert (points.valid_days, points.credited_after_days, points.pay_delivery) == (90, 7, False)
    assert (referral.below_minor, referral.from_minor, referral.threshold_minor) == (400, 800, 6000)
    assert bijourama.codes is not None
    assert (bijourama.codes.once, bijourama.codes.signed_in, bijourama.codes.cumulative) == (
        True,
        True,
        False,
    )
    assert bijourama.claims.wrong.evidence == ("photo_of_piece", "supplier_reference", "barcode")
    assert {label.carrier for label in bijourama.returns.labels} == {"mondial_relay", "colissimo"}
    assert [tier.key for tier in carme.loyalty.tiers] == ["vip", "vvip"]
    assert carme.identity is not None
    assert carme.identity.documents == ("identity_card", "passport")
    assert set(carme.processors[2].gets) == {"name", "address", "phone"}
    assert sebastienne.news.newsletter is not None
    assert set(sebastienne.news.newsletter.stored_in) == {"FR", "BE", "IE"}
    assert sebastienne.desk.fields == ("last_name", "email")
    assert sebastienne.wholesale is not None
    assert sebastienne.wholesale.proofs == ("siret", "licence", "vat_number")
    assert house("cestmoi").news.contests is not None
    roles = {processor.role for processor in house("cestmoi").processors}
    assert {"distribution_centre", "workshop", "payment", "carrier"} <= roles


def test_every_open_promise_waits_for_a_feature_of_the_ladder() -> None:
    ladder = {
        *("reporting", "helpdesk", "outreach", "loyalty", "billing", "risk", "repairs", "aftersales"),
        *("checkout", "window", "orders", "payments", "shipping", "cart", "promotions", "wallet", "pricing"),
        *("inventory", "catalogue", "content", "customers", "privacy", "staff", "accounts", "config"),
    }
    assert set(waiting().open.values()) <= ladder
    assert waiting().at_most == len(waiting().open)
