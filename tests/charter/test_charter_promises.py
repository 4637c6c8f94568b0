"""Promise, keeper, test and page hang together, and what is missing is named."""

from pathlib import Path

import pytest
from tests.charter.conftest import house

from poincon.charter import evidence, promises, table


def test_keeping_what_nobody_promises_stops_the_import() -> None:
    with pytest.raises(promises.UnknownPromise, match=r"did you mean 'orders.change_until'"):
        promises.keeps("orders.change_untill")


def test_the_keeper_itself_is_left_as_it_is() -> None:
    def rule(x: int) -> int:
        return x + 1

    assert promises.keeps("orders.change_until", "orders.cancel_until")(rule) is rule


def test_a_list_is_entered_with_a_star() -> None:
    ids = promises.promises()
    assert {"carriers.*.delivery", "carriers.*.phone", "payments.transfer.cancel_after_days"} <= ids.keys()
    assert "carriers.*.delivery.*.days_max" not in ids


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A source tree with a keeper, a test and two pages."""
    files = {
        "src/poincon/orders/actions.py": (
            "from poincon.charter.promises import keeps\n"
            "class Life:\n"
            "    @keeps('orders.change_until', 'orders.cancel_until')\n"
            "    def change(self): ...\n"
        ),
        "src/poincon/orders/templates/orders/shop/order.html": '{% promise "orders.change_until" as x %}',
        "boutiques/calmea/pages/fr/faq.md": "Avant {%promise_value 'orders.cancel_until' %}.",
        "tests/orders/test_change.py": (
            "import pytest\n"
            "pytestmark = [pytest.mark.promise('orders.told_in_words')]\n"
            "@pytest.mark.promise('orders.change_until')\n"
            "def test_change(): ...\n"
        ),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_evidence_is_read_from_the_source(tree: Path) -> None:
    found = evidence.gather(tree)
    assert found.keepers == {
        "orders.change_until": ("poincon.orders.actions.change",),
        "orders.cancel_until": ("poincon.orders.actions.change",),
    }
    assert found.tests == {
        "orders.told_in_words": ("tests/orders/test_change.py::*",),
        "orders.change_until": ("tests/orders/test_change.py::test_change",),
    }
    assert found.pages == {
        "orders.change_until": ("src/poincon/orders/templates/orders/shop/order.html",),
        "orders.cancel_until": ("boutiques/calmea/pages/fr/faq.md",),
    }


def test_an_id_that_cannot_be_read_is_told(tree: Path) -> None:
    (tree / "src/poincon/orders/rules.py").write_text("ID = 'x'\n@keeps(ID)\ndef f(): ...\n")
    with pytest.raises(ValueError, match="plain strings"):
        evidence.gather(tree)


NOTHING = evidence.Evidence({}, {}, {})
ALL_OPEN = dict.fromkeys(promises.promises(), "orders")


def complaints(found: evidence.Evidence, waiting: dict[str, str], at_most: int = 999) -> list[str]:
    return table.complaints(found, table.Waiting(at_most=at_most, open=waiting))


def without(*ids: str) -> dict[str, str]:
    return {id: feature for id, feature in ALL_OPEN.items() if id not in ids}


def test_a_promise_is_kept_or_open() -> None:
    assert complaints(NOTHING, ALL_OPEN) == []
    assert complaints(NOTHING, without("orders.change_until")) == [
        "orders.change_until: nobody keeps it, and open.toml does not say who will"
    ]


def test_what_is_kept_leaves_the_open_list_and_is_tested_and_told() -> None:
    kept = evidence.Evidence({"orders.change_until": ("poincon.orders.rules.x",)}, {}, {})
    told = complaints(kept, ALL_OPEN)
    assert len(told) == 3
    assert "leaves open.toml" in told[0]
    assert "no test proves it" in told[1]
    assert "no page tells it" in told[2]


def test_all_is_well_with_keeper_test_and_page() -> None:
    there = {"orders.change_until": ("somewhere",)}
    assert complaints(evidence.Evidence(there, there, there), without("orders.change_until")) == []


def test_names_that_nothing_bears_are_told() -> None:
    there = {"orders.nonsense": ("somewhere",)}
    assert len(complaints(evidence.Evidence(there, there, there), ALL_OPEN)) == 3
    assert complaints(NOTHING, {**ALL_OPEN, "orders.nonsense": "orders"}) == [
        "orders.nonsense: open.toml names it, but no promise has this name"
    ]


def test_the_open_list_may_only_shrink() -> None:
    assert complaints(NOTHING, ALL_OPEN, at_most=len(ALL_OPEN) - 1)[0].endswith("the list may only shrink")


def test_a_row_tells_value_words_floor_and_evidence() -> None:
    from datetime import date

    there = {"withdrawal.window_days": ("here",)}
    waits = table.Waiting(at_most=1, open={"refunds.days": "aftersales"})
    found = evidence.Evidence(there, there, there)
    rows = {row.id: row for row in table.rows(house("bijourama"), found, waits, date(2026, 11, 22))}
    row = rows["withdrawal.window_days"]
    assert row.requirements == ("R080",)
    assert row.value == "14\u00a0days"
    assert row.fr.startswith("Vous avez 14\u00a0jours")
    assert row.floor == "at least 14"
    assert row.keepers == row.tests == row.pages == ("here",)
    assert rows["refunds.days"].waits_for == "aftersales"
    assert list(rows) == list(promises.promises())
