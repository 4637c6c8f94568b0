"""The charter as a file, out and in, by the same actions as at the desk."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from poincon.chancery import queries
from poincon.chancery.models import Edition
from poincon.charter import queries as charters
from poincon.config.cli import app

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["charter", *map(str, arguments)])
    return done.exit_code, done.output


def test_what_is_exported_comes_in_again_changed(tmp_path: Path) -> None:
    status, text = run("export")
    assert status == 0
    file = tmp_path / "charter.toml"
    file.write_text(text.replace("window_days = 14", "window_days = 21"), encoding="utf-8")
    assert run("import", file, "--why", "Noël")[0] == 0
    assert Edition.objects.get().state == "proposed"
    assert charters.charter().withdrawal.window_days == 14
    assert run("import", file, "--now")[0] == 0
    assert charters.charter().withdrawal.window_days == 21
    approved = Edition.objects.get(state="approved")
    assert (approved.approved_by, approved.alone) == ("console", True)


@pytest.mark.parametrize("content", ["", "window_days = 14", "]["])
def test_a_faulty_file_is_reported_and_nothing_kept(tmp_path: Path, content: str) -> None:
    file = tmp_path / "charter.toml"
    file.write_text(content, encoding="utf-8")
    status, said = run("import", file, "--now")
    assert (status, bool(said.strip())) == (1, True)
    assert not Edition.objects.exists()


def test_a_file_that_says_nothing_new_is_no_edition(tmp_path: Path) -> None:
    file = tmp_path / "charter.toml"
    file.write_text(run("export")[1], encoding="utf-8")
    assert run("import", file, "--now")[0] == 1
    assert not Edition.objects.exists()
    assert queries.newest() == queries.shipped()
