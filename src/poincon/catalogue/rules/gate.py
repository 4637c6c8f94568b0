"""What keeps a piece off the window: every reason at once, not the first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from poincon.catalogue.rules import marks
from poincon.catalogue.rules.facts import MetalFacts, PieceFacts
from poincon.catalogue.rules.lint import lint, lint_general
from poincon.catalogue.rules.marks import NO_THRESHOLDS, Thresholds
from poincon.catalogue.rules.metals import Title, title_of
from poincon.catalogue.rules.sizes import is_bare_size
from poincon.catalogue.rules.stones import nature_fits
from poincon.catalogue.states import Kind, Substance
from poincon.charter.promises import keeps

UNION = (
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT",
    "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
)  # fmt: skip
EU = frozenset([*UNION, "IS", "LI", "NO"])
SUPPLIER = "supplier"
"""The field of what stands against a piece because of where it was bought."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a piece may not go live: where (`field`, `row` among several), and the word that stands there."""

    code: str
    field: str = ""
    word: str = ""
    blocks: bool = True
    row: int = 0


@dataclass(frozen=True, slots=True)
class Maker:
    """Who answers for the piece's safety (GPSR, Regulation 2023/988, art. 16 and 19)."""

    name: str
    address: str
    email: str
    country: str
    responsible: bool


@dataclass(frozen=True, slots=True)
class Text:
    """Words that are shown of a piece. Those that are `general` speak of more than this one.

    Words without a language, such as tags, are read in both.
    """

    field: str
    words: str
    language: str = ""
    row: int = 0
    general: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """A variant as the gate sees it: its size, what else is chosen, and what it weighs."""

    circumference_mm: Decimal | None = None
    length_mm: int | None = None
    options: tuple[tuple[str, str], ...] = ()
    weight_mg: int | None = None
    row: int = 0
    to_measure: bool = False


class Bought(Enum):
    """What is known of where a piece was bought."""

    UNKNOWN = "unknown"
    PROVEN = "proven"
    DIRECTLY = "directly"


@dataclass(frozen=True, slots=True)
class Law:
    """What holds where the house is and sells: French names, its languages, weights that need a mark.

    `directly`: the house promises that every piece is bought directly from its brand or workshop.
    """

    in_france: bool = True
    languages: tuple[str, ...] = ("fr", "en")
    thresholds: Thresholds = NO_THRESHOLDS
    directly: bool = True


FRENCH = Law()


@dataclass(frozen=True, slots=True)
class Case:
    """All that is judged of a piece.

    `pictures` can be seen. `tested`: for what its metal was.
    """

    piece: PieceFacts
    texts: tuple[Text, ...]
    maker: Maker
    offered: tuple[Offered, ...]
    pictures: int
    bought: Bought = Bought.DIRECTLY
    tested: frozenset[str] = frozenset(Substance)
    law: Law = FRENCH

    @property
    def weight_mg(self) -> int | None:
        """What the heaviest variant weighs; None while one of them has no weight."""
        weights = [one.weight_mg for one in self.offered]
        return max(filter(None, weights)) if weights and all(weights) else None


def reasons_against(case: Case) -> list[Reason]:
    """Return all that stands against showing the piece, whoever stated its facts.

    A piece that came with another shop's catalogue is held to no less (docs/decisions/imported-pieces.md).
    """
    return [
        *_texts(case),
        *_matter(case),
        *_marks(case),
        *_maker(case),
        *_bought(case),
        *_tested(case),
        *_sizes(case.piece.kind, case.offered),
        *([] if case.pictures else [Reason("picture_missing", "pictures")]),
    ]


def _texts(case: Case) -> Iterator[Reason]:
    for kind in ("name", "description"):
        said = {one.language for one in case.texts if one.field.startswith(kind) and one.words.strip()}
        if not said:
            yield Reason(f"{kind}_missing", f"{kind}_fr")
        elif "fr" not in said and case.law.in_france:
            yield Reason("french_missing", f"{kind}_fr")
        else:
            missing = [one for one in case.law.languages if one not in said]
            yield from (Reason("language_missing", f"{kind}_{one}", blocks=False) for one in missing)
    for text in case.texts:
        yield from _words(text, case)


def _words(text: Text, case: Case) -> Iterator[Reason]:
    """Yield each forbidden word once, also where both languages forbid it."""
    found: dict[tuple[str, str], Reason] = {}
    for language in (text.language,) if text.language else ("fr", "en"):
        findings = (
            lint_general(text.words, language, in_france=case.law.in_france)
            if text.general
            else lint(text.words, language, case.piece, in_france=case.law.in_france)
        )
        for one in findings:
            found[one.code, one.word] = Reason(one.code, text.field, one.word, row=text.row)
    yield from found.values()


def _matter(case: Case) -> Iterator[Reason]:
    piece = case.piece
    if not piece.is_described:
        yield Reason("matter_missing", "metals")
    for part in piece.metals:
        if title_of(part, piece.kind) is Title.UNPROVEN:
            yield Reason("title_not_legal", "metals", f"{part.fineness or '?'} ‰")
    for stone in piece.stones:
        if not nature_fits(stone.species, stone.nature):
            yield Reason("nature_unfit", "stones", stone.species)


def _marks(case: Case) -> Iterator[Reason]:
    """Fineness is said under the seal of a mark: it must be there where the law wants it, and fit."""
    for part in case.piece.metals:
        yield from (Reason("mark_ill_fitting", "metals", code) for code in marks.ill_fitting(part))
        yield from _guarantee(part, case)
        if marks.is_guaranteed(part) and not marks.carries_responsibility(part):
            yield Reason("responsibility_mark_missing", "metals", part.metal, blocks=False)


def _guarantee(part: MetalFacts, case: Case) -> Iterator[Reason]:
    if marks.carries_guarantee(part):
        return
    needed = marks.needs_guarantee(part, case.weight_mg, case.law.thresholds)
    if needed is None:
        yield Reason("weight_missing", "weight", part.metal)
    elif needed:
        yield Reason("guarantee_mark_missing", "metals", part.metal)


def _maker(case: Case) -> Iterator[Reason]:
    maker = case.maker
    missing = [name for name in ("name", "address", "email") if not getattr(maker, name)]
    yield from (Reason(f"maker_{name}_missing", f"maker_{name}") for name in missing)
    if not missing and maker.country not in EU and not maker.responsible:
        yield Reason("responsible_person_missing", "responsible_name")


@keeps("window.authentic")
def _bought(case: Case) -> Iterator[Reason]:
    """A promise of every piece holds for this one; a house that does not promise it is only told."""
    if case.law.directly:
        if case.bought is not Bought.DIRECTLY:
            yield Reason("not_direct", SUPPLIER)
    elif case.bought is Bought.UNKNOWN:
        yield Reason("provenance_missing", SUPPLIER, blocks=False)


def _tested(case: Case) -> Iterator[Reason]:
    """What touches the skin must not give off nickel, nor hold cadmium or lead (REACH, annex XVII)."""
    if case.piece.metals:
        missing = (one for one in Substance if one not in case.tested)
        yield from (Reason("report_missing", "reports", one.value, blocks=False) for one in missing)


def _sizes(kind: str, offered: Sequence[Offered]) -> Iterator[Reason]:
    if not offered:
        yield Reason("variant_missing", "variants")
    for one in offered:
        if any(is_bare_size(name, value) for name, value in one.options):
            yield Reason("size_unclear", "options", row=one.row)
        sized = one.circumference_mm is not None or one.to_measure or one.options or one.length_mm
        if kind == Kind.RING and not sized:
            yield Reason("size_missing", "variants", row=one.row)
