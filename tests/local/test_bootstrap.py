"""The first step on a fresh machine: it finds Python, prepares once, and is quick ever after."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tools import bootstrap

ROOT = Path(bootstrap.__file__).parents[1]


def executable(path: Path, words: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{words}\n")
    path.chmod(0o755)
    return path


def test_python_is_looked_for_on_the_path_and_in_pyenv(tmp_path: Path) -> None:
    on_path = tmp_path / "bin" / "python3.13"
    older = executable(tmp_path / "pyenv" / "versions" / "3.13.0" / "bin" / "python3.13", "")
    newer = executable(tmp_path / "pyenv" / "versions" / "3.13.2" / "bin" / "python3.13", "")
    executable(tmp_path / "pyenv" / "versions" / "3.12.1" / "bin" / "python3.12", "")
    path = f"{tmp_path / 'bin'}:{tmp_path / 'pyenv' / 'shims'}"

    by_shims = bootstrap.candidates({"PATH": path})
    by_root = bootstrap.candidates({"PATH": "", "PYENV_ROOT": str(tmp_path / "pyenv")})

    assert by_shims[:4] == [Path(sys.executable), on_path, newer, older]
    assert by_root[:3] == [Path(sys.executable), newer, older]
    assert tmp_path / "pyenv" / "shims" / "python3.13" not in by_shims
    assert Path("/usr/local/bin/python3.13") in by_root


@pytest.mark.parametrize("words", ["exit 127", "echo 3 12", "echo pyenv: not found >&2; exit 1"])
def test_a_python_that_does_not_work_is_not_taken(tmp_path: Path, words: str) -> None:
    assert not bootstrap._is_wanted(executable(tmp_path / "python3.13", words))
    assert not bootstrap._is_wanted(tmp_path / "none")
    assert bootstrap._is_wanted(Path(sys.executable))


def test_the_first_python_that_works_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = executable(tmp_path / "a" / "python3.13", "exit 1")
    good = executable(tmp_path / "b" / "python3.13", "echo 3 13")
    monkeypatch.setattr(sys, "executable", "/nowhere/python3")
    monkeypatch.setenv("PATH", f"{broken.parent}:{good.parent}")

    assert bootstrap.find_python("/nowhere/uv") == str(good)


def test_a_second_time_is_under_half_a_second() -> None:
    command = [sys.executable, "tools/bootstrap.py", "--dev", "--", "python", "-c", "print('ready')"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    took = []
    for _ in range(5):
        began = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        took.append(time.perf_counter() - began)

    assert (done.stdout, done.stderr) == ("ready\n", "")
    assert min(took) < 0.5


def test_the_command_gets_its_arguments_and_the_environment() -> None:
    ask = "import os, sys; print(sys.argv[1:], os.environ['VIRTUAL_ENV'])"
    command = [sys.executable, "tools/bootstrap.py", "--", "python", "-c", ask, "--dev", "-x"]

    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)

    assert done.stdout == f"['--dev', '-x'] {ROOT / '.venv'}\n"


def test_an_unknown_command_is_one_line() -> None:
    command = [sys.executable, "tools/bootstrap.py", "--", "no-such-command"]

    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)

    assert done.returncode == 127
    assert done.stderr == "bootstrap: cannot run no-such-command: No such file or directory\n"


def test_trouble_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*, dev: bool) -> None:
        raise bootstrap.Trouble("no Python 3.13 found: install it and try again")

    monkeypatch.setattr(bootstrap, "prepare", fail)

    assert bootstrap.main([]) == 1
    assert capsys.readouterr().err == "bootstrap: no Python 3.13 found: install it and try again\n"


def test_an_empty_home_has_its_cache_in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "")
    monkeypatch.delenv("UV_CACHE_DIR", raising=False)

    environment = bootstrap._machine_environment()

    assert environment["UV_CACHE_DIR"] == str(ROOT / ".tools" / "cache")
    assert environment["HOME"] == str(ROOT / ".tools")


def test_a_chromium_that_starts_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snap = executable(tmp_path / "a" / "chromium", "echo requires the chromium snap; exit 1")
    real = executable(tmp_path / "b" / "google-chrome", "echo Google Chrome 150.0.1")
    monkeypatch.delenv("POINCON_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", f"{snap.parent}:{real.parent}:{os.defpath}")
    monkeypatch.setattr(bootstrap, "BROWSERS", ("chromium", "google-chrome"))

    assert bootstrap.browser() == {"POINCON_CHROMIUM": str(real)}


def test_it_runs_on_an_old_python() -> None:
    """Nothing newer than Python 3.9 is needed to read it."""
    compile((ROOT / "tools" / "bootstrap.py").read_text(), "bootstrap.py", "exec", dont_inherit=True)
    import ast

    ast.parse((ROOT / "tools" / "bootstrap.py").read_text(), feature_version=(3, 9))
