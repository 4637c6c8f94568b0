"""Who keeps a promise, which test proves it, which page tells it: read from the source, without importing."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TAG = re.compile(r"{%-?\s*promise(?:_value)?\s+[\"']([^\"']+)[\"']")
PAGES = (
    "src/poincon/*/templates/**/*.html",
    "src/poincon/*/templates/**/*.txt",
    "src/poincon/*/pages/**/*.md",
    "boutiques/*/pages/**/*.md",
)

type Places = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """For each promise id, where it is kept, proved and told."""

    keepers: Places
    tests: Places
    pages: Places


def gather(root: Path = ROOT) -> Evidence:
    """Read the evidence in the source tree at `root`."""
    return Evidence(
        _places(_keepers(root)),
        _places(_tests(root)),
        _places(_pages(root)),
    )


def _places(found: Iterator[tuple[str, str]]) -> Places:
    places: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for id, place in found:
        places[id][place] = None
    return {id: tuple(where) for id, where in places.items()}


def _keepers(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "src" / "poincon").rglob("*.py")):
        module = ".".join(path.relative_to(root / "src").with_suffix("").parts)
        for name, call in _marks(path, "keeps"):
            yield from ((id, f"{module}.{name}") for id in _ids(call, path))


def _tests(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "tests").rglob("test_*.py")):
        for name, call in _marks(path, "promise"):
            yield from ((id, f"{path.relative_to(root)}::{name}") for id in _ids(call, path))


def _pages(root: Path) -> Iterator[tuple[str, str]]:
    for pattern in PAGES:
        for path in sorted(root.glob(pattern)):
            for id in TAG.findall(path.read_text(encoding="utf-8")):
                yield id, str(path.relative_to(root))


def _marks(path: Path, mark: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield every decorator called `mark`, and a module's own pytestmark, with what it stands on."""
    text = path.read_text(encoding="utf-8")
    if f"{mark}(" not in text:
        return
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield from ((node.name, call) for call in _calls(node.decorator_list, mark))
            case ast.Assign(targets=[ast.Name(id="pytestmark")]):
                yield from (("*", call) for call in _calls([node.value], mark))


def _calls(nodes: list[ast.expr], mark: str) -> Iterator[ast.Call]:
    for outer in nodes:
        for node in ast.walk(outer):
            match node:
                case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name == mark:
                    yield node


def _ids(call: ast.Call, path: Path) -> Iterator[str]:
    for argument in call.args:
        match argument:
            case ast.Constant(value=str(id)):
                yield id
            case _:
                raise ValueError(f"{path}:{call.lineno}: write promise ids as plain strings")
