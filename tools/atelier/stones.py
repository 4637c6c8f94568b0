"""How many stones and pearls each model carries: it sets as many, and whoever sells the piece tells as many.

Plain Python, so that the counts can be read without Blender.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Carried:
    """Stones of the piece's own sort, and the diamonds that the model has whatever that sort is.

    A pair of earrings or cufflinks carries what both have together.
    """

    own: int = 0
    diamonds: int = 0


CARRIED = {  # a model that is not here carries none
    "solitaire": Carried(1),
    "half-eternity": Carried(15),
    "eternity": Carried(26),
    "pave": Carried(56),
    "emerald-cut": Carried(1),
    "halo": Carried(1, diamonds=20),
    "three-stone": Carried(1, diamonds=2),
    "signet-stone": Carried(1),
    "pearl-studs": Carried(2),
    "huggies": Carried(22),
    "diamond-studs": Carried(2),
    "drops": Carried(2, diamonds=2),
    "solitaire-pendant": Carried(1),
    "medal": Carried(diamonds=1),
    "halo-pendant": Carried(1, diamonds=22),
    "pearl-strand": Carried(35),
    "tennis": Carried(45),
    "pearl-bracelet": Carried(23),
    "cufflinks": Carried(2),
    "brooch": Carried(3),
    "flower": Carried(7),
    "bar-brooch": Carried(6, diamonds=5),
}


def carried(model, stone):
    """What a model carries when it is made with `stone`: how many of each sort, its own first."""
    counts = CARRIED.get(model, Carried())
    by_sort = {}
    for sort, count in ((stone, counts.own), ("diamond", counts.diamonds)):
        if count:
            by_sort[sort] = by_sort.get(sort, 0) + count
    return by_sort
