"""Which territory an address lies in for its tax and for its parcels, and whether the Union's VAT reaches it.

Directive 2006/112/EC: art. 5 and 6 (the Union's VAT area and what is left out of it), art. 7 (Monaco counts
as France); for goods, the Windsor Framework (Northern Ireland counts as a member state, by the code XI).
Which postcodes lie where comes from the posts of each country. A territory bears the code of its country;
one that shares its country's code bears that of ISO 3166-2, or, where there is none, one of ours.
"""

import re

UNION = frozenset(
    {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"}
    | {"IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"}
)
# Within the area, with a rate of their own.
REGIONS = frozenset({"AT-JM", "PT-20", "PT-30", "XI"})
VAT_AREA = UNION | REGIONS
SAME_AS = {"MC": "FR", "ES-IB": "ES", "FR-20R": "FR", "IT-82": "IT", "IT-88": "IT"}

# Beginnings of postcodes, as they are written under the country's code, and the territory that lies there.
PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "AT": (("6691", "AT-JM"), ("699[123]", "AT-JM")),
    "DE": (("27498", "DE-HL"), ("78266", "DE-BU")),
    "DK": (("39", "GL"),),
    "ES": (("3[58]", "IC"), ("5[12]", "EA")),
    "FI": (("22", "AX"),),
    "FR": (
        *(("971", "GP"), ("972", "MQ"), ("973", "GF"), ("974", "RE"), ("975", "PM"), ("976", "YT")),
        *(("977", "BL"), ("978", "MF"), ("980", "MC"), ("984", "TF"), ("986", "WF"), ("987", "PF")),
        ("988", "NC"),
    ),
    "GB": (("BT", "XI"), ("GY", "GG"), ("IM", "IM"), ("JE", "JE")),
    "GR": (("6308[67]", "GR-69"),),
    "IT": (("22061", "IT-CI"), ("23041", "IT-LI")),
    "PT": (("9[0-4]", "PT-30"), ("9[5-9]", "PT-20")),
}
# Islands that are taxed as their country is, yet that carriers often reach at other days and prices.
ISLANDS: dict[str, tuple[tuple[str, str], ...]] = {
    "ES": (("07", "ES-IB"),),
    "FR": (("20", "FR-20R"),),
    "IT": (("0[789]", "IT-88"), ("9[0-8]", "IT-82")),
}
# Whose addresses those of a territory are, where its code is neither a country's nor begins with one.
POSTED_IN = {"EA": "ES", "IC": "ES", "XI": "GB"}
# What the territories without a country's code are called, in French and in English.
NAMES = {
    "AT-JM": ("Jungholz et la Kleinwalsertal", "Jungholz and the Kleinwalsertal"),
    "DE-BU": ("Büsingen", "Büsingen"),
    "DE-HL": ("Heligoland", "Heligoland"),
    "ES-IB": ("Baléares", "the Balearic Islands"),
    "FR-20R": ("Corse", "Corsica"),
    "GR-69": ("le mont Athos", "Mount Athos"),
    "IT-82": ("Sicile", "Sicily"),
    "IT-88": ("Sardaigne", "Sardinia"),
    "IT-CI": ("Campione d’Italia", "Campione d’Italia"),
    "IT-LI": ("Livigno", "Livigno"),
    "PT-20": ("Açores", "Azores"),
    "PT-30": ("Madère", "Madeira"),
    "XI": ("Irlande du Nord", "Northern Ireland"),
}


def part_of(country: str, postcode: str) -> str:
    """Return the code of the place in which a postcode lies; its country's where nothing sets it apart."""
    return _lies_in(PARTS, country, postcode)


def places_of(country: str, postcode: str = "") -> tuple[str, ...]:
    """Return the places in which a postcode lies for its parcels, the smallest first.

    Where other taxes and tariffs hold is no part of its country here (Guadeloupe, the Canaries, Jersey); an
    island that only carriers set apart is (Corsica), and so is a region with a rate of its own (Madeira).
    """
    part = part_of(country, postcode)
    if part != country and not is_in_vat_area(part):
        return (part,)
    apart = (_lies_in(ISLANDS, country, postcode), part)
    return (*(place for place in apart if place != country), country)


def posted_in(place: str) -> str:
    """Return the code of the country under which an address in a place is written: its own, or another's."""
    return POSTED_IN.get(place, place.partition("-")[0])


def territory(country: str, postcode: str = "") -> str:
    """Return the code of the tax territory of an address."""
    found = part_of(country, postcode)
    return SAME_AS.get(found, found)


def _lies_in(parts: dict[str, tuple[tuple[str, str], ...]], country: str, postcode: str) -> str:
    bare = re.sub(r"[\s-]", "", postcode).upper()
    return next((code for start, code in parts.get(country, ()) if re.match(start, bare)), country)


def is_in_vat_area(code: str) -> bool:
    """Tell whether goods sent to a territory stay where the Union's VAT reaches."""
    return code in VAT_AREA
