"""Product files as WooCommerce writes them, in both languages: headers of an export, and rows of our own."""

import csv
import io

ENGLISH = [
    "ID",
    "Type",
    "SKU",
    "GTIN, UPC, EAN, or ISBN",
    "Name",
    "Published",
    "Is featured?",
    "Visibility in catalog",
    "Short description",
    "Description",
    "Date sale price starts",
    "Date sale price ends",
    "Tax status",
    "Tax class",
    "In stock?",
    "Stock",
    "Low stock amount",
    "Backorders allowed?",
    "Sold individually?",
    "Weight (kg)",
    "Length (cm)",
    "Width (cm)",
    "Height (cm)",
    "Allow customer reviews?",
    "Purchase note",
    "Sale price",
    "Regular price",
    "Categories",
    "Tags",
    "Shipping class",
    "Images",
    "Download limit",
    "Download expiry days",
    "Parent",
    "Grouped products",
    "Upsells",
    "Cross-sells",
    "External URL",
    "Button text",
    "Position",
    "Brands",
    "Attribute 1 name",
    "Attribute 1 value(s)",
    "Attribute 1 visible",
    "Attribute 1 global",
    "Attribute 2 name",
    "Attribute 2 value(s)",
    "Attribute 2 visible",
    "Attribute 2 global",
]
FRENCH = [
    "ID",
    "Type",
    "UGS",
    "GTIN, UPC, EAN ou ISBN",
    "Nom",
    "Publié",
    "Mis en avant\u00a0?",
    "Visibilité dans le catalogue",
    "Description courte",
    "Description",
    "Date de début de promo",
    "Date de fin de promo",
    "État de la TVA",
    "Classe de TVA",
    "En stock\u00a0?",
    "Stock",
    "Montant de stock faible",
    "Autoriser les commandes de produits en rupture\u00a0?",
    "Vendre individuellement\u00a0?",
    "Poids (kg)",
    "Longueur (cm)",
    "Largeur (cm)",
    "Hauteur (cm)",
    "Autoriser les avis clients\u00a0?",
    "Note de commande",
    "Tarif promo",
    "Tarif régulier",
    "Catégories",
    "Étiquettes",
    "Classe d’expédition",
    "Images",
    "Limite de téléchargement",
    "Jours d’expiration du téléchargement",
    "Parent",
    "Groupes de produits",
    "Produits suggérés",
    "Ventes croisées",
    "URL externe",
    "Libellé du bouton",
    "Position",
    "Marques",
    "Nom de l’attribut 1",
    "Valeur(s) de l’attribut 1 ",
    "Attribut 1 visible",
    "Attribut 1 global",
    "Nom de l’attribut 2",
    "Valeur(s) de l’attribut 2 ",
    "Attribut 2 visible",
    "Attribut 2 global",
]
PLACES = {name: place for place, name in enumerate(ENGLISH)}
SIMPLE = {"Type": "simple", "Published": "1", "In stock?": "1", "Stock": "3", "Regular price": "42.99"}
VARIABLE = {"Type": "variable", "Published": "1", "In stock?": "1"}
VARIATION = {"Type": "variation", "Published": "1", "In stock?": "1", "Stock": "1", "Regular price": "40"}

type Cells = dict[str, str]


def simple(number: str, **cells: str) -> Cells:
    """Return the row of a piece without variations; `cells` by English names, "_" for what is no letter."""
    return SIMPLE | {"ID": number, "Name": "Bague Lune", "Categories": "Bagues"} | _named(cells)


def variable(number: str, **cells: str) -> Cells:
    """Return the row of a piece with variations."""
    return VARIABLE | {"ID": number, "Name": "Bague Lune", "Categories": "Bagues"} | _named(cells)


def variation(number: str, parent: str, **cells: str) -> Cells:
    """Return the row of a variation."""
    return VARIATION | {"ID": number, "Parent": parent, "Name": "Bague Lune"} | _named(cells)


def _named(cells: Cells) -> Cells:
    short = {"".join(letter if letter.isalnum() else "_" for letter in name): name for name in ENGLISH}
    return {short[name]: value for name, value in cells.items()}


def written(*rows: Cells, header: list[str] = ENGLISH) -> bytes:
    """Return a file of these rows under an English or a French header."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in ENGLISH] for row in rows)
    return file.getvalue().encode("utf-8-sig")
