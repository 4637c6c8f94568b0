"""Two houses side by side: the document is what the command writes, and it follows the charters."""

from pathlib import Path

from tests.charter.conftest import ROOT, house
from typer.testing import CliRunner

from poincon.charter import comparing
from poincon.charter.cli import EXAMPLE, app

DOCUMENT = ROOT / "docs" / "two-houses.md"
COMMAND = ["charter", "compare", "bijourama", "carme"]


def rows(text: str) -> dict[str, list[str]]:
    """Return the cells of each line of a table by the first one."""
    cells = [line[2:-2].split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {first.strip("`"): rest for first, *rest in cells if first not in ("", "---", "promise")}


def test_the_document_is_what_the_command_writes(tmp_path: Path) -> None:
    """When this fails: poincon charter compare bijourama carme --into docs/two-houses.md."""
    result = CliRunner().invoke(app, [*COMMAND, "--into", str(tmp_path / "written.md")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "written.md").read_text(encoding="utf-8") == DOCUMENT.read_text(encoding="utf-8")
    assert CliRunner().invoke(app, COMMAND).output == DOCUMENT.read_text(encoding="utf-8")


def test_the_same_order_is_kept_differently_and_told_differently() -> None:
    told = rows(DOCUMENT.read_text(encoding="utf-8"))
    promised = [id for id in told if "." in id]
    order = [name for name in told if name not in promised]
    assert sum(told[name][0] != told[name][1] for name in order) >= 6
    assert len(promised) >= 50
    assert all(told[id][0] != told[id][1] for id in promised)
    assert told["can be cancelled until"] == [
        "Tuesday 24 November at 1\N{NO-BREAK SPACE}pm",
        "Tuesday 24 November at 5\N{NO-BREAK SPACE}pm",
    ]


def test_it_follows_the_charter_and_nothing_else() -> None:
    bijourama, carme = house("bijourama"), house("carme")
    written = comparing.document(bijourama, carme, EXAMPLE, "en")
    later = carme.orders.model_copy(update={"dispatch_within_days": carme.orders.dispatch_within_days + 1})
    changed = comparing.document(bijourama, carme.model_copy(update={"orders": later}), EXAMPLE, "en")
    was, now = rows(written), rows(changed)
    assert {name for name in was if was[name] != now[name]} == {
        "leaves by",
        "arrives",
        "orders.dispatch_within_days",
    }
    alike = rows(comparing.document(bijourama, bijourama, EXAMPLE, "en"))
    assert not [id for id in alike if "." in id]


def test_a_house_is_a_folder_of_data() -> None:
    folders = [ROOT / "boutiques" / name for name in ("bijourama", "carme")]
    kinds = {path.suffix for folder in folders for path in folder.rglob("*.*")}
    assert kinds <= {".toml", ".css", ".md", ".svg", ".avif", ".webp"}
