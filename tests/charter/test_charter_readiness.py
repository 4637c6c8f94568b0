"""A draft may leave open what a house on sale must have, and is told what that is."""

from tests.charter.conftest import FIVE, Facts, house

from poincon.charter import loading
from poincon.charter.readiness import ready_for_sale


def bare(facts: Facts) -> Facts:
    """Return the facts as a draft without mediator, legal notice, means of payment and prices."""
    facts["state"] = "draft"
    for name in ("mediator", "host", "director", "registration", "capital", "siren", "vat_number"):
        del facts["house"][name]
    facts["payments"]["means"] = []
    for name in ("holder", "bank", "iban", "bic"):
        del facts["payments"]["transfer"][name]
    facts["delivery"]["rates"] = []
    return facts


def test_a_draft_may_lack_what_a_house_on_sale_must_have_and_each_is_named(facts: Facts) -> None:
    draft = loading.parse(bare(facts), "draft.toml")
    lacking = {lack.path for lack in ready_for_sale(draft)}
    assert lacking == {
        "state",
        "house.mediator",
        "house.host",
        "house.director",
        "house.registration",
        "house.capital",
        "house.siren",
        "house.vat_number",
        "payments.means",
        "delivery.rates",
    }


def test_the_same_facts_are_refused_for_a_house_on_sale(facts: Facts) -> None:
    facts = bare(facts) | {"state": "live"}
    try:
        loading.parse(facts, "live.toml")
    except loading.CharterFault as error:
        found = {fault.path for fault in error.faults}
    assert {"house.mediator", "house.host", "payments.means", "delivery.rates"} <= found


def test_a_whole_draft_lacks_only_the_word(facts: Facts) -> None:
    facts["state"] = "draft"
    lacks = ready_for_sale(loading.parse(facts, "draft.toml"))
    assert [lack.path for lack in lacks] == ["state"]


def test_a_carrier_without_a_price_keeps_a_draft_from_selling(facts: Facts) -> None:
    facts["state"] = "draft"
    facts["delivery"]["rates"] = [one for one in facts["delivery"]["rates"] if one["carrier"] != "chronopost"]
    reasons = [str(lack) for lack in ready_for_sale(loading.parse(facts, "draft.toml"))]
    assert any("no rate for chronopost to eu" in reason for reason in reasons)


def test_the_five_houses_may_sell() -> None:
    assert [ready_for_sale(house(name)) for name in FIVE] == [()] * len(FIVE)
