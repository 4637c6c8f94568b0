"""What the command refuses before it looks into the database, which these tests have none of."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from poincon.intake.cli import app


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a text file"),
        (b"id,name\n1,x\n", "not the columns of a Shopify product file"),
    ],
)
def test_a_wrong_file_is_refused_by_content_not_by_name(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "products.csv"
    path.write_bytes(content)
    done = CliRunner().invoke(app, ["import", "shopify", str(path)])
    assert done.exit_code == 2
    assert words in " ".join(done.stderr.split())


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "products.csv"
    path.write_bytes(b"x")
    done = CliRunner().invoke(app, ["import", "shopify", str(path), "--language", "de"])
    assert done.exit_code == 2
    assert "fr or en" in done.stderr
