"""The commands that show and check what a house promises."""

import json
from pathlib import Path

from tests.charter.conftest import path_of
from typer.testing import CliRunner

from poincon.charter.cli import app

run = CliRunner().invoke


def test_a_sound_charter_is_called_sound() -> None:
    result = run(app, ["charter", "check", str(path_of("bijourama"))])
    assert result.exit_code == 0
    assert "Bijourama: sound" in result.output


def test_a_value_below_guidance_is_pointed_out() -> None:
    result = run(app, ["charter", "check", str(path_of("dorada"))])
    assert result.exit_code == 0
    assert "accounts.checkout = 'account'" in result.output


def test_every_fault_is_reported_and_the_check_fails(tmp_path: Path) -> None:
    bent = tmp_path / "charter.toml"
    text = path_of("bijourama").read_text()
    bent.write_text(text.replace('"EUR"', '"XXX"').replace("kept_days = 30", "kept_days = 0\nkept_dayz = 1"))
    result = run(app, ["charter", "check", str(bent)])
    assert result.exit_code == 1
    assert "currency = 'XXX'" in result.output
    assert "cart.kept_days = 0: must be at least 1" in result.output
    assert "cart.kept_dayz = 1: unknown key; did you mean kept_days?" in result.output
    assert "3 to put right" in result.output


def test_the_table_for_machines_holds_every_promise() -> None:
    result = run(app, ["promises", "--boutique", "carme", "--json"])
    rows = {row["id"]: row for row in json.loads(result.stdout)}
    assert rows["withdrawal.window_days"]["value"] == "30\u00a0days"
    assert rows["delivery.rates"]["keepers"] == ["poincon.charter.rules.offers"]


def test_the_open_promises_alone() -> None:
    result = run(app, ["promises", "--open", "--json"])
    rows = json.loads(result.stdout)
    assert rows
    assert all(row["waits_for"] for row in rows)


def test_the_table_for_people_names_promise_and_keeper_and_counts_every_house() -> None:
    result = run(app, ["promises"])
    assert result.exit_code == 0
    assert "delivery.rates  R066  [kept]" in result.output
    assert "kept by poincon.charter.rules.offers" in result.output
    for name in ("Bijourama", "Calmea Bijoux", "Carme Jewelry", "C’est Moi", "Sébastienne Jewelry"):
        assert f"{name}: " in result.output


def test_the_table_of_one_house_says_what_that_house_does_not_promise() -> None:
    result = run(app, ["promises", "--house", "calmea"])
    points = result.output.partition("loyalty.points.valid_days  R032  [open: loyalty]\n")[2]
    assert points.startswith("    fr      (not promised by this house)")
    assert result.output.splitlines()[-1].startswith("Calmea Bijoux: ")
    assert "Bijourama: " not in result.output


def test_the_difference_of_two_houses_is_told_in_either_language() -> None:
    result = run(app, ["charter", "diff", "bijourama", str(path_of("calmea")), "--language", "fr"])
    assert result.exit_code == 0
    assert "+ withdrawal.window_days R080" in result.output
    assert "avant: Vous avez 14" in result.output
    assert "après: Vous avez 30" in result.output
    assert "- codes" not in result.output
    assert result.output.splitlines()[-1].endswith(" changements")


def test_the_difference_for_machines_names_pages() -> None:
    result = run(app, ["charter", "diff", "bijourama", "calmea", "--json"])
    rows = {row["id"]: row for row in json.loads(result.stdout)}
    assert rows["withdrawal.window_days"]["direction"] == "better"
    assert any(name.endswith("returns.md") for name in rows["withdrawal.window_days"]["files"])


def test_a_draft_is_called_one(tmp_path: Path) -> None:
    draft = tmp_path / "charter.toml"
    draft.write_text('state = "draft"\n' + path_of("bijourama").read_text(), encoding="utf-8")
    assert "Bijourama: sound, and a draft" in run(app, ["charter", "check", str(draft)]).output


def test_an_unknown_boutique_is_one_line_with_the_choices() -> None:
    result = run(app, ["promises", "--boutique", "cartier"])
    assert result.exit_code == 1
    assert "no boutique is called 'cartier'; there are bijourama, calmea, carme" in result.output


def test_a_charter_is_shown_as_it_runs() -> None:
    result = run(app, ["charter", "show", "calmea"])
    assert json.loads(result.stdout)["orders"]["change_until"] == "12:00:00"
