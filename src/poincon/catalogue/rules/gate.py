"""What keeps a piece off the window: every reason at once, not the first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from poincon.catalogue.rules.facts import PieceFacts
from poincon.catalogue.rules.lint import lint
from poincon.catalogue.rules.metals import Title, title_of
from poincon.catalogue.states import Kind, StatedBy
from poincon.charter.promises import keeps

EU = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "HR",
        "CY",
        "CZ",
        "DK",
        "EE",
        "FI",
        "FR",
        "DE",
        "GR",
        "HU",
        "IE",
        "IT",
        "LV",
        "LT",
        "LU",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SK",
        "SI",
        "ES",
        "SE",
        "IS",
        "LI",
        "NO",
    ]
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a piece may not go live; `field` says where, `word` what stands there."""

    code: str
    field: str = ""
    word: str = ""
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Maker:
    """Who answers for the piece's safety (GPSR, Regulation 2023/988, art. 16 and 19)."""

    name: str
    address: str
    email: str
    country: str
    responsible: bool


@dataclass(frozen=True, slots=True)
class Texts:
    """The words shown, by field such as "name_fr"; the language is the last two letters."""

    words: dict[str, str]


def reasons_against(
    piece: PieceFacts,
    *,
    texts: Texts,
    maker: Maker,
    sizes: Sequence[tuple[Decimal | None, bool]],
    pictures: int,
) -> list[Reason]:
    """Return all that stands against showing the piece.

    `sizes` has one entry for each variant: its circumference, and whether it has another choice (length,
    option). A piece whose facts only its supplier states so far came with another shop's catalogue: what it
    lacks is listed for completion and does not block (docs/decisions/imported-pieces.md).
    """
    found = [
        *_texts(piece, texts),
        *_matter(piece),
        *_maker(maker),
        *_sizes(piece.kind, sizes),
        *([] if pictures else [Reason("picture_missing", "pictures")]),
    ]
    if piece.stated_by == StatedBy.SUPPLIER:
        lasting = {"name_missing", "variant_missing"}
        return [one if one.code in lasting else _flag(one) for one in found]
    return found


def _flag(reason: Reason) -> Reason:
    return Reason(reason.code, reason.field, reason.word, blocks=False)


def _texts(piece: PieceFacts, texts: Texts) -> Iterator[Reason]:
    for kind in ("name", "description"):
        if not any(text.strip() for field, text in texts.words.items() if field.startswith(kind)):
            yield Reason(f"{kind}_missing", f"{kind}_fr")
    for field, text in texts.words.items():
        for finding in lint(text, field[-2:], piece):
            yield Reason(finding.code, field, finding.word)


def _matter(piece: PieceFacts) -> Iterator[Reason]:
    if not piece.is_described:
        yield Reason("matter_missing", "metals")
    for part in piece.metals:
        if title_of(part, piece.kind) is Title.UNPROVEN:
            yield Reason("title_not_legal", "metals", f"{part.fineness or '?'} ‰")


@keeps("window.authentic")
def _maker(maker: Maker) -> Iterator[Reason]:
    if not (maker.name and maker.address and maker.email):
        yield Reason("maker_missing", "brand")
    elif maker.country not in EU and not maker.responsible:
        yield Reason("responsible_person_missing", "brand")


def _sizes(kind: str, sizes: Sequence[tuple[Decimal | None, bool]]) -> Iterator[Reason]:
    if not sizes:
        yield Reason("variant_missing", "variants")
    if kind == Kind.RING and any(circumference is None and not other for circumference, other in sizes):
        yield Reason("size_missing", "variants")
