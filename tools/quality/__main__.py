"""`make quality`: every page in a real browser, Lighthouse on the five that matter most, docs/quality.md.

    python -m tools.quality [HOUSE ...] [--only pages|lighthouse|tables] [--rounds N] [--anew] [--port N]

One house after the other, each in a demo of its own below `var/quality`. What was measured stays there as
JSON, part by part: asked again, the command goes on where it stopped. `--anew` measures everything again.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from tools.quality import figures, tables
from tools.quality.house import HOUSES, House

PARTS = ("pages", "lighthouse", "tables")


def main() -> int:
    """Measures what is wanted, then writes the tables; returns 1 when a house could not be measured."""
    asked = _asked()
    if asked.alone:
        return _measure(asked)
    if asked.anew:
        figures.forget(asked.houses or HOUSES, asked.only)
    failed = [house for house in asked.houses or HOUSES if asked.only != "tables" and _apart(house, asked)]
    if not failed:
        tables.write(figures.kept())
    return 1 if failed else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.quality", description=__doc__.partition("\n")[0])
    parser.add_argument("houses", nargs="*", choices=[[], *HOUSES], help="which ones; all by default")
    parser.add_argument("--only", choices=PARTS, help="one part alone")
    parser.add_argument("--rounds", type=int, default=3, help="how often Lighthouse looks; the median counts")
    parser.add_argument("--anew", action="store_true", help="forget what was measured before")
    parser.add_argument(
        "--port", type=int, default=8640, help="the demo's port; 100, 200, 300 more are taken"
    )
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _apart(house: str, asked: argparse.Namespace) -> bool:
    """Measures a house in a process of its own, for Django knows one house; whether it failed."""
    options = ["--rounds", str(asked.rounds), "--port", str(asked.port)]
    options += ["--only", asked.only] if asked.only else []
    command = [sys.executable, "-m", "tools.quality", house, "--alone", *options]
    return subprocess.run(command, cwd=Path(__file__).parents[2], check=False).returncode != 0


def _measure(asked: argparse.Namespace) -> int:
    from tools.quality import lighthouse, walks

    (name,) = asked.houses
    with House(name, asked.port) as house:
        if asked.only in (None, "pages"):
            walks.measure(house)
        if asked.only in (None, "lighthouse"):
            lighthouse.measure(house, rounds=asked.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
