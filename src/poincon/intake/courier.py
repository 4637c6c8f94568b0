"""One piece after another comes in through the actions of the features below, each whole or not at all."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from poincon.catalogue import actions as catalogue
from poincon.catalogue import queries as pieces
from poincon.catalogue.actions import ChoiceDoubled, PieceUnfit, SizedTwice
from poincon.catalogue.states import PieceState, StatedBy
from poincon.charter.queries import charter
from poincon.foundation.clock import local_day
from poincon.intake.barcodes import Barcodes, CameIn
from poincon.intake.dialects import fields
from poincon.intake.models import Origin
from poincon.intake.planning import Plan, PlannedPiece, PlannedVariant
from poincon.intake.reports import Report
from poincon.intake.sheets import Fault
from poincon.inventory import actions as inventory
from poincon.inventory import queries as stock
from poincon.pricing import actions as pricing
from poincon.pricing.actions import PriceBelowFloor
from poincon.pricing.states import Cause

LONGEST_REFERENCE = 60
LONGEST_TAG = 60
# Which field of the file a piece's words come from, by the beginning of the name they have here.
WRITTEN_IN = {
    "name": fields.TITLE,
    "desc": fields.BODY,
    "tags": fields.TAGS,
    "alt_": fields.IMAGE_ALT,
    "opti": fields.option_value(1),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """How pieces come in: in which language, by whom and when.

    Stock of known variants is set only `with_stock`; `as_drafts` nothing is put on show. All was bought from
    the supplier, where one is told; a piece of which another is known here keeps it.
    """

    language: str
    actor: str
    at: datetime
    with_stock: bool = False
    as_drafts: bool = False
    supplier_id: int | None = None


class Courier:
    """Takes pieces in one by one; knows what the shop had before."""

    def __init__(self, plan: Plan, terms: Terms, rehearsed: CameIn | None = None) -> None:
        """Prepare for the pieces of a plan; `rehearsed` gathers what came in of those.

        It is for a rehearsal by parts, of which each is undone before the next.
        """
        self.language, self.actor, self.at = terms.language, terms.actor, terms.at
        self.terms, self.rehearsed = terms, rehearsed
        self.came_in = CameIn() if rehearsed is None else rehearsed
        self.barcodes = Barcodes(plan, self.came_in)
        self.plan, self.system, self.names = plan, plan.system, plan.names
        handles = [piece.handle for piece in plan.pieces]
        known = Origin.objects.filter(system=self.system, key__in=handles).select_related("piece")
        self.origins = {origin.key: origin for origin in known}
        skus = [variant.sku for piece in plan.pieces for variant in piece.variants]
        self.taken_skus = pieces.pieces_of_skus(skus)
        self.gone = pieces.gone_for_good(pk for _piece, pk in self.taken_skus.values())
        self.taken_slugs = pieces.pieces_at([piece.slug for piece in plan.pieces])

    def take_all(self, report: Report, advance: Callable[[], object]) -> None:
        """Bring in all pieces of the plan, and tell what stands against its rows."""
        report.refuse(self.plan.faults)
        report.note(self.plan.notes)
        self._hold_prices()
        for piece in self.plan.pieces:
            self._take(piece, report)
            advance()

    def _hold_prices(self) -> None:
        """Keep the prices that may change to ourselves at once: a file comes in an order of its own."""
        changed = (piece for piece in self.plan.pieces if self._is_other(piece))
        skus = {variant.sku for piece in changed for variant in piece.variants}
        pricing.hold(variant_ids={pk for sku, (_, pk) in self.taken_skus.items() if sku in skus})

    def _is_other(self, piece: PlannedPiece) -> bool:
        origin = self.origins.get(piece.handle)
        return origin is not None and origin.digest != piece.digest

    def _take(self, piece: PlannedPiece, report: Report) -> None:
        origin = self.origins.get(piece.handle)
        piece = self._with_own_barcodes(piece, report)
        faults = self._collisions(piece, origin.pk if origin else None)
        if not faults:
            try:
                with transaction.atomic():
                    self._carry(piece, origin, report)
                self.came_in.add(piece)
            except PieceUnfit as unfit:
                codes = sorted({reason.code for reason in unfit.reasons if reason.blocks})
                faults = [Fault(piece.line, "piece_unfit", value=", ".join(codes))]
            except SizedTwice:
                faults = [Fault(piece.line, "sized_twice", self._column(fields.option_value(1)))]
            except ChoiceDoubled as doubled:
                faults = [Fault(piece.line, "choice_doubled", value=str(doubled.context["sku"]))]
            except PriceBelowFloor as below:
                floor = str(below.context["floor"])
                faults = [Fault(piece.line, "price_below_floor", self._column(fields.PRICE), floor)]
        report.refuse(faults)

    def _carry(self, piece: PlannedPiece, origin: Origin | None, report: Report) -> None:
        if origin is None:
            self._create(piece, report)
            report.created += 1
        elif origin.digest != piece.digest:
            self._change(piece, origin, report)
            report.changed += 1
        else:
            report.same += 1
        if origin and self.terms.with_stock:
            self._count_again(piece, report)

    def _collisions(self, piece: PlannedPiece, own: int | None) -> list[Fault]:
        found = []
        if self.taken_slugs.get(piece.slug, own) != own:
            found.append(
                Fault(piece.line, "address_taken", self._column(fields.ADDRESS, fields.KEY), piece.slug)
            )
        elsewhere = self.rehearsed.skus if self.rehearsed else ()
        theirs = (
            one
            for one in piece.variants
            if one.sku in elsewhere or self.taken_skus.get(one.sku, (own, 0))[0] != own
        )
        column = self._column(fields.SKU)
        return found + [Fault(one.line, "sku_taken", column, one.sku) for one in theirs]

    def _with_own_barcodes(self, piece: PlannedPiece, report: Report) -> PlannedPiece:
        """Return a piece without the barcodes that other articles have, and tell which."""
        own, lost = self.barcodes.apart(piece)
        column = self._column(fields.BARCODE)
        told = (Fault(one.line, "barcode_taken", column, f"{one.gtin} ({other})") for one, other in lost)
        report.note(told)
        return own

    def _column(self, *wanted: str) -> str:
        """Return the column of the file in which the first of these fields stands that it has."""
        return next((self.names[field] for field in wanted if field in self.names), "")

    def _create(self, piece: PlannedPiece, report: Report) -> None:
        shelf = piece.shelf
        category = catalogue.add_category(
            slug_fr=shelf.slug_fr, slug_en=shelf.slug_en, name_fr=shelf.name_fr, name_en=shelf.name_en
        )
        words = {
            "slug": piece.slug,
            "reference": _reference(piece.slug),
            "kind": shelf.kind.value,
            "category_id": category,
            "stated_by": StatedBy.SUPPLIER.value,
            "supplier_id": self.terms.supplier_id,
        }
        row = catalogue.create_piece(words=words | self._words(piece), actor=self.actor, at=self.at)
        for place, variant in enumerate(piece.variants):
            self._add_variant(row.pk, place, variant)
        self._set_pictures(row.pk, piece)
        self._show(row.pk, row.state, piece, report)
        Origin.objects.create(piece=row, system=self.system, key=piece.handle, digest=piece.digest)

    def _change(self, piece: PlannedPiece, origin: Origin, report: Report) -> None:
        row = origin.piece
        words = self._words(piece) | {"supplier_id": row.supplier_id or self.terms.supplier_id}
        catalogue.edit_piece(piece_id=row.pk, words=words, actor=self.actor, at=self.at)
        for place, variant in enumerate(piece.variants):
            owner, known = self.taken_skus.get(variant.sku, (None, 0))
            if owner is None:
                self._add_variant(row.pk, place, variant)
            else:
                columns = _columns(variant, place)
                catalogue.edit_variant(variant_id=known, columns=columns, actor=self.actor, at=self.at)
                self._ask(known, variant, report)
        self._set_pictures(row.pk, piece)
        self._show(row.pk, row.state, piece, report)
        origin.digest = piece.digest
        origin.save(update_fields=["digest"])

    def _ask(self, known: int, variant: PlannedVariant, report: Report) -> None:
        """Ask the file's price of a known variant, unless it is sold no longer."""
        if known in self.gone:
            report.note([Fault(variant.line, "gone_for_good", self._column(fields.SKU), variant.sku)])
            return
        pricing.set_price(
            variant_id=known, amount=variant.price, actor=self.actor, at=self.at, cause=Cause.IMPORTED
        )

    def _words(self, piece: PlannedPiece) -> dict[str, Any]:
        return {
            f"name_{self.language}": piece.title,
            f"description_{self.language}": piece.text,
            "brand_id": catalogue.add_brand(name=piece.vendor or charter().house.name),
            "tags": [tag[:LONGEST_TAG] for tag in piece.tags],
            **dict(piece.facts),
        }

    def _add_variant(self, piece_id: int, place: int, variant: PlannedVariant) -> None:
        columns = {"sku": variant.sku} | _columns(variant, place)
        row = catalogue.add_variant(piece_id=piece_id, columns=columns, actor=self.actor, at=self.at)
        pricing.set_price(
            variant_id=row.pk, amount=variant.price, actor=self.actor, at=self.at, cause=Cause.IMPORTED
        )
        self._count(row.pk, variant.quantity or 0)

    def _count_again(self, piece: PlannedPiece, report: Report) -> None:
        """Set the books of known variants to the file's pieces, of which some may be sold here (R017).

        Those of which the file tells no figure stay as they are, and those that are sold no longer.
        """
        known = {
            self.taken_skus[one.sku][1]: (one, one.quantity)
            for one in piece.variants
            if one.sku in self.taken_skus and one.quantity is not None
        }
        known = {pk: told for pk, told in known.items() if pk not in self.gone}
        house = stock.in_house(known)
        for variant_id, (one, quantity) in sorted(known.items(), key=lambda entry: entry[0]):
            before = house.get(variant_id, 0)
            if before != quantity:
                told = f"{one.sku}: {before} → {quantity}"
                report.set_stock(Fault(one.line, "stock_set", self._column(fields.QUANTITY), told))
                report.short += inventory.count_house(
                    variant_id=variant_id, counted=quantity, actor=self.actor, at=self.at, cause="import"
                )

    def _count(self, variant_id: int, quantity: int) -> None:
        inventory.recount(variant_id=variant_id, free=quantity, actor=self.actor, at=self.at, cause="import")

    def _set_pictures(self, piece_id: int, piece: PlannedPiece) -> None:
        owners = pieces.variants_by_sku([one.sku for one in piece.variants if one.picture])
        of_variant = {one.picture: owners[one.sku] for one in piece.variants if one.picture}
        known = pieces.known_by_address(piece_id)  # of a file that this shop wrote itself
        shown: list[dict[str, Any]] = [
            {
                "source": source,
                f"alt_{self.language}": picture.alt,
                "variant_id": of_variant.get(picture.source),
            }
            for picture in piece.pictures
            if (source := known.get(picture.source, picture.source))
        ]
        shown += pieces.hung_at_the_desk(piece_id)
        catalogue.set_media(piece_id=piece_id, pictures=shown, actor=self.actor, at=self.at)

    def _show(self, piece_id: int, state: str, piece: PlannedPiece, report: Report) -> None:
        found = pieces.reasons_on(piece_id, on=local_day(self.at))
        if piece.published and state == PieceState.DRAFT:
            if self.terms.as_drafts:
                report.keep_off(reason.code for reason in found if reason.blocks)
            else:
                self._publish(piece_id, report)
        elif not piece.published and state == PieceState.PUBLISHED:
            catalogue.unpublish(piece_id=piece_id, actor=self.actor, at=self.at, cause="import")
        report.mend(
            Fault(piece.line, one.code, self._column(WRITTEN_IN[one.field[:4]]), one.word)
            for one in found
            if one.word and one.field[:4] in WRITTEN_IN
        )
        if found:
            report.finish_later(piece.handle, tuple(sorted({one.code for one in found})))

    def _publish(self, piece_id: int, report: Report) -> None:
        """Put a piece on show, or leave it a draft for the desk: no row is refused for what it lacks."""
        try:
            with transaction.atomic():
                catalogue.publish(piece_id=piece_id, actor=self.actor, at=self.at)
            report.published += 1
        except PieceUnfit as unfit:
            report.hold_back(reason.code for reason in unfit.reasons)


def _columns(variant: PlannedVariant, place: int) -> dict[str, Any]:
    length = {} if variant.length_mm is None else {"length_mm": variant.length_mm}  # else the desk's stays
    return length | {
        "position": place,
        "circumference_mm": variant.circumference_mm,
        "options": [list(option) for option in variant.options],
        "weight_mg": variant.weight_mg,
        "gtin": variant.gtin,
    }


def _reference(slug: str) -> str:
    """Return the slug, shortened with a digest of the whole where it is too long for a reference."""
    if len(slug) <= LONGEST_REFERENCE:
        return slug
    return f"{slug[: LONGEST_REFERENCE - 9]}-{hashlib.sha256(slug.encode()).hexdigest()[:8]}"
