"""The product file of a WooCommerce shop, with English or French columns.

Columns and cells as its exporter writes them: variations follow their parent by "id:12" or article number,
lists are separated by commas with "\\," for a comma that belongs to a name, paths of shelves by " > ".
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from poincon.foundation.addresses import address_of
from poincon.intake.dialects import fields
from poincon.intake.dialects.fields import CATEGORIES, SUMMARY, Dialect, option_name, option_value
from poincon.intake.sheets import Fault, Line, Sheet

NUMBER, KIND, PARENT = "number", "kind", "parent"
VISIBILITY, IN_STOCK = "visibility", "in stock"
# The name of each field, in English and in French.
BY_FIELD = {
    NUMBER: ("ID", "Identifiant"),
    KIND: ("Type",),
    fields.SKU: ("SKU", "UGS"),
    fields.BARCODE: ("GTIN, UPC, EAN, or ISBN", "GTIN, UPC, EAN ou ISBN"),
    fields.TITLE: ("Name", "Nom"),
    fields.PUBLISHED: ("Published", "Publié"),
    VISIBILITY: ("Visibility in catalog", "Visibilité dans le catalogue"),
    SUMMARY: ("Short description", "Description courte"),
    fields.BODY: ("Description",),
    IN_STOCK: ("In stock?", "En stock ?"),
    fields.QUANTITY: ("Stock",),
    fields.POLICY: ("Backorders allowed?", "Autoriser les commandes de produits en rupture ?"),
    fields.PRICE: ("Regular price", "Tarif régulier"),
    CATEGORIES: ("Categories", "Catégories"),
    fields.TAGS: ("Tags", "Étiquettes"),
    fields.IMAGE: ("Images",),
    PARENT: ("Parent",),
    fields.VENDOR: ("Brands", "Marques"),
    fields.HEIGHT: ("Meta: height_mm", "Méta : height_mm"),
    fields.WIDTH: ("Meta: width_mm", "Méta : width_mm"),
    fields.FIXED: ("Meta: fixed_size", "Méta : fixed_size"),
}
COLUMNS = {name: field for field, names in BY_FIELD.items() for name in names}
NEEDED = (KIND, fields.TITLE, fields.PRICE)
MILLIGRAMS = {
    "g": Decimal(1000),
    "kg": Decimal(1_000_000),
    "lbs": Decimal("453592.37"),
    "oz": Decimal("28349.523125"),
}
WEIGHT = re.compile(r"(?:Weight|Poids) \((kg|g|lbs|oz)\)")
OPTION_NAME = re.compile(r"(?:Attribute ([1-9]) name|Nom de l'attribut ([1-9]))")
OPTION_VALUE = re.compile(r"(?:Attribute ([1-9]) value\(s\)|Valeur\(s\) de l'attribut ([1-9]))")

FORMER = _("a former price is computed from the history, never typed (art. L112-1-1)")
TAXED = _("prices include tax, by country and date")
SENT = _("parcels are this house's own matter")
RULED = _("the house's own rules decide")
# Known and left out on purpose, by how the columns begin; any other column is reported as unknown.
LEFT_OUT = {
    "Sale price": FORMER,
    "Tarif promo": FORMER,
    "Date sale price": FORMER,
    "Date de début de promo": FORMER,
    "Date de fin de promo": FORMER,
    "Tax ": TAXED,
    "État de la TVA": TAXED,
    "Classe de TVA": TAXED,
    "Length (": SENT,
    "Width (": SENT,
    "Height (": SENT,
    "Longueur (": SENT,
    "Largeur (": SENT,
    "Hauteur (": SENT,
    "Shipping class": SENT,
    "Classe d'expédition": SENT,
    "Is featured?": _("the home page is arranged at the desk"),
    "Mis en avant ?": _("the home page is arranged at the desk"),
    "Low stock amount": RULED,
    "Montant de stock faible": RULED,
    "Sold individually?": RULED,
    "Vendre individuellement ?": RULED,
    "Allow customer reviews?": RULED,
    "Autoriser les avis clients ?": RULED,
    "Purchase note": _("mails have words of their own"),
    "Note de commande": _("mails have words of their own"),
    "Download ": _("nothing is sold for downloading"),
    "Limite de téléchargement": _("nothing is sold for downloading"),
    "Jours d'expiration du téléchargement": _("nothing is sold for downloading"),
    "Grouped products": _("pieces are sold one by one"),
    "Groupes de produits": _("pieces are sold one by one"),
    "Upsells": _("what goes together is counted from orders"),
    "Produits suggérés": _("what goes together is counted from orders"),
    "Cross-sells": _("what goes together is counted from orders"),
    "Ventes croisées": _("what goes together is counted from orders"),
    "External URL": _("everything is sold here"),
    "URL externe": _("everything is sold here"),
    "Button text": _("everything is sold here"),
    "Libellé du bouton": _("everything is sold here"),
    "Position": _("pieces have an order of their own"),
    "Meta: ": _("only what the shop system itself writes is read"),
    "Méta\N{NO-BREAK SPACE}: ": _("only what the shop system itself writes is read"),
    "Méta : ": _("only what the shop system itself writes is read"),
    "Attribute ": _("the names and values of the choices are enough"),
    "Attribut ": _("the names and values of the choices are enough"),
}
NOT_PIECES = frozenset({"grouped", "external", "virtual", "downloadable"})


def field_of(column: str) -> str:
    """Return the field that a column stands for, in either language, or nothing."""
    name = _straight(column)
    if WEIGHT.fullmatch(name):
        return fields.WEIGHT
    for pattern, field in ((OPTION_NAME, option_name), (OPTION_VALUE, option_value)):
        if found := pattern.fullmatch(name):
            return field(int(found[1] or found[2]))
    return COLUMNS.get(name, "")


def why_left_out(column: str) -> str:
    """Return why a known column is not taken, or nothing for an unknown one."""
    name = _straight(column)
    return next((why for start, why in LEFT_OUT.items() if name.startswith(start)), "")


def _straight(column: str) -> str:
    """Return a column's name with the plain apostrophe and space, whichever the shop's language has."""
    return re.sub(r"[\u00a0\u202f]", " ", column.replace("’", "'"))


def milligrams(column: str) -> Decimal:
    """Return what one unit of the weights weighs, which their column tells."""
    found = WEIGHT.fullmatch(_straight(column))
    return MILLIGRAMS[found[1]] if found else Decimal(1000)


def arranged(sheet: Sheet) -> Sheet:
    """Return the rows piece by piece, each variation with the key, weight and tax of its parent's row."""
    family = _Family(sheet)
    lines = [line for row in sheet.lines for line in family.arranged(row)]
    names = dict(sheet.names)
    names |= {fields.ADDRESS: names[fields.TITLE], fields.KEY: names.get(NUMBER) or names.get(fields.SKU, "")}
    names |= {fields.TYPE: names.get(CATEGORIES, "")}
    faults = (*sheet.faults, *family.faults)
    broken = tuple(Line(row.number, {fields.KEY: family.key_of(row)}) for row in sheet.broken)
    whole = replace(sheet, names=names, lines=tuple(lines), faults=faults, broken=broken)
    return replace(whole, notes=tuple(family.notes))


def families(rows: Iterable[Mapping[str, str]]) -> Callable[[Mapping[str, str]], str]:
    """Return what tells which piece a row belongs to: a variation may name its piece by number or article."""
    numbers = {
        row[fields.SKU]: f"id:{row[NUMBER]}"
        for row in rows
        if row.get(fields.SKU) and row.get(NUMBER) and "variation" not in row.get(KIND, "").lower()
    }

    def of(row: Mapping[str, str]) -> str:
        if "variation" in row.get(KIND, "").lower():
            parent = row.get(PARENT, "").strip()
            return numbers.get(parent, parent)
        number = row.get(NUMBER, "")
        return f"id:{number}" if number else row.get(fields.SKU, "")

    return of


@dataclass(frozen=True, slots=True)
class _Head:
    """The row of a piece, its key and what its address is made from."""

    row: Line
    key: str
    named: str


class _Family:
    """Knows the pieces of a file, and puts the rows of their variations under them."""

    def __init__(self, sheet: Sheet) -> None:
        self.names: Mapping[str, str] = sheet.names
        self.faults, self.notes = list[Fault](), list[Fault]()
        self.heads: dict[str, _Head] = {}
        taken = sheet.addresses
        for row in sheet.lines:
            if "variation" not in _kinds(row):
                self._add(row, taken)

    def _add(self, row: Line, taken: set[str]) -> None:
        """Know a piece by its number and its article number; of two with one name, one bears its key too."""
        key = row[NUMBER] or row[fields.SKU]
        named = row[fields.TITLE]
        if address_of(named) in taken and key:
            named = f"{named}-{key}"
        taken.add(address_of(named))
        head = _Head(row, key, named)
        for known in (f"id:{row[NUMBER]}" if row[NUMBER] else "", row[fields.SKU]):
            if known:
                self.heads.setdefault(known, head)

    def key_of(self, row: Line) -> str:
        """Return the key of the piece that a row, whole or not, belongs to, as far as it says."""
        head = self.heads.get(row[PARENT])
        return head.key if head else row[NUMBER] or row[fields.SKU]

    def arranged(self, row: Line) -> Iterator[Line]:
        """Yield the lines that a row stands for; one that is no piece says why, and is none."""
        kinds = _kinds(row)
        if kinds & NOT_PIECES or not kinds & {"simple", "variable", "variation"}:
            self._refuse(row, "not_a_piece", KIND)
        elif "variation" in kinds:
            yield from self._variation(row)
        else:
            yield from self._piece(row, variable="variable" in kinds)

    def _piece(self, row: Line, *, variable: bool) -> Iterator[Line]:
        known = self.heads.get(f"id:{row[NUMBER]}" if row[NUMBER] else row[fields.SKU])
        cells = self._head_cells(row, known)
        if not variable:
            cells |= self._sold(row) | self._choices_of_one(row)
        yield Line(row.number, cells)
        yield from self._more_pictures(row, cells[fields.KEY])

    def _head_cells(self, row: Line, known: _Head | None) -> dict[str, str]:
        body = "\n\n".join(filter(None, (row[SUMMARY], row[fields.BODY]))).replace("\\n", "\n")
        hidden = row[VISIBILITY] == "hidden" and row[fields.PUBLISHED] == "1"
        if hidden:
            self._note(row, "hidden_stays_off", VISIBILITY)
        return {
            fields.KEY: known.key if known else "",
            fields.ADDRESS: known.named if known else "",
            fields.TITLE: row[fields.TITLE],
            fields.BODY: body,
            fields.VENDOR: next(iter(_listed(row[fields.VENDOR])), ""),
            fields.TYPE: " > ".join(_leaves_first(row[CATEGORIES])),
            fields.TAGS: row[fields.TAGS],
            fields.PUBLISHED: "0" if hidden else row[fields.PUBLISHED],
            fields.IMAGE: next(iter(_listed(row[fields.IMAGE])), ""),
            **{name: row[name] for name in (fields.HEIGHT, fields.WIDTH, fields.FIXED)},
        }

    def _sold(self, row: Line, head: Line | None = None) -> dict[str, str]:
        """Return what belongs to what is sold; a variation's empty weight and notice are its parent's."""
        cells = {name: row[name] for name in (fields.SKU, fields.PRICE, fields.BARCODE)}
        for name in (fields.WEIGHT, fields.POLICY):
            cells[name] = row[name] or (head[name] if head else "")
        return cells | {fields.QUANTITY: self._quantity(row)}

    def _quantity(self, row: Line) -> str:
        """Return the pieces counted; what is not counted for itself has no figure, and says so."""
        said = row[fields.QUANTITY]
        if said == "parent" or (not said and row[IN_STOCK] not in {"", "0"}):
            self._note(row, "stock_not_counted", fields.QUANTITY if said else IN_STOCK)
            return ""
        return said

    def _choices_of_one(self, row: Line) -> dict[str, str]:
        """Return what a piece without variations says of itself; a list is nothing to choose from."""
        cells = dict[str, str]()
        for place in range(1, fields.MOST_OPTIONS + 1):
            values = _listed(row[option_value(place)])
            if len(values) == 1:
                cells |= {option_name(place): row[option_name(place)], option_value(place): values[0]}
            elif values:
                self._note(row, "not_a_choice", option_value(place))
        return cells

    def _variation(self, row: Line) -> Iterator[Line]:
        head = self.heads.get(row[PARENT])
        if head is None:
            self._refuse(row, "parent_missing", PARENT)
        elif row[fields.PUBLISHED] == "0":
            self._note(row, "not_offered", fields.PUBLISHED)
        else:
            if not row[fields.PRICE]:
                self._refuse(row, "price_missing", fields.PRICE)
            picture = next(iter(_listed(row[fields.IMAGE])), "")
            cells = {fields.KEY: head.key, fields.VARIANT_IMAGE: picture}
            yield Line(row.number, cells | self._sold(row, head.row) | self._chosen(row))

    def _chosen(self, row: Line) -> dict[str, str]:
        cells = dict[str, str]()
        for place in range(1, fields.MOST_OPTIONS + 1):
            name, value = row[option_name(place)], row[option_value(place)].replace("\\,", ",")
            if name and not value:
                self._refuse(row, "choice_open", option_value(place))
            cells |= {option_name(place): name, option_value(place): value}
        return cells

    def _more_pictures(self, row: Line, key: str) -> Iterator[Line]:
        for place, source in enumerate(_listed(row[fields.IMAGE])[1:], start=1):
            cells = {fields.KEY: key, fields.IMAGE: source, fields.IMAGE_POSITION: str(place)}
            yield Line(row.number, cells)

    def _refuse(self, row: Line, code: str, field: str) -> None:
        self.faults.append(Fault(row.number, code, self.names.get(field, ""), row[field][:80]))

    def _note(self, row: Line, code: str, field: str) -> None:
        self.notes.append(Fault(row.number, code, self.names.get(field, ""), row[field][:80]))


def _kinds(row: Line) -> set[str]:
    return {word.strip().lower() for word in row[KIND].split(",")}


def _listed(cell: str) -> list[str]:
    """Return the entries of a list, those with a comma of their own whole."""
    return [entry.strip().replace("\\,", ",") for entry in re.split(r"(?<!\\),", cell) if entry.strip()]


def _leaves_first(cell: str) -> Iterable[str]:
    """Return the shelves of a list of paths, in each path the nearest one first."""
    for path in _listed(cell):
        yield from (part.strip() for part in reversed(path.split(">")))


WOOCOMMERCE = Dialect(
    system="woocommerce",
    name="WooCommerce product",
    needed={field: BY_FIELD[field][0] for field in NEEDED},
    field_of=field_of,
    why_left_out=why_left_out,
    milligrams=milligrams,
    arranged=arranged,
    families=families,
    shown={"1": True, "0": False, "-1": False, "": False},
    endless=frozenset({"1", "notify"}),
    decimal_comma=True,
)
