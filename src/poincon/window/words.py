"""The names of what a listing is filtered by, in the page's language, and the words a kind is found by."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import format_currency, get_currency_symbol
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from poincon.catalogue import queries as catalogue
from poincon.catalogue import rules
from poincon.design import words as spelling
from poincon.foundation import wording
from poincon.window.rules import facets
from poincon.window.states import Group, Sort

GROUPS = {
    Group.KIND: gettext_lazy("Kind"),
    Group.SIZE: pgettext_lazy("filter", "Size"),
    Group.LENGTH: pgettext_lazy("filter", "Length"),
    Group.METAL: gettext_lazy("Metal"),
    Group.FINENESS: gettext_lazy("Fineness"),
    Group.COLOUR: pgettext_lazy("filter", "Colour"),
    Group.STONE: gettext_lazy("Stone"),
    Group.PRICE: gettext_lazy("Price"),
    Group.BRAND: pgettext_lazy("filter", "Brand"),
    Group.STOCK: gettext_lazy("Availability"),
    Group.MAKING: gettext_lazy("Made for you"),
}
SORTS = {
    Sort.NEWEST: gettext_lazy("Newest first"),
    Sort.CHEAPEST: gettext_lazy("Price, low to high"),
    Sort.DEAREST: gettext_lazy("Price, high to low"),
    Sort.NAME: gettext_lazy("Name, A to Z"),
}
BEST_MATCH = gettext_lazy("Best match first")
FINGER = frozenset({"Taille", "Size"})
# Which measure of somebody chooses the size of a piece of that kind.
MEASURED = {"ring": "ring", "bracelet": "bracelet", "necklace": "chain", "pendant": "chain"}
KINDS = {
    "ring": gettext_lazy("Rings"),
    "earrings": gettext_lazy("Earrings"),
    "necklace": gettext_lazy("Necklaces"),
    "pendant": gettext_lazy("Pendants"),
    "bracelet": gettext_lazy("Bracelets"),
    "watch": gettext_lazy("Watches"),
    "brooch": gettext_lazy("Brooches"),
    "other": gettext_lazy("Other pieces"),
}
FACTS = {
    "metal": gettext_lazy("Metal"),
    "mark": gettext_lazy("Marks"),
    "stone": gettext_lazy("Stones and pearls"),
    "material": gettext_lazy("Also"),
    "measure": gettext_lazy("Measures"),
    "resizing": gettext_lazy("Another size later"),
    "weight": gettext_lazy("Weight"),
    "reference": gettext_lazy("Reference"),
}
CARATS = {"375": 9, "585": 14, "750": 18, "916": 22}
COLOURS = {
    "yellow": pgettext_lazy("colour of a metal", "Yellow"),
    "rose": pgettext_lazy("colour of a metal", "Rose"),
    "white": pgettext_lazy("colour of a metal", "White"),
    "black": pgettext_lazy("colour of a metal", "Black"),
}
STATES = {
    "in_stock": pgettext_lazy("availability", "In stock"),
    "restocking": pgettext_lazy("availability", "Being restocked"),
    "sold_out": pgettext_lazy("availability", "Sold out"),
}
MAKINGS = {
    "engraving": pgettext_lazy("made for the wearer", "To engrave"),
    "measure": pgettext_lazy("made for the wearer", "To your measure"),
}
METALS = {
    "gold": pgettext_lazy("metal", "Gold"),
    "silver": pgettext_lazy("metal", "Silver"),
    "platinum": pgettext_lazy("metal", "Platinum"),
    "vermeil": pgettext_lazy("metal", "Vermeil"),
    "plated-gold": pgettext_lazy("metal", "Gold-plated"),
    "plated-silver": pgettext_lazy("metal", "Silver-plated"),
    "plated-platinum": pgettext_lazy("metal", "Platinum-plated"),
    "tinted-gold": pgettext_lazy("metal", "Gold-tone"),
    "tinted-silver": pgettext_lazy("metal", "Silver-tone"),
    "tinted-platinum": pgettext_lazy("metal", "Platinum-tone"),
    "steel": pgettext_lazy("metal", "Steel"),
    "brass": pgettext_lazy("metal", "Brass"),
    "bronze": pgettext_lazy("metal", "Bronze"),
    "copper": pgettext_lazy("metal", "Copper"),
    "titanium": pgettext_lazy("metal", "Titanium"),
    "tungsten": pgettext_lazy("metal", "Tungsten"),
    "zamak": pgettext_lazy("metal", "Zamak"),
    "common": pgettext_lazy("metal", "Metal"),
}


def speaking() -> str:
    """Return the two-letter code of the page's language."""
    return (get_language() or "fr")[:2]


@lru_cache(maxsize=4096)
def label(group: Group, value: str, language: str, currency: str, own: str = "") -> str:
    """Return how a filter's value is said; `own` is the label that the value brings along, as brands do."""
    if own or group is Group.BRAND:
        return own or value
    if group is Group.PRICE:
        return price_band(value, currency, language)
    if group is Group.STONE:
        return stone(value, language)
    if group is Group.SIZE:
        return ring_size(value, language)
    if group is Group.LENGTH:
        return length(value, language)
    if group is Group.FINENESS:
        return fineness(value)
    return str(_names(group).get(value, value))


def _names(group: Group) -> Mapping[str, object]:
    named = {
        Group.KIND: KINDS,
        Group.METAL: METALS,
        Group.COLOUR: COLOURS,
        Group.STOCK: STATES,
        Group.MAKING: MAKINGS,
    }
    return named.get(group, {})


def stone(value: str, language: str) -> str:
    """Say a stone from its code: "diamond.synthetic" is a "Diamant synthétique", "diamond" a natural one."""
    species, _dot, nature = value.partition(".")
    return capfirst(catalogue.stone_label(species, nature or "natural", language)) or value


def ring_size(value: str, language: str) -> str:
    """Say a circumference in millimetres on the house's own scale: "54", "US 6¾ (54 mm)"."""
    scale = catalogue.house_scale()
    return rules.choice_parts(Decimal(value), None, (), language, scale)[0][1] if _number(value) else value


def _number(value: str) -> bool:
    return value.replace(".", "", 1).isdigit()


def length(value: str, language: str) -> str:
    """Say a length kept in millimetres: "42 cm"."""
    return f"{spelling.number(int(value) / 10, language)}{spelling.TIE}cm" if value.isdigit() else value


def fineness(value: str) -> str:
    """Say a fineness in thousandths, with the carats that people know of gold: "750 ‰ (18 carats)"."""
    carats = CARATS.get(value)
    said = f"{value}{spelling.TIE}‰"
    return _("%(fineness)s (%(carats)s carats)") % {"fineness": said, "carats": carats} if carats else said


def whole(amount: int, currency: str, language: str) -> str:
    """Say a round amount without its cents: "1 000 €"."""
    locale = Locale.parse(spelling.locale_of(language))
    pattern = locale.currency_formats["standard"].pattern.partition(";")[0].replace("0.00", "0")
    return format_currency(amount, currency, format=pattern, currency_digits=False, locale=locale)


@lru_cache
def sign(currency: str) -> str:
    """Return the sign of a currency: "€"."""
    return get_currency_symbol(currency, locale=spelling.locale_of("fr"))


def price_band(value: str, currency: str, language: str) -> str:
    """Say a band of prices: "100 € à 250 €"."""
    try:
        low, high = facets.bounds(value)
    except ValueError:
        return value
    said = [whole(edge, currency, language) for edge in (low, high or 0)]
    if not low:
        return _("Under %(high)s") % {"high": said[1]}
    if high is None:
        return _("%(low)s and more") % {"low": said[0]}
    return _("%(low)s to %(high)s") % {"low": said[0], "high": said[1]}


def price_to(high: int, currency: str, language: str) -> str:
    """Say the highest price that was asked, itself included: "up to 250 €"."""
    return _("Up to %(high)s") % {"high": whole(high, currency, language)}


def no_amount(typed: Iterable[str], currency: str) -> str:
    """Say that what was typed as a price is none; empty where nothing was."""
    said = next(iter(typed), "")
    told = {"typed": said, "example": whole(1_500, currency, speaking())}
    return _("“%(typed)s” is not an amount: write it in figures, such as %(example)s.") % told if said else ""


def found(total: int) -> str:
    """Say how many pieces a listing has."""
    if not total:
        return _("No piece")
    return ngettext("%(total)s piece", "%(total)s pieces", total) % {
        "total": spelling.number(total, speaking())
    }


def see(total: int) -> str:
    """Say what the button of a phone's filters leads to."""
    if not total:
        return _("No piece has all of this at once")
    return ngettext("See %(total)s piece", "See %(total)s pieces", total) % {
        "total": spelling.number(total, speaking())
    }


def suggestions(total: int) -> str:
    """Say how many suggestions there are, for those who do not see them."""
    if not total:
        return _("No suggestion")
    return ngettext("%(total)s suggestion", "%(total)s suggestions", total) % {"total": total}


def legend(variants: Sequence[Sequence[tuple[str, str]]], *, makers_sizes: bool = False) -> str:
    """Return what the choice between variants is about: a finger, a length, or whatever one option names.

    A finger in millimetres is not what the `makers_sizes` say (R019).
    """
    names = {tuple(name for name, _value in parts) for parts in variants}
    if len(names) != 1 or len(only := names.pop()) != 1:
        return _("Your choice")
    if only[0] in FINGER and not makers_sizes and catalogue.house_scale() == "FR":
        return _("Finger size, inner circumference in mm")
    return only[0]


wording.register("piece_withdrawn", gettext_lazy("This piece is no longer made."))
