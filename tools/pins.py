"""Checks that the pinned files answer pyproject.toml: each dependency pinned in its range, with hashes."""

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Prints what does not fit; returns 1 when something does not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    run = [*project["dependencies"], *project["optional-dependencies"]["build"]]
    wanted = {
        "requirements.txt": run,
        "requirements-dev.txt": [*run, *project["optional-dependencies"]["dev"]],
    }
    found = [
        fault for name, lines in wanted.items() for fault in faults((ROOT / name).read_text(), lines, name)
    ]
    print("".join(f"{fault}\n" for fault in found), end="")
    return 1 if found else 0


def faults(pinned: str, wanted: list[str], name: str) -> list[str]:
    """What is wrong with one pinned file."""
    versions = {
        canonicalize_name(found[1]): found[2] for found in re.finditer(r"(?m)^([\w.-]+)==([^\s;]+)", pinned)
    }
    found = [f"{name} names a download address"] if "://" in pinned else []
    found += [
        f"{name}: {name_} has no hash"
        for name_ in versions
        if f"{name_}==" in pinned and not _hashed(pinned, name_)
    ]
    for requirement in map(Requirement, wanted):
        version = versions.get(canonicalize_name(requirement.name))
        if version is None:
            found.append(f"{name} does not pin {requirement.name}: run make lock")
        elif version not in requirement.specifier:
            found.append(
                f"{name} pins {requirement.name} {version}, not {requirement.specifier}: run make lock"
            )
    return found


def _hashed(pinned: str, name: str) -> bool:
    return re.search(rf"(?m)^{re.escape(name)}==[^\n]*\\\n\s+--hash=sha256:", pinned) is not None


if __name__ == "__main__":
    sys.exit(main())
