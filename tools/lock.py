"""Pins the dependencies of pyproject.toml with their hashes: `make lock`. No download address is written.

The development set is resolved first and the shop's own set within it, so that both hold the same versions.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = ROOT / ".tools" / "uv" / "bin" / "uv"
OPTIONS = ["--universal", "--python-version", "3.13", "--generate-hashes", "--no-header", "--no-annotate"]
SETS = {
    "requirements-dev.txt": ["--extra", "build", "--extra", "dev"],
    "requirements.txt": ["--extra", "build", "--constraint", "requirements-dev.txt"],
}


def main(arguments: list[str]) -> int:
    """Writes both files, with `--upgrade` from scratch; refuses when an address slipped in."""
    for name, extras in SETS.items():
        upgrade = ["--upgrade"] if "--upgrade" in arguments else []
        command = [
            str(UV),
            "pip",
            "compile",
            "--quiet",
            *OPTIONS,
            "pyproject.toml",
            *extras,
            *upgrade,
            "-o",
            name,
        ]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            return 1
        if "://" in (ROOT / name).read_text():
            print(f"{name} names a download address", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
