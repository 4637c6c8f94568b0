"""Codes of where a block leads: all pieces, a category, a maker, a page of the house, or one piece."""

ALL = "all"
SHELF, BRAND, PAGE, PIECE = "shelf", "brand", "page", "piece"


def code(kind: str, key: str) -> str:
    """Return the code of a place: "shelf:bagues", "brand:maison-x", "page:returns", "piece:CJ-524"."""
    return f"{kind}:{key}"


def parted(link: str) -> tuple[str, str]:
    """Return the kind of a place and what names it."""
    kind, _, key = link.partition(":")
    return kind, key
