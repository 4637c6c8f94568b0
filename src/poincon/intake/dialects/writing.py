"""Writing pieces as other shop systems read them: the way back of the dialects, cell by cell."""

import csv
import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import TextIO

from poincon.intake.dialects.taxing import Taxed
from poincon.intake.planning import PlannedPiece, PlannedVariant
from poincon.intake.sheets import FORMULA_STARTS

type Cells = dict[str, str]

MOST_IN_SHOPIFY = 3
NOTHING: Cells = {}
FACTS = ("height_mm", "width_mm", "fixed_size")
SHOPIFY = (
    "Handle",
    "Title",
    "Body (HTML)",
    "Vendor",
    "Type",
    "Tags",
    "Published",
    "Option1 Name",
    "Option1 Value",
    "Option2 Name",
    "Option2 Value",
    "Option3 Name",
    "Option3 Value",
    "Variant SKU",
    "Variant Grams",
    "Variant Inventory Qty",
    "Variant Inventory Policy",
    "Variant Price",
    "Variant Barcode",
    "Image Src",
    "Image Position",
    "Image Alt Text",
    "Gift Card",
    "Variant Image",
    "Height, mm (product.metafields.custom.height_mm)",
    "Width, mm (product.metafields.custom.width_mm)",
    "Cannot be resized (product.metafields.custom.fixed_size)",
)
WOO_ATTRIBUTES = 5
WOOCOMMERCE = (
    "ID",
    "Type",
    "SKU",
    "GTIN, UPC, EAN, or ISBN",
    "Name",
    "Published",
    "Description",
    "In stock?",
    "Stock",
    "Backorders allowed?",
    "Weight (kg)",
    "Regular price",
    "Categories",
    "Tags",
    "Images",
    "Parent",
    "Brands",
    *(f"Meta: {name}" for name in FACTS),
    *(
        f"Attribute {place} {part}"
        for place in range(1, WOO_ATTRIBUTES + 1)
        for part in ("name", "value(s)", "visible", "global")
    ),
)
PRODUCTS = (
    "Product ID",
    "Active (0/1)",
    "Name *",
    "Categories (x,y,z...)",
    "Price tax excluded",
    "Reference #",
    "Manufacturer",
    "EAN13",
    "Weight",
    "Quantity",
    "Description",
    "Tags (x,y,z...)",
    "URL rewritten",
    "Image URLs (x,y,z...)",
    "Image alt texts (x,y,z...)",
    "Out of stock action",
    "Feature (Name:Value:Position)",
)
COMBINATIONS = (
    "Product ID*",
    "Attribute (Name:Type:Position)*",
    "Value (Value:Position)*",
    "Reference",
    "EAN13",
    "Impact on price",
    "Quantity",
    "Impact on weight",
    "Image URLs (x,y,z...)",
)


@dataclass(frozen=True, slots=True)
class Called:
    """What the choices that are measures are called in a file of one language."""

    size: str
    length: str


CALLED = {"fr": Called("Taille", "Longueur"), "en": Called("Size", "Length")}


class Writer:
    """Writes pieces to the files of one system, piece by piece, so that memory does not grow with them."""

    def __init__(
        self, parts: Sequence["Part"], rows: Callable[[PlannedPiece], Sequence[Iterable[Cells]]]
    ) -> None:
        self.parts, self.rows, self.taken = parts, rows, 0

    def take(self, piece: PlannedPiece) -> None:
        """Write what each file holds of a piece."""
        for part, rows in zip(self.parts, self.rows(piece), strict=True):
            part.write(rows)
        self.taken += 1


class Part:
    """One file: its header is written at once, then rows, no cell of which a spreadsheet would compute."""

    def __init__(self, file: TextIO, columns: Sequence[str], *, separator: str = ",") -> None:
        self.columns = columns
        self.rows = csv.writer(file, delimiter=separator, lineterminator="\r\n")
        self.rows.writerow(columns)

    def write(self, rows: Iterable[Cells]) -> None:
        self.rows.writerows([harmless(row.get(column, "")) for column in self.columns] for row in rows)


def writer(
    system: str, folder: Path, files: ExitStack, *, called: Called, taxed: Taxed | None = None
) -> Writer:
    """Return a writer to a folder; PrestaShop has two files, and `taxed` is what its prices are without."""

    def opened(name: str) -> TextIO:
        return files.enter_context((folder / name).open("w", encoding="utf-8", newline=""))

    if system == "shopify":
        shopify = Part(opened("shopify-products.csv"), SHOPIFY)
        return Writer([shopify], lambda piece: [shopify_rows(piece, called)])
    if taxed is None:
        woo = Part(opened("woocommerce-products.csv"), WOOCOMMERCE)
        return Writer([woo], lambda piece: [woocommerce_rows(piece, called)])
    untaxed = Untaxed(taxed)
    products = Part(opened("prestashop-products.csv"), PRODUCTS, separator=";")
    beside = Part(opened("prestashop-combinations.csv"), COMBINATIONS, separator=";")
    return Writer(
        [products, beside],
        lambda piece: [[product_row(piece, untaxed)], combination_rows(piece, called, untaxed)],
    )


def harmless(cell: str) -> str:
    """Return a cell as words: an apostrophe stands before what a spreadsheet would take for a formula."""
    if cell.startswith(FORMULA_STARTS) and not re.fullmatch(r"[-+][0-9.,]+", cell):
        return f"'{cell}"
    return cell


def choices(variant: PlannedVariant, called: Called) -> list[tuple[str, str]]:
    """Return all that is chosen: size or length first, with scale or unit, so that it is read as it was."""
    size, length = variant.circumference_mm, variant.length_mm
    first = [(called.size, f"{_digits(size)} mm")] if size is not None else []
    if length is not None:
        first.append((called.length, f"{_digits(Decimal(length) / 10)} cm"))
    return first + list(variant.options)


def shopify_rows(piece: PlannedPiece, called: Called) -> Iterator[Cells]:
    """Yield the rows of a piece: its own words on the first, and one for each variant and further picture."""
    variants = [_shopify_variant(one, choices(one, called)) for one in piece.variants]
    pictures = [
        {"Image Src": one.source, "Image Position": str(place), "Image Alt Text": one.alt}
        for place, one in enumerate(piece.pictures, start=1)
    ]
    beside = zip_longest(variants, pictures, fillvalue=NOTHING)
    for place, (variant, picture) in enumerate(beside):
        head = _shopify_head(piece, called) if place == 0 else NOTHING
        yield {"Handle": piece.handle, **head, **variant, **picture}


def _shopify_head(piece: PlannedPiece, called: Called) -> Cells:
    names = [name for name, _value in choices(piece.variants[0], called)] or ["Title"]
    return {
        "Title": piece.title,
        "Body (HTML)": _html(piece.text),
        "Vendor": piece.vendor,
        "Type": piece.shelf.name_fr,
        "Tags": ", ".join(piece.tags),
        "Published": str(piece.published).lower(),
        "Gift Card": "false",
        **_told(piece, zip(FACTS, SHOPIFY[-3:], strict=True)),
    } | {f"Option{place} Name": name for place, name in enumerate(names, start=1)}


def _shopify_variant(variant: PlannedVariant, chosen: list[tuple[str, str]]) -> Cells:
    values = [value for _name, value in chosen] or ["Default Title"]
    return {
        "Variant SKU": variant.sku,
        "Variant Grams": _digits(Decimal(variant.weight_mg or 0) / 1000),
        "Variant Inventory Qty": _figure(variant.quantity),
        "Variant Inventory Policy": "deny",
        "Variant Price": str(variant.price.amount),
        "Variant Barcode": variant.gtin,
        "Variant Image": variant.picture,
    } | {f"Option{place} Value": value for place, value in enumerate(values, start=1)}


def woocommerce_rows(piece: PlannedPiece, called: Called) -> Iterator[Cells]:
    """Yield a simple row for a piece with one variant, else the row of the piece and one for each variant."""
    head = _woo_head(piece)
    if len(piece.variants) == 1:
        one = piece.variants[0]
        told = _attributes([[choice] for choice in choices(one, called)])
        yield head | {"Type": "simple"} | _woo_variant(one) | told
        return
    own = {"SKU": "" if head["ID"] else piece.handle, "Type": "variable", "In stock?": "1"}
    every = [choices(one, called) for one in piece.variants]
    yield head | own | _attributes([list(dict.fromkeys(place)) for place in zip(*every, strict=False)])
    parent = f"id:{piece.handle}" if head["ID"] else piece.handle
    for one, chosen in zip(piece.variants, every, strict=True):
        row = {"Type": "variation", "Parent": parent, "Name": piece.title, "Published": "1"}
        yield row | _woo_variant(one) | _attributes([[choice] for choice in chosen]) | {"Images": one.picture}


def _woo_head(piece: PlannedPiece) -> Cells:
    return {
        "ID": piece.handle if piece.handle.isdecimal() else "",
        "Name": piece.title,
        "Published": "1" if piece.published else "-1",
        "Description": _html(piece.text),
        "Categories": _entry(piece.shelf.name_fr),
        "Tags": ", ".join(piece.tags),
        "Images": ", ".join(picture.source for picture in piece.pictures),
        "Brands": _entry(piece.vendor),
        **_told(piece, ((name, f"Meta: {name}") for name in FACTS)),
    }


def _woo_variant(variant: PlannedVariant) -> Cells:
    return {
        "SKU": variant.sku,
        "GTIN, UPC, EAN, or ISBN": variant.gtin,
        "In stock?": "1" if variant.quantity else "0",
        "Stock": _figure(variant.quantity),
        "Backorders allowed?": "0",
        "Weight (kg)": _kilograms(variant),
        "Regular price": str(variant.price.amount),
    }


def _attributes(places: list[list[tuple[str, str]]]) -> Cells:
    cells: Cells = {}
    for place, entries in enumerate(places, start=1):
        values = ", ".join(dict.fromkeys(_entry(value) for _name, value in entries))
        cells |= {f"Attribute {place} name": entries[0][0], f"Attribute {place} value(s)": values}
        cells |= {f"Attribute {place} visible": "1", f"Attribute {place} global": "1"}
    return cells


@dataclass(frozen=True, slots=True)
class Untaxed:
    """How a price with tax is written without it, so that adding the tax brings it back to the cent."""

    taxed: Taxed

    def net(self, variant: PlannedVariant) -> Decimal:
        """Return a variant's price without tax."""
        return self.without(variant.price.amount)

    def without(self, gross: Decimal) -> Decimal:
        """Return a price without its tax, to six digits, as PrestaShop keeps it."""
        return (gross * 10_000 / (10_000 + self.taxed.rate_bp)).quantize(Decimal("0.000001"))


def product_row(piece: PlannedPiece, untaxed: Untaxed) -> Cells:
    """Return the row of a piece; of what differs between its variants it holds the first's."""
    first = piece.variants[0]
    return {
        "Product ID": piece.handle,
        "Active (0/1)": "1" if piece.published else "0",
        "Name *": piece.title,
        "Categories (x,y,z...)": piece.shelf.name_fr,
        "Price tax excluded": str(untaxed.net(first)),
        "Reference #": piece.variants[0].sku if _is_single(piece) else "",
        "Manufacturer": piece.vendor,
        "EAN13": first.gtin if _is_single(piece) else "",
        "Weight": _kilograms(first),
        "Quantity": str(sum(one.quantity or 0 for one in piece.variants)),
        "Description": _html(piece.text),
        "Tags (x,y,z...)": ", ".join(piece.tags),
        "URL rewritten": piece.slug,
        "Image URLs (x,y,z...)": ",".join(picture.source for picture in piece.pictures),
        "Image alt texts (x,y,z...)": ",".join(picture.alt.replace(",", " ") for picture in piece.pictures),
        "Out of stock action": "0",
        "Feature (Name:Value:Position)": _features(piece),
    }


def combination_rows(piece: PlannedPiece, called: Called, untaxed: Untaxed) -> Iterator[Cells]:
    """Yield the rows of what can be chosen, with what each adds to the price and weight of the first."""
    if _is_single(piece):
        return
    first = piece.variants[0]
    for one in piece.variants:
        chosen = list(enumerate(choices(one, called)))
        more = Decimal((one.weight_mg or 0) - (first.weight_mg or 0)) / 1_000_000
        yield {
            "Product ID*": piece.handle,
            "Attribute (Name:Type:Position)*": ", ".join(f"{name}:select:{at}" for at, (name, _) in chosen),
            "Value (Value:Position)*": ", ".join(f"{value}:{at}" for at, (_, value) in chosen),
            "Reference": one.sku,
            "EAN13": one.gtin,
            "Impact on price": str(untaxed.net(one) - untaxed.net(first)),
            "Quantity": _figure(one.quantity),
            "Impact on weight": _digits(more),
            "Image URLs (x,y,z...)": one.picture,
        }


def too_many_choices(piece: PlannedPiece, most: int, called: Called) -> bool:
    """Tell whether a piece offers more choices at once than a system's file has room for."""
    return any(len(choices(one, called)) > most for one in piece.variants)


def _is_single(piece: PlannedPiece) -> bool:
    one = piece.variants[0]
    sized = one.circumference_mm is not None or one.length_mm is not None
    return len(piece.variants) == 1 and not one.options and not sized


def _told(piece: PlannedPiece, columns: Iterable[tuple[str, str]]) -> Cells:
    """Return the facts of a piece in the columns that bear them."""
    known = dict(piece.facts)
    return {column: _plainly(known[name]) for name, column in columns if name in known}


def _plainly(fact: object) -> str:
    return _digits(fact) if isinstance(fact, Decimal) else str(fact).lower()


def _features(piece: PlannedPiece) -> str:
    """Return the facts of a piece as a list of features."""
    known = dict(piece.facts)
    measures = (("Height", "height_mm"), ("Width", "width_mm"))
    told = [f"{name}:{_plainly(known[fact])} mm" for name, fact in measures if fact in known]
    told += ["Resizing:not possible"] if known.get("fixed_size") else []
    return ", ".join(f"{one}:{place}" for place, one in enumerate(told, start=1))


def _html(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")


def _kilograms(variant: PlannedVariant) -> str:
    return _digits(Decimal(variant.weight_mg) / 1_000_000) if variant.weight_mg else ""


def _figure(quantity: int | None) -> str:
    return "" if quantity is None else str(quantity)


def _digits(number: Decimal) -> str:
    """Return a number in plain digits without needless noughts."""
    said = f"{number:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def _entry(value: str) -> str:
    """Return an entry of a list, its own commas marked."""
    return value.replace(",", "\\,")


MOST: Mapping[str, int] = {"shopify": MOST_IN_SHOPIFY, "woocommerce": WOO_ATTRIBUTES, "prestashop": 9}
