"""What a cart shows and an order keeps of a variant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from poincon.catalogue import rules
from poincon.catalogue.models import Engraving as EngravingRow
from poincon.catalogue.models import Variant
from poincon.catalogue.queries.pictures import Picture
from poincon.catalogue.rules import Engraving, Measure, Scale
from poincon.catalogue.states import PieceState
from poincon.charter.promises import keeps
from poincon.charter.queries import charter

# What `VariantFacts` holds, in its order, the picture last. Every look at a cart asks it, so it is written
# out: rows of four tables through the ORM take longer to make than to find. The ids are selected, so that how
# many they are is no part of the plan, which is then made once for each connection.
FACTS = f"""
SELECT v.id, v.sku, p.id, p.slug, p.reference, p.kind, p.name_fr, p.name_en, p.matter_fr, p.matter_en, b.name,
       b.sizes_replace AND p.kind = ANY(b.sizes_kinds) AND b.sizes_fr || b.sizes_en <> '',
       v.circumference_mm, v.length_mm, v.made_first_mm, v.made_last_mm, v.made_step_mm, v.made_days,
       (SELECT json_build_array(e.id, e.place, e.lines, e.most, e.faces, e.signs, e.price_minor, e.days)
          FROM catalogue_engraving e WHERE e.piece_id = p.id AND e.until IS NULL),
       v.options::json, v.weight_mg,
       p.state = '{PieceState.PUBLISHED}' AND v.retired_at IS NULL,
       shown.stem, shown.width, shown.height, shown.alt_fr, shown.alt_en
  FROM catalogue_variant v
  JOIN catalogue_piece p ON p.id = v.piece_id
  JOIN catalogue_brand b ON b.id = p.brand_id
  LEFT JOIN LATERAL (
       SELECT m.stem, m.width, m.height, m.alt_fr, m.alt_en
         FROM catalogue_media m
        WHERE m.piece_id = p.id AND m.stem <> ''
        ORDER BY m.position, m.id
        LIMIT 1) shown ON TRUE
 WHERE v.id = ANY((SELECT %s::bigint[])::bigint[])
"""  # noqa: S608 - made of this file's words
HOUSE_SCALES = {"eu": Scale.FR, "es": Scale.ES, "us": Scale.US, "uk": Scale.UK, "jp": Scale.JP}


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
    makers_sizes: bool
    circumference_mm: Decimal | None
    length_mm: int | None
    measure: Measure | None
    engraving: Engraving | None
    options: tuple[tuple[str, str], ...]
    weight_mg: int | None
    on_sale: bool
    picture: Picture | None

    @property
    def query(self) -> str:
        """What follows "?" in the address of the page on which it is chosen."""
        return rules.address_query(self.sku, self.circumference_mm, self.options, self.measure)

    @property
    def weight_g(self) -> int:
        """Whole grams, rounded up; 0 when the weight is not known."""
        return -(-(self.weight_mg or 0) // 1000)

    @property
    def scaled_mm(self) -> Decimal | None:
        """A ring's circumference for other scales to say it; None where its maker counts otherwise (R019)."""
        return None if self.makers_sizes else self.circumference_mm

    @property
    def choice_fr(self) -> str:
        """The size on the house's scale and the options ("Taille 54 · Couleur : bleu"); empty without any."""
        return self._choice("fr")

    @property
    def choice_en(self) -> str:
        return self._choice("en")

    def _choice(self, language: str) -> str:
        if self.measure:
            return " ".join(rules.measure_part(self.measure, language))
        scale = house_scale() if self.circumference_mm else Scale.FR
        return rules.choice(self.circumference_mm, self.length_mm, self.options, language, scale)


@keeps("window.ring_scale")
def house_scale() -> Scale:
    """Return the scale in which this house says its ring sizes; what is stored stays millimetres."""
    return HOUSE_SCALES[charter().window.ring_scale]


def variant_facts(ids: Iterable[int]) -> dict[int, VariantFacts]:
    """Return the facts of the variants that exist, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [list(ids)])
        rows = cursor.fetchall()
    return {row[0]: _facts(row) for row in rows}


def engravings(variant_ids: Iterable[int]) -> dict[int, Engraving]:
    """Return the offers to engrave the pieces of those variants, by variant; asks nothing for none."""
    ids = set(variant_ids)
    return {pk: one.engraving for pk, one in variant_facts(ids).items() if one.engraving} if ids else {}


def engraving_sold(offer_id: int) -> Engraving:
    """Return an offer to engrave as somebody bought under it, whether or not it has ended since."""
    row = EngravingRow.objects.get(pk=offer_id)
    letters = (tuple(row.faces), tuple(row.signs))
    return Engraving(row.pk, row.place, row.lines, row.most, *letters, row.price_minor, row.days)


GONE = Q(retired_at__isnull=False) | Q(piece__state=PieceState.WITHDRAWN)


def on_sale() -> QuerySet[Variant]:
    """Return the variants that the window offers, in stock or not."""
    return Variant.objects.filter(retired_at__isnull=True, piece__state=PieceState.PUBLISHED)


@keeps("window.withdrawn_disappear")
def off_sale(variant_ids: Iterable[int]) -> set[int]:
    """Return those variants that may not be sold: retired, or of a piece that is not published (R004)."""
    ids = set(variant_ids)
    return ids - set(on_sale().filter(pk__in=ids).values_list("pk", flat=True))


def discontinued(piece_ids: Iterable[int]) -> set[int]:
    """Return the variants of these pieces that will never come back: retired, or withdrawn (R004)."""
    return set(Variant.objects.filter(GONE, piece__in=set(piece_ids)).values_list("pk", flat=True))


def gone_for_good(variant_ids: Iterable[int]) -> dict[int, str]:
    """Return the numbers of those articles that will never come back: retired, or withdrawn (R004)."""
    rows = Variant.objects.filter(GONE, pk__in=set(variant_ids))
    return dict(rows.values_list("pk", "sku"))


def variant_ids(piece_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return the ids of the variants that can be bought, by piece, in their order."""
    found: dict[int, list[int]] = {}
    rows = Variant.objects.filter(piece__in=set(piece_ids), retired_at__isnull=True)
    for pk, piece_id in rows.order_by("piece_id", "position", "id").values_list("pk", "piece_id"):
        found.setdefault(piece_id, []).append(pk)
    return found


def pieces_of_skus(skus: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return, for the article numbers that are taken, the ids of their piece and variant."""
    rows = Variant.objects.filter(sku__in=set(skus)).values_list("sku", "piece_id", "pk")
    return {sku: (piece_id, pk) for sku, piece_id, pk in rows}


def variants_of_brand(brand_id: int) -> set[int]:
    """Return the ids of all variants of a brand's pieces, retired ones as well."""
    return set(Variant.objects.filter(piece__brand=brand_id).values_list("pk", flat=True))


def variant_by_code(code: str, *, likely: Sequence[int] = ()) -> int | None:
    """Return the variant that a number means as it is typed or scanned; None where it means none or several.

    Where several articles share a barcode, the first of the `likely` ones is meant.
    """
    meant = variants_by_code(code)
    if len(meant) == 1:
        return meant[0]
    sharing = _of_barcode(code.strip()) if likely else []
    return next((pk for pk in likely if pk in sharing), None)


def variants_by_code(code: str) -> list[int]:
    """Return the variants that an article number, a barcode or a reference means, in their order.

    A barcode means the same with and without the zeros in front of it; several articles may share one from
    before each had its own, of which those are meant that are still sold. The reference of a piece means
    all its articles.
    """
    typed = code.strip()
    found = Variant.objects.filter(sku__iexact=typed).order_by("id").values_list("pk", flat=True).first()
    if found is not None:
        return [found]
    return _of_barcode(typed) or _of_reference(typed)


def _of_barcode(barcode: str) -> list[int]:
    bearers = _bearers([barcode]).order_by("id")
    sold = list(_still_sold(bearers).values_list("pk", flat=True))
    return sold or list(bearers.values_list("pk", flat=True)[:1])


def articles_of_barcodes(barcodes: Iterable[str]) -> dict[str, list[str]]:
    """Return the numbers of the articles that bear these barcodes, by barcode without the zeros in front.

    Those that will never be sold again bear none.
    """
    found: dict[str, list[str]] = {}
    rows = _still_sold(_bearers(barcodes))
    for sku, barcode in rows.order_by("id").values_list("sku", "gtin"):
        found.setdefault(barcode.lstrip("0"), []).append(sku)
    return found


def _bearers(barcodes: Iterable[str]) -> QuerySet[Variant]:
    """Return the variants with one of these barcodes, written with or without zeros in front.

    An American twelve digits are a European thirteen (GS1 General Specifications, section 1.3).
    """
    bare = {barcode.lstrip("0") for barcode in barcodes}
    lengths = (8, 12, 13, 14)
    codes = {one.zfill(n) for one in bare if one.isdecimal() for n in lengths if len(one) <= n}
    return Variant.objects.filter(gtin__in=codes)


def _still_sold(rows: QuerySet[Variant]) -> QuerySet[Variant]:
    return rows.filter(retired_at=None).exclude(piece__state=PieceState.WITHDRAWN)


def _of_reference(reference: str) -> list[int]:
    rows = Variant.objects.filter(piece__reference__iexact=reference, retired_at=None)
    return list(rows.order_by("position", "id").values_list("pk", flat=True))


def variants_by_sku(skus: Iterable[str]) -> dict[str, int]:
    """Return the ids of variants by their article numbers."""
    return {sku: pk for sku, (_, pk) in pieces_of_skus(skus).items()}


def measure_of(variant: Variant) -> Measure | None:
    """Return the offer to make a variant to measure, where it is one."""
    first, last, step, days = (
        variant.made_first_mm,
        variant.made_last_mm,
        variant.made_step_mm,
        variant.made_days,
    )
    return Measure(first, last, step, days) if first and last and step and days is not None else None


def _facts(row: tuple[Any, ...]) -> VariantFacts:
    *own, engraved, options, weight_mg, on_sale, stem, width, height, alt_fr, alt_en = row
    *own, first, last, step, days = own
    named = tuple((name, value) for name, value in options)
    picture = None if stem is None else Picture(stem, width, height, alt_fr, alt_en)
    measure = Measure(first, last, step, days) if first is not None else None
    return VariantFacts(*(*own, measure, engraving_of(engraved), named, weight_mg, on_sale, picture))


def engraving_of(row: Sequence[Any] | None) -> Engraving | None:
    """Return the offer that a question has put into an array: id, place, lines, most, faces, signs, ..."""
    if row is None:
        return None
    pk, place, lines, most, faces, signs, price_minor, days = row
    return Engraving(pk, place, lines, most, tuple(faces), tuple(signs), price_minor, days)
