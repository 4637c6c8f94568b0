"""A value below the law is pointed out, and the law runs; guidance is pointed out only."""

from datetime import date

import pytest
from tests.charter.conftest import Facts, house

from poincon.charter import floors, loading
from poincon.charter.schema import Charter
from poincon.charter.schema.declaring import floors_in

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("section", "name", "below", "runs"),
    [
        ("withdrawal", "window_days", 13, 14),
        ("refunds", "days", 15, 14),
        ("guarantees", "conformity_years", 1, 2),
        ("guarantees", "after_repair_months", 5, 6),
        ("returns", "send_back_days", 13, 14),
        ("delivery", "at_most_days", 31, 30),
        ("claims", "remedied_within_days", 31, 30),
        ("rights", "answered_within_months", 2, 1),
        ("retention", "invoices_years", 9, 10),
    ],
)
def test_the_floor_runs_in_place_of_what_is_below_it(
    facts: Facts, section: str, name: str, below: int, runs: int
) -> None:
    facts.setdefault(section, {})[name] = below
    written = loading.parse(facts, "bent.toml")
    running, flags = floors.applied(written, TODAY)
    assert getattr(getattr(running, section), name) == runs
    law = [flag for flag in flags if flag.figure.force == "law"]
    assert [(flag.id, flag.written) for flag in law] == [(f"{section}.{name}", below)]
    assert running.house == written.house
    assert f"{runs} runs" in str(law[0])


def test_a_shop_may_always_promise_more(facts: Facts) -> None:
    facts["withdrawal"]["window_days"], facts["refunds"]["days"] = 100, 1
    written = loading.parse(facts, "bent.toml")
    assert floors.applied(written, TODAY) == (written, ())


def test_guidance_is_flagged_and_the_house_decides(facts: Facts) -> None:
    facts["accounts"]["checkout"] = "account"
    running, flags = floors.applied(loading.parse(facts, "bent.toml"), TODAY)
    assert running.accounts.checkout == "account"
    assert [flag.id for flag in flags] == ["accounts.checkout"]


def test_a_figure_binds_only_where_and_when_it_is_in_force(facts: Facts) -> None:
    facts["withdrawal"]["window_days"] = 7
    written = loading.parse(facts, "bent.toml")
    assert floors.applied(written, date(2014, 6, 12))[1] == ()
    assert len(floors.applied(written, date(2014, 6, 13))[1]) == 1
    assert floors.applied(house("najma"), TODAY)[1] == ()


def test_a_figure_ends_with_its_last_day() -> None:
    figure = floors.Figure(
        key="x",
        country="FR",
        valid_from=date(2020, 1, 1),
        valid_to=date(2020, 12, 31),
        limit="at_least",
        value=1,
        force="law",
        source="none",
        sure="DESIGN",
    )
    assert figure.holds("FR", date(2020, 12, 31))
    assert not figure.holds("FR", date(2021, 1, 1))
    assert not figure.holds("BE", date(2020, 6, 1))


def test_every_floor_that_a_value_names_is_in_the_table_and_every_bound_is_used() -> None:
    named = {key for _, key in floors_in(Charter)}
    bounds = {figure.key for figure in floors.figures() if figure.limit != "figure"}
    assert named == bounds


def test_the_table_tells_one_figure_for_each_country_and_day() -> None:
    for figure in floors.figures():
        for other in floors.figures():
            if other is not figure and (other.key, other.country) == (figure.key, figure.country):
                earlier, later = sorted((figure, other), key=lambda one: one.valid_from)
                assert earlier.valid_to is not None
                assert earlier.valid_to < later.valid_from, figure.key


def test_a_figure_that_changed_is_told_by_its_day() -> None:
    key = "credit.in_scope_from_minor"
    assert floors.figure(key, "FR", date(2026, 11, 19)) == 200_00
    assert floors.figure(key, "FR", date(2026, 11, 20)) == 0
    with pytest.raises(LookupError, match="0 figures"):
        floors.figure(key, "AE", TODAY)


def test_an_amount_binds_only_in_its_currency(facts: Facts) -> None:
    facts["identity"] = {"threshold_minor": 10_000_01, "documents": ["passport"]}
    written = loading.parse(facts, "bent.toml")
    running, flags = floors.applied(written, TODAY)
    assert running.identity is not None
    assert running.identity.threshold_minor == 10_000_00
    assert [flag.id for flag in flags] == ["identity.threshold_minor"]
    francs = written.model_copy(update={"currency": "CHF"})
    assert floors.applied(francs, TODAY)[1] == ()


def test_what_a_house_does_not_promise_has_no_floor(facts: Facts) -> None:
    assert "identity" not in facts
    assert floors.applied(loading.parse(facts, "plain.toml"), TODAY)[1] == ()


def test_evidence_that_the_law_finds_too_much_is_pointed_out(facts: Facts) -> None:
    facts["claims"]["missing"]["evidence"].append("identity_copy")
    written = loading.parse(facts, "bent.toml")
    running, flags = floors.applied(written, TODAY)
    assert running == written
    assert [flag.id for flag in flags] == ["claims.missing.evidence"]
    assert "identity_copy" not in repr(flags[0].figure.instead_of(flags[0].written))


@pytest.mark.parametrize(
    ("months", "on", "runs", "pointed_out"),
    [
        (5, date(2026, 7, 30), 6, ["law"]),
        (6, date(2026, 7, 30), 6, []),
        (5, date(2026, 7, 31), 6, ["law", "guidance"]),
        (6, date(2026, 7, 31), 6, ["guidance"]),
        (12, date(2026, 7, 31), 12, []),
    ],
)
def test_a_repair_adds_six_months_by_law_and_twelve_by_a_directive_that_only_advises(
    facts: Facts, months: int, on: date, runs: int, pointed_out: list[str]
) -> None:
    facts["guarantees"]["after_repair_months"] = months
    running, flags = floors.applied(loading.parse(facts, "bent.toml"), on)
    found = [flag for flag in flags if flag.id == "guarantees.after_repair_months"]
    assert running.guarantees.after_repair_months == runs
    assert sorted(flag.figure.force for flag in found) == sorted(pointed_out)
    assert {flag.figure.sure for flag in found} <= {"SEC"}
