"""Putting together what the gate judges of a piece, and asking it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from poincon.catalogue import rules
from poincon.catalogue.models import Brand, Category, Piece, Supplier, Variant
from poincon.catalogue.queries.documents import tested
from poincon.catalogue.queries.pieces import piece_facts
from poincon.catalogue.rules import Bought, Case, Law, Offered, Reason, Text, Thresholds
from poincon.catalogue.states import PieceState, Substance
from poincon.charter.queries import charter, figure

FRANCE = "FR"
# What must be loaded with a piece so that judging it asks nothing more.
WITH = ("brand", "supplier", "category__parent")
AND = ("variants", "metals", "stones", "media", "test_reports", "supplier__test_reports")


def case(piece: Piece, *, on: date) -> Case:
    """Return all that is judged of a piece on a day."""
    offered = tuple(_offered(row) for row in piece.variants.all() if row.retired_at is None)
    proved = tested(piece, on)
    return Case(
        piece=replace(piece_facts(piece), nickel_tested=Substance.NICKEL in proved),
        tested=proved,
        texts=tuple(_texts(piece)),
        maker=_maker(piece.brand),
        offered=offered,
        pictures=sum(bool(one.stem) for one in piece.media.all()),
        bought=_bought(piece.supplier),
        law=law(on),
    )


def to_be_told(chunk: int) -> Iterator[Piece]:
    """Yield the pieces on show with all that they are judged by, fetched by the chunk, the oldest first."""
    rows = Piece.objects.filter(state=PieceState.PUBLISHED).select_related(*WITH).prefetch_related(*AND)
    return rows.order_by("pk").iterator(chunk_size=chunk)


def reasons_against(piece: Piece, *, on: date) -> list[Reason]:
    """Return all that stands against showing the piece on a day, blocking or not."""
    return rules.reasons_against(case(piece, on=on))


def lawful(piece: Piece, *, on: date) -> bool:
    """Tell whether the law of a day lets the piece be shown, whatever the house promises beyond it."""
    return not any(one.blocks and one.field != rules.SUPPLIER for one in reasons_against(piece, on=on))


def reasons_on(piece_id: int, *, on: date) -> list[Reason]:
    """Return all that stands against a piece, known by its id, on a day."""
    return reasons_against(Piece.objects.select_related(*WITH).get(pk=piece_id), on=on)


def law(on: date) -> Law:
    """Return the law of names and marks that holds for this house on a day, and what it promises itself."""
    running = charter()
    return Law(law_in_france(), tuple(running.languages), thresholds(on), running.window.authentic)


def law_in_france() -> bool:
    """Tell whether this house offers anything in France, and so speaks as French law wants it."""
    running = charter()
    served = any(FRANCE in members for members in running.zones.values())
    return served or running.country == FRANCE


def thresholds(on: date) -> Thresholds:
    """Return from which weights a guarantee mark is needed where the house is."""
    return _thresholds(charter().country, on)


@lru_cache(maxsize=64)
def _thresholds(_country: str, on: date) -> Thresholds:
    found = (figure(f"metals.guarantee_{metal}_from_mg", on) for metal in ("gold", "silver"))
    gold, silver = (one if isinstance(one, int) else None for one in found)
    return Thresholds(gold, silver)


def _offered(row: Variant) -> Offered:
    options = tuple((name, value) for name, value in row.options)
    return Offered(
        row.circumference_mm, row.length_mm, options, row.weight_mg, row.pk, row.made_days is not None
    )


def _bought(supplier: Supplier | None) -> Bought:
    if supplier is None:
        return Bought.UNKNOWN
    if supplier.direct:
        return Bought.DIRECTLY
    return Bought.PROVEN if supplier.provenance else Bought.UNKNOWN


def _maker(brand: Brand) -> rules.Maker:
    responsible = brand.responsible_name and brand.responsible_address and brand.responsible_email
    return rules.Maker(
        brand.maker_name, brand.maker_address, brand.maker_email, brand.maker_country, bool(responsible)
    )


def _texts(piece: Piece) -> Iterator[Text]:
    """Yield every text that somebody reads of a piece, on its page, in a list or in a feed."""
    for language in ("fr", "en"):
        for kind in ("name", "description", "warnings"):
            yield Text(f"{kind}_{language}", getattr(piece, f"{kind}_{language}"), language)
        for shelf in _shelves(piece):
            yield Text("category", getattr(shelf, f"name_{language}"), language, row=shelf.pk)
        yield from _of_rows(piece, language)
        for kind in ("story", "sizes"):
            yield Text(
                f"{kind}_{language}", getattr(piece.brand, f"{kind}_{language}"), language, general=True
            )
    yield from (Text("tags", tag) for tag in piece.tags)


def _shelves(piece: Piece) -> Iterator[Category]:
    yield piece.category
    if piece.category.parent:
        yield piece.category.parent


def _of_rows(piece: Piece, language: str) -> Iterator[Text]:
    for picture in piece.media.all():
        yield Text(f"alt_{language}", getattr(picture, f"alt_{language}"), language, row=picture.pk)
    for variant in piece.variants.all():
        if variant.retired_at is None:
            said = rules.choice_parts(
                None, None, ((name, value) for name, value in variant.options), language
            )
            yield Text("options", " · ".join(" ".join(pair) for pair in said), language, row=variant.pk)
    for stone in piece.stones.all():
        words = " ".join((rules.cut_name(stone.cut, language), stone.colour, stone.clarity))
        yield Text("stones", words, language, row=stone.pk)
