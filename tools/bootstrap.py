"""Prepares everything the project needs on a fresh machine, then runs a command in its environment.

    python3 tools/bootstrap.py [--dev] [--browser] [--] [COMMAND ...]

Runs on any Python from 3.9 on, with its standard library alone. It makes `.tools/` (uv, from the package
index), finds or fetches Python 3.13, makes `.venv/` with exactly the pinned dependencies, installs the
project in editable mode and compiles the translations. When nothing changed it only compares a few hashes.
`--dev` adds what tests and checks need, `--browser` a Chromium for the browser tests.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
WANTED = (3, 13)
PREFIXES = ("/usr/local", "/usr", "/opt/homebrew", "/opt/local", "/opt/python/cp313-cp313", "/opt/python")
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
SILENT = (
    "import runpy, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL);"
    " del sys.argv[0]; runpy.run_path(sys.argv[0], run_name='__main__')"
)
"""Runs a script of ours so that Ctrl-C ends it, too, without a traceback."""


class Trouble(Exception):
    """Something a person must do; the message says what."""


def main(arguments: list[str]) -> int:
    """Prepares, then becomes the command; returns 0 when there is none, 1 when preparing failed."""
    options = _options(arguments)
    try:
        TOOLS.mkdir(exist_ok=True)
        with (TOOLS / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            prepare(dev=options.dev)
            environment = _environment()
            if options.browser:
                environment.update(browser())
    except Trouble as trouble:
        print(f"bootstrap: {trouble}", file=sys.stderr)
        return 1
    if not options.command:
        return 0
    return _become(options.command, environment)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Prepare the environment, then run COMMAND in it.")
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    parser.add_argument("--browser", action="store_true", help="also a Chromium for the browser tests")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args(arguments)
    if options.command[:1] == ["--"]:
        options.command = options.command[1:]
    return options


def _become(command: list[str], environment: dict[str, str]) -> int:
    program = VENV / "bin" / command[0]
    sys.stdout.flush()
    try:
        os.execve(str(program), [str(program), *command[1:]], environment)
    except OSError as error:
        print(f"bootstrap: cannot run {command[0]}: {error.strerror}", file=sys.stderr)
        return 127


def _environment() -> dict[str, str]:
    environment = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")
    }
    environment["VIRTUAL_ENV"] = str(VENV)
    environment["PATH"] = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return environment


# The environment


def prepare(*, dev: bool) -> None:
    """Brings `.venv/` and the compiled translations up to date; a no-op when they are."""
    stamp = VENV / "stamp"
    told = stamp.read_text().split() if stamp.exists() else []
    dev = dev or told[:1] == ["dev"]
    pinned = ROOT / ("requirements-dev.txt" if dev else "requirements.txt")
    now = ["dev" if dev else "run", _digest(pinned), _digest(ROOT / "pyproject.toml")]
    if told[:2] != now[:2] or not (VENV / "bin" / "python").exists():
        _install_pinned(pinned)
        told = []
    if told != now:
        _install_project()
        stamp.write_text(" ".join(now))
    _translations()


def _install_pinned(pinned: Path) -> None:
    uv = _uv()
    python = VENV / "bin" / "python"
    if not _is_wanted(python):
        _say("making the environment")
        _run([uv, "venv", "--quiet", "--clear", "--python", find_python(uv), str(VENV)])
    _say("installing the pinned dependencies")
    _run([uv, "pip", "sync", "--quiet", "--python", str(python), "--require-hashes", str(pinned)])


def _install_project() -> None:
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--python", str(VENV / "bin" / "python")]
    _run([_uv(), "pip", "install", *options, "--editable", str(ROOT)])


def _translations() -> None:
    sources = sorted((ROOT / "src").glob("*/*/locale/*/LC_MESSAGES/*.po"))
    stamp = VENV / "stamp-translations"
    now = _digest(*sources)
    compiled = ROOT / "src" / "poincon" / "locale" / "fr" / "LC_MESSAGES" / "django.mo"
    if compiled.exists() and stamp.exists() and stamp.read_text() == now:
        return
    _run(
        [
            str(VENV / "bin" / "python"),
            "-c",
            SILENT,
            str(ROOT / "tools" / "translations.py"),
            "compile",
            "--quiet",
        ]
    )
    stamp.write_text(now)


def _digest(*files: Path) -> str:
    whole = hashlib.sha256()
    for file in files:
        whole.update(str(file).encode() + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()


# uv, inside a plain venv of its own


def _uv() -> str:
    uv = TOOLS / "uv" / "bin" / "uv"
    pinned = ROOT / "tools" / "uv.txt"
    stamp = TOOLS / "uv" / "stamp"
    now = _digest(pinned)
    if uv.exists() and stamp.exists() and stamp.read_text() == now:
        return str(uv)
    _say("fetching uv, the installer")
    _plain_venv(TOOLS / "uv")
    pip = [
        str(TOOLS / "uv" / "bin" / "python"),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
    ]
    _run([*pip, "--only-binary", ":all:", "--require-hashes", "-r", str(pinned)])
    stamp.write_text(now)
    return str(uv)


def _plain_venv(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    make = [sys.executable, "-m", "venv", str(folder)]
    if subprocess.run(make, capture_output=True, check=False).returncode == 0:
        return
    # Debian keeps a part of the standard library in a package of its own.
    if not _apt("python3-venv"):
        raise Trouble(
            "this Python cannot make a venv: install its venv module (Debian: apt-get install python3-venv)"
        )
    shutil.rmtree(folder, ignore_errors=True)
    _run(make)


# Python 3.13


def find_python(uv: str) -> str:
    """The path of a working Python 3.13: one that is here already, or one that uv fetches."""
    for candidate in candidates(os.environ):
        if _is_wanted(candidate):
            return str(candidate)
    version = ".".join(map(str, WANTED))
    found = _output([uv, "python", "find", "--no-python-downloads", version])
    if found and _is_wanted(Path(found)):
        return found
    _say(f"fetching Python {version}")
    home = TOOLS / "python"
    wish = f"find a Python {version} here, nor fetch one (install it and try again)"
    _run([uv, "python", "install", "--install-dir", str(home), version], wish)
    for candidate in sorted(home.glob("*/bin/python3.13")):
        if _is_wanted(candidate):
            return str(candidate)
    raise Trouble(f"no Python {version} found: install it and try again")


def candidates(environment: os._Environ[str] | dict[str, str]) -> list[Path]:
    """Where a Python 3.13 may be: this one, on the PATH, among pyenv's versions, in common prefixes."""
    name = "python{}.{}".format(*WANTED)
    folders = [Path(folder) for folder in environment.get("PATH", "").split(os.pathsep) if folder]
    found = [Path(sys.executable)]
    found += [folder / name for folder in folders if folder.name != "shims"]
    roots = [Path(environment["PYENV_ROOT"])] if environment.get("PYENV_ROOT") else []
    roots += [folder.parent for folder in folders if folder.name == "shims"]
    for root in dict.fromkeys(roots):
        found += sorted((root / "versions").glob("{}.{}*/bin/{}".format(*WANTED, name)), reverse=True)
    found += [Path(prefix) / "bin" / name for prefix in PREFIXES]
    return list(dict.fromkeys(found))


def _is_wanted(python: Path) -> bool:
    """Whether it starts, is 3.13, and has the parts of the standard library that some builds lack."""
    if not python.exists():
        return False
    ask = "import sys, ssl, sqlite3, ctypes, lzma; print(*sys.version_info[:2])"
    return _output([str(python), "-I", "-c", ask]) == "{} {}".format(*WANTED)


# Chromium


def browser() -> dict[str, str]:
    """What to add to the environment so that tests find a Chromium; installs one when there is none."""
    system = _system_browser()
    if system is None and _apt("chromium"):
        system = _system_browser()
    if system is not None:
        return {"POINCON_CHROMIUM": system}
    home = str(TOOLS / "browsers")
    if not list(Path(home).glob("chromium*/INSTALLATION_COMPLETE")):
        _say("fetching Chromium for the browser tests")
        _run(
            [str(VENV / "bin" / "playwright"), "install", "chromium"],
            "install Chromium",
            {"PLAYWRIGHT_BROWSERS_PATH": home},
        )
    return {"PLAYWRIGHT_BROWSERS_PATH": home}


def _system_browser() -> str | None:
    given = os.environ.get("POINCON_CHROMIUM")
    if given:
        return given
    for name in BROWSERS:
        found = shutil.which(name)
        # A snap's launcher exists on some machines where it cannot start.
        if found and re.search(r"\d+\.\d+", _output([found, "--version"])):
            return found
    return None


def _apt(package: str) -> bool:
    """Installs a Debian package when this is root on a Debian; whether that worked."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    _say(f"installing the Debian package {package}")
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
        done = subprocess.run(["apt-get", *command], env=quiet, capture_output=True, check=False)
    return done.returncode == 0


# Talking to the machine


def _run(command: list[str], what: str = "", extra: dict[str, str] | None = None) -> None:
    environment = dict(_machine_environment(), **(extra or {}))
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        words = (done.stderr or done.stdout).strip()
        raise Trouble(f"could not {what or ' '.join(Path(part).name for part in command[:3])}:\n{words}")


def _output(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _machine_environment() -> dict[str, str]:
    """The environment for uv and pip: without an active venv, and with a cache even when there is no home."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")
    }
    home = os.environ.get("HOME", "")
    if not home or not os.access(home, os.W_OK):
        environment.setdefault("UV_CACHE_DIR", str(TOOLS / "cache"))
        environment["HOME"] = str(TOOLS)
    if Path("/etc/ssl/certs/ca-certificates.crt").exists():
        environment.setdefault("UV_SYSTEM_CERTS", "true")  # as pip and apt do: a network may have its own
    return environment


def _say(words: str) -> None:
    print(f"· {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a traceback
    sys.exit(main(sys.argv[1:]))
