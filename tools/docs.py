"""Checks the documents: every link and picture leads somewhere, and what they name exists.

    python tools/docs.py

Looked at: README.md, CHANGELOG.md and docs/. Checked: relative links with their anchors, `make …` targets
and paths in backticks that start at one of the project’s folders; and that no merge was left half done, nor
the changelog emptied by one.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_FENCE = re.compile(r"(?ms)^(```|~~~).*?^\1[^\n]*$")
_HEADING = re.compile(r"(?m)^#+\s+(.*)$")
_MERGE = re.compile(r"(?m)^(?:<{7} |={7}$|>{7} )")
_PATH = re.compile(r"(?:src|tests|tools|docs|boutiques)/[\w./-]+")


def main() -> int:
    """Prints what leads nowhere; returns 1 when something does."""
    found = [fault for document in documents(ROOT) for fault in faults(ROOT, document)]
    print("".join(f"{fault}\n" for fault in found), end="")
    return 1 if found else 0


def documents(root: Path) -> list[Path]:
    """The documents, in order."""
    top = [root / name for name in ("README.md", "CHANGELOG.md")]
    return [path for path in top if path.exists()] + sorted((root / "docs").rglob("*.md"))


def faults(root: Path, document: Path) -> Iterator[str]:
    """What a document promises and the project does not hold."""
    text = document.read_text(encoding="utf-8")
    where = document.relative_to(root)
    if _MERGE.search(text) or (document.name == "CHANGELOG.md" and "\n- " not in text):
        yield f"{where}: a merge went wrong here"
    prose = _FENCE.sub("", text)
    for target in _LINK.findall(prose):
        if not re.match(r"[a-z]+:", target) and not _leads_somewhere(document, target):
            yield f"{where}: the link {target} leads nowhere"
    targets = set(re.findall(r"(?m)^([a-z][a-z-]*):", (root / "Makefile").read_text()))
    for name in re.findall(r"\bmake ([a-z][a-z-]*)", "\n".join(_spans(text))):
        if name not in targets:
            yield f"{where}: there is no `make {name}`"
    for path in (span for span in _spans(prose) if _PATH.fullmatch(span)):
        if not (root / path).exists():
            yield f"{where}: there is no {path}"


def _spans(text: str) -> list[str]:
    """What is set as code, in a line or as a block."""
    fenced = [match.group() for match in _FENCE.finditer(text)]
    return fenced + _SPAN.findall(_FENCE.sub("", text))


def _leads_somewhere(document: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    file = (document.parent / path).resolve() if path else document
    if not file.exists():
        return False
    if not anchor or file.suffix != ".md":
        return True
    headings = _HEADING.findall(_FENCE.sub("", file.read_text(encoding="utf-8")))
    return anchor in {anchor_of(heading) for heading in headings}


def anchor_of(heading: str) -> str:
    """The anchor that a heading gets on the usual sites."""
    kept = "".join(letter for letter in heading.lower().strip() if letter in " -_" or _is_word(letter))
    return kept.replace(" ", "-")


def _is_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNM"


if __name__ == "__main__":
    sys.exit(main())
