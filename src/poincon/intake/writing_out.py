"""Writing the shop's pieces to the files of another shop system, whoever asks for them."""

from collections.abc import Generator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched
from pathlib import Path

from poincon.foundation.snapshot import one_instant
from poincon.intake.dialects import writing
from poincon.intake.dialects.taxing import Taxed
from poincon.intake.taking_out import taken_out

A_BIT = 100


@dataclass(slots=True)
class Written:
    """How many pieces were written, and which offer more choices than a file has room for."""

    taken: int = 0
    left_out: list[str] = field(default_factory=list)
    most: int = 0


def write_out(*, system: str, folder: Path, language: str, at: datetime, taxed: Taxed | None) -> Written:
    """Write every piece that has a price to a system's files in a folder; `taxed` is for PrestaShop alone.

    All of it is as it stood at one instant, and little of it is held at a time.
    """
    told = Written()
    for _ in bit_by_bit(system=system, folder=folder, language=language, at=at, taxed=taxed, told=told):
        pass
    return told


def bit_by_bit(
    *, system: str, folder: Path, language: str, at: datetime, taxed: Taxed | None, told: Written
) -> Generator[None]:
    """Write the same and stop after each hundred pieces, first when the files are there; `told` counts."""
    called, told.most = writing.CALLED[language], writing.MOST[system]
    with one_instant(), ExitStack() as files:
        writer = writing.writer(system, folder, files, called=called, taxed=taxed)
        yield
        for pieces in batched(taken_out(system=system, language=language, at=at), A_BIT, strict=False):
            for piece in pieces:
                if writing.too_many_choices(piece, told.most, called):
                    told.left_out.append(piece.slug)
                else:
                    writer.take(piece)
            yield
        told.taken = writer.taken
