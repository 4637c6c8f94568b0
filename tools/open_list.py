"""Checks that the list of promises that no code keeps yet only shrinks, from the day on which it was closed.

    python tools/open_list.py

Looked at: every version of the list in the history of this branch that says `closed_on`. None of them may
lack a promise that is open today, nor have had a smaller `at_most`. Without a history there is nothing to
compare with: `poincon promises --check` holds the list to its own figure all the same.
"""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIST = "src/poincon/charter/open.toml"


def main() -> int:
    """Prints what was added; returns 1 when something was."""
    found = list(faults(ROOT))
    print("".join(f"{fault}\n" for fault in found), end="")
    return 1 if found else 0


def faults(root: Path) -> Iterator[str]:
    """What has been added to the list since it was closed, or how its figure rose."""
    today = tomllib.loads((root / LIST).read_text(encoding="utf-8"))
    earlier = list(_closed(root))
    if earlier and "closed_on" not in today:
        yield f"{LIST}: the list was closed, and does not say so any more"
    added = {id for version in earlier for id in today["open"].keys() - version["open"].keys()}
    yield from (
        f"{LIST}: {id} is new; keep it where it is promised: the list only shrinks" for id in sorted(added)
    )
    least = min((version["at_most"] for version in earlier), default=today["at_most"])
    if today["at_most"] > least:
        yield f"{LIST}: at_most was {least} and is {today['at_most']}: the list only shrinks"


def _closed(root: Path) -> Iterator[dict[str, Any]]:
    """The versions of the list since it was closed; none where no history is kept."""
    for version in _git(root, "log", "--format=%H", "--", LIST).split():
        told = tomllib.loads(_git(root, "show", f"{version}:{LIST}"))
        if "closed_on" in told:
            yield told


def _git(root: Path, *told: str) -> str:
    try:
        done = subprocess.run(["git", *told], cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


if __name__ == "__main__":
    sys.exit(main())
