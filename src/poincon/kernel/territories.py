"""Which territory an address lies in for its tax, and whether the Union's VAT reaches it.

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
SAME_AS = {"MC": "FR"}

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
# What the territories without a country's code are called, in French and in English.
NAMES = {
    "AT-JM": ("Jungholz et la Kleinwalsertal", "Jungholz and the Kleinwalsertal"),
    "DE-BU": ("Büsingen", "Büsingen"),
    "DE-HL": ("Heligoland", "Heligoland"),
    "GR-69": ("le mont Athos", "Mount Athos"),
    "IT-CI": ("Campione d’Italia", "Campione d’Italia"),
    "IT-LI": ("Livigno", "Livigno"),
    "PT-20": ("Açores", "Azores"),
    "PT-30": ("Madère", "Madeira"),
    "XI": ("Irlande du Nord", "Northern Ireland"),
}


def part_of(country: str, postcode: str) -> str:
    """Return the code of the place in which a postcode lies; its country's where nothing sets it apart."""
    bare = re.sub(r"[\s-]", "", postcode).upper()
    return next((code for start, code in PARTS.get(country, ()) if re.match(start, bare)), country)


def territory(country: str, postcode: str = "") -> str:
    """Return the code of the tax territory of an address."""
    found = part_of(country, postcode)
    return SAME_AS.get(found, found)


def is_in_vat_area(code: str) -> bool:
    """Tell whether goods sent to a territory stay where the Union's VAT reaches."""
    return code in VAT_AREA
