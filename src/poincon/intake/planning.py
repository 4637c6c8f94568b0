"""From lines to pieces: a piece is planned whole, or every reason against it is told with its line."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import batched, chain

from django.utils.text import slugify
from stdnum import ean

from poincon.catalogue.rules import (
    SIZE_NAMES,
    MeasureUnlikely,
    Scale,
    SizeUnclear,
    check_measures,
    is_bare_size,
    is_made,
    read_length,
    read_size,
    says_length,
    size_on,
    tries_size,
)
from poincon.catalogue.states import Kind
from poincon.foundation.addresses import address_of
from poincon.intake.dialects import fields
from poincon.intake.dialects.fields import option_name, option_value
from poincon.intake.hearing import language_of
from poincon.intake.plain import plain
from poincon.intake.sheets import Fault, Line, Sheet
from poincon.intake.shelves import OTHERS, Shelf, shelf_for
from poincon.kernel.amounts import read_price
from poincon.kernel.money import Money

NO_CHOICE = ("title", "default title")
LONGEST = {fields.TITLE: 160, fields.VENDOR: 120, fields.SKU: 80, fields.KEY: 120}
LONGEST_ADDRESS = 120
MOST_VARIANTS = 500
MAX_QUANTITY = 100_000
MAX_GRAMS = 100_000
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class PlannedVariant:
    """A variant as the file describes it; no `quantity` where the file tells no figure of its stock."""

    line: int
    sku: str
    options: tuple[tuple[str, str], ...]
    circumference_mm: Decimal | None
    weight_mg: int | None
    gtin: str
    price: Money
    quantity: int | None
    picture: str
    length_mm: int | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class PlannedPicture:
    source: str
    alt: str


@dataclass(frozen=True, slots=True)
class PlannedPiece:
    """A piece as the file describes it; `digest` changes when anything but its quantities does.

    `stem` begins the article numbers that the file does not tell. Of `facts` (columns of Piece) a file tells
    those that it has cells for: what it does not tell stays.
    """

    line: int
    handle: str
    slug: str
    title: str
    text: str
    vendor: str
    shelf: Shelf
    tags: tuple[str, ...]
    published: bool
    variants: tuple[PlannedVariant, ...]
    pictures: tuple[PlannedPicture, ...]
    facts: tuple[tuple[str, Decimal | bool], ...] = field(default=(), repr=False)
    stem: str = field(default="", repr=False)

    @property
    def digest(self) -> str:
        variants = tuple(replace(one, line=0, quantity=0) for one in self.variants)
        bare = replace(self, line=0, slug=self.stem or self.slug, shelf=OTHERS, variants=variants)
        facts = f" {self.facts!r}" if self.facts else ""  # digests from before there were any still hold
        lengths = [one.length_mm for one in self.variants]
        facts += f" {lengths!r}" if any(lengths) else ""
        return hashlib.sha256(f"{self.shelf.slug_fr} {bare!r}{facts}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would bring in: pieces, why rows are refused, and what is taken otherwise than written."""

    system: str
    names: Mapping[str, str]
    pieces: tuple[PlannedPiece, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]

    @property
    def language(self) -> str:
        """The language of the texts, as far as it can be heard: "fr" or "en"."""
        return language_of((f"{one.title} {one.text}" for one in self.pieces), self.names)

    def in_parts(self, most: int) -> Iterator["Plan"]:
        """Yield the plan in parts of so many pieces at most; what is told of rows goes with the first."""
        first, *others = [*batched(self.pieces, most, strict=False)] or [()]
        yield replace(self, pieces=first)
        yield from (replace(self, pieces=some, faults=(), notes=()) for some in others)


def plan(sheet: Sheet, *, currency: str, ring_scale: Scale | None = None) -> Plan:
    """Return the pieces of a sheet, prices read in `currency`, and all that stands against the others.

    A ring size that is a bare number is read on `ring_scale`; its row is refused where nobody said which.
    """
    faults = list(sheet.faults)
    groups: dict[str, list[Line]] = {}
    for line in sheet.lines:
        if line[fields.KEY]:
            groups.setdefault(line[fields.KEY], []).append(line)
        else:
            faults.append(Fault(line.number, "handle_missing", sheet.names.get(fields.KEY, "")))
    drafts = [_Draft(lines, sheet, currency, ring_scale) for lines in groups.values()]
    faults += chain.from_iterable(draft.faults for draft in drafts)
    faults += _twice(drafts, sheet.names)
    noted = chain(sheet.notes, chain.from_iterable(draft.notes for draft in drafts))
    notes = tuple(sorted(dict.fromkeys(noted), key=lambda one: one.line))
    bad = {fault.line for fault in faults}
    torn = {line[fields.KEY] for line in sheet.broken}
    sound = (draft for draft in drafts if not bad & draft.numbers and draft.first[fields.KEY] not in torn)
    whole = [draft.piece() for draft in sound]
    ordered = tuple(sorted(set(faults), key=lambda one: one.line))
    return Plan(sheet.dialect.system, sheet.names, tuple(whole), ordered, notes)


class _Draft:
    """The lines of one piece on their way to a piece; faults and notes gather while they are read."""

    def __init__(self, lines: Sequence[Line], sheet: Sheet, currency: str, ring_scale: Scale | None) -> None:
        self.first, self.lines, self.currency, self.ring_scale = lines[0], lines, currency, ring_scale
        self.dialect, self.names, self.comma = sheet.dialect, sheet.names, sheet.comma
        self.numbers = {line.number for line in lines}
        self.faults: list[Fault] = []
        self.notes: list[Fault] = []
        self.shelf = shelf_for(*self.first[fields.TYPE].split(" > "), self.first[fields.TITLE])
        named = self.first[fields.ADDRESS] or self.first[fields.KEY]
        self.slug = address_of(named)[:LONGEST_ADDRESS]
        self.stem = slugify(named) or self.slug  # never made otherwise: the articles of a file stay known
        self._judge_head()
        offered = [line for line in lines if self._is_variant(line)]
        places = {number: place for place, number in enumerate(sorted(line.number for line in offered))}
        self.variants = [self._variant(line, places[line.number]) for line in offered[:MOST_VARIANTS]]
        self.pictures = tuple(self._pictures())
        self.facts = tuple(self._facts())
        if not self.variants:
            self._refuse(self.first, "variant_missing", option_value(1))
        if len(offered) > MOST_VARIANTS:
            self._refuse(offered[MOST_VARIANTS], "too_many_variants", option_value(1))

    def piece(self) -> PlannedPiece:
        first = self.first
        return PlannedPiece(
            line=first.number,
            handle=first[fields.KEY],
            slug=self.slug,
            title=plain(first[fields.TITLE]),
            text=plain(first[fields.BODY]),
            vendor=plain(first[fields.VENDOR]),
            shelf=self.shelf,
            tags=tuple(dict.fromkeys(tag for tag in map(str.strip, first[fields.TAGS].split(",")) if tag)),
            published=self.dialect.shown.get(first[fields.PUBLISHED].lower(), False)
            and first[fields.STATUS] in {"", "active"},
            variants=tuple(self.variants),
            pictures=self.pictures,
            facts=self.facts,
            stem=self.stem,
        )

    def _judge_head(self) -> None:
        first = self.first
        if not first[fields.TITLE]:
            self._refuse(first, "title_missing", fields.TITLE)
        if not self.slug:
            self._refuse(first, "handle_unusable", fields.KEY)
        if first[fields.PUBLISHED].lower() not in self.dialect.shown:
            self._refuse(first, "not_true_or_false", fields.PUBLISHED)
        if fields.TICKED.get(first[fields.GIFT_CARD].lower()):
            self._refuse(first, "gift_card", fields.GIFT_CARD)
        self._judge_texts()

    def _judge_texts(self) -> None:
        for column, longest in LONGEST.items():
            for line in self.lines:
                if len(line[column]) > longest:
                    self._refuse(line, "too_long", column)
        for line in self.lines[1:]:
            if line[fields.TITLE] and line[fields.TITLE] != self.first[fields.TITLE]:
                self._refuse(line, "handle_twice", fields.TITLE)

    def _is_variant(self, line: Line) -> bool:
        chosen = (line[option_value(place)] for place in range(1, fields.MOST_OPTIONS + 1))
        return bool(line[fields.PRICE] or line[fields.SKU] or any(chosen))

    def _variant(self, line: Line, place: int) -> PlannedVariant:
        options, size, length = self._options(line)
        return PlannedVariant(
            line=line.number,
            sku=line[fields.SKU].lstrip("'") or (f"{self.stem}-{place + 1}" if place else self.stem),
            options=options,
            circumference_mm=size,
            weight_mg=self._weight(line) or None,
            gtin=self._gtin(line),
            price=self._price(line),
            quantity=self._quantity(line),
            picture=self._address(line, fields.VARIANT_IMAGE),
            length_mm=length,
        )

    def _options(self, line: Line) -> tuple[tuple[tuple[str, str], ...], Decimal | None, int | None]:
        """Return the choices; a ring's size that is said with its scale and a length with its unit apart."""
        found, size, length = [], None, None
        for place in range(1, fields.MOST_OPTIONS + 1):
            at, value = option_name(place), line[option_value(place)]
            name = line[at] or self.first[at] or f"Option{place}"
            if not value or (name.lower(), value.lower()) == NO_CHOICE:
                continue
            if is_made(value):
                self._note(line, "made_to_measure", option_value(place))
                continue
            said = self._size(line, name, value, option_value(place))
            worn = None if length else self._length(line, name, value, option_value(place))
            size, length = said or size, worn or length
            if not said and not worn:
                found.append((name, value))
        return tuple(found), size, length

    def _length(self, line: Line, name: str, value: str, column: str) -> int | None:
        """Return how long a necklace or bracelet is; a number that cannot be read so stays a choice."""
        if not says_length(self.shelf.kind, name):
            return None
        length = read_length(value)
        if length is None and any(sign.isdecimal() for sign in value):
            self._note(line, "length_not_read", column)
        return length

    def _size(self, line: Line, name: str, value: str, column: str) -> Decimal | None:
        """Return a ring's size; other words than sizes ("adjustable", "S") stay the choice that they are."""
        if self.shelf.kind != Kind.RING or name.lower() not in SIZE_NAMES:
            return None
        bare = is_bare_size(name, value)
        if bare and self.ring_scale is None:
            self._refuse(line, "size_without_scale", column)
            return None
        try:
            return size_on(self.ring_scale, value) if bare and self.ring_scale else read_size(value)
        except SizeUnclear:
            if tries_size(value):
                self._refuse(line, "no_such_size", column)
            return None

    def _price(self, line: Line) -> Money:
        price = read_price(line[fields.PRICE], self.currency, comma=self.comma)
        if price is None:
            self._refuse(line, "not_a_price" if line[fields.PRICE] else "price_missing", fields.PRICE)
        return price or Money.zero(self.currency)

    def _quantity(self, line: Line) -> int | None:
        if line[fields.POLICY].lower() in self.dialect.endless:
            self._note(line, "sold_without_stock", fields.POLICY)
        if re.fullmatch(r"-\d+", line[fields.QUANTITY]):
            self._note(line, "negative_stock", fields.QUANTITY)
            return 0
        value = re.sub(r"\.0+$", "", line[fields.QUANTITY])
        if not value:
            return None
        if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) > MAX_QUANTITY:
            self._refuse(line, "not_a_number", fields.QUANTITY)
            return None
        return int(value)

    def _weight(self, line: Line) -> int:
        """Return whole milligrams, or none where the file says nothing or nothing that can be believed."""
        value = self._decimal(line[fields.WEIGHT])
        if not value:
            return 0
        if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value):
            self._refuse(line, "not_a_number", fields.WEIGHT)
            return 0
        weight = round(Decimal(value) * self.dialect.milligrams(self.names.get(fields.WEIGHT, "")))
        if weight > MAX_GRAMS * 1000:
            self._refuse(line, "not_a_number", fields.WEIGHT)
            return 0
        return weight

    def _facts(self) -> Iterator[tuple[str, Decimal | bool]]:
        """Yield how large the piece is and whether it is resized, as far as its first row tells."""
        for column, name in ((fields.HEIGHT, "height_mm"), (fields.WIDTH, "width_mm")):
            value = self._measure(column)
            if value is not None:
                yield name, value
        said = self.first[fields.FIXED].lower()
        if said in fields.TICKED:
            yield "fixed_size", fields.TICKED[said]
        elif said:
            self._refuse(self.first, "not_true_or_false", fields.FIXED)

    def _measure(self, column: str) -> Decimal | None:
        """Return millimetres to the tenth; what is no measure of a piece refuses the row."""
        said = self._decimal(self.first[column])
        if not said:
            return None
        try:
            value = Decimal(said) if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,9})?", said) else Decimal(0)
            check_measures({"height_mm": value})
        except MeasureUnlikely:
            self._refuse(self.first, "not_a_measure", column)
            return None
        return value.quantize(TENTH)

    def _decimal(self, said: str) -> str:
        return said.replace(",", ".") if self.comma else said

    def _gtin(self, line: Line) -> str:
        value = re.sub(r"[\s'-]", "", line[fields.BARCODE])
        if value and not ean.is_valid(value):
            self._note(line, "not_a_barcode", fields.BARCODE)
            return ""
        return value

    def _pictures(self) -> Iterable[PlannedPicture]:
        """Return the pictures in the order that the file asks for, those of variants last, each once."""
        shown = [line for line in self.lines if self._address(line, fields.IMAGE)]
        shown.sort(key=lambda line: _place(line[fields.IMAGE_POSITION]))
        found = {line[fields.IMAGE]: plain(line[fields.IMAGE_ALT])[:200] for line in shown}
        for variant in self.variants:
            if variant.picture:
                found.setdefault(variant.picture, "")
        return (PlannedPicture(source, alt) for source, alt in found.items())

    def _address(self, line: Line, field: str) -> str:
        value = line[field]
        if value and not (re.fullmatch(r"https?://[^\s\"'<>]+", value) and len(value) <= 500):
            self._note(line, "not_an_address", field)
            return ""
        return value

    def _refuse(self, line: Line, code: str, field: str) -> None:
        self.faults.append(self._said(line, code, field))

    def _note(self, line: Line, code: str, field: str) -> None:
        self.notes.append(self._said(line, code, field))

    def _said(self, line: Line, code: str, field: str) -> Fault:
        return Fault(line.number, code, (line.names or self.names).get(field, ""), line[field][:80])


def _place(said: str) -> int:
    return int(said) if re.fullmatch(r"[0-9]{1,6}", said) else 0


def _twice(drafts: Sequence[_Draft], names: Mapping[str, str]) -> Iterable[Fault]:
    """Find what must be unique in a file and is not: article numbers, addresses, and choices of a piece."""
    seen: dict[tuple[str, ...], int] = {}
    address = names.get(fields.ADDRESS) or names.get(fields.KEY, "")
    sku, chosen = names.get(fields.SKU, ""), names.get(option_value(1), "")
    for draft in drafts:
        yield from _repeated(seen, ("address", draft.slug), draft.first.number, "address_twice", address)
        for one in draft.variants:
            yield from _repeated(seen, ("sku", one.sku), one.line, "sku_twice", sku)
            choice = ("choice", draft.slug, repr((one.options, one.circumference_mm, one.length_mm)))
            yield from _repeated(seen, choice, one.line, "choice_twice", chosen)


def _repeated(
    seen: dict[tuple[str, ...], int], key: tuple[str, ...], line: int, code: str, column: str
) -> Iterable[Fault]:
    first = seen.setdefault(key, line)
    if first != line:
        yield Fault(line, code, column, f"{key[1]} (line {first})" if key[0] != "choice" else f"line {first}")
