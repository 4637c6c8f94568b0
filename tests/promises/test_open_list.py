"""The list of promises that no code keeps yet: nothing is added to it any more, and whoever tries is told."""

import subprocess
from pathlib import Path

import pytest
from tools import open_list

LISTED = {"refunds.days": "aftersales", "loyalty.points": "loyalty"}


class History:
    """A small history of the list alone."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = root / open_list.LIST
        self.path.parent.mkdir(parents=True)
        self._git("init", "--quiet")

    def writes(self, listed: dict[str, str], *, at_most: int | None = None, closed: bool = True) -> None:
        lines = ["closed_on = 2026-11-22"] if closed else []
        lines += [f"at_most = {len(listed) if at_most is None else at_most}", "[open]"]
        lines += [f'"{id}" = "{feature}"' for id, feature in listed.items()]
        self.path.write_text("\n".join(lines) + "\n")

    def keeps(self) -> None:
        self._git("add", "--all")
        self._git(
            "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--allow-empty", "-qm", "x"
        )

    def _git(self, *told: str) -> None:
        subprocess.run(["git", *told], cwd=self.root, check=True, capture_output=True)


@pytest.fixture
def history(tmp_path: Path) -> History:
    """The list as it grew, and then was closed with two promises."""
    history = History(tmp_path)
    history.writes({"refunds.days": "aftersales"}, closed=False)
    history.keeps()
    history.writes(LISTED)
    history.keeps()
    return history


def told(history: History) -> list[str]:
    return [fault.removeprefix(f"{open_list.LIST}: ") for fault in open_list.faults(history.root)]


def test_a_list_that_shrinks_is_well(history: History) -> None:
    assert told(history) == []
    history.writes({"loyalty.points": "loyalty"})
    assert told(history) == []


def test_what_is_added_is_named_before_and_after_it_is_kept(history: History) -> None:
    history.writes({**LISTED, "news.contests": "outreach"})
    for _ in range(2):
        assert told(history) == [
            "news.contests is new; keep it where it is promised: the list only shrinks",
            "at_most was 2 and is 3: the list only shrinks",
        ]
        history.keeps()


def test_one_that_takes_the_place_of_another_is_named(history: History) -> None:
    history.writes({"refunds.days": "aftersales", "news.contests": "outreach"})
    assert [fault.split()[0] for fault in told(history)] == ["news.contests"]


def test_one_that_was_kept_does_not_come_back(history: History) -> None:
    history.writes({"refunds.days": "aftersales"})
    history.keeps()
    history.writes(LISTED)
    assert [fault.split()[0] for fault in told(history)] == ["loyalty.points", "at_most"]


def test_a_figure_that_rises_by_itself_is_told(history: History) -> None:
    history.writes(LISTED, at_most=9)
    assert told(history) == ["at_most was 2 and is 9: the list only shrinks"]


def test_a_list_cannot_be_opened_again(history: History) -> None:
    history.writes(LISTED, closed=False)
    assert told(history) == ["the list was closed, and does not say so any more"]


def test_the_list_of_this_house_is_well_and_so_is_one_without_a_history(tmp_path: Path) -> None:
    assert list(open_list.faults(open_list.ROOT)) == []
    path = tmp_path / open_list.LIST
    path.parent.mkdir(parents=True)
    path.write_text('at_most = 1\n[open]\n"refunds.days" = "aftersales"\n')
    assert list(open_list.faults(tmp_path)) == []
