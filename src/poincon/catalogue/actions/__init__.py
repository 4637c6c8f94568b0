"""What can be done with pieces. Every change of what is shown recomputes the piece's words."""

from poincon.catalogue.actions.life import publish, unpublish, withdraw
from poincon.catalogue.actions.many import NewPiece, create_many
from poincon.catalogue.actions.pieces import create_piece, edit_piece
from poincon.catalogue.actions.shelves import add_brand, add_category, add_supplier, edit_brand
from poincon.catalogue.actions.variants import add_variant, edit_variant, retire_variant, set_media
from poincon.catalogue.fitness import PieceUnfit
from poincon.catalogue.uniqueness import Taken

__all__ = [
    "NewPiece",
    "PieceUnfit",
    "Taken",
    "add_brand",
    "add_category",
    "add_supplier",
    "add_variant",
    "create_many",
    "create_piece",
    "edit_brand",
    "edit_piece",
    "edit_variant",
    "publish",
    "retire_variant",
    "set_media",
    "unpublish",
    "withdraw",
]
