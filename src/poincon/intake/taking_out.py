"""The shop's own pieces as a file would describe them, to be taken to another shop or brought back."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import batched
from typing import Any

from poincon.catalogue import queries as catalogue
from poincon.catalogue import rules
from poincon.catalogue.states import Kind, PieceState
from poincon.charter.queries import charter
from poincon.design.pictures import whole_address
from poincon.intake.models import Origin
from poincon.intake.planning import PlannedPicture, PlannedPiece, PlannedVariant
from poincon.intake.shelves import Shelf
from poincon.inventory import queries as inventory
from poincon.kernel.money import Money
from poincon.pricing import queries as pricing

BATCH = 500


def taken_out(*, system: str, language: str, at: datetime) -> Iterator[PlannedPiece]:
    """Yield every piece that is not withdrawn and has a price, by its key in `system` if it came from there.

    Words are those of `language`, prices the regular ones; a fixed number of queries for each 500 pieces.
    """
    for rows in batched(catalogue.whole_pieces(), BATCH, strict=False):
        yield from _Batch(rows, system, language, at).pieces()


class _Batch:
    """Some pieces with what other features know of them."""

    def __init__(self, rows: Iterable[Any], system: str, language: str, at: datetime) -> None:
        self.rows, self.language = list(rows), language
        known = Origin.objects.filter(system=system, piece__in=self.rows)
        self.keys = dict(known.values_list("piece_id", "key"))
        ids = [variant.pk for row in self.rows for variant in row.variants.all()]
        self.prices: dict[int, Money] = pricing.regular_prices(ids, at=at)
        self.stands = inventory.availability(ids, at=at)

    def pieces(self) -> Iterator[PlannedPiece]:
        """Yield those that have a price."""
        for row in self.rows:
            pictures = list(row.media.all())
            variants = tuple(self._variants(row, pictures))
            if variants:
                yield self._piece(row, variants, pictures)

    def _piece(self, row: Any, variants: tuple[PlannedVariant, ...], pictures: list[Any]) -> PlannedPiece:
        own = row.brand.name == charter().house.name
        return PlannedPiece(
            line=0,
            handle=self.keys.get(row.pk, row.slug),
            slug=row.slug,
            title=self._said(row, "name"),
            text=self._said(row, "description"),
            vendor="" if own else row.brand.name,
            shelf=_shelf(row),
            tags=tuple(row.tags),
            published=row.state == PieceState.PUBLISHED,
            variants=variants,
            pictures=tuple(PlannedPicture(_seen_at(one), self._said(one, "alt")) for one in pictures),
            facts=tuple(_facts(row)),
        )

    def _variants(self, row: Any, pictures: list[Any]) -> Iterator[PlannedVariant]:
        shown = {one.variant_id: _seen_at(one) for one in reversed(pictures)}
        for one in row.variants.all():
            if one.pk in self.prices:
                yield PlannedVariant(
                    line=0,
                    sku=one.sku,
                    options=(*self._made(one), *((name, value) for name, value in one.options)),
                    circumference_mm=one.circumference_mm,
                    length_mm=one.length_mm,
                    weight_mg=one.weight_mg,
                    gtin=one.gtin,
                    price=self.prices[one.pk],
                    quantity=self.stands[one.pk].free,
                    picture=shown.get(one.pk, ""),
                )

    def _made(self, variant: Any) -> list[tuple[str, str]]:
        """Return what tells a variant that is made to measure from those that have a size."""
        offer = catalogue.measure_of(variant)
        return [rules.measure_part(offer, self.language)] if offer else []

    def _said(self, row: Any, name: str) -> str:
        """Return words in the language asked for, or in the other where there are none."""
        other = "en" if self.language == "fr" else "fr"
        return str(getattr(row, f"{name}_{self.language}") or getattr(row, f"{name}_{other}"))


def _seen_at(picture: Any) -> str:
    """Return where anybody can fetch a picture: here, or where it was seen while it is awaited."""
    return whole_address(picture.stem) if picture.stem else str(picture.source)


def _facts(row: Any) -> Iterator[tuple[str, Any]]:
    """Yield the facts that a file can hold and that are there."""
    for name in ("height_mm", "width_mm", "fixed_size"):
        if value := getattr(row, name):
            yield name, value


def _shelf(row: Any) -> Shelf:
    one = row.category
    return Shelf(Kind(row.kind), one.slug_fr, one.slug_en, one.name_fr, one.name_en, frozenset())
