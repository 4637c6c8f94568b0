"""Addresses of pieces, shelves and brands: what a name becomes in the path of a page."""

import re

from django.utils.text import slugify

SPELT = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
OWNED = re.compile(r"(?<=\w)['’](?=s\b)")
ELIDED = re.compile(r"['’]")


def address_of(name: str) -> str:
    """Return the small letters, figures and hyphens that stand for a name; empty where nothing of it can be.

    "Cœurs et nœuds d’été" becomes "coeurs-et-noeuds-d-ete", "Tiger’s eye" "tigers-eye".
    """
    spelt = name.lower().translate(SPELT)
    return slugify(ELIDED.sub("-", OWNED.sub("", spelt)))
