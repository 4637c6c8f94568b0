"""Whose a barcode is while a file comes in: of one article alone, so that goods-in books the right one."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from poincon.catalogue import actions as catalogue
from poincon.catalogue import queries
from poincon.intake.planning import Plan, PlannedPiece, PlannedVariant


@dataclass(slots=True)
class CameIn:
    """What came in of a file so far: the article numbers, and whose the barcodes are."""

    skus: set[str] = field(default_factory=set)
    barcodes: dict[str, str] = field(default_factory=dict)

    def add(self, piece: PlannedPiece) -> None:
        """Note a piece that came in."""
        for one in piece.variants:
            self.skus.add(one.sku)
            if one.gtin:
                self.barcodes.setdefault(_bare(one), one.sku)


class Barcodes:
    """Knows the articles that bear the barcodes of a plan, in the shop and in the file before."""

    def __init__(self, plan: Plan, came_in: CameIn) -> None:
        """Keep all barcodes to ourselves until the transaction ends, where the plan has any."""
        self.came_in = came_in
        told = {_bare(one) for piece in plan.pieces for one in piece.variants if one.gtin}
        if told:
            catalogue.hold_barcodes()
        self.in_shop = queries.articles_of_barcodes(told)

    def apart(self, piece: PlannedPiece) -> tuple[PlannedPiece, list[tuple[PlannedVariant, str]]]:
        """Return a piece without the barcodes that others bear, and each variant that lost its own to which.

        An article keeps the barcode that it has in the shop, though another one there may share it.
        """
        lost = list(self._lost(piece))
        gone = {one.sku for one, _other in lost}
        kept = tuple(replace(one, gtin="") if one.sku in gone else one for one in piece.variants)
        return (replace(piece, variants=kept) if lost else piece), lost

    def _lost(self, piece: PlannedPiece) -> Iterator[tuple[PlannedVariant, str]]:
        own = dict[str, str]()
        for one in piece.variants:
            if not one.gtin:
                continue
            bare = _bare(one)
            bearers = self.in_shop.get(bare, [])
            other = self.came_in.barcodes.get(bare) or own.get(bare)
            if other is None and bearers and one.sku not in bearers:
                other = bearers[0]
            if other in {None, one.sku}:
                own[bare] = one.sku
            else:
                yield one, str(other)


def _bare(variant: PlannedVariant) -> str:
    return variant.gtin.lstrip("0")
