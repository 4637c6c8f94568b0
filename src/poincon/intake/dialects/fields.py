"""What a product file says of a piece, whatever its columns are called."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poincon.intake.sheets import Sheet

KEY, ADDRESS, TITLE, BODY, VENDOR, TYPE, TAGS = "key", "address", "title", "body", "vendor", "type", "tags"
PUBLISHED, STATUS, GIFT_CARD = "published", "status", "gift card"
SKU, WEIGHT, QUANTITY, POLICY = "sku", "weight", "quantity", "policy"
PRICE, BARCODE, VARIANT_IMAGE = "price", "barcode", "variant image"
IMAGE, IMAGE_POSITION, IMAGE_ALT = "image", "image position", "image alt"
SUMMARY, CATEGORIES = "summary", "categories"
ATTRIBUTES, VALUES = "attributes", "values"
HEIGHT, WIDTH, FIXED = "height", "width", "fixed size"
MOST_OPTIONS = 9
# What systems write for yes and no, and what a spreadsheet in French makes of it.
TOLD = {"true": True, "vrai": True, "false": False, "faux": False}
TICKED = {**TOLD, "1": True, "0": False}

# Cells of people's words: these alone are asked whether a spreadsheet would take them for a formula.
WORDS = frozenset(
    {KEY, ADDRESS, TITLE, BODY, SUMMARY, VENDOR, TYPE, CATEGORIES, TAGS, SKU, BARCODE, IMAGE_ALT}
) | {ATTRIBUTES, VALUES}


def option_name(place: int) -> str:
    """Return the field of the name of the choice at a place, counted from one."""
    return f"option name {place}"


def option_value(place: int) -> str:
    """Return the field of what is chosen at a place, counted from one."""
    return f"option value {place}"


def as_written(sheet: "Sheet") -> "Sheet":
    """Return the sheet itself, for systems whose rows already stand as the planning wants them."""
    return sheet


def grams(_column: str) -> Decimal:
    """Return the milligrams of a weight's unit where files write grams, or no weights at all."""
    return Decimal(1000)


def of_key(_rows: Iterable[Mapping[str, str]]) -> Callable[[Mapping[str, str]], str]:
    """Return what tells which piece a row belongs to, for systems whose rows all bear its key."""
    return lambda row: row.get(KEY, "")


@dataclass(frozen=True, slots=True)
class Dialect:
    """One shop system: its key in the journal, its name for people, and how its columns and cells are read.

    `needed` are the fields without which the file is not its product file, with the column usually meant.
    `milligrams` tells from a weight's column what one unit weighs; `arranged` puts the rows as the planning
    wants them: a piece's rows share their key, and each variant's row holds its own choices and price.
    `families` looks at all rows and returns what tells, row by row, which piece one belongs to.
    `words` are the fields that people write; of a `private` file no reason ever repeats a cell.
    """

    system: str
    name: str
    needed: Mapping[str, str]
    field_of: Callable[[str], str]
    why_left_out: Callable[[str], str]
    milligrams: Callable[[str], Decimal] = grams
    arranged: Callable[["Sheet"], "Sheet"] = as_written
    families: Callable[[Iterable[Mapping[str, str]]], Callable[[Mapping[str, str]], str]] = of_key
    shown: Mapping[str, bool] = field(default_factory=lambda: {**TOLD, "": False})
    endless: frozenset[str] = frozenset({"continue"})
    decimal_comma: bool = False
    words: frozenset[str] = WORDS
    private: bool = False
