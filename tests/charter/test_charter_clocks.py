"""A promise with a term says what starts its clock, on what it runs and what ends it."""

import re

import pytest
from tests.charter.conftest import house

from poincon.charter import promises
from poincon.charter.schema import Clock, Declared, Unit

FACT = re.compile(r"[a-z]+\.[a-z_]+")
LENGTHS = {
    Unit.CLOCK,
    Unit.DATE,
    Unit.DAYS,
    Unit.HOURS,
    Unit.MINUTES,
    Unit.MONTHS,
    Unit.WORKING_DAYS,
    Unit.YEARS,
}
CLOCKED = list(promises.clocks().values())


def clock_of(declared: Declared) -> Clock:
    assert declared.promise.clock is not None
    return declared.promise.clock


@pytest.mark.parametrize("declared", CLOCKED, ids=lambda declared: declared.id)
def test_a_clock_names_its_facts_and_counts_in_a_unit(declared: Declared) -> None:
    clock = clock_of(declared)
    assert FACT.fullmatch(clock.starts)
    assert re.fullmatch(r"[a-z_]+", clock.subject)
    for fact in (clock.ends, clock.pauses, clock.resumes, *clock.not_before):
        assert fact == "" or FACT.fullmatch(fact)
    assert bool(clock.pauses) == bool(clock.resumes)
    assert declared.unit in LENGTHS or declared.id == "stock.alerts"


def test_whoever_must_act_by_a_term_is_told_what_counts_as_done() -> None:
    assert all(clock_of(one).ends for one in CLOCKED if clock_of(one).due == "by")


def test_the_terms_of_the_law_and_of_the_first_sale_all_start_clocks() -> None:
    wanted = {
        "withdrawal.window_days",
        "returns.send_back_days",
        "refunds.days",
        "delivery.at_most_days",
        "claims.remedied_within_days",
        "guarantees.conformity_years",
        "rights.answered_within_months",
        "cookies.choice_months",
        "retention.large_contracts_years",
        "identity.record_years",
        "payments.transfer.cancel_after_days",
        "payments.transfer.reserve_days",
        "orders.reservation_minutes",
        "orders.unpaid_card_hours",
        "orders.change_until",
        "orders.cancel_until",
        "orders.dispatch_within_days",
        "loyalty.points.credited_after_days",
        "loyalty.points.valid_days",
        "retention.identity_copies_days",
    }
    assert wanted <= promises.clocks().keys()


def test_a_refund_runs_from_the_declaration_and_waits_only_for_proof_of_sending() -> None:
    clock = clock_of(promises.promise_called("refunds.days"))
    assert (clock.starts, clock.due) == ("aftersales.withdrawn", "by")
    assert clock.not_before == ("aftersales.posted", "aftersales.received")
    assert clock.remind > 0


def test_the_length_of_a_clock_is_the_house_s_own() -> None:
    assert promises.given(house("bijourama"), "refunds.days") == 14
    assert promises.given(house("carme"), "refunds.days") == 7
    assert promises.given(house("calmea"), "loyalty.points.valid_days") is None
    assert promises.given(house("carme"), "guarantees.warranties.*.years", warranty="maison") == 5
    with pytest.raises(LookupError, match="say which"):
        promises.given(house("carme"), "processors.*.review_on")
