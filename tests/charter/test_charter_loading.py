"""A charter is taken whole, or everything that is wrong with it is said together."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from tests.charter.conftest import FIVE, INVENTED, Facts, facts_of, path_of

from poincon.charter import loading

TODAY = date(2026, 11, 22)

CIRCLE = {"key": "vip", "name": "VIP", "benefits": ["invitations"]}
TWICE = [CIRCLE, CIRCLE]
AWAY = {"from_on": "2027-08-01", "until_on": "2027-08-15", "why_fr": "en congé", "why_en": "on holiday"}
OVERLAPPING = [AWAY, AWAY | {"from_on": "2027-08-15", "until_on": "2027-08-20"}]
BACKWARDS = [AWAY | {"until_on": "2027-07-31"}]

type FaultsOf = Callable[[Facts], dict[str, str]]


@pytest.mark.parametrize("name", [*FIVE, *INVENTED])
def test_every_house_is_sound(name: str) -> None:
    assert loading.read(path_of(name), TODAY).written.house.key == name


@pytest.mark.parametrize("name", FIVE)
def test_no_house_of_ours_promises_less_than_the_law(name: str) -> None:
    assert loading.read(path_of(name), TODAY).flags == ()


def test_all_faults_are_told_together_with_path_value_and_reason() -> None:
    facts = facts_of("bijourama")
    facts["orders"]["change_untill"] = time(13)
    facts["orders"]["cancel_until"] = "13:00"
    facts["withdrawal"]["window_days"] = -1
    facts["house"]["siren"] = "000000001"
    facts["carriers"][0]["delivery"][0]["days_max"] = 0
    facts["delivery"]["free_from_minor"]["moon"] = 100
    del facts["cart"]["kept_days"]

    with pytest.raises(loading.CharterFault) as caught:
        loading.parse(facts, "bent.toml")

    told = {fault.path: (fault.value, fault.reason) for fault in caught.value.faults}
    assert told["orders.change_untill"] == (time(13), "unknown key; did you mean change_until?")
    assert told["orders.cancel_until"] == ("13:00", "must be a local time such as 13:00:00")
    assert told["withdrawal.window_days"] == (-1, "must be at least 0")
    assert told["house.siren"][0] == "000000001"
    assert told["carriers[1].delivery[1].days_max"] == (0, "must be at least 1")
    assert told["delivery.free_from_minor.moon"] == (100, "unknown zone")
    assert told["cart.kept_days"] == (None, "is missing")
    assert len(told) == 7, sorted(told)
    assert str(caught.value).count("\n") == 7


@pytest.mark.parametrize(
    ("bend", "path", "reason"),
    [
        (lambda f: f.update(currency="XXX"), "currency", "no currency"),
        (lambda f: f.update(country="ZZ"), "country", "no country"),
        (lambda f: f.update(time_zone="Europe/Lyon"), "time_zone", "no time zone"),
        (lambda f: f.update(languages=["fr", "de"]), "languages[2]", "must be 'fr' or 'en'"),
        (lambda f: f.update(languages=["fr", "fr"]), "languages", "names a language twice"),
        (lambda f: f.update(languages=[]), "languages", "must not be empty"),
        (lambda f: f.update(terms_version="soon"), "terms_version", "must be a date"),
        (lambda f: f["house"].update(vat_number="FR00000000232"), "house.vat_number", "check digits"),
        (lambda f: f["house"].update(vat_number="FR48000000109"), "house.vat_number", "does not belong"),
        (lambda f: f["house"].update(siren=""), "house.siren", "a house in France has one"),
        (lambda f: f["house"].update(phone="04 65 71 20 20"), "house.phone", "no telephone number"),
        (lambda f: f["house"].update(phone="+33 1"), "house.phone", "no telephone number"),
        (lambda f: f["house"].update(email="service"), "house.email", "no e-mail address"),
        (lambda f: f["house"].update(name=" "), "house.name", "not written as expected"),
        (lambda f: f["house"]["mediator"].update(site="http://m.example"), "house.mediator.site", "https"),
        (lambda f: f["orders"].update(change_until=time(13, 0, 1)), "orders.change_until", "whole minutes"),
        (lambda f: f["orders"].update(collection_at=time(13)), "orders.collection_at", "cannot collect"),
        (lambda f: f["orders"].update(working_days=["monday"] * 2), "orders.working_days", "twice"),
        (
            lambda f: f["orders"].update(reservation_minutes=True),
            "orders.reservation_minutes",
            "whole number",
        ),
        (lambda f: f["orders"].update(anonymous_packaging=1), "orders.anonymous_packaging", "true or false"),
        (lambda f: f["orders"].update(told_in_words=False), "orders.told_in_words", "must be True"),
        (lambda f: f["stock"].update(words_restocking_fr="Bientôt"), "stock.words_restocking_fr", "say when"),
        (lambda f: f["stock"].update(words_restocking_en="{x}"), "stock.words_restocking_en", "say when"),
        (lambda f: f["refunds"].update(arrives_days_max=2), "refunds.arrives_days_max", "less than"),
        (lambda f: f["payments"].update(means=f["payments"]["means"][:1]), "payments.means", "every house"),
        (lambda f: f["payments"].update(means=[]), "payments.means", "every house"),
        (lambda f: f["payments"]["transfer"].pop("iban"), "payments.transfer.iban", "a transfer needs it"),
        (lambda f: f["house"].pop("mediator"), "house.mediator", "no mediator"),
        (lambda f: f["house"].pop("host"), "house.host", "no host"),
        (lambda f: f["house"].pop("director"), "house.director", "legal notice"),
        (lambda f: f["house"].update(vat_number=""), "house.vat_number", "a house in France has one"),
        (lambda f: f["delivery"].update(rates=[]), "delivery.rates", "no price of delivery"),
        (lambda f: f.update(carriers=[]), "carriers", "nobody carries"),
        (lambda f: f.update(state="closed"), "state", "must be 'draft' or 'live'"),
        (
            lambda f: f["returns"]["labels"][0].update(carrier="pigeon"),
            "returns.labels[1].carrier",
            "unknown",
        ),
        (
            lambda f: f["withdrawal"].update(label_paid_by="house"),
            "returns.labels[1].price_minor",
            "the house pays",
        ),
        (lambda f: f["returns"].update(sealed=["rings"]), "returns.sealed[1]", "must be 'pierced_earrings'"),
        (lambda f: f["refunds"].update(store_credit=False), "refunds.credit_valid_months", "no store credit"),
        (
            lambda f: f["claims"]["defective"].update(outcomes=["refund"]),
            "claims.defective.outcomes",
            "art. L217-8",
        ),
        (
            lambda f: f["claims"]["missing"].update(outcomes=["store_credit"]),
            "claims.missing.outcomes",
            "money must remain possible",
        ),
        (lambda f: f["claims"]["wrong"].update(outcomes=[]), "claims.wrong.outcomes", "must not be empty"),
        (lambda f: f["claims"].pop("missing"), "claims.missing", "is missing"),
        (
            lambda f: f["loyalty"]["points"].update(remind_before_days=90),
            "loyalty.points.remind_before_days",
            "before they are credited",
        ),
        (lambda f: f["loyalty"]["points"].update(worth_minor=0), "loyalty.points.worth_minor", "at least 1"),
        (lambda f: f["loyalty"]["referral"].update(from_minor=399), "loyalty.referral", "cannot earn less"),
        (lambda f: f["loyalty"].update(tiers=TWICE), "loyalty.tiers", "two circles"),
        (lambda f: f["desk"].update(escalate_after_days=3), "desk.escalate_after_days", "too late"),
        (lambda f: f["desk"].update(fields=[]), "desk.fields", "must not be empty"),
        (lambda f: f["retention"].update(warned_before_days=900), "retention.warned_before_days", "in use"),
        (lambda f: f["processors"][0].update(countries=["US"]), "processors[1].safeguard", "art. 46"),
        (lambda f: f["processors"][0].update(review_on="2026-01-05"), "processors[1].review_on", "after"),
        (lambda f: f["processors"].append(f["processors"][0]), "processors", "two processors"),
        (lambda f: f["orders"].update(closings=OVERLAPPING), "orders.closings[2].from_on", "has ended"),
        (lambda f: f["orders"].update(closings=BACKWARDS), "orders.closings[1]", "before it starts"),
        (lambda f: f["carriers"][0].update(collects=["sunday"]), "carriers[1].collects", "no day"),
        (
            lambda f: f.update(cookies={"purposes": ["spying"], "choice_months": 6}),
            "cookies.purposes[1]",
            "must be 'advertising'",
        ),
        (lambda f: f["payments"]["means"].append(dict(f["payments"]["means"][1])), "payments.means", "two"),
        (lambda f: f["payments"]["means"][0].pop("brands"), "payments.means[1]", "names its brands"),
        (lambda f: f["payments"]["means"][1].update(brands=["cb"]), "payments.means[2].brands", "brands"),
        (
            lambda f: f["payments"]["means"][0].update(brands=["cb", "cb"]),
            "payments.means[1].brands",
            "twice",
        ),
        (lambda f: f["payments"]["means"][1].update(gateway="sandbox"), "payments.means[2]", "neither"),
        (lambda f: f["payments"]["planned"][0].update(key="card"), "payments.planned[1].key", "on offer"),
        (lambda f: f["payments"]["transfer"].update(iban="FR7612345"), "payments.transfer.iban", "IBAN"),
        (lambda f: f["payments"]["transfer"].update(bic="FICT"), "payments.transfer.bic", "no BIC"),
        (lambda f: f["payments"]["transfer"].update(bic="FICTESMM"), "payments.transfer.bic", "countries"),
        (
            lambda f: f["payments"]["transfer"].update(reserve_days=31),
            "payments.transfer.reserve_days",
            "cannot stay reserved",
        ),
        (
            lambda f: f["payments"]["transfer"].update(remind_after_days=[30]),
            "payments.transfer.remind_after_days",
            "before the order is cancelled",
        ),
        (
            lambda f: f["payments"]["transfer"].update(remind_after_days=[5, 5]),
            "payments.transfer.remind_after_days",
            "rising order",
        ),
        (lambda f: f["zones"]["eu"].append("FR"), "zones", "more than one zone"),
        (lambda f: f["zones"].update(moon=["US"]), "zones.moon", "no counterpart"),
        (lambda f: f["zone_words"].pop("eu"), "zones.eu", "no counterpart"),
        (lambda f: f["zones"].update(fr=[]), "zones.fr", "must not be empty"),
        (lambda f: f["carriers"].append(f["carriers"][0]), "carriers", "two carriers"),
        (lambda f: f["carriers"][0].update(phone="12"), "carriers[1].phone", "no telephone number in FR"),
        (
            lambda f: f["carriers"][0].update(tracking_url="https://x.example"),
            "carriers[1].tracking_url",
            "once",
        ),
        (lambda f: f["carriers"][3].update(insured_to_minor=499999), "carriers[4]", "must be insured"),
        (lambda f: f["carriers"][3].pop("max_value_minor"), "carriers[4]", "must be insured"),
        (
            lambda f: f["carriers"][3]["delivery"][1].update(days_min=4),
            "carriers[4].delivery[2].days_max",
            "less than days_min",
        ),
        (
            lambda f: f["carriers"][3]["delivery"][1].update(zone="fr"),
            "carriers[4].delivery",
            "promises zone fr twice",
        ),
        (
            lambda f: f["carriers"][0]["delivery"].append({"zone": "moon", "days_min": 1, "days_max": 2}),
            "carriers[1].delivery[2].zone",
            "unknown zone",
        ),
        (
            lambda f: f["carriers"][0]["delivery"].append({"zone": "eu", "days_min": 1, "days_max": 2}),
            "delivery.rates",
            "no rate for mondial_relay to eu",
        ),
        (
            lambda f: f["delivery"]["rates"][0].update(carrier="pigeon"),
            "delivery.rates[1].carrier",
            "unknown",
        ),
        (lambda f: f["delivery"]["rates"][0].update(zone="moon"), "delivery.rates[1].zone", "unknown zone"),
        (
            lambda f: f["delivery"]["rates"][0].update(zone="eu"),
            "delivery.rates[1].zone",
            "no delivery there",
        ),
        (lambda f: f["delivery"]["rates"][1].update(up_to_g=1000), "delivery.rates[2]", "overlaps"),
        (lambda f: f["delivery"]["rates"][1].update(up_to_g=29999), "delivery.rates", "rates end here"),
        (lambda f: f["delivery"]["rates"][1].update(from_value_minor=1), "delivery.rates", "from value 0"),
        (lambda f: f["carriers"][2].pop("max_weight_g"), "delivery.rates", "rates end here"),
        (
            lambda f: f["delivery"]["free_from_minor"].update(fr=0),
            "delivery.free_from_minor.fr",
            "at least 1",
        ),
        (lambda f: f["delivery"].update(likely_country="US"), "delivery.likely_country", "in no zone"),
        (lambda f: f["delivery"].update(likely_country="XX"), "delivery.likely_country", "no country"),
        (
            lambda f: f["delivery"].update(valuable_from_minor=500001),
            "delivery.likely_country",
            "no carrier takes",
        ),
        (
            lambda f: f["delivery"].update(letter_up_to_minor=150000),
            "delivery.letter_up_to_minor",
            "worth less",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(
    facts: Facts, faults_of: FaultsOf, bend: Callable[[Facts], object], path: str, reason: str
) -> None:
    bend(facts)
    told = faults_of(facts)
    assert reason in told[path]


def test_a_check_waits_until_all_that_it_reads_is_sound(facts: Facts, faults_of: FaultsOf) -> None:
    facts["delivery"]["rates"][0]["carrier"] = "pigeon"
    facts["carriers"][0]["natures"] = ["elephant"]
    facts["orders"]["change_until"] = 13
    assert set(faults_of(facts)) == {"carriers[1].natures[1]", "orders.change_until"}


def test_a_sound_part_of_a_faulty_section_is_still_checked(facts: Facts, faults_of: FaultsOf) -> None:
    facts["delivery"]["valuable_from_minor"] = "much"
    facts["delivery"]["rates"][0]["carrier"] = "pigeon"
    facts["payments"]["means"] = facts["payments"]["means"][:1]
    facts["payments"]["transfer"]["bic"] = "?"
    assert {"delivery.rates[1].carrier", "payments.means"} < set(faults_of(facts))


def test_nothing_at_all_is_told_as_missing(faults_of: FaultsOf) -> None:
    told = faults_of({})
    assert set(told.values()) == {"is missing"}
    assert {"house", "orders", "languages"} < set(told)


def test_a_slip_of_the_pen_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "charter.toml"
    file.write_text('country = "FR"\n\ncurrency == "EUR"\n')
    with pytest.raises(loading.CharterFault) as caught:
        loading.load(file, TODAY)
    assert [fault.path for fault in caught.value.faults] == ["line 3"]


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b'a = "'])
def test_a_file_that_is_no_charter_is_a_fault_not_a_crash(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "charter.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(loading.CharterFault, match="cannot be run"):
        loading.load(file, TODAY)


def test_a_charter_in_code_is_checked_like_one_in_a_file(facts: Facts) -> None:
    from poincon.charter.schema import Charter

    facts["zones"]["eu"].append("FR")
    with pytest.raises(ValueError, match="more than one zone"):
        Charter.model_validate(facts)
