"""What changed between two charters is told promise by promise, with whom it favours and who prints it."""

from typing import Any

import pytest
from tests.charter.conftest import FIVE, INVENTED, Facts, facts_of, house

from poincon.charter import difference, evidence, loading
from poincon.charter.difference import Difference, differences
from poincon.charter.schema import Charter

BIJOURAMA = house("bijourama")


def after(path: str, value: object) -> Charter:
    """Return Bijourama's charter with one value set (None takes the key away)."""
    facts: Any = facts_of("bijourama")
    section, *names = facts, *path.split(".")
    for name in names[:-1]:
        section = section.setdefault(name, {}) if not name.isdigit() else section[int(name)]
    if value is None:
        del section[names[-1]]
    else:
        section[names[-1]] = value
    return loading.parse(facts, path)


def one(path: str, value: object, language: str = "en") -> Difference:
    found = [d for d in differences(BIJOURAMA, after(path, value), language) if d.requirements]
    assert len(found) == 1, [d.id for d in found]
    return found[0]


@pytest.mark.parametrize("name", [*FIVE, *INVENTED])
def test_a_charter_does_not_differ_from_itself(name: str) -> None:
    assert differences(house(name), loading.parse(facts_of(name), name), "en") == ()


@pytest.mark.parametrize(
    ("path", "value", "direction"),
    [
        ("withdrawal.window_days", 15, "better"),
        ("refunds.days", 15, "worse"),
        ("refunds.days", 13, "better"),
        ("payments.transfer.fees_paid_by", "house", "better"),
        ("orders.anonymous_packaging", False, "worse"),
        ("stock.sells_ahead", False, "worse"),
        ("loyalty.points.cancelled_by_return", "whole_order", "worse"),
        ("loyalty.points.valid_days", 91, "better"),
        ("codes.cumulative", True, "better"),
        ("codes", None, "other"),
        ("delivery.free_from_minor.fr", 4800, "better"),
        ("delivery.free_from_minor.fr", 5000, "worse"),
        ("returns.sealed", [], "better"),
        ("desk.fields", ["last_name", "email", "phone"], "worse"),
        ("withdrawal.presents_days", 30, "better"),
        ("exchanges.complement_hours", None, "worse"),
        ("identity", {"threshold_minor": 900000, "documents": ["passport"]}, "worse"),
        ("terms_version", "2027-01-01", "other"),
    ],
)
def test_the_direction_is_the_customer_s(path: str, value: object, direction: str) -> None:
    found = [d for d in differences(BIJOURAMA, after(path, value), "en") if d.requirements or d.page]
    assert found
    assert direction in {d.direction for d in found}
    assert not {"better", "worse"} - {direction} & {d.direction for d in found}


def test_a_change_is_told_in_both_languages_with_its_figures() -> None:
    french, english = one("withdrawal.window_days", 30, "fr"), one("withdrawal.window_days", 30)
    assert "14\u00a0jours" in french.before
    assert "30\u00a0jours" in french.after
    assert "14\u00a0days" in english.before
    assert (english.id, english.requirements, english.page) == (
        "withdrawal.window_days",
        ("R080",),
        "returns",
    )


def test_a_neighbour_in_the_sentence_changes_the_promise_too() -> None:
    found = {d.id for d in differences(BIJOURAMA, after("loyalty.referral.threshold_minor", 5000), "en")}
    assert found == {
        "loyalty.referral.below_minor",
        "loyalty.referral.from_minor",
        "loyalty.referral.threshold_minor",
    }


def test_a_member_of_a_list_is_named_by_its_key() -> None:
    facts = facts_of("bijourama")
    facts["carriers"][3]["phone"] = "3631"
    found = differences(BIJOURAMA, loading.parse(facts, "bent"), "en")
    assert [(d.id, d.keys) for d in found] == [("carriers.*.phone", ("chronopost",))]
    facts["processors"][1]["name"] = "Another bank"
    names = {d.id for d in differences(BIJOURAMA, loading.parse(facts, "bent"), "en")}
    assert "processors.cic.name" in names


def test_plain_values_are_told_with_their_place(facts: Facts) -> None:
    facts["house"]["address"]["city"] = "Nantes"
    found = differences(BIJOURAMA, loading.parse(facts, "bent"), "en")
    assert [(d.id, d.before, d.after, d.direction) for d in found] == [
        ("house.address.city", '"Lyon"', '"Nantes"', "other")
    ]


def test_the_pages_and_mails_that_print_a_promise_are_named() -> None:
    there = {
        "withdrawal.window_days": (
            "src/poincon/content/pages/fr/returns.md",
            "src/poincon/orders/templates/orders/mail/delivered.html",
        )
    }
    found = differences(
        BIJOURAMA,
        after("withdrawal.window_days", 30),
        "en",
        evidence.Evidence({}, {}, there),
    )
    assert found[0].pages == ("src/poincon/content/pages/fr/returns.md",)
    assert found[0].mails == ("src/poincon/orders/templates/orders/mail/delivered.html",)


def test_what_is_better_one_way_is_worse_the_other() -> None:
    for one_house, another in (("bijourama", "carme"), ("calmea", "cestmoi"), ("dorada", "najma")):
        there = {(d.id, d.keys): d.direction for d in differences(house(one_house), house(another), "en")}
        back = {(d.id, d.keys): d.direction for d in differences(house(another), house(one_house), "en")}
        opposite = {"better": "worse", "worse": "better", "other": "other"}
        assert back == {key: opposite[direction] for key, direction in there.items()}


def test_every_plain_value_has_a_place_of_its_own() -> None:
    places = [path for path, _ in difference.plain_values(house("carme"))]
    assert len(places) == len(set(places))
