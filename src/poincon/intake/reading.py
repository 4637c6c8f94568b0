"""Rows for the desk's pages: pieces and variants with their price and stock, in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from poincon.catalogue import queries as pieces
from poincon.catalogue import rules
from poincon.catalogue.actions import PieceUnfit
from poincon.catalogue.queries import Picture
from poincon.catalogue.states import PieceState
from poincon.design import words as spelling
from poincon.foundation import journal, wording
from poincon.foundation.deeds import Deed, told
from poincon.foundation.languages import spoken
from poincon.intake.forms import language
from poincon.intake.leads import lead
from poincon.intake.paper_forms import SUBSTANCES
from poincon.intake.words import FIELDS, STATES
from poincon.inventory import queries as stock
from poincon.inventory.queries import Sheet
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal
from poincon.pricing import queries as prices

BOOKED = frozenset({"receive", "recount", "write_off", "put_up", "set_restock", "move"})
_METALS = (rules.mark_labels, rules.metal_labels)


@dataclass(frozen=True, slots=True)
class Row:
    """One piece in the desk's list; `lowest` is None while a variant has no price."""

    piece: Any
    label: Promise | str
    picture: Picture | None
    lowest: Money | None
    free: int
    restock_on: date | None


@dataclass(frozen=True, slots=True)
class VariantRow:
    variant: Any
    choice: str
    price: Money | None
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Booked:
    """A line of the journal in words; `amount` is what was booked, a number or a day."""

    at: datetime
    did: str
    amount: str
    cause: str
    actor: str


@dataclass(frozen=True, slots=True)
class Against:
    """A reason in words, with where it was found and where it is put right."""

    field: str
    where: Promise | str
    word: str
    why: Promise | str
    blocks: bool
    url: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """A piece with what it lacks."""

    piece: Any
    label: Promise | str
    lacks: list[Against]


def rows(shown: Sequence[Any], *, at: datetime) -> list[Row]:
    """Return the pieces of one page of the list with what the desk wants to see of each."""
    ids = [piece.pk for piece in shown]
    owned = pieces.variant_ids(ids)
    every = [pk for found in owned.values() for pk in found]
    pictures, asked, sheets = (
        pieces.first_pictures(ids),
        prices.prices(every, at=at),
        stock.sheets(every, at=at),
    )
    return [_row(piece, owned.get(piece.pk, []), pictures, asked, sheets) for piece in shown]


def variants(piece: Any, *, at: datetime) -> list[VariantRow]:
    """Return all variants of a piece, retired ones included."""
    owned = list(piece.variants.all())
    ids = [one.pk for one in owned]
    asked, sheets, facts = prices.prices(ids, at=at), stock.sheets(ids, at=at), pieces.variant_facts(ids)
    return [
        VariantRow(one, choice(facts[one.pk]), asked.get(one.pk), sheets.get(one.pk, stock.NO_SHEET))
        for one in owned
    ]


def choice(facts: pieces.VariantFacts) -> str:
    """Return the size and options in the active language."""
    return spoken(facts, "choice")


def reasons(found: Iterable[Any], piece: Any) -> list[Against]:
    """Return what stands against a piece in words, what blocks first."""
    live = [row.pk for row in piece.variants.all() if row.retired_at is None]
    ids = {"piece_id": piece.pk, "brand_id": piece.brand_id, "supplier_id": piece.supplier_id}
    return [
        Against(
            field=one.field,
            where=_where(one, piece),
            word=_word(one),
            why=pieces.reason_words(one.code),
            blocks=one.blocks,
            url=lead(one, **ids, variant_id=live[0] if live else None),
        )
        for one in sorted(found, key=lambda one: not one.blocks)
    ]


def _where(one: Any, piece: Any) -> Promise | str:
    """Return the name of a field; of several pictures the one that is meant is told."""
    where: Promise | str = FIELDS.get(one.field, one.field)
    if not one.field.startswith("alt_"):
        return where
    order = [row.pk for row in piece.media.all()]
    return str(where) % {"number": order.index(one.row) + 1 if one.row in order else 0}


def said(refusal: Refusal | None, piece: Any) -> str:
    """Return why something was refused, empty for nothing; a piece on show reads that it stays as it is."""
    if refusal is None:
        return ""
    if isinstance(refusal, PieceUnfit) and piece.state == PieceState.PUBLISHED:
        return _("The piece is on show and could not stay there so: nothing was changed.")
    return wording.words(refusal)


def _word(one: Any) -> str:
    """Return the word that was found, in the reader's language where it is the name of a fact."""
    if one.field == "reports":
        return str(dict(SUBSTANCES).get(one.word, one.word))
    labels = {"metals": _METALS, "weight": _METALS, "stones": (rules.species_labels,)}.get(one.field, ())
    named = {code: label for listed in labels for code, label in listed(language())}
    return named.get(str(one.word), str(one.word))


def lacking(found: Iterable[Any], code: str) -> list[Lacking]:
    """Return pieces with what each of them lacks, narrowed to one code when there is one; two queries."""
    rows = list(found)
    prefetch_related_objects(rows, "shortcomings", "variants", "media")
    return [Lacking(row, STATES[row.state], reasons(_only(row, code), row)) for row in rows]


def _only(piece: Any, code: str) -> list[Any]:
    return [one for one in piece.shortcomings.all() if code in {"", one.code}]


def beside(found: Iterable[Against]) -> dict[str, list[Against]]:
    """Return what stands against a piece by the field that it is about."""
    told: dict[str, list[Against]] = {}
    for one in found:
        told.setdefault(one.field, []).append(one)
    return told


def deeds(subject: str) -> list[Booked]:
    """Return the newest twenty lines of the journal about a piece, variant, shelf, brand or supplier."""
    lines = told(journal.entries(subject).order_by("-id")[:20])
    return [Booked(line.at, line.did, _amount(line), line.cause, line.actor) for line in lines]


def _amount(line: Deed) -> str:
    """Return what was booked as people write it: a day of restocking is kept as 2026-11-30."""
    if line.verb not in BOOKED:
        return ""
    try:
        return spelling.short_day(date.fromisoformat(line.after), language())
    except ValueError:
        return line.after


def _row(
    piece: Any,
    owned: list[int],
    pictures: dict[int, Picture],
    asked: dict[int, Money],
    sheets: dict[int, Sheet],
) -> Row:
    found = [sheets[pk] for pk in owned if pk in sheets]
    days = [sheet.restock_on for sheet in found if sheet.restock_on]
    return Row(
        piece=piece,
        label=STATES[piece.state],
        picture=pictures.get(piece.pk),
        lowest=min((asked[pk] for pk in owned if pk in asked), default=None),
        free=sum(sheet.free for sheet in found),
        restock_on=min(days, default=None),
    )
