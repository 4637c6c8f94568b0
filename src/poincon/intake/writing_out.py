"""Writing the shop's pieces to the files of another shop system, whoever asks for them."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from poincon.intake.dialects import writing
from poincon.intake.dialects.taxing import Taxed
from poincon.intake.taking_out import taken_out

SIZE_NAMES = {"fr": "Taille", "en": "Size"}  # of a ring, as the choice is called in files
UNTAXED = "prestashop"  # its files hold prices without tax


@dataclass(slots=True)
class Written:
    """How many pieces were written, and which offer more choices than a file has room for."""

    taken: int = 0
    left_out: list[str] = field(default_factory=list)
    most: int = 0


def write_out(*, system: str, folder: Path, language: str, at: datetime, taxed: Taxed | None) -> Written:
    """Write every piece that has a price to a system's files in a folder; `taxed` is for PrestaShop alone."""
    size_name, told = SIZE_NAMES[language], Written(most=writing.MOST[system])
    with ExitStack() as files:
        writer = writing.writer(system, folder, files, size_name=size_name, taxed=taxed)
        for piece in taken_out(system=system, language=language, at=at):
            if writing.too_many_choices(piece, told.most, size_name):
                told.left_out.append(piece.slug)
            else:
                writer.take(piece)
        told.taken = writer.taken
    return told
