"""The five houses promise what their public pages say, each in its own way."""

from datetime import time

import pytest
from tests.charter.conftest import FIVE, INVENTED, house

from poincon.charter import promises

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
