"""The product files of a PrestaShop shop: its list or its full file, and the combinations beside it.

Columns as its back office and its import samples write them, in English or French, separated by semicolons;
prices stand without tax, and a combination adds to the price and weight of its product.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from poincon.foundation.addresses import address_of
from poincon.intake.dialects import fields
from poincon.intake.dialects.fields import (
    ATTRIBUTES,
    CATEGORIES,
    SUMMARY,
    VALUES,
    Dialect,
    option_name,
    option_value,
)
from poincon.intake.dialects.taxing import Taxed
from poincon.intake.sheets import Fault, Line, Sheet
from poincon.kernel.amounts import read_net

VIRTUAL, VISIBILITY, FEATURES = "virtual", "visibility", "features"
MORE_PRICE, MORE_WEIGHT = "more price", "more weight"
KILOGRAM = Decimal(1_000_000)
REFUSED = "1"  # stands for a price that cannot be read, in a row that is refused for it
# A marked column ("Name *", "Reference #", "Categories (x,y,z...)") is the column without its mark.
MARK = re.compile(r"\s*(\*|#|\(x,y,z\.*\)|\(0/1\)|\(0 = n[^)]*\)|\([^()]*:position(:customized)?\))\s*\*?$")

# Of what a shop writes of a piece as "Name:Value:Position, …", the measures that have their unit.
MEASURE = re.compile(r"(Height|Hauteur|Width|Largeur)\s*:\s*([0-9]+(?:[.,][0-9]+)?)\s*(mm|cm)", re.IGNORECASE)
WEIGHED = re.compile(r"-?[0-9]{1,9}([.,][0-9]{1,9})?")
NOT_RESIZED = re.compile(r"(?:Resizing|Mise à taille)\s*:\s*(?:not possible|impossible)", re.IGNORECASE)
OTHER = re.compile(r"[^\W\d_][^:,]*:")
MEASURED = {"h": fields.HEIGHT, "w": fields.WIDTH, "l": fields.WIDTH}

SAME_IN_BOTH = {
    fields.SKU: ("reference", "référence"),
    fields.BARCODE: ("ean13", "ean-13"),
    fields.QUANTITY: ("quantity", "quantité"),
    fields.IMAGE: ("image urls", "url des images", "image"),
    fields.IMAGE_ALT: ("image alt texts", "textes alternatifs des images"),
    fields.KEY: ("product id", "id produit", "identifiant produit", "id"),
}
OF_PRODUCTS = SAME_IN_BOTH | {
    fields.TITLE: ("name", "nom"),
    fields.PUBLISHED: ("active", "actif"),
    CATEGORIES: ("categories", "catégories", "category", "catégorie"),
    fields.PRICE: (
        "price tax excluded",
        "price (tax excl.)",
        "prix hors taxe",
        "prix hors taxes",
        "prix ht",
        "prix (ht)",
    ),
    fields.VENDOR: ("manufacturer", "brand", "marque", "fabricant"),
    fields.WEIGHT: ("weight", "poids"),
    SUMMARY: ("summary", "résumé"),
    fields.BODY: ("description",),
    fields.TAGS: ("tags", "mots-clés", "mot-clés"),
    fields.ADDRESS: ("url rewritten", "url réécrite"),
    fields.POLICY: ("out of stock action", "action en cas de rupture de stock"),
    VIRTUAL: ("virtual product", "produit dématérialisé"),
    VISIBILITY: ("visibility", "visibilité"),
    FEATURES: ("feature", "caractéristique"),
}
OF_COMBINATIONS = SAME_IN_BOTH | {
    ATTRIBUTES: ("attribute", "attribut"),
    VALUES: ("value", "valeur"),
    MORE_PRICE: ("impact on price", "impact sur le prix"),
    MORE_WEIGHT: ("impact on weight", "impact sur le poids"),
}

FORMER = _("a former price is computed from the history, never typed (art. L112-1-1)")
TAXED = _("the price with tax is reckoned at the rate of the day")
BOUGHT = _("cost prices and suppliers are kept with purchases")
SENT = _("parcels are this house's own matter")
MADE = _("titles and descriptions of pages are made from the piece")
RULED = _("the house's own rules decide")
NOT_SOLD = _("nothing is sold for downloading")
# Known and left out on purpose, by how the columns begin; any other column is reported as unknown.
LEFT_OUT = {
    **dict.fromkeys(
        ("on sale", "discount", "en solde", "en promo", "remise", "montant de la remise"), FORMER
    ),
    **dict.fromkeys(("price (tax incl.)", "price tax included", "prix ttc", "prix (ttc)"), TAXED),
    **dict.fromkeys(
        ("tax rules", "id règle", "règle de taxes", "ecotax", "écotaxe", "écoparticipation"), TAXED
    ),
    **dict.fromkeys(("wholesale", "prix d'achat", "prix de gros", "supplier", "fournisseur"), BOUGHT),
    **dict.fromkeys(("référence fournisseur", "reference supplier"), BOUGHT),
    **dict.fromkeys(("width", "height", "depth", "largeur", "hauteur", "profondeur"), SENT),
    **dict.fromkeys(("delivery time", "délai de livraison", "additional shipping", "frais de port"), SENT),
    **dict.fromkeys(("meta ", "balise titre"), MADE),
    **dict.fromkeys(("minimal", "quantité minimale", "low stock", "niveau de stock bas", "send me"), RULED),
    **dict.fromkeys(("available", "disponible", "product available", "date de dispo", "show price"), RULED),
    **dict.fromkeys(("afficher le prix", "text when", "libellé", "product creation", "date d'ajout"), RULED),
    **dict.fromkeys(("combination available", "default", "défaut", "position", "image position"), RULED),
    **dict.fromkeys(("delete existing", "supprimer les images", "condition", "unity", "unit price"), RULED),
    **dict.fromkeys(("customizable", "personnalisable", "uploadable", "text fields", "champs texte"), RULED),
    **dict.fromkeys(("file url", "url du fichier", "number of", "nombre de", "expiration"), NOT_SOLD),
    **dict.fromkeys(("id / name of shop", "id / nom de"), _("there is one shop")),
    **dict.fromkeys(("advanced stock", "depends on stock", "warehouse", "entrepôt"), RULED),
    **dict.fromkeys(
        ("acessories", "accessories", "accessoires"), _("what goes together is counted from orders")
    ),
    **dict.fromkeys(("isbn", "upc", "mpn"), _("pieces are known by EAN and article number")),
    "status": _("it tells of the stock, not of what is on show"),
    "feature": _("facts of metals and stones are entered with their proof"),
    "caractéristique": _("facts of metals and stones are entered with their proof"),
}


def why_left_out(column: str) -> str:
    """Return why a known column is not taken, or nothing for an unknown one."""
    name = _bare(column)
    return next((why for start, why in LEFT_OUT.items() if name.startswith(start)), "")


def _bare(column: str) -> str:
    """Return a column's name in small letters, without the mark that tells how its cells are written."""
    return MARK.sub("", re.sub(r"\s+", " ", column.replace("’", "'")).strip().lower())


def _kilogram(_column: str) -> Decimal:
    return KILOGRAM


def _dialect(by_field: Mapping[str, Iterable[str]], needed: Mapping[str, str]) -> Dialect:
    known = {name: field for field, names in by_field.items() for name in names}
    return Dialect(
        system="prestashop",
        name="PrestaShop product",
        needed=needed,
        field_of=lambda column: known.get(_bare(column), ""),
        why_left_out=why_left_out,
        milligrams=_kilogram,
        shown={"1": True, "0": False, "": False},
        endless=frozenset({"1"}),
        decimal_comma=True,
    )


PRODUCTS = _dialect(
    OF_PRODUCTS, {fields.KEY: "Product ID", fields.TITLE: "Name", fields.PRICE: "Price tax excluded"}
)
COMBINATIONS = _dialect(OF_COMBINATIONS, {fields.KEY: "Product ID", ATTRIBUTES: "Attribute", VALUES: "Value"})


def together(products: Sheet, combinations: Sheet | None, taxed: Taxed, offset: int = 0) -> Sheet:
    """Return both files as one sheet, with prices with tax; combinations stand under their product.

    `offset` is the number of lines of the first file, where this is a part of both.
    """
    pairing = _Pairing(products, combinations, taxed, offset)
    lines = tuple(pairing.arranged())
    names = dict(products.names) | {fields.TYPE: products.names.get(CATEGORIES, "")}
    names.setdefault(fields.ADDRESS, names[fields.TITLE])
    names |= dict.fromkeys((fields.HEIGHT, fields.WIDTH, fields.FIXED), names.get(FEATURES, ""))
    whole = replace(products, names=names, lines=lines, notes=tuple(pairing.notes))
    if combinations is None:
        return replace(whole, faults=(*products.faults, *pairing.faults))
    moved = (replace(fault, line=fault.line + pairing.offset) for fault in combinations.faults)
    return replace(
        whole,
        faults=(*products.faults, *moved, *pairing.faults),
        broken=products.broken + combinations.broken,
        second_from=pairing.offset,
        left_out=products.left_out | combinations.left_out,
        unknown=products.unknown | combinations.unknown,
        guessed_letters=products.guessed_letters or combinations.guessed_letters,
    )


class _Pairing:
    """Puts the combinations under their products; the second file's lines are counted after the first's."""

    def __init__(self, products: Sheet, combinations: Sheet | None, taxed: Taxed, offset: int) -> None:
        self.products, self.taxed = products, taxed
        self.faults, self.notes = list[Fault](), list[Fault]()
        told = [line.number for line in products.lines] + [fault.line for fault in products.faults]
        self.offset = offset or max(told, default=0)
        beside = combinations.lines if combinations else ()
        names = combinations.names if combinations else {}
        self.combinations = [Line(line.number + self.offset, line.cells, names) for line in beside]
        self.heads = {line[fields.KEY]: line for line in reversed(products.lines)}

    def arranged(self) -> Iterator[Line]:
        """Yield the products, then the combinations of those that have any."""
        if fields.PUBLISHED not in self.products.names:
            self.notes.append(Fault(1, "shown_not_told"))
        combined = {line[fields.KEY] for line in self.combinations}
        taken = self.products.addresses
        for line in self.products.lines:
            if line[VIRTUAL] == "1":
                self._add(self.faults, line, "not_a_piece", VIRTUAL)
                continue
            cells = self._head(line, taken)
            if line[fields.KEY] not in combined:
                cells |= self._sold(line)
            yield Line(line.number, cells)
            yield from _more_pictures(line)
        for line in self.combinations:
            yield from self._combination(line)

    def _head(self, line: Line, taken: set[str]) -> dict[str, str]:
        named = line[fields.ADDRESS] or line[fields.TITLE]
        if address_of(named) in taken:
            named = f"{named}-{line[fields.KEY]}"
        taken.add(address_of(named))
        return {
            fields.KEY: line[fields.KEY],
            fields.ADDRESS: named,
            fields.TITLE: line[fields.TITLE],
            fields.BODY: "\n\n".join(filter(None, (line[SUMMARY], line[fields.BODY]))),
            fields.VENDOR: line[fields.VENDOR],
            fields.TYPE: " > ".join(_leaves_first(line[CATEGORIES])),
            fields.TAGS: line[fields.TAGS],
            fields.PUBLISHED: "0" if line[VISIBILITY] == "none" else line[fields.PUBLISHED],
            fields.IMAGE: _first(line[fields.IMAGE]),
            fields.IMAGE_ALT: _first(line[fields.IMAGE_ALT]),
            **self._features(line),
        }

    def _features(self, line: Line) -> dict[str, str]:
        """Return the measures that the features of a piece tell; what else they say is noted."""
        said = line[FEATURES]
        cells = {
            MEASURED[name[0].lower()]: _in_mm(value, unit) for name, value, unit in MEASURE.findall(said)
        }
        if NOT_RESIZED.search(said):
            cells[fields.FIXED] = "true"
        if OTHER.search(NOT_RESIZED.sub("", MEASURE.sub("", said))):
            self._add(self.notes, line, "facts_not_read", FEATURES)
        return cells

    def _sold(self, line: Line) -> dict[str, str]:
        copied = (fields.SKU, fields.BARCODE, fields.QUANTITY, fields.POLICY, fields.WEIGHT)
        return {name: line[name] for name in copied} | {fields.PRICE: self._price(line, line)}

    def _price(self, line: Line, head: Line) -> str:
        """Return the price with tax; one that cannot be read is refused, and never taken for one with tax."""
        net = Decimal(0)
        for one, field in ((head, fields.PRICE), (line, MORE_PRICE)):
            found = read_net(one[field], self.taxed.currency, comma=True) if one[field] else Decimal(0)
            if found is None:
                self._add(self.faults, one, "not_a_price", field)
                return REFUSED
            net += found
        if not head[fields.PRICE]:
            return ""
        if self.taxed.is_rounded(net):
            told = f"{net} → {self.taxed.gross(net)}"
            field = MORE_PRICE if line[MORE_PRICE] else fields.PRICE
            column = (line.names or self.products.names).get(field, "")
            self.notes.append(Fault(line.number, "price_rounded", column, told))
        return str(self.taxed.gross(net))

    def _combination(self, line: Line) -> Iterator[Line]:
        head = self.heads.get(line[fields.KEY])
        names = _named(line[ATTRIBUTES])
        values = _positioned(line[VALUES])
        if head is None:
            self._add(self.faults, line, "parent_missing", fields.KEY)
            return
        if len(names) != len(values) or not all(values) or len(names) > fields.MOST_OPTIONS:
            self._add(self.faults, line, "choice_open", VALUES)
        cells = {name: line[name] for name in (fields.KEY, fields.SKU, fields.BARCODE, fields.QUANTITY)}
        cells |= {
            fields.PRICE: self._price(line, head),
            fields.WEIGHT: _weight(head[fields.WEIGHT], line[MORE_WEIGHT]),
            fields.POLICY: head[fields.POLICY],
            fields.VARIANT_IMAGE: _first(line[fields.IMAGE]),
        }
        for place, (name, value) in enumerate(zip(names, values, strict=False), start=1):
            cells |= {option_name(place): name, option_value(place): value}
        yield Line(line.number, cells, self._columns(line))

    def _columns(self, line: Line) -> Mapping[str, str]:
        """Return where the cells of a combination stand: a price that cannot be read may be its product's."""
        own = {fields.PRICE: MORE_PRICE, fields.WEIGHT: MORE_WEIGHT}
        own |= {option_value(place): VALUES for place in range(1, fields.MOST_OPTIONS + 1)}
        return dict(line.names) | {
            field: line.names.get(source, self.products.names.get(field, "")) for field, source in own.items()
        }

    def _add(self, to: list[Fault], line: Line, code: str, field: str) -> None:
        column = (line.names or self.products.names).get(field, "")
        to.append(Fault(line.number, code, column, line[field][:80]))


def _more_pictures(line: Line) -> Iterator[Line]:
    alts = line[fields.IMAGE_ALT].split(",")
    for place, source in enumerate(_listed(line[fields.IMAGE])[1:], start=1):
        cells = {
            fields.KEY: line[fields.KEY],
            fields.IMAGE: source,
            fields.IMAGE_POSITION: str(place),
            fields.IMAGE_ALT: alts[place].strip() if place < len(alts) else "",
        }
        yield Line(line.number, cells)


def _weight(of_product: str, more: str) -> str:
    if all(WEIGHED.fullmatch(said) for said in (of_product, more) if said):
        return str(_decimal(of_product) + _decimal(more)) if of_product or more else ""
    return more or of_product


def _decimal(said: str) -> Decimal:
    return Decimal(said.replace(",", ".")) if said else Decimal(0)


def _in_mm(value: str, unit: str) -> str:
    length = _decimal(value) * (10 if unit.lower() == "cm" else 1)
    return f"{length:f}"


def _listed(cell: str) -> list[str]:
    return [entry.strip() for entry in cell.split(",") if entry.strip()]


def _first(cell: str) -> str:
    return cell.split(",", maxsplit=1)[0].strip()


def _leaves_first(cell: str) -> Iterator[str]:
    """Return the shelves of a list of names or paths ("Bijoux/Bagues"), the nearest first."""
    for path in reversed(_listed(cell)):
        yield from (part.strip() for part in reversed(path.split("/")))


def _named(cell: str) -> list[str]:
    """Return the names of choices written as "Name:type:position, …"."""
    marked = re.findall(r"\s*([^:]+?)\s*:[^:,]*:[0-9]+\s*(?:,|$)", cell)
    return marked or [entry.split(":", maxsplit=1)[0].strip() for entry in _listed(cell)]


def _positioned(cell: str) -> list[str]:
    """Return what is chosen, written as "Value:position, …"; a value may have a comma of its own."""
    marked = re.findall(r"\s*(.*?)\s*:[0-9]+\s*(?:,|$)", cell)
    return marked or _listed(cell)
