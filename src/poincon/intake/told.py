"""What a bringing tells, in the reader's language: why files and rows are refused, and what is left out."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import npgettext, override

from poincon.catalogue import queries as catalogue
from poincon.intake.figures import Figures
from poincon.intake.models import Bringing, RowTold
from poincon.intake.reasons import AT_THE_DESK, FILE_REASONS, ROW_REASONS
from poincon.intake.rows import FileRefused
from poincon.intake.sheets import place
from poincon.intake.states import Telling
from poincon.intake.systems import DIALECTS, beside
from poincon.intake.words import TELLINGS

DETAILS: dict[str, Callable[[str], str]] = {
    "line": lambda said: _("line {said}").format(said=said),
    "missing": lambda said: _("missing: {said}").format(said=said),
    "first": lambda said: _("it begins with “{said}”").format(said=said),
    "columns": lambda said: said,
}
COUNTED: dict[str, Callable[[int], str]] = {
    "created": lambda n: npgettext("bringing", "new piece", "new pieces", n),
    "changed": lambda n: npgettext("bringing", "piece changed", "pieces changed", n),
    "same": lambda n: npgettext("bringing", "piece that stays as it is", "pieces that stay as they are", n),
    "published": lambda n: npgettext("bringing", "of them on show at once", "of them on show at once", n),
    "waiting": lambda n: npgettext(
        "bringing", "kept as a draft, as you chose", "kept as drafts, as you chose", n
    ),
    "recounted": lambda n: npgettext(
        "bringing", "variant whose stock is set", "variants whose stock is set", n
    ),
    "short": lambda n: npgettext(
        "bringing",
        "sold piece that is missing: its buyer is asked",
        "sold pieces that are missing: their buyers are asked",
        n,
    ),
}
BEFORE = re.compile(r"(.*?)( ?)\(?\bline ([0-9]+)\)?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one row: its place in the file, or in the first or second of two."""

    place: str
    column: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is not read, how many cells of it are filled, and why; none for an unknown one."""

    name: str
    cells: int
    why: str


def why_refused(refused: FileRefused) -> str:
    """Return why a file cannot be read, with all that is known of where."""
    said = {
        name: " / ".join(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in refused.context.items()
    }
    known = FILE_REASONS[said["reason"]]
    reason = _(known).format(shop=said.get("shop", ""))
    details = [words(said[name]) for name, words in DETAILS.items() if said.get(name)]
    return f"{reason[:1].upper()}{reason[1:]}" + (f" ({', '.join(details)})" if details else "")


def told(row: RowTold, figures: Figures) -> Told:
    """Return what is told of a row."""
    return Told(place(row.line, figures.second_from), row.column, _value(row), _why(row.code))


def lines(row: Bringing, rows: Iterator[RowTold], language: str) -> Iterator[tuple[str, ...]]:
    """Yield all that is told, row by row, as a file in that language holds it."""
    figures = Figures.of(row)
    for one in rows:
        with override(language):
            said = told(one, figures)
            yield str(TELLINGS[one.telling]), said.place, said.column, said.value, said.why


def left_out(row: Bringing) -> list[Column]:
    """Return the columns that are known and not read, with the reason."""
    first = DIALECTS[row.system]
    dialects = [one for one in (first, beside(first)) if one]
    found = Figures.of(row).left_out
    whys = {name: next(filter(None, (one.why_left_out(name) for one in dialects)), "") for name in found}
    return [Column(name, count, _(why) if (why := whys[name]) else "") for name, count in found.items()]


def unknown(row: Bringing) -> list[Column]:
    """Return the columns that nobody knows, as far as they hold anything."""
    return [Column(name, count, "") for name, count in Figures.of(row).unknown.items() if count]


def counted(figures: Figures) -> list[tuple[int, str]]:
    """Return how many pieces met with what, in words; nothing of what met with none."""
    return [(n, words(n)) for name, words in COUNTED.items() if (n := figures.counts[name])]


def lacks(figures: Figures) -> list[tuple[str, int]]:
    """Return what pieces lack that stay drafts, and how many of them lack it, the most first."""
    return [(str(catalogue.reason_words(code)), count) for code, count in figures.lacks.most_common()]


def _why(code: str) -> str:
    known = AT_THE_DESK.get(code) or ROW_REASONS.get(code)
    return _(known) if known else str(catalogue.reason_words(code))


def _value(row: RowTold) -> str:
    """Return what stands in the cell; what code tells of it besides is told in the reader's words."""
    if row.code == "piece_unfit":
        return ", ".join(str(catalogue.reason_words(code)) for code in row.value.split(", "))
    if row.telling == Telling.FAULT and row.code.endswith("_twice") and (found := BEFORE.match(row.value)):
        where = DETAILS["line"](found[3])
        return f"{found[1]} ({where})" if found[1] else where
    return row.value
