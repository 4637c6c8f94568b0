"""`make check`: every check by name, all of them even when one fails, and the list of what failed at the end.

python tools/check.py [NAME ...]
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
CODE = ["src", "tests", "tools", "bench"]
CHECKS = {
    "format": ["ruff", "format", "--check", "--quiet", *CODE],
    "lint": ["ruff", "check", "--quiet", *CODE],
    "types": ["mypy"],
    "imports": ["lint-imports"],
    "migrations": ["poincon", "django", "makemigrations", "--check", "--dry-run"],
    "translations": [PYTHON, "tools/translations.py", "check"],
    "promises": ["poincon", "promises", "--check"],
    "open list": [PYTHON, "tools/open_list.py"],
    "pages": ["poincon", "pages", "check", "--every-house"],
    "docs": [PYTHON, "tools/docs.py"],
    "pins": [PYTHON, "tools/pins.py"],
}


def main(names: list[str]) -> int:
    """Runs the named checks (all by default); returns 0, 1 when one failed, 2 when a name is unknown."""
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(f"no check called {unknown[0]}: choose among {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    failed = [name for name in names or CHECKS if not passes(name)]
    if failed:
        print(f"\nfailed: {', '.join(failed)}  (one alone: python tools/check.py {failed[0]})")
    return 1 if failed else 0


def passes(name: str) -> bool:
    """Runs one check, and shows what it said only when it failed."""
    began = time.monotonic()
    path = f"{Path(PYTHON).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    try:
        done = subprocess.run(
            CHECKS[name],
            cwd=ROOT,
            env=os.environ | {"PATH": path, "POINCON_MODE": "test"},
            capture_output=True,
            text=True,
            check=False,
        )
        status, words = done.returncode, done.stdout + done.stderr
    except OSError as error:
        status, words = 1, str(error)
    print(f"{'ok    ' if status == 0 else 'FAILED'} {name:13} {time.monotonic() - began:5.1f} s", flush=True)
    if status:
        print("".join(f"    {line}\n" for line in words.strip().splitlines()), end="", flush=True)
    return status == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
