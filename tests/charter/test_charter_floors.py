"""A value below the law is pointed out, and the law runs; guidance is pointed out only."""

from datetime import date

import pytest
from tests.charter.conftest import Facts, house

from poincon.charter import floors, loading

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("section", "name", "below", "runs"),
    [
        ("withdrawal", "window_days", 13, 14),
        ("refunds", "days", 15, 14),
        ("guarantees", "conformity_years", 1, 2),
    ],
)
def test_the_floor_runs_in_place_of_what_is_below_it(
    facts: Facts, section: str, name: str, below: int, runs: int
) -> None:
    facts[section][name] = below
    written = loading.parse(facts, "bent.toml")
    running, flags = floors.applied(written, TODAY)
    assert getattr(getattr(running, section), name) == runs
    assert [(flag.id, flag.written) for flag in flags] == [(f"{section}.{name}", below)]
    assert running.house == written.house
    assert str(runs) in str(flags[0])


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


def test_every_floor_that_a_promise_names_is_in_the_table() -> None:
    from poincon.charter.promises import promises

    named = {one.promise.floor for one in promises().values()} - {""}
    assert named == {figure.key for figure in floors.figures()}
