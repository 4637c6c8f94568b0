"""The sheet of a piece: all that its page tells, asked for in one question.

The page of a piece is the one opened most. Rows of six tables through the ORM would take longer to make
than everything else on that page, so the question is written out, and the answer is plain values.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import connection

from poincon.catalogue import queries, rules
from poincon.catalogue.queries import Certified, Picture, house_scale
from poincon.catalogue.rules import Engraving, Measure, MetalFacts, PieceFacts, StoneFacts, Thresholds
from poincon.catalogue.states import PieceState

PIECE = (
    "id", "slug", "reference", "kind", "state", "category_id", "name_fr", "name_en", "matter_fr", "matter_en",
    "description_fr", "description_en", "warnings_fr", "warnings_en", "materials",
    "height_mm", "width_mm", "fixed_size",
)  # fmt: skip
BRAND = (
    "slug", "name", "story_fr", "story_en", "maker_name", "maker_address", "maker_email", "responsible_name",
    "responsible_address", "responsible_email", "sizes_fr", "sizes_en",
    "sizes_kinds", "sizes_replace",
)  # fmt: skip
PARTS = {
    "variants": (
        "catalogue_variant",
        (
            "id, sku, gtin, circumference_mm::text, length_mm, options, weight_mg, made_first_mm::text,"
            " made_last_mm::text, made_step_mm::text, made_days"
        ),
        "AND t.retired_at IS NULL",
    ),
    "metals": (
        "catalogue_metalpart",
        "metal, colour, fineness, coating_metal, coating_fineness, coating_microns::text, weight_mg, marks",
        "",
    ),
    "stones": (
        "catalogue_stone",
        "species, nature, treatments, carat::text, count, cut, colour, clarity, certificate, lab",
        "",
    ),
    "pictures": ("catalogue_media", "stem, width, height, view, alt_fr, alt_en", "AND t.stem <> ''"),
    "certificates": ("catalogue_certificate", "lab, number, digest, size", "AND t.taken_down_at IS NULL"),
    "engravings": (
        "catalogue_engraving",
        "id, place, lines, most, faces, signs, price_minor, days",
        "AND t.until IS NULL",
    ),
}
ORDERED_BY = {"certificates": "t.id", "engravings": "t.id"}


@dataclass(frozen=True, slots=True)
class Maker:
    """The brand on a piece's page: its story, who made the piece, and who answers for it in the Union."""

    slug: str
    name: str
    story_fr: str
    story_en: str
    maker_name: str
    maker_address: str
    maker_email: str
    responsible_name: str
    responsible_address: str
    responsible_email: str
    sizes_fr: str
    sizes_en: str
    sizes_kinds: list[str]
    sizes_replace: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the house bought a piece: the supplier's country, and whether it is the brand itself (R010)."""

    country: str
    direct: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A variant that may be on sale."""

    id: int
    sku: str
    gtin: str
    circumference_mm: Decimal | None
    length_mm: int | None
    options: tuple[tuple[str, str], ...]
    weight_mg: int | None
    measure: Measure | None = None

    @property
    def weight_g(self) -> int:
        """Whole grams, rounded up; 0 when the weight is not known."""
        return -(-(self.weight_mg or 0) // 1000)

    @property
    def query(self) -> str:
        """What follows "?" in the address of the page on which it is chosen."""
        return rules.address_query(self.sku, self.circumference_mm, self.options, self.measure)

    def parts(self, language: str) -> list[tuple[str, str]]:
        """Return what tells it from the others: [("Taille", "54"), ("Couleur", "bleu")]."""
        if self.measure:
            return [rules.measure_part(self.measure, language)]
        return rules.choice_parts(
            self.circumference_mm, self.length_mm, self.options, language, house_scale()
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A piece with its maker, its variants on sale or not, its matter and its pictures, in their order."""

    id: int
    slug: str
    reference: str
    kind: str
    state: str
    category_id: int
    name_fr: str
    name_en: str
    matter_fr: str
    matter_en: str
    description_fr: str
    description_en: str
    warnings_fr: str
    warnings_en: str
    materials: list[str]
    height_mm: Decimal | None
    width_mm: Decimal | None
    fixed_size: bool
    brand: Maker
    variants: tuple[Choice, ...]
    metals: tuple[MetalFacts, ...]
    stones: tuple[StoneFacts, ...]
    pictures: tuple[Picture, ...]
    documents: tuple[tuple[str, str, str, int], ...]  # laboratory, number, digest and size of certificates
    supplier: Origin | None
    engraving: Engraving | None

    @property
    def withdrawn(self) -> bool:
        return self.state == PieceState.WITHDRAWN

    def metal_names(self, language: str) -> list[str]:
        """Return the name of each metal, as the law wants it said."""
        return [rules.metal_name(part, language, self.kind) for part in self.metals]

    def marks(self, language: str, thresholds: Thresholds) -> list[str]:
        """Return in words what is struck into each metal, or why it needs no mark of guarantee."""
        heaviest = max((one.weight_mg or 0 for one in self.variants), default=0) or None
        told = {part: rules.marks_told(part, heaviest, thresholds, language) for part in self.metals}
        several = len([part for part, said in told.items() if said]) > 1
        return [
            f"{rules.metal_name(part, language, self.kind)} – {words}" if several else words
            for part, said in told.items()
            for words in said
        ]

    @property
    def facts(self) -> PieceFacts:
        return PieceFacts(self.kind, self.metals, self.stones, tuple(self.materials))

    @property
    def certificates(self) -> list[Certified]:
        """The certificates that its stones name, each with its document where there is one."""
        kept = {(lab, number): (digest, size) for lab, number, digest, size in self.documents}
        named = dict.fromkeys((one.lab, one.certificate) for one in self.stones if one.certificate)
        return [
            Certified(lab, number, rules.certificate_name(lab, number), *kept.get((lab, number), ()))
            for lab, number in named
        ]

    def stone_names(self, language: str) -> list[str]:
        """Return each stone with all that is known of it: "diamant 0,70 ct, taille brillant, F, VS1"."""
        return [", ".join(filter(None, _told(one, language))) for one in self.stones]

    def material_names(self, language: str) -> list[str]:
        """Return what else it is made of, besides metals and stones."""
        return [rules.material_name(code, language) for code in self.materials]

    def measures(self, language: str) -> list[str]:
        """Return how large it is: "hauteur 24,5 mm, largeur 18 mm (chaque boucle)"."""
        return rules.measures_told(self.kind, self.height_mm, self.width_mm, language)

    def resizing(self, language: str) -> list[str]:
        """Return that it cannot be brought to another size, of a ring of which that is so."""
        return [rules.FIXED[language]] if self.fixed_size else []


def _told(stone: StoneFacts, language: str) -> tuple[str, ...]:
    cut = rules.cut_name(stone.cut, language)
    return (rules.stone_name(stone, language), cut, stone.colour, stone.clarity)


def _question() -> str:
    columns = [*(f"p.{name}" for name in PIECE), *(f"b.{name}" for name in BRAND), "s.country", "s.direct"]
    lists = [
        f"(SELECT json_agg(json_build_array({_of_table(names)})"  # noqa: S608 - made of this file's words
        f" ORDER BY {ORDERED_BY.get(part, 't.position, t.id')})"
        f" FROM {table} t WHERE t.piece_id = p.id {condition})"
        for part, (table, names, condition) in PARTS.items()
    ]
    return (
        f"SELECT {', '.join([*columns, *lists])} FROM catalogue_piece p"  # noqa: S608 - made of this file's words
        " JOIN catalogue_brand b ON b.id = p.brand_id LEFT JOIN catalogue_supplier s ON s.id = p.supplier_id"
        " WHERE"
    )


def _of_table(names: str) -> str:
    return ", ".join(f"t.{name}" for name in names.split(", "))


QUESTION = _question()
AT_ADDRESS = "p.slug = %s AND p.state <> 'draft'"
OF_VARIANTS = "p.id IN (SELECT v.piece_id FROM catalogue_variant v WHERE v.id = ANY(%s))"


def sheet(slug: str) -> Sheet | None:
    """Return the sheet of a piece that is or was on show; None for drafts and strangers. One query."""
    with connection.cursor() as cursor:
        cursor.execute(f"{QUESTION} {AT_ADDRESS}", [slug])
        row = cursor.fetchone()
    if row is None:
        return None
    return _sheet(row)


def sheets_of(variant_ids: Iterable[int]) -> dict[int, Sheet]:
    """Return the sheets of the pieces that have those variants, by piece, in whatever state. One query."""
    with connection.cursor() as cursor:
        cursor.execute(f"{QUESTION} {OF_VARIANTS}", [list(variant_ids)])
        found = [_sheet(row) for row in cursor.fetchall()]
    return {one.id: one for one in found}


def _sheet(row: Sequence[Any]) -> Sheet:
    values = iter(row)
    own, brand, origin = (list(islice(values, width)) for width in (len(PIECE), len(BRAND), 2))
    variants, metals, stones, pictures, documents, engravings = (found or [] for found in values)
    columns = dict(zip(PIECE, own, strict=True))
    return Sheet(
        **columns,
        brand=Maker(*brand),
        variants=tuple(sorted((_choice(*values) for values in variants), key=_by_size)),
        metals=tuple(_metal(*values) for values in metals),
        stones=tuple(_stone(*values) for values in stones),
        pictures=tuple(_picture(columns, *values) for values in pictures),
        documents=tuple(map(tuple, documents)),
        supplier=None if origin[1] is None else Origin(*origin),
        engraving=queries.engraving_of(next(iter(engravings), None)),
    )


def _picture(piece: Mapping[str, Any], stem: str, width: int, height: int, view: str, *typed: str) -> Picture:
    """Return a picture with the words that were typed, or with those that its piece and view give it."""
    said = typed if any(typed) else queries.words_of(piece, view)
    return Picture(stem, width, height, *said)


def _by_size(one: Choice) -> tuple[bool, Decimal, int]:
    """Order what is there before what is made, small before large, whenever each was added."""
    return one.measure is not None, one.circumference_mm or Decimal(0), one.length_mm or 0


def _choice(id: int, sku: str, gtin: str, circumference: str | None, *rest: Any) -> Choice:
    length, options, weight_mg, *made = rest
    named = tuple((name, value) for name, value in options)
    return Choice(id, sku, gtin, _decimal(circumference), length, named, weight_mg, _measure(*made))


def _measure(first: str | None, last: str, step: str, days: int) -> Measure | None:
    return None if first is None else Measure(Decimal(first), Decimal(last), Decimal(step), days)


def _metal(metal: str, colour: str, fineness: int | None, *coating: Any) -> MetalFacts:
    coating_metal, coating_fineness, microns, weight_mg, marks = coating
    return MetalFacts(
        metal,
        colour,
        fineness,
        coating_metal,
        coating_fineness,
        _decimal(microns),
        weight_mg,
        tuple(marks),
    )


def _stone(species: str, nature: str, treatments: list[str], carat: str | None, *rest: Any) -> StoneFacts:
    return StoneFacts(species, nature, tuple(treatments), _decimal(carat), *rest)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
