"""What can be done with pieces. Every change of what is shown recomputes the piece's words."""

from poincon.catalogue.actions.categories import (
    ShelfInUse,
    ShelfMisplaced,
    create_category,
    edit_category,
    remove_category,
)
from poincon.catalogue.actions.documents import (
    NoSuchStone,
    add_certificate,
    add_report,
    remove_report,
    take_down_certificate,
)
from poincon.catalogue.actions.engraving import OFFERED, offer_engraving
from poincon.catalogue.actions.judging import judge, judge_all
from poincon.catalogue.actions.life import Discontinued, publish, refuse_discontinued, unpublish, withdraw
from poincon.catalogue.actions.makers import (
    buy_from,
    create_brand,
    create_supplier,
    edit_brand,
    edit_supplier,
)
from poincon.catalogue.actions.many import NewPiece, create_many
from poincon.catalogue.actions.pictures import (
    add_pictures,
    describe_picture,
    develop_picture,
    fill_picture,
    move_picture,
    remove_picture,
)
from poincon.catalogue.actions.pieces import create_piece, edit_piece
from poincon.catalogue.actions.shelves import add_brand, add_category, add_supplier
from poincon.catalogue.actions.variants import (
    BarcodeTaken,
    ChoiceDoubled,
    SizedTwice,
    add_variant,
    edit_variant,
    hold_barcodes,
    retire_variant,
    set_media,
)
from poincon.catalogue.darkroom import MOST_BYTES, PictureRefused
from poincon.catalogue.fitness import PieceUnfit, WordsForbidden, refuse_words
from poincon.catalogue.papers import MOST_BYTES as MOST_PAPER_BYTES
from poincon.catalogue.papers import PaperRefused
from poincon.catalogue.uniqueness import Taken

__all__ = [
    "MOST_BYTES",
    "MOST_PAPER_BYTES",
    "OFFERED",
    "BarcodeTaken",
    "ChoiceDoubled",
    "Discontinued",
    "NewPiece",
    "NoSuchStone",
    "PaperRefused",
    "PictureRefused",
    "PieceUnfit",
    "ShelfInUse",
    "ShelfMisplaced",
    "SizedTwice",
    "Taken",
    "WordsForbidden",
    "add_brand",
    "add_category",
    "add_certificate",
    "add_pictures",
    "add_report",
    "add_supplier",
    "add_variant",
    "buy_from",
    "create_brand",
    "create_category",
    "create_many",
    "create_piece",
    "create_supplier",
    "describe_picture",
    "develop_picture",
    "edit_brand",
    "edit_category",
    "edit_piece",
    "edit_supplier",
    "edit_variant",
    "fill_picture",
    "hold_barcodes",
    "judge",
    "judge_all",
    "move_picture",
    "offer_engraving",
    "publish",
    "refuse_discontinued",
    "refuse_words",
    "remove_category",
    "remove_picture",
    "remove_report",
    "retire_variant",
    "set_media",
    "take_down_certificate",
    "unpublish",
    "withdraw",
]
