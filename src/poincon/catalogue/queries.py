"""Questions to the catalogue; each asks the database a fixed number of times, whatever the number of rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.db.models import Prefetch, Q, QuerySet

from poincon.catalogue import rules
from poincon.catalogue.models import Brand, Category, Media, MetalPart, Piece, Stone, Variant
from poincon.catalogue.rules import Scale
from poincon.catalogue.states import PieceState
from poincon.charter.promises import keeps
from poincon.charter.queries import charter

HOUSE_SCALES = {"eu": Scale.FR, "es": Scale.IT, "us": Scale.US, "uk": Scale.UK, "jp": Scale.JP}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is here: `stem` names its files, width and height are those of the largest."""

    stem: str
    width: int
    height: int
    alt_fr: str
    alt_en: str


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """What a cart shows and an order keeps of a variant, as it is described at this moment."""

    id: int
    sku: str
    piece_id: int
    slug: str
    reference: str
    kind: str
    name_fr: str
    name_en: str
    matter_fr: str
    matter_en: str
    brand: str
    circumference_mm: Decimal | None
    length_mm: int | None
    options: tuple[tuple[str, str], ...]
    weight_mg: int | None
    on_sale: bool
    picture: Picture | None

    @property
    def weight_g(self) -> int:
        """Whole grams, rounded up; 0 when the weight is not known."""
        return -(-(self.weight_mg or 0) // 1000)

    @property
    def choice_fr(self) -> str:
        """The size on the house's scale and the options ("Taille 54 · Couleur : bleu"); empty without any."""
        return self._choice("fr")

    @property
    def choice_en(self) -> str:
        return self._choice("en")

    def _choice(self, language: str) -> str:
        scale = house_scale() if self.circumference_mm else Scale.FR
        return rules.choice(self.circumference_mm, self.length_mm, self.options, language, scale)


@keeps("window.ring_scale")
def house_scale() -> Scale:
    """Return the scale in which this house says its ring sizes; what is stored stays millimetres."""
    return HOUSE_SCALES[charter().window.ring_scale]


def variant_facts(ids: Iterable[int]) -> dict[int, VariantFacts]:
    """Return the facts of the variants that exist, in two queries."""
    rows = Variant.objects.filter(pk__in=set(ids)).select_related("piece__brand")
    variants = list(rows)
    pictures = first_pictures({row.piece_id for row in variants})
    return {row.pk: _facts(row, pictures.get(row.piece_id)) for row in variants}


def first_pictures(piece_ids: Iterable[int]) -> dict[int, Picture]:
    """Return the first picture of each piece that has one."""
    rows = Media.objects.filter(piece__in=set(piece_ids)).exclude(stem="")
    first = rows.order_by("piece_id", "position", "id").distinct("piece_id")
    return {row.piece_id: picture(row) for row in first}


@keeps("window.withdrawn_disappear")
def off_sale(variant_ids: Iterable[int]) -> set[int]:
    """Return those variants that may not be sold: retired, or of a piece that is not published (R004)."""
    ids = set(variant_ids)
    sold = Variant.objects.filter(pk__in=ids, retired_at__isnull=True, piece__state=PieceState.PUBLISHED)
    return ids - set(sold.values_list("pk", flat=True))


def piece_page(slug: str) -> Piece | None:
    """Return a piece that is or was on show, with all that its page tells; None for drafts and strangers.

    `variants`, `metals`, `stones` and `media` are loaded, retired variants left out; a withdrawn piece
    is returned, so that the page can say that it is gone.
    """
    pieces = Piece.objects.select_related("brand", "supplier", "category__parent").prefetch_related(
        Prefetch("variants", Variant.objects.filter(retired_at__isnull=True)), "metals", "stones", "media"
    )
    return pieces.exclude(state=PieceState.DRAFT).filter(slug=slug).first()


def published() -> QuerySet[Piece]:
    """Return the pieces on show."""
    return Piece.objects.filter(state=PieceState.PUBLISHED)


def variant_ids(piece_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return the ids of the variants that can be bought, by piece, in their order."""
    found: dict[int, list[int]] = {}
    rows = Variant.objects.filter(piece__in=set(piece_ids), retired_at__isnull=True)
    for pk, piece_id in rows.order_by("piece_id", "position", "id").values_list("pk", "piece_id"):
        found.setdefault(piece_id, []).append(pk)
    return found


def categories() -> list[Category]:
    """Return all shelves, parents before their children, each level in its order."""
    rows = list(Category.objects.select_related("parent").order_by("position", "id"))
    tops = [row for row in rows if row.parent_id is None]
    return [one for top in tops for one in (top, *(row for row in rows if row.parent_id == top.pk))]


def shelf_rows() -> list[tuple[int, int | None, str, str, str, str]]:
    """Return id, parent, slugs and names (French, English) of every category, each level in its order."""
    rows = Category.objects.order_by("position", "id")
    return list(rows.values_list("pk", "parent_id", "slug_fr", "slug_en", "name_fr", "name_en"))


def category(slug: str) -> Category | None:
    """Return the shelf with that address, in either language."""
    return Category.objects.select_related("parent").filter(Q(slug_fr=slug) | Q(slug_en=slug)).first()


def brand(slug: str) -> Brand | None:
    return Brand.objects.filter(slug=slug).first()


def picture(row: Media) -> Picture:
    return Picture(row.stem, row.width, row.height, row.alt_fr, row.alt_en)


def piece_facts(piece: Piece) -> rules.PieceFacts:
    """Return the typed facts of a piece, for the rules to judge and to put into words."""
    return rules.PieceFacts(
        kind=piece.kind,
        stated_by=piece.stated_by,
        materials=tuple(piece.materials),
        metals=tuple(_metal(row) for row in piece.metals.all()),
        stones=tuple(_stone(row) for row in piece.stones.all()),
    )


def reasons_against(piece: Piece) -> list[rules.Reason]:
    """Return all that stands against showing the piece, blocking or not."""
    variants = [row for row in piece.variants.all() if row.retired_at is None]
    columns = ("name_fr", "name_en", "description_fr", "description_en")
    brand = piece.brand
    return rules.reasons_against(
        piece_facts(piece),
        texts=rules.Texts({column: getattr(piece, column) for column in columns}),
        maker=rules.Maker(
            brand.maker_name,
            brand.maker_address,
            brand.maker_email,
            brand.maker_country,
            responsible=bool(
                brand.responsible_name and brand.responsible_address and brand.responsible_email
            ),
        ),
        sizes=[(row.circumference_mm, bool(row.options or row.length_mm)) for row in variants],
        pictures=len(piece.media.all()),
    )


def _metal(row: MetalPart) -> rules.MetalFacts:
    return rules.MetalFacts(
        row.metal, row.colour, row.fineness, row.coating_metal, row.coating_fineness, row.coating_microns
    )


def _stone(row: Stone) -> rules.StoneFacts:
    return rules.StoneFacts(
        row.species,
        row.nature,
        tuple(row.treatments),
        row.carat,
        row.count,
        row.cut,
        row.colour,
        row.clarity,
        row.certificate,
    )


def _facts(row: Variant, shown: Picture | None) -> VariantFacts:
    piece = row.piece
    return VariantFacts(
        id=row.pk,
        sku=row.sku,
        piece_id=piece.pk,
        slug=piece.slug,
        reference=piece.reference,
        kind=piece.kind,
        name_fr=piece.name_fr,
        name_en=piece.name_en,
        matter_fr=piece.matter_fr,
        matter_en=piece.matter_en,
        brand=piece.brand.name,
        circumference_mm=row.circumference_mm,
        length_mm=row.length_mm,
        options=tuple((name, value) for name, value in row.options),
        weight_mg=row.weight_mg,
        on_sale=piece.state == PieceState.PUBLISHED and row.retired_at is None,
        picture=shown,
    )


@lru_cache(maxsize=4096)
def metal_code(
    kind: str,
    metal: str,
    fineness: int | None,
    coating_metal: str,
    coating_fineness: int | None,
    coating_microns: Decimal | None,
) -> str:
    """Return the code of the word under which a metal may be sold: "gold", "vermeil", "plated-gold", "steel".

    Empty for a precious metal whose fineness may not be sold.
    """
    part = rules.MetalFacts(metal, "", fineness, coating_metal, coating_fineness, coating_microns)
    title = rules.title_of(part, kind)
    if title is rules.Title.UNPROVEN:
        return ""
    if title in {rules.Title.PLATED, rules.Title.TINTED}:
        return f"{title}-{part.coating_metal}"
    return str(title) if title is rules.Title.VERMEIL else part.metal


def metal_names(piece: Piece, language: str) -> list[str]:
    """Return the name of each metal of a piece, as the law wants it said."""
    return [rules.metal_name(part, language, piece.kind) for part in piece_facts(piece).metals]


def stone_label(species: str, nature: str, language: str) -> str:
    """Return the name of a sort of stone with its nature ("diamant synthétique"), or "" for a stranger."""
    try:
        return rules.stone_name(rules.StoneFacts(species, nature), language)
    except (KeyError, ValueError):
        return ""


def stone_name(row: Stone, language: str) -> str:
    """Return the name of a piece's stone with its nature, treatments, number and weight."""
    return rules.stone_name(_stone(row), language)


def ring_sizes(circumference_mm: Decimal) -> dict[str, str]:
    """Return how each scale (FR, IT, US, UK, JP) says an inner circumference."""
    return {str(scale): said for scale, said in rules.equivalents(circumference_mm).items()}


def material_names(piece: Piece, language: str) -> list[str]:
    """Return what else the piece is made of, besides metals and stones."""
    return [rules.material_name(code, language) for code in piece.materials]


def choice_parts(row: Variant, language: str) -> list[tuple[str, str]]:
    """Return what tells a variant from the others of its piece: [("Taille", "54"), ("Couleur", "bleu")]."""
    options = [(name, value) for name, value in row.options]
    return rules.choice_parts(row.circumference_mm, row.length_mm, options, language, house_scale())


def pieces_of_skus(skus: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return, for the article numbers that are taken, the ids of their piece and variant."""
    rows = Variant.objects.filter(sku__in=set(skus)).values_list("sku", "piece_id", "pk")
    return {sku: (piece_id, pk) for sku, piece_id, pk in rows}


def variants_by_sku(skus: Iterable[str]) -> dict[str, int]:
    """Return the ids of variants by their article numbers."""
    return {sku: pk for sku, (_, pk) in pieces_of_skus(skus).items()}


def pieces_at(slugs: Iterable[str]) -> dict[str, int]:
    """Return the ids of the pieces at those addresses, whatever their state."""
    return dict(Piece.objects.filter(slug__in=set(slugs)).values_list("slug", "pk"))


def reason_codes(piece_id: int) -> list[str]:
    """Return the codes of all that stands against a piece, each once."""
    piece = Piece.objects.select_related("brand").get(pk=piece_id)
    return sorted({reason.code for reason in reasons_against(piece)})


def count_of_references(start: str) -> int:
    """Return how many pieces have a reference that starts so."""
    return Piece.objects.filter(reference__startswith=start).count()
