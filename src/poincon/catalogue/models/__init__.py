"""Tables of the catalogue; the database itself refuses facts that cannot be."""

from poincon.catalogue.models.engraving import MOST_LINES, MOST_SIGNS, Engraving
from poincon.catalogue.models.makers import Brand, Category, Supplier, ring_alone
from poincon.catalogue.models.papers import Certificate, TestReport
from poincon.catalogue.models.pieces import FormerAddress, MetalPart, Piece, Shortcoming, Stone
from poincon.catalogue.models.seeking import ACCENTED, BARE, MARKS, sought
from poincon.catalogue.models.variants import Media, Variant

__all__ = [
    "ACCENTED",
    "BARE",
    "MARKS",
    "MOST_LINES",
    "MOST_SIGNS",
    "Brand",
    "Category",
    "Certificate",
    "Engraving",
    "FormerAddress",
    "Media",
    "MetalPart",
    "Piece",
    "Shortcoming",
    "Stone",
    "Supplier",
    "TestReport",
    "Variant",
    "ring_alone",
    "sought",
]
