"""What other shops call a type of jewellery, and the shelf that it goes to."""

from dataclasses import dataclass

from poincon.catalogue.rules.folding import fold
from poincon.catalogue.states import Kind


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category by its addresses and names in both languages."""

    kind: Kind
    slug_fr: str
    slug_en: str
    name_fr: str
    name_en: str
    words: frozenset[str]


def _shelf(kind: Kind, fr: tuple[str, str], en: tuple[str, str], words: str) -> Shelf:
    return Shelf(kind, fr[0], en[0], fr[1], en[1], frozenset(words.split()))


RINGS = ("bagues", "Bagues"), ("rings", "Rings")
SHELVES = (
    _shelf(Kind.RING, *RINGS, "ring rings bague bagues alliance alliances band"),
    _shelf(
        Kind.EARRINGS,
        ("boucles-d-oreilles", "Boucles d’oreilles"),
        ("earrings", "Earrings"),
        "earring earrings boucle boucles oreilles studs stud hoop hoops creole creoles puces",
    ),
    _shelf(
        Kind.NECKLACE,
        ("colliers", "Colliers"),
        ("necklaces", "Necklaces"),
        "necklace necklaces collier colliers choker chokers chain chains chaine chaines sautoir",
    ),
    _shelf(
        Kind.PENDANT,
        ("pendentifs", "Pendentifs"),
        ("pendants", "Pendants"),
        "pendant pendants pendentif pendentifs charm charms medaille medailles medal",
    ),
    _shelf(
        Kind.BRACELET,
        ("bracelets", "Bracelets"),
        ("bracelets", "Bracelets"),
        "bracelet bracelets bangle bangles jonc joncs cuff anklet",
    ),
    _shelf(Kind.WATCH, ("montres", "Montres"), ("watches", "Watches"), "watch watches montre montres"),
    _shelf(
        Kind.BROOCH,
        ("broches", "Broches"),
        ("brooches", "Brooches"),
        "brooch brooches broche broches pin pins",
    ),
    # What is a ring unless another word says otherwise: a solitaire may hang from a chain as well.
    _shelf(
        Kind.RING,
        *RINGS,
        "solitaire solitaires chevaliere chevalieres signet signets trilogie fiancailles engagement",
    ),
)
OTHERS = _shelf(Kind.OTHER, ("autres-bijoux", "Autres bijoux"), ("other-jewellery", "Other jewellery"), "")


def shelf_for(*texts: str) -> Shelf:
    """Return the shelf that the first telling text names: the type if it can, else the title."""
    for text in texts:
        words = set(fold(text).replace("-", " ").replace("'", " ").split())
        found = [shelf for shelf in SHELVES if shelf.words & words]
        if found:
            return found[0]
    return OTHERS
